package org.dubbelslot.drive;

import java.time.Instant;

/**
 * Is told when a drive is waited for, so that a person sees why nothing happens. Called by whatever
 * thread waits, before it does; several may wait for the same thing. Must not block.
 */
@FunctionalInterface
public interface Waiting {
  /**
   * Somebody waits.
   *
   * @param why what for
   * @param until when it goes on, by the clock of the drive's {@link Pause}
   */
  void begins(Why why, Instant until);

  /** Tells nobody. */
  static Waiting unseen() {
    return (why, until) -> {};
  }

  /** What is waited for. */
  enum Why {
    /** The drive asked everybody of this organisation to slow down. */
    THROTTLED,
    /** The connection broke or the drive failed; the same is tried again. */
    FAILED,
    /** The drive said something that is often untrue a moment later; it is asked again. */
    DOUBTED
  }
}
