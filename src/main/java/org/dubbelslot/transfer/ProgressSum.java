package org.dubbelslot.transfer;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Adds up how far several transfers are. */
final class ProgressSum {
  private final AtomicLong total = new AtomicLong();
  private final LongConsumer told;

  ProgressSum(LongConsumer told) {
    this.told = told;
  }

  /** For one transfer, which tells how much of itself is there; that may be less than before. */
  LongConsumer part() {
    AtomicLong before = new AtomicLong();
    return now -> told.accept(total.addAndGet(now - before.getAndSet(now)));
  }
}
