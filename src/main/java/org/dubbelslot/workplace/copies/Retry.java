package org.dubbelslot.workplace.copies;

import java.time.Duration;
import java.time.Instant;

/** When something that failed is tried again: each time later. Not for several threads. */
final class Retry {
  private final Surroundings.Pace pace;
  private Duration wait;
  private Instant next = Instant.MIN;

  Retry(Surroundings.Pace pace) {
    this.pace = pace;
    this.wait = pace.retry();
  }

  boolean isDue(Instant now) {
    return !now.isBefore(next);
  }

  void succeeded() {
    wait = pace.retry();
    next = Instant.MIN;
  }

  /** When the next attempt is due. */
  Instant failed(Instant now) {
    next = now.plus(wait);
    Duration doubled = wait.multipliedBy(2);
    wait = doubled.compareTo(pace.longestRetry()) < 0 ? doubled : pace.longestRetry();
    return next;
  }
}
