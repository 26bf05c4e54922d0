package org.dubbelslot.desktop.folder;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;
import org.dubbelslot.desktop.common.WindowSettings;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.words.Words;

/**
 * The rows of a folder. Only those that are visible cost anything; when others change the folder,
 * what is selected stays selected, and what is seen stays where it is.
 */
final class FolderTable {
  private static final double ROW = 40;

  /** Rows that are seen above one that was looked for. */
  private static final int ABOVE = 3;

  private final TableView<FolderRow> table = new TableView<>(FXCollections.observableArrayList());
  private final ReadOnlyObjectWrapper<List<Entry>> selection =
      new ReadOnlyObjectWrapper<>(List.of());
  private final FolderModel model;
  private final Words words;
  private final Runnable opened;
  private FolderDrag drag = FolderDrag.none();
  private boolean filling;
  private boolean telling;

  FolderTable(FolderModel model, Words words, WindowSettings settings, Runnable opened) {
    this.model = model;
    this.words = words;
    this.opened = opened;
    table.setId("folder-table");
    table.getStyleClass().add("folder-table");
    table.setAccessibleText(words.text("desktop.folder.table"));
    table.setFixedCellSize(ROW);
    table.setPlaceholder(new Region());
    table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    FolderColumns columns = new FolderColumns(words, settings);
    columns.install(table);
    model.order().set(columns.order());
    table.setSortPolicy(
        sorted -> {
          model.order().set(columns.order(table));
          return true;
        });
    table.setRowFactory(made -> new Row());
    table
        .getSelectionModel()
        .getSelectedIndices()
        .addListener((ListChangeListener<Integer>) change -> tell());
    model.rows().addListener((property, before, now) -> fill(now));
    model.wanted().addListener((property, before, now) -> seek());
  }

  TableView<FolderRow> node() {
    return table;
  }

  /** What is selected. */
  ReadOnlyObjectProperty<List<Entry>> selection() {
    return selection.getReadOnlyProperty();
  }

  /** Lets things be dragged onto it and onto folders in it, and out of it. */
  void setDrag(FolderDrag with, Supplier<Entry.Folder> shown) {
    drag = with;
    with.install(table, shown);
    with.dragSource(table, this::selected);
    table.setRowFactory(made -> new Row());
  }

  /** What is selected at this very moment. */
  List<Entry> selected() {
    return table.getSelectionModel().getSelectedItems().stream()
        .filter(Objects::nonNull)
        .map(FolderRow::entry)
        .toList();
  }

  /** The sole selected row. */
  Optional<FolderRow> single() {
    return table.getSelectionModel().getSelectedItems().size() == 1
        ? Optional.ofNullable(table.getSelectionModel().getSelectedItem())
        : Optional.empty();
  }

  /** A selection of thousands changes row by row, and is told once. */
  private void tell() {
    if (!filling && !telling) {
      telling = true;
      Platform.runLater(
          () -> {
            telling = false;
            selection.set(selected());
          });
    }
  }

  private void fill(List<FolderRow> rows) {
    Set<String> chosen = new HashSet<>();
    selected().forEach(entry -> chosen.add(entry.item().id()));
    int focused = table.getFocusModel().getFocusedIndex();
    Optional<String> top = top();
    filling = true;
    table.getSelectionModel().clearSelection();
    table.getItems().setAll(rows);
    int[] again = new int[chosen.size()];
    int found = 0;
    int topNow = -1;
    for (int i = 0; i < rows.size(); i++) {
      String id = rows.get(i).id();
      if (chosen.contains(id)) {
        again[found++] = i;
      }
      if (top.isPresent() && top.get().equals(id)) {
        topNow = i;
      }
    }
    if (found > 0) {
      table.getSelectionModel().selectIndices(again[0], Arrays.copyOfRange(again, 1, found));
    } else if (!rows.isEmpty()) {
      table.getFocusModel().focus(Math.clamp(focused, 0, rows.size() - 1));
    }
    if (topNow > 0) {
      table.scrollTo(topNow);
    }
    filling = false;
    tell();
    seek();
  }

  /** The row that is seen first, unless that is the first of all. */
  private Optional<String> top() {
    if (table.lookup(".virtual-flow") instanceof VirtualFlow<?> flow) {
      IndexedCell<?> first = flow.getFirstVisibleCell();
      if (first != null && first.getIndex() > 0 && first.getIndex() < table.getItems().size()) {
        return Optional.of(table.getItems().get(first.getIndex()).id());
      }
    }
    return Optional.empty();
  }

  private void seek() {
    Optional<String> wanted = model.wanted().get();
    for (int i = 0; wanted.isPresent() && i < table.getItems().size(); i++) {
      if (table.getItems().get(i).id().equals(wanted.get())) {
        table.getSelectionModel().clearAndSelect(i);
        table.scrollTo(Math.max(0, i - ABOVE));
        model.found();
        return;
      }
    }
  }

  private final class Row extends TableRow<FolderRow> {
    Row() {
      setOnMousePressed(
          press -> {
            if (isEmpty()) {
              table.getSelectionModel().clearSelection();
            }
          });
      setOnMouseClicked(
          click -> {
            if (click.getButton() == MouseButton.PRIMARY
                && click.getClickCount() == 2
                && !isEmpty()) {
              opened.run();
            }
          });
      drag.install(
          this,
          () ->
              getItem() != null && getItem().entry() instanceof Entry.Folder folder
                  ? folder
                  : null);
    }

    @Override
    protected void updateItem(FolderRow row, boolean empty) {
      super.updateItem(row, empty);
      setAccessibleText(empty || row == null ? null : FolderCells.spoken(row, words));
    }
  }
}
