package org.dubbelslot.sandbox;

import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * The units that the one app in the one tenant may spend: a bucket that holds a minute's worth and
 * is filled evenly. A call that is turned away is charged all the same, so a client that does not
 * wait stays outside; the debt never exceeds a minute.
 */
final class Throttle {
  private static final double NANOS_PER_MINUTE = 60e9;

  private final LongSupplier nanos;
  private double left;
  private long limit;
  private long before;

  Throttle(LongSupplier nanos) {
    this.nanos = nanos;
    this.before = nanos.getAsLong();
  }

  /**
   * Spends units.
   *
   * @param unitsPerMinute how many there are; 0 for no end of them
   * @return after how many seconds to come again, if there are none left
   */
  synchronized OptionalLong spend(int units, long unitsPerMinute) {
    if (unitsPerMinute != limit) {
      limit = unitsPerMinute;
      left = unitsPerMinute;
    }
    if (limit == 0) {
      return OptionalLong.empty();
    }
    long now = nanos.getAsLong();
    left = Math.min(limit, left + (now - before) * limit / NANOS_PER_MINUTE);
    before = now;
    left = Math.max(-limit, left - units);
    if (left >= 0) {
      return OptionalLong.empty();
    }
    return OptionalLong.of((long) Math.ceil(-left * 60 / limit));
  }

  /** How many units are left. */
  synchronized long left() {
    return (long) Math.max(0, left);
  }
}
