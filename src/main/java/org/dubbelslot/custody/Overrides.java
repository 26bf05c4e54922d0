package org.dubbelslot.custody;

import org.dubbelslot.crypto.Kid;
import org.dubbelslot.keys.KeyState;

/**
 * Decides whether a key version that opens only by an explicit override (compromised, closed) may
 * be used, and records that it was.
 */
@FunctionalInterface
public interface Overrides {
  /** Whether the person insists; an implementation that says yes has recorded it. */
  boolean insists(Kid kid, KeyState state);

  /** Nobody insists. */
  static Overrides none() {
    return (kid, state) -> false;
  }

  /** Whether a version in {@code state} may open. */
  default boolean mayOpen(Kid kid, KeyState state) {
    return switch (state.opens()) {
      case YES -> true;
      case BY_OVERRIDE -> insists(kid, state);
      case NO -> false;
    };
  }
}
