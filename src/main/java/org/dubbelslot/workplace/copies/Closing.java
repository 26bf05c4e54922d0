package org.dubbelslot.workplace.copies;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds out that the person has closed a copy. Many programs read a file and let go of it while it
 * is still shown; only one that held it for long, or said so with a lock of its own, tells by
 * letting go.
 */
final class Closing {
  private final Surroundings.Pace pace;
  private Optional<Instant> openSince = Optional.empty();
  private Optional<Instant> closedSince = Optional.empty();
  private boolean tells;

  Closing(Surroundings.Pace pace) {
    this.pace = pace;
  }

  /**
   * Takes in what is seen now.
   *
   * @param claimed whether a program's own lock lies beside the copy
   * @return whether it was closed, and long enough ago
   */
  boolean look(boolean claimed, OpenFiles.Answer open, Instant now) {
    if (claimed || open == OpenFiles.Answer.YES) {
      openSince = Optional.of(openSince.orElse(now));
      tells = tells || claimed || isOver(openSince, pace.held(), now);
      closedSince = Optional.empty();
      return false;
    }
    openSince = Optional.empty();
    if (!tells) {
      return false;
    }
    closedSince = Optional.of(closedSince.orElse(now));
    return isOver(closedSince, pace.closed(), now);
  }

  private static boolean isOver(Optional<Instant> since, Duration time, Instant now) {
    return !now.isBefore(since.orElseThrow().plus(time));
  }
}
