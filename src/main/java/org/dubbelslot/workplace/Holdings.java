package org.dubbelslot.workplace;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What was opened, to be closed in reverse order at the latest when this is. For any number of
 * threads; no lock is held while something closes.
 */
public final class Holdings implements AutoCloseable {
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private boolean closed;

  /** With nothing in it. */
  public Holdings() {}

  /**
   * Takes {@code resource} over; it may be closed earlier by whoever uses it.
   *
   * @return it
   * @throws IllegalStateException when this was closed; then the resource is, too
   */
  public <T extends AutoCloseable> T hold(T resource) {
    synchronized (this) {
      if (!closed) {
        open.push(resource);
        return resource;
      }
    }
    close(resource);
    throw new IllegalStateException("closed");
  }

  /**
   * Does nothing while this is open.
   *
   * @throws IllegalStateException when it was closed
   */
  synchronized void requireOpen() {
    if (closed) {
      throw new IllegalStateException("closed");
    }
  }

  /** Closes {@code resource} now, unless that was done. */
  public void release(AutoCloseable resource) {
    boolean mine;
    synchronized (this) {
      mine = open.removeIf(one -> one == resource);
    }
    if (mine) {
      close(resource);
    }
  }

  /** Closes all; what does not close keeps nothing else open. Does nothing twice. */
  @Override
  public void close() {
    AutoCloseable next;
    while ((next = next()) != null) {
      close(next);
    }
  }

  private synchronized AutoCloseable next() {
    closed = true;
    return open.poll();
  }

  private static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      System.getLogger(Holdings.class.getName())
          .log(System.Logger.Level.WARNING, "a resource did not close", e);
    }
  }
}
