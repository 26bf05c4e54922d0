package org.dubbelslot.desktop.folder;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.dubbelslot.desktop.common.Background;
import org.dubbelslot.names.NameRules;

/**
 * The rows of a folder as they are shown: filtered, in order, without those that are about to go.
 * That is worked out away from the screen's thread, which is handed whole lists. For the screen's
 * thread.
 */
final class ArrangedRows {
  private final Background background;
  private final StringProperty filter = new SimpleStringProperty("");
  private final ObjectProperty<FolderOrder> order = new SimpleObjectProperty<>(FolderOrder.USUAL);
  private final ReadOnlyObjectWrapper<List<FolderRow>> shown =
      new ReadOnlyObjectWrapper<>(List.of());
  private final Set<String> hidden = new HashSet<>();
  private List<FolderRow> all = List.of();
  private Background.Running arranging = () -> {};

  ArrangedRows(Background background) {
    this.background = background;
    filter.addListener((property, before, now) -> arrange());
    order.addListener((property, before, now) -> arrange());
  }

  /** Those that are shown, in their order. */
  ReadOnlyObjectProperty<List<FolderRow>> shown() {
    return shown.getReadOnlyProperty();
  }

  /** Part of the names that are shown. */
  StringProperty filter() {
    return filter;
  }

  ObjectProperty<FolderOrder> order() {
    return order;
  }

  /** How many there are, filtered out or not. */
  int size() {
    return (int) all.stream().filter(row -> !hidden.contains(row.id())).count();
  }

  /** These are there now; they are shown soon. */
  void set(List<FolderRow> rows) {
    all = rows;
    arrange();
  }

  /** None are there, at once. */
  void clear() {
    arranging.cancel();
    all = List.of();
    shown.set(List.of());
  }

  /** Nothing is about to be deleted any more. */
  void hideNone() {
    hidden.clear();
    arrange();
  }

  /** Leaves rows out that are about to be deleted. */
  void hide(Set<String> ids) {
    hidden.addAll(ids);
    arrange();
  }

  /** Shows rows again that are not deleted after all. */
  void unhide(Set<String> ids) {
    hidden.removeAll(ids);
    arrange();
  }

  /** Forgets rows that are gone. */
  void forget(Set<String> ids) {
    hidden.removeAll(ids);
    set(all.stream().filter(row -> !ids.contains(row.id())).toList());
  }

  private void arrange() {
    arranging.cancel();
    List<FolderRow> from = all;
    List<FolderRow> before = shown.get();
    Set<String> without = Set.copyOf(hidden);
    String part = NameRules.caseFolded(filter.get().strip());
    FolderOrder by = order.get();
    arranging =
        background.run(
            () -> {
              List<FolderRow> rows = new ArrayList<>();
              for (FolderRow row : from) {
                if (!without.contains(row.id())
                    && (part.isEmpty() || NameRules.caseFolded(row.name()).contains(part))) {
                  rows.add(row);
                }
              }
              rows.sort(by.comparator());
              return rows.equals(before) ? before : List.copyOf(rows);
            },
            shown::set,
            failure -> {
              throw new IllegalStateException(failure);
            });
  }
}
