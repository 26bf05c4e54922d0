package org.dubbelslot.keys;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The state of a key version (NIST SP 800-57 part 1, revision 5, section 7), and what it permits.
 */
public enum KeyState {
  /** Made, not yet in use. */
  PRE_ACTIVATION(false, Opens.NO),
  /** Seals and opens. */
  ACTIVE(true, Opens.YES),
  /** Set aside for a while: neither seals nor opens. */
  SUSPENDED(false, Opens.NO),
  /** Opens, never seals again. */
  DEACTIVATED(false, Opens.YES),
  /** Somebody else may have it: opens only by an explicit, recorded override. */
  COMPROMISED(false, Opens.BY_OVERRIDE),
  /** All files of this team version were re-wrapped: opens only by a recorded override. */
  CLOSED(false, Opens.BY_OVERRIDE),
  /** Gone. */
  DESTROYED(false, Opens.NO);

  /** Whether files under a key version in this state may be opened. */
  public enum Opens {
    /** Without further ado. */
    YES,
    /** Only when the person insists, which is recorded. */
    BY_OVERRIDE,
    /** Not at all. */
    NO
  }

  private final boolean seals;
  private final Opens opens;

  KeyState(boolean seals, Opens opens) {
    this.seals = seals;
    this.opens = opens;
  }

  /** Whether new files may be sealed under a version in this state. */
  public boolean seals() {
    return seals;
  }

  /** Whether files under a version in this state may be opened. */
  public Opens opens() {
    return opens;
  }

  /** Whether devices are granted a version in this state. */
  public boolean granted() {
    return this != DESTROYED;
  }

  /** The states that may follow; none after {@link #DESTROYED}. */
  public Set<KeyState> next() {
    return switch (this) {
      case PRE_ACTIVATION -> EnumSet.of(ACTIVE, COMPROMISED, DESTROYED);
      case ACTIVE -> EnumSet.of(SUSPENDED, DEACTIVATED, COMPROMISED);
      case SUSPENDED -> EnumSet.of(ACTIVE, DEACTIVATED, COMPROMISED);
      case DEACTIVATED -> EnumSet.of(COMPROMISED, CLOSED, DESTROYED);
      case COMPROMISED -> EnumSet.of(CLOSED, DESTROYED);
      case CLOSED -> EnumSet.of(COMPROMISED, DESTROYED);
      case DESTROYED -> EnumSet.noneOf(KeyState.class);
    };
  }

  /** The spelling in the directory: {@code pre-activation}, {@code active}, … */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The state of that spelling. */
  public static Optional<KeyState> of(String text) {
    return Arrays.stream(values()).filter(state -> state.text().equals(text)).findFirst();
  }
}
