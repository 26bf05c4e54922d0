package org.dubbelslot.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.dubbelslot.crypto.Kid;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A key version")
class KeyStateTest {
  @ParameterizedTest(name = "that is {0} may become {1}; seals: {2}, opens: {3}")
  @CsvSource({
    "pre-activation, active compromised destroyed,       false, NO",
    "active,         suspended deactivated compromised,  true,  YES",
    "suspended,      active deactivated compromised,     false, NO",
    "deactivated,    compromised closed destroyed,       false, YES",
    "compromised,    closed destroyed,                   false, BY_OVERRIDE",
    "closed,         compromised destroyed,              false, BY_OVERRIDE",
    "destroyed,      '',                                 false, NO"
  })
  void followsTheTable(String state, String next, boolean seals, KeyState.Opens opens) {
    KeyState key = KeyState.of(state).orElseThrow();

    assertThat(key.next().stream().map(KeyState::text).collect(Collectors.joining(" ")))
        .satisfies(
            text -> assertThat(text.split(" ")).containsExactlyInAnyOrder(next.trim().split(" ")));
    assertThat(key.seals()).isEqualTo(seals);
    assertThat(key.opens()).isEqualTo(opens);
  }

  @Test
  @DisplayName("takes only the ways of the table, whatever its history")
  void takesNoOtherWay() {
    for (KeyState from : KeyState.values()) {
      for (KeyState to : KeyState.values()) {
        boolean allowed = from.next().contains(to);
        History history = historyTo(from);
        if (allowed) {
          assertThat(history.then(change(to)).state()).isEqualTo(to);
        } else {
          assertThatThrownBy(() -> history.then(change(to)))
              .as("%s to %s", from, to)
              .isInstanceOf(IllegalArgumentException.class);
        }
      }
    }
  }

  @Test
  @DisplayName("begins active or before its activation, never otherwise")
  void begins() {
    Arrays.stream(KeyState.values())
        .filter(state -> state != KeyState.ACTIVE && state != KeyState.PRE_ACTIVATION)
        .forEach(
            state ->
                assertThatThrownBy(() -> History.beginning(change(state)))
                    .isInstanceOf(IllegalArgumentException.class));
  }

  @Test
  @DisplayName("changes for a reason that is one word, never free text")
  void reasonIsAWord() {
    assertThatThrownBy(
            () -> new StateChange(KeyState.ACTIVE, Instant.EPOCH, Kid.random(), "Jan is weg"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static History historyTo(KeyState state) {
    History active = History.beginning(change(KeyState.ACTIVE));
    return switch (state) {
      case PRE_ACTIVATION -> History.beginning(change(state));
      case ACTIVE -> active;
      case SUSPENDED, DEACTIVATED, COMPROMISED -> active.then(change(state));
      case CLOSED, DESTROYED -> active.then(change(KeyState.DEACTIVATED)).then(change(state));
    };
  }

  private static StateChange change(KeyState state) {
    return new StateChange(state, Instant.EPOCH, Kid.random(), "tested");
  }
}
