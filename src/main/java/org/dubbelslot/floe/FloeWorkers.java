package org.dubbelslot.floe;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Where segments are worked on. One pool serves any number of writers and readers at a time; each
 * holds at most 2 × {@link #parallelism()} + 1 segments in memory. A writer or reader whose segment
 * no worker has begun works on it itself, so a busy, small or stopped pool costs speed, never
 * progress.
 */
public final class FloeWorkers implements AutoCloseable {
  private final Executor executor;
  private final int parallelism;
  private final Runnable closing;

  private FloeWorkers(Executor executor, int parallelism, Runnable closing) {
    if (parallelism < 1) {
      throw new IllegalArgumentException("parallelism " + parallelism);
    }
    this.executor = executor;
    this.parallelism = parallelism;
    this.closing = closing;
  }

  /** A pool of its own with one daemon thread for every processor; closing stops it. */
  public static FloeWorkers perProcessor() {
    return pool(Runtime.getRuntime().availableProcessors());
  }

  /** A pool of its own with {@code threads} daemon threads; closing stops it. */
  public static FloeWorkers pool(int threads) {
    ExecutorService pool =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().name("dubbelslot-floe-", 1).daemon().factory());
    return new FloeWorkers(pool, threads, pool::close);
  }

  /** Borrows {@code executor}, of which {@code parallelism} threads may be kept busy. */
  public static FloeWorkers on(Executor executor, int parallelism) {
    return new FloeWorkers(executor, parallelism, () -> {});
  }

  /**
   * Has the JVM compile what segments are worked on with, while the caller still prepares; worth it
   * before a large content. Changes nothing else.
   */
  public void warmUp() {
    executor.execute(WarmUp::run);
  }

  /** How many segments are worked on at the same time. */
  public int parallelism() {
    return parallelism;
  }

  /** Stops a pool of its own, after what was begun; leaves a borrowed executor as it is. */
  @Override
  public void close() {
    closing.run();
  }

  Executor executor() {
    return executor;
  }
}
