package org.dubbelslot.egress;

import java.io.InterruptedIOException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Lets so many bytes a second pass, of all threads together. Each passes as soon as the line has
 * had its time for what passed before, so that nothing waits on a line that was not in use. For any
 * number of threads.
 */
final class Throttle {
  private static final double NANOS = 1e9;

  private final LongSupplier clock;
  private final LongConsumer waits;
  private double nanosPerByte;

  /** When the line has had its time, in nanoseconds of the clock. */
  private long free;

  /** Without a limit, by this computer's own clock. */
  Throttle() {
    this(System::nanoTime, LockSupport::parkNanos);
  }

  /**
   * Without a limit.
   *
   * @param clock counts nanoseconds
   * @param waits gets nanoseconds to wait; may return earlier
   */
  Throttle(LongSupplier clock, LongConsumer waits) {
    this.clock = clock;
    this.waits = waits;
    this.free = clock.getAsLong();
  }

  /** From now on lets {@code bytesPerSecond} pass, more than 0. */
  synchronized void limit(long bytesPerSecond) {
    nanosPerByte = NANOS / bytesPerSecond;
    free = clock.getAsLong();
  }

  /**
   * Returns when {@code bytes} more may pass.
   *
   * @throws InterruptedIOException when this thread is interrupted, which it then still is
   */
  void pass(int bytes) throws InterruptedIOException {
    long turn = turn(bytes);
    for (long left = turn - clock.getAsLong(); left > 0; left = turn - clock.getAsLong()) {
      waits.accept(left);
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted while waiting for the line");
      }
    }
  }

  private synchronized long turn(int bytes) {
    long now = clock.getAsLong();
    long turn = free - now > 0 ? free : now;
    free = turn + (long) (bytes * nanosPerByte);
    return turn;
  }
}
