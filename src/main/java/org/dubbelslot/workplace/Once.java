package org.dubbelslot.workplace;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import org.dubbelslot.drive.DriveException;

/**
 * Something that is made when it is first asked for, by one thread, while others that want it wait.
 * What could not be made is tried again by the next who asks.
 *
 * @param <T> its type
 */
final class Once<T> {
  private final Callable<T> maker;
  private final ReentrantLock making = new ReentrantLock();
  private volatile T made;

  Once(Callable<T> maker) {
    this.maker = maker;
  }

  /**
   * The one.
   *
   * @throws DriveException.Stopped when interrupted while another thread makes it
   * @throws Exception when it cannot be made
   */
  T get() throws Exception {
    T known = made;
    if (known != null) {
      return known;
    }
    lock(making);
    try {
      if (made == null) {
        made = maker.call();
      }
      return made;
    } finally {
      making.unlock();
    }
  }

  /** Waits for a lock as long as nobody interrupts the thread. */
  static void lock(ReentrantLock lock) throws DriveException.Stopped {
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DriveException.Stopped(e);
    }
  }

  /** From now on it is another one, for those who ask anew. */
  void replace(T other) {
    made = other;
  }
}
