package org.dubbelslot.desktop.egress;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.egress.EgressRecord;
import org.dubbelslot.words.Words;

/** The connections one by one, and below them what the chosen one's host is for. */
final class ConnectionsTable {
  private static final PseudoClass STRANGE = PseudoClass.getPseudoClass("strange");

  /** Of a letter, as a part of its height. */
  private static final double WIDTH = 0.6;

  private final ConnectionsModel model;
  private final Words words;
  private final ObservableList<EgressRecord> rows = FXCollections.observableArrayList();
  private final TableView<EgressRecord> table = new TableView<>(rows);
  private final Map<Overview.Order, TableColumn<EgressRecord, String>> columns =
      new EnumMap<>(Overview.Order.class);
  private final Label about = Controls.text("", "connections-about");
  private final VBox view;

  ConnectionsTable(ConnectionsModel model, Words words) {
    this.model = model;
    this.words = words;
    DateTimeFormatter times =
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT, FormatStyle.MEDIUM)
            .withLocale(words.language().locale())
            .withZone(ZoneId.systemDefault());
    column(Overview.Order.TIME, 23, entry -> times.format(entry.time()));
    column(Overview.Order.HOST, 34, EgressRecord::host);
    column(Overview.Order.PURPOSE, 18, entry -> ConnectionsScreen.purpose(words, entry.purpose()));
    column(Overview.Order.SENT, 13, entry -> words.size(entry.bytesOut()));
    column(Overview.Order.RECEIVED, 13, entry -> words.size(entry.bytesIn()));
    column(Overview.Order.STATUS, 13, this::status);
    columns.get(Overview.Order.HOST).setCellFactory(column -> new HostCell());
    for (Overview.Order order :
        new Overview.Order[] {Overview.Order.SENT, Overview.Order.RECEIVED}) {
      columns.get(order).getStyleClass().add("number");
    }
    TableColumn<EgressRecord, String> newest = columns.get(Overview.Order.TIME);
    newest.setSortType(TableColumn.SortType.DESCENDING);
    table.getSortOrder().add(newest);
    table.setSortPolicy(sorted -> sort());
    table.setId("connections-table");
    table.setAccessibleText(words.text("desktop.connections.list"));
    table.setPlaceholder(Controls.text(words.text("desktop.connections.none"), "quiet"));
    VBox.setVgrow(table, Priority.ALWAYS);
    table
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(chosen -> about.setText(about(chosen)));
    view = new VBox(table, about);
    view.getStyleClass().add("connections-list");
    model.overviewProperty().subscribe(this::show);
  }

  Node view() {
    return view;
  }

  private void show(Overview overview) {
    EgressRecord chosen = table.getSelectionModel().getSelectedItem();
    rows.setAll(overview.rows());
    if (chosen != null) {
      table.getSelectionModel().clearAndSelect(rows.indexOf(chosen));
    }
  }

  /** Sorted by the model, in the background; what comes back is shown as it is. */
  private boolean sort() {
    columns.forEach(
        (order, column) -> {
          if (!table.getSortOrder().isEmpty() && table.getSortOrder().getFirst().equals(column)) {
            boolean ascending = column.getSortType() == TableColumn.SortType.ASCENDING;
            model.choose(choice -> choice.withOrder(order, ascending));
          }
        });
    return true;
  }

  private void column(Overview.Order order, int letters, Function<EgressRecord, String> text) {
    String key = order.name().toLowerCase(Locale.ROOT);
    TableColumn<EgressRecord, String> column =
        new TableColumn<>(words.text("desktop.connections.column." + key));
    column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
    about.fontProperty().subscribe(font -> column.setPrefWidth(letters * font.getSize() * WIDTH));
    columns.put(order, column);
    table.getColumns().add(column);
  }

  private String status(EgressRecord entry) {
    return entry.status() == 0
        ? words.text("desktop.connections.no-answer")
        : String.valueOf(entry.status());
  }

  private String about(EgressRecord chosen) {
    return chosen == null
        ? words.text("desktop.connections.choose")
        : words.text(
            "desktop.connections.about",
            chosen.host(),
            ConnectionsScreen.explanation(words, model.kind(chosen.host())));
  }

  /** A host that nobody expects has a sign and a word, not only another colour. */
  private final class HostCell extends TableCell<EgressRecord, String> {
    private final Node sign = Glyph.WARNING.icon();

    @Override
    protected void updateItem(String name, boolean empty) {
      super.updateItem(name, empty);
      boolean strange = !empty && model.kind(name) == HostKind.UNKNOWN;
      pseudoClassStateChanged(STRANGE, strange);
      setGraphic(strange ? sign : null);
      setText(empty ? null : strange ? words.text("desktop.connections.strange", name) : name);
    }
  }
}
