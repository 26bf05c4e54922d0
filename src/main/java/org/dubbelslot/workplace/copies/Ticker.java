package org.dubbelslot.workplace.copies;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does something again and again, as time goes by. */
@FunctionalInterface
public interface Ticker {
  /** What was begun. */
  @FunctionalInterface
  interface Ticking extends AutoCloseable {
    /** Ends it; the last time may still be under way. */
    @Override
    void close();
  }

  /** Begins; never two at a time. */
  Ticking every(Duration interval, Runnable work);

  /** By the clock of this computer, on a thread of its own. */
  static Ticker real() {
    return (interval, work) -> {
      ScheduledExecutorService thread =
          Executors.newSingleThreadScheduledExecutor(
              Thread.ofPlatform().daemon().name("copies").factory());
      long millis = interval.toMillis();
      thread.scheduleWithFixedDelay(work, millis, millis, TimeUnit.MILLISECONDS);
      return thread::shutdown;
    };
  }
}
