package org.dubbelslot.desktop.common;

import java.util.List;
import java.util.function.Function;
import javafx.util.StringConverter;

/**
 * Names the items of a list to choose from, and finds one by its name, as a choice does that a
 * person or a reader of screens sets by text.
 *
 * @param <T> the items
 */
public final class ItemNames<T> extends StringConverter<T> {
  private final List<T> items;
  private final Function<T, String> name;

  /**
   * Of items as they are at the time.
   *
   * @param items what there is to choose from; may change
   * @param name how one is shown
   */
  public ItemNames(List<T> items, Function<T, String> name) {
    this.items = items;
    this.name = name;
  }

  /** How one is shown; nothing where none is chosen. */
  @Override
  public String toString(T item) {
    return item == null ? "" : name.apply(item);
  }

  /** The first item that is shown so; {@code null} where there is none. */
  @Override
  public T fromString(String shown) {
    return items.stream().filter(item -> toString(item).equals(shown)).findFirst().orElse(null);
  }
}
