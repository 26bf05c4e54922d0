package org.dubbelslot.transfer;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How fast something goes, smoothed, from what is there at one moment and the next. */
final class Meter {
  /** How much the newest measure counts. */
  private static final double NEWEST = 0.3;

  private static final double MILLIS = 1000.0;

  private Instant at;
  private long before;
  private double rate;

  /** Begins with {@code done} bytes. */
  Meter(Instant at, long done) {
    this.at = at;
    this.before = done;
  }

  /** There are {@code done} bytes now. What became less counts as standing still. */
  void measure(Instant now, long done) {
    long millis = Duration.between(at, now).toMillis();
    if (millis <= 0) {
      return;
    }
    double newest = Math.max(0, done - before) * MILLIS / millis;
    rate = rate == 0 ? newest : NEWEST * newest + (1 - NEWEST) * rate;
    at = now;
    before = done;
  }

  /** Bytes a second. */
  double rate() {
    return rate;
  }

  /** How long {@code bytes} take, once that can be told. */
  Optional<Duration> timeFor(long bytes) {
    return rate < 1
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds((long) Math.ceil(Math.max(0, bytes) / rate)));
  }
}
