package org.dubbelslot.transfer;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How far ciphertext has come, for whoever sends it while it is still being sealed. */
final class Growth {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long length;
  private boolean ended;
  private IOException failure;

  /** So many bytes more are there. */
  void add(long bytes) {
    lock.lock();
    try {
      length += bytes;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** No more will come. */
  void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** No more will come, because of this; nothing that was there may be used. */
  void fail(IOException why) {
    lock.lock();
    try {
      if (!ended && failure == null) {
        failure = why;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  long length() {
    lock.lock();
    try {
      return length;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until there is more than {@code position} bytes.
   *
   * @return how many there are; {@code position} or less only when no more will come
   * @throws IOException what {@link #fail} was told, or that the wait was interrupted
   */
  long awaitBeyond(long position) throws IOException {
    lock.lock();
    try {
      while (failure == null && !ended && length <= position) {
        changed.await();
      }
      if (failure != null) {
        throw failure;
      }
      return length;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while waiting for ciphertext");
    } finally {
      lock.unlock();
    }
  }
}
