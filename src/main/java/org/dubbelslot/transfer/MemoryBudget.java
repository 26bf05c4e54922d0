package org.dubbelslot.transfer;

import java.util.concurrent.Semaphore;

/** How much memory the transfers of one run may hold at once, however many they are. */
final class MemoryBudget {
  private static final int UNIT = 1 << 16;
  private static final long LEAST = 16L << 20;
  private static final long MOST = 128L << 20;

  private final int units;
  private final Semaphore free;

  MemoryBudget(long bytes) {
    this.units = units(bytes);
    this.free = new Semaphore(units, true);
  }

  /** A quarter of what this process may have. */
  static MemoryBudget ofThisProcess() {
    return new MemoryBudget(Math.clamp(Runtime.getRuntime().maxMemory() / 4, LEAST, MOST));
  }

  private static int units(long bytes) {
    return Math.toIntExact((bytes + UNIT - 1) / UNIT);
  }

  /** Memory that was granted; to be closed. */
  interface Grant extends AutoCloseable {
    @Override
    void close();
  }

  /** Waits until {@code bytes}, or all there is, are free. */
  Grant take(long bytes) throws InterruptedException {
    int wanted = (int) Math.clamp((bytes + UNIT - 1) / UNIT, 1, units);
    free.acquire(wanted);
    return () -> free.release(wanted);
  }
}
