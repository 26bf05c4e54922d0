package org.dubbelslot.desktop.provider;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.FailureBox;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.desktop.inspect.ReportView;
import org.dubbelslot.desktop.provider.ProviderModel.Look;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.Provider;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.words.Words;

/**
 * "What Microsoft sees": the folder as its provider has it, and of the selected file all that it
 * gives away. A switch in the folder's toolbar flips to it and back.
 */
public final class ProviderView extends BorderPane {
  private static final double SIDE_BY_SIDE_FROM = 1040;
  private static final double SCROLL_BAR = 24;

  private final Frame frame;
  private final Words words;
  private final ProviderModel model;
  private final LookWriter writer;
  private final TableView<Provider.Seen> table = new TableView<>();
  private final ScrollPane details = new ScrollPane();
  private final SplitPane split = new SplitPane();
  private final VBox failure = new VBox();
  private Predicate<DriveItem> opened = folder -> false;
  private Optional<Place> place = Optional.empty();

  /**
   * A view.
   *
   * @param sealers who sealed a file, where this computer knows that already; asked on the screen's
   *     thread, so from memory
   */
  public ProviderView(Frame frame, Function<DriveItem, Optional<String>> sealers) {
    this.frame = frame;
    this.words = frame.words();
    this.model = new ProviderModel(frame);
    this.writer = new LookWriter(words, sealers);
    getStyleClass().addAll("provider", "inspect");
    setTop(new VBox(head(), failure));
    fillTable();
    details.setFitToWidth(true);
    details.setFocusTraversable(false);
    split.getItems().addAll(table, details);
    widthProperty().subscribe(width -> arrange(width.doubleValue()));
    setCenter(split);
    model.stateProperty().subscribe(state -> show(state));
    model.lookProperty().subscribe(look -> show(look));
  }

  /** Asks the drive of {@code shown} what it has in {@code folder}, and shows that. */
  public void show(Place shown, DriveItem folder) {
    place = Optional.of(shown);
    model.show(shown, folder);
  }

  /** What is shown; its selection is to follow that of the folder's other view. */
  public ProviderModel model() {
    return model;
  }

  /** What opening a folder here does; where that says false, this view alone goes there. */
  public void onOpened(Predicate<DriveItem> action) {
    opened = action;
  }

  private Node head() {
    Label lead = Controls.text(text("lead"), "quiet");
    HBox.setHgrow(lead, Priority.ALWAYS);
    lead.setMaxWidth(Double.MAX_VALUE);
    Button refresh = Controls.iconButton(Glyph.REFRESH, text("refresh"), model::refresh);
    refresh.setId("provider-refresh");
    HBox head = new HBox(Glyph.PROVIDER.icon(), lead, refresh);
    head.getStyleClass().add("provider-head");
    return head;
  }

  private void arrange(double width) {
    boolean beside = width >= SIDE_BY_SIDE_FROM;
    Orientation wanted = beside ? Orientation.HORIZONTAL : Orientation.VERTICAL;
    if (split.getOrientation() != wanted || split.getDividers().isEmpty()) {
      split.setOrientation(wanted);
    }
    split.setDividerPositions(beside ? 0.58 : 0.5);
  }

  private void fillTable() {
    table.setId("provider-items");
    table.setAccessibleText(text("items"));
    table.setPlaceholder(new Label(""));
    TableColumn<Provider.Seen, String> name =
        column("name", seen -> Words.printable(seen.item().name()), 200);
    TableColumn<Provider.Seen, Long> size = column("size", seen -> seen.item().size(), 144);
    size.setCellFactory(
        column ->
            new TableCell<>() {
              @Override
              protected void updateItem(Long bytes, boolean empty) {
                super.updateItem(bytes, empty);
                boolean file =
                    !empty
                        && getTableRow().getItem() != null
                        && !getTableRow().getItem().item().folder();
                setText(file ? text("bytes", bytes) : "");
              }
            });
    TableColumn<Provider.Seen, String> modified =
        column("modified", seen -> words.moment(seen.item().modified()), 160);
    modified.setSortable(false);
    TableColumn<Provider.Seen, String> account =
        column("account", seen -> seen.modifiedBy().or(seen::createdBy).orElse(""), 160);
    // The name takes what the others leave: it is what shows that nothing can be read.
    name.prefWidthProperty()
        .bind(
            table
                .widthProperty()
                .subtract(size.widthProperty())
                .subtract(modified.widthProperty())
                .subtract(account.widthProperty())
                .subtract(SCROLL_BAR));
    table.getColumns().setAll(List.of(name, size, modified, account));
    SortedList<Provider.Seen> sorted = new SortedList<>(model.rows());
    sorted.comparatorProperty().bind(table.comparatorProperty());
    table.setItems(sorted);
    table.setRowFactory(made -> row());
    table.setOnKeyPressed(
        key -> {
          if (key.getCode() == KeyCode.ENTER) {
            open(table.getSelectionModel().getSelectedItem());
          }
        });
    table
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(
            seen -> {
              if (seen != null) {
                model.selectedProperty().set(Optional.of(seen.item().id()));
              }
            });
    model.selectedProperty().subscribe(id -> select());
    model.rows().addListener((ListChangeListener<Provider.Seen>) change -> select());
  }

  private <T> TableColumn<Provider.Seen, T> column(
      String key, Function<Provider.Seen, T> value, double width) {
    TableColumn<Provider.Seen, T> column = new TableColumn<>(text(key));
    column.setCellValueFactory(cell -> shown(value.apply(cell.getValue())));
    column.setPrefWidth(width);
    column.setMinWidth(width);
    column.setReorderable(false);
    return column;
  }

  private static <T> ObservableValue<T> shown(T value) {
    return new ReadOnlyObjectWrapper<>(value);
  }

  private TableRow<Provider.Seen> row() {
    TableRow<Provider.Seen> row = new TableRow<>();
    row.itemProperty()
        .subscribe(
            seen ->
                row.setTooltip(
                    seen == null ? null : new Tooltip(Words.printable(seen.item().name()))));
    row.setOnMouseClicked(
        click -> {
          if (click.getButton() == MouseButton.PRIMARY && click.getClickCount() == 2) {
            open(row.getItem());
          }
        });
    return row;
  }

  private void open(Provider.Seen seen) {
    if (seen != null && seen.item().folder() && !opened.test(seen.item())) {
      place.ifPresent(shown -> model.show(shown, seen.item()));
    }
  }

  private void select() {
    Optional<String> id = model.selectedProperty().get();
    Provider.Seen now = table.getSelectionModel().getSelectedItem();
    if (now != null && id.equals(Optional.of(now.item().id()))) {
      return;
    }
    table.getItems().stream()
        .filter(seen -> id.equals(Optional.of(seen.item().id())))
        .findFirst()
        .ifPresentOrElse(
            seen -> {
              table.getSelectionModel().select(seen);
              table.scrollTo(seen);
            },
            () -> table.getSelectionModel().clearSelection());
  }

  private void show(ProviderModel.State state) {
    failure.getChildren().clear();
    switch (state) {
      case ProviderModel.State.Empty _ -> table.setPlaceholder(new Label(""));
      case ProviderModel.State.Listing _ ->
          table.setPlaceholder(Controls.text(text("listing"), "quiet"));
      case ProviderModel.State.Listed _ ->
          table.setPlaceholder(Controls.text(text("nothing"), "quiet"));
      case ProviderModel.State.Failed(var why) ->
          failure
              .getChildren()
              .add(new FailureBox(why, words, frame.remedies(FailureBox.again(model::refresh))));
    }
  }

  private void show(Look look) {
    details.setContent(content(look));
    details.setVvalue(0);
  }

  private Node content(Look look) {
    return switch (look) {
      case Look.Nothing _ -> around(Controls.text(text("select"), "quiet"));
      case Look.Looking _ -> around(Controls.text(text("looking"), "quiet"));
      case Look.Folder(var seen) -> around(ReportView.card(writer.known(seen)));
      case Look.Failed(_, var why) -> around(new FailureBox(why, words, Map.of()));
      case Look.File file -> file(file);
    };
  }

  private Node file(Look.File file) {
    VBox all = new VBox(new ReportView(writer.write(file)));
    if (file.start().length > 0) {
      Label title = Controls.text(text("kilobyte", file.start().length), "card-title");
      Label why = Controls.text(text("kilobyte-why"), "quiet");
      VBox card = new VBox(title, why, new HexDump(file.start(), title.getText()));
      card.getStyleClass().add("card");
      StackPane dump = new StackPane(card);
      dump.getStyleClass().add("dump");
      all.getChildren().add(dump);
    }
    return all;
  }

  private static Node around(Node node) {
    VBox box = new VBox(node);
    box.getStyleClass().add("provider-details");
    return box;
  }

  private String text(String key, Object... arguments) {
    return words.text("desktop.provider." + key, arguments);
  }
}
