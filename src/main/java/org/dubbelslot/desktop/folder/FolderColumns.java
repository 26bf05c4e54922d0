package org.dubbelslot.desktop.folder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.Observable;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.dubbelslot.desktop.common.Theme;
import org.dubbelslot.desktop.common.WindowSettings;
import org.dubbelslot.words.Words;

/** The columns of a folder's table: their order, widths and sorting are remembered, no more. */
final class FolderColumns {
  private static final String REMEMBERED = "folder.columns";
  private static final String ORDER = "folder.order";
  private static final double NARROWEST_NAME = 280;
  private static final double SCROLL_BAR = 16;
  private static final String ASCENDING = "folder.ascending";

  private final Map<FolderOrder.Column, TableColumn<FolderRow, FolderRow>> columns =
      new EnumMap<>(FolderOrder.Column.class);
  private final WindowSettings settings;
  private boolean widening;

  FolderColumns(Words words, WindowSettings settings) {
    this.settings = settings;
    FolderCells cells = new FolderCells(words);
    for (FolderOrder.Column column : FolderOrder.Column.values()) {
      TableColumn<FolderRow, FolderRow> made =
          new TableColumn<>(words.text("desktop.folder.column." + column.id()));
      made.setId("folder-column-" + column.id());
      made.setUserData(column);
      made.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
      made.setCellFactory(any -> cells.cell(column));
      made.setMinWidth(64);
      made.setPrefWidth(usual(column));
      columns.put(column, made);
    }
  }

  /** Room that a name gets before it shares with what is seldom looked at. */
  private static double spare(FolderOrder.Column column) {
    return switch (column) {
      case NAME, SIZE, MODIFIED -> 0;
      case SEALED_BY, KEEP_UNTIL, CLASS -> 96;
    };
  }

  private static double usual(FolderOrder.Column column) {
    return switch (column) {
      case NAME -> NARROWEST_NAME;
      case SIZE -> 104;
      case MODIFIED, SEALED_BY -> 160;
      case KEEP_UNTIL, CLASS -> 144;
    };
  }

  /** Puts them into a table, as they were remembered. */
  void install(TableView<FolderRow> table) {
    List<TableColumn<FolderRow, ?>> inOrder = new ArrayList<>();
    settings
        .get(REMEMBERED)
        .filter(JsonNode::isArray)
        .ifPresent(
            remembered ->
                remembered.forEach(
                    one ->
                        FolderOrder.Column.of(one.path("id").asText())
                            .map(columns::get)
                            .filter(column -> !inOrder.contains(column))
                            .ifPresent(column -> inOrder.add(restored(column, one)))));
    columns.values().stream().filter(column -> !inOrder.contains(column)).forEach(inOrder::add);
    table.getColumns().setAll(inOrder);
    table.setTableMenuButtonVisible(true);
    if (settings.get(REMEMBERED).isEmpty()) {
      table
          .widthProperty()
          .addListener(
              (property, before, now) -> widen(now.doubleValue(), Theme.scale(table.getScene())));
    }
    FolderOrder order = order();
    TableColumn<FolderRow, FolderRow> sorted = columns.get(order.column());
    sorted.setSortType(
        order.ascending() ? TableColumn.SortType.ASCENDING : TableColumn.SortType.DESCENDING);
    table.getSortOrder().add(sorted);
    table.getColumns().addListener((Observable changed) -> remember(table));
    for (TableColumn<FolderRow, FolderRow> column : columns.values()) {
      column.widthProperty().addListener((property, before, now) -> remember(table));
      column.visibleProperty().addListener((property, before, now) -> remember(table));
    }
  }

  /**
   * Until the person has changed a column, as many are shown as have room, and the name takes what
   * the others leave.
   */
  private void widen(double width, double scale) {
    if (settings.get(REMEMBERED).isPresent()) {
      return;
    }
    widening = true;
    double left = width - SCROLL_BAR - NARROWEST_NAME * scale;
    boolean fits = true;
    for (Map.Entry<FolderOrder.Column, TableColumn<FolderRow, FolderRow>> each :
        columns.entrySet()) {
      if (each.getKey() != FolderOrder.Column.NAME) {
        double wanted = usual(each.getKey()) * scale;
        each.getValue().setPrefWidth(wanted);
        fits = fits && wanted + spare(each.getKey()) * scale <= left;
        each.getValue().setVisible(fits);
        left -= fits ? wanted : 0;
      }
    }
    columns.get(FolderOrder.Column.NAME).setPrefWidth(NARROWEST_NAME * scale + Math.max(0, left));
    widening = false;
  }

  private static TableColumn<FolderRow, FolderRow> restored(
      TableColumn<FolderRow, FolderRow> column, JsonNode remembered) {
    double width = remembered.path("width").asDouble(column.getPrefWidth());
    column.setPrefWidth(Math.clamp(width, column.getMinWidth(), 2000));
    column.setVisible(
        column.getUserData() == FolderOrder.Column.NAME
            || remembered.path("visible").asBoolean(true));
    return column;
  }

  private void remember(TableView<FolderRow> table) {
    if (widening) {
      return;
    }
    var array = JsonNodeFactory.instance.arrayNode();
    for (TableColumn<FolderRow, ?> column : table.getColumns()) {
      ObjectNode one = array.addObject();
      one.put("id", ((FolderOrder.Column) column.getUserData()).id());
      one.put("width", Math.round(column.getWidth()));
      one.put("visible", column.isVisible());
    }
    settings.put(REMEMBERED, array);
  }

  /** The order that was remembered. */
  FolderOrder order() {
    Optional<FolderOrder.Column> column = settings.text(ORDER).flatMap(FolderOrder.Column::of);
    return column
        .map(
            by ->
                new FolderOrder(by, settings.get(ASCENDING).map(JsonNode::asBoolean).orElse(true)))
        .orElse(FolderOrder.USUAL);
  }

  /** The order that the table's headers tell; it is remembered. */
  FolderOrder order(TableView<FolderRow> table) {
    if (table.getSortOrder().isEmpty()) {
      return remembered(FolderOrder.USUAL);
    }
    TableColumn<FolderRow, ?> by = table.getSortOrder().getFirst();
    return remembered(
        new FolderOrder(
            (FolderOrder.Column) by.getUserData(),
            by.getSortType() == TableColumn.SortType.ASCENDING));
  }

  private FolderOrder remembered(FolderOrder order) {
    settings.put(ORDER, order.column().id());
    settings.put(ASCENDING, order.ascending());
    return order;
  }
}
