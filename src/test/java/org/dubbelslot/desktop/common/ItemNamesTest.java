package org.dubbelslot.desktop.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Items to choose from")
class ItemNamesTest {
  private final List<Optional<Integer>> items =
      new ArrayList<>(List.of(Optional.of(5), Optional.of(10), Optional.empty()));
  private final ItemNames<Optional<Integer>> names =
      new ItemNames<>(items, one -> one.map(minutes -> minutes + " minutes").orElse("Never"));

  @Test
  @DisplayName("are shown by name, and found by it")
  void found() {
    for (Optional<Integer> item : items) {
      assertThat(names.fromString(names.toString(item))).isEqualTo(item);
    }
    assertThat(names.toString(Optional.of(10))).isEqualTo("10 minutes");
    assertThat(names.toString(Optional.empty())).isEqualTo("Never");
  }

  @Test
  @DisplayName("are none where nothing is chosen or nothing is called so")
  void none() {
    assertThat(names.toString(null)).isEmpty();
    assertThat(names.fromString("15 minutes")).isNull();
    items.add(Optional.of(15));
    assertThat(names.fromString("15 minutes")).hasValue(15);
  }
}
