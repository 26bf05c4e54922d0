package org.dubbelslot.desktop.locks;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Locks when nobody has touched the window for a while, and when time has passed that the program
 * did not live through: the computer slept, or its clock was put forward. For one thread.
 */
public final class IdleWatch {
  /** Clocks drift, and a busy computer ticks late; neither is a sleep. */
  private static final Duration TOLERANCE = Duration.ofSeconds(90);

  private final InstantSource wall;
  private final LongSupplier nanos;
  private final Runnable lock;
  private Duration limit;
  private long touched;
  private long lastNanos;
  private long lastWall;

  /**
   * Begins to watch.
   *
   * @param wall the clock on the wall, which goes on while the computer sleeps
   * @param nanos nanoseconds that the program lives through, as {@link System#nanoTime}
   * @param limit how long nobody may touch anything
   * @param lock takes the keys away; may do nothing when they are gone already
   */
  public IdleWatch(InstantSource wall, LongSupplier nanos, Duration limit, Runnable lock) {
    this.wall = wall;
    this.nanos = nanos;
    this.limit = limit;
    this.lock = lock;
    this.touched = nanos.getAsLong();
    this.lastNanos = touched;
    this.lastWall = wall.millis();
  }

  /** From now on another limit. */
  public void limit(Duration other) {
    limit = other;
  }

  /** Somebody has touched the window. */
  public void touch() {
    touched = nanos.getAsLong();
  }

  /** To be called every few seconds. */
  public void tick() {
    tick(true);
  }

  /**
   * The same while the window is hidden and goes on by itself: nobody can touch it, so that only a
   * sleep locks it. If it takes longer than the limit, the next {@link #tick} locks.
   */
  public void tickUnseen() {
    tick(false);
  }

  private void tick(boolean seen) {
    long now = nanos.getAsLong();
    long wallNow = wall.millis();
    Duration lived = Duration.ofNanos(now - lastNanos);
    Duration passed = Duration.ofMillis(wallNow - lastWall);
    lastNanos = now;
    lastWall = wallNow;
    boolean jumped = passed.minus(lived).abs().compareTo(TOLERANCE) > 0;
    // Where the program's own time goes on in a sleep, the tick comes far too late instead.
    boolean slept = lived.compareTo(TOLERANCE) > 0;
    boolean idle = seen && Duration.ofNanos(now - touched).compareTo(limit) >= 0;
    if (jumped || slept || idle) {
      touched = now;
      lock.run();
    }
  }
}
