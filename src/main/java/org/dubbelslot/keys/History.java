package org.dubbelslot.keys;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The life of a key version, oldest transition first.
 *
 * @param changes at least one
 */
public record History(List<StateChange> changes) {
  private static final Set<KeyState> BIRTH = Set.of(KeyState.PRE_ACTIVATION, KeyState.ACTIVE);

  /**
   * Checks that every transition is allowed ({@link KeyState#next}).
   *
   * @throws IllegalArgumentException otherwise, or when there is none
   */
  public History {
    changes = List.copyOf(changes);
    if (changes.isEmpty() || !BIRTH.contains(changes.getFirst().state())) {
      throw new IllegalArgumentException("a key version begins before its activation, or active");
    }
    for (int i = 1; i < changes.size(); i++) {
      KeyState from = changes.get(i - 1).state();
      if (!from.next().contains(changes.get(i).state())) {
        throw new IllegalArgumentException(
            "no way from " + from.text() + " to " + changes.get(i).state().text());
      }
    }
  }

  /** A life that begins with {@code change}. */
  public static History beginning(StateChange change) {
    return new History(List.of(change));
  }

  /** The state now. */
  public KeyState state() {
    return changes.getLast().state();
  }

  /** The latest transition. */
  public StateChange latest() {
    return changes.getLast();
  }

  /**
   * This life and one transition more.
   *
   * @throws IllegalArgumentException when that transition is not allowed
   */
  public History then(StateChange change) {
    List<StateChange> longer = new ArrayList<>(changes);
    longer.add(change);
    return new History(longer);
  }
}
