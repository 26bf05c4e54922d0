package org.dubbelslot.workplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HoldingsTest {
  private final Holdings holdings = new Holdings();
  private final List<String> closed = new ArrayList<>();

  private AutoCloseable named(String name) {
    return () -> closed.add(name);
  }

  @Test
  void closesInReverseOrderAndOnce() {
    holdings.hold(named("first"));
    holdings.hold(named("second"));
    holdings.close();
    holdings.close();
    assertThat(closed).containsExactly("second", "first");
  }

  @Test
  void whatDoesNotCloseKeepsNothingElseOpen() {
    holdings.hold(named("first"));
    holdings.hold(
        () -> {
          throw new IllegalStateException("as this test wants it");
        });
    holdings.close();
    assertThat(closed).containsExactly("first");
  }

  @Test
  void whatIsReleasedIsClosedThenAndNotAgain() {
    AutoCloseable early = holdings.hold(named("early"));
    holdings.release(early);
    holdings.release(early);
    holdings.close();
    assertThat(closed).containsExactly("early");
  }

  @Test
  void whatComesTooLateIsClosedAtOnce() {
    holdings.close();
    assertThatIllegalStateException().isThrownBy(() -> holdings.hold(named("late")));
    assertThat(closed).containsExactly("late");
  }
}
