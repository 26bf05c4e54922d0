package org.dubbelslot.floe;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * A bounded number of slots that workers work on in parallel and that come back in the order in
 * which they were handed out. Used by one thread; only {@link Slot#work} runs on others.
 *
 * <p>The slots' buffers are made when first needed: a short content takes one.
 */
final class SegmentRing<S extends SegmentRing.Slot> {
  /** What one segment needs: buffers, cipher, result. Touched by one thread at a time. */
  interface Slot {
    /** Encrypts or decrypts; an exception is kept for the thread that takes the slot back. */
    void work() throws FloeException, IOException;

    /** Overwrites the buffers and lets go of keys. */
    void wipe();
  }

  private record InWork<S>(S slot, FutureTask<Void> task) {}

  private final FloeWorkers workers;
  private final Supplier<S> maker;
  private final int capacity;
  private final List<S> made = new ArrayList<>();
  private final Deque<S> free = new ArrayDeque<>();
  private final Deque<InWork<S>> inWork = new ArrayDeque<>();
  private volatile boolean abandoned;

  SegmentRing(FloeWorkers workers, Supplier<S> maker) {
    this.workers = workers;
    this.maker = maker;
    this.capacity = 2 * workers.parallelism() + 1;
  }

  /** Whether {@link #take} would give a slot. */
  boolean hasFree() {
    return !free.isEmpty() || made.size() < capacity;
  }

  /** A slot to fill; the caller gives it to {@link #submit} or {@link #release}. */
  S take() {
    S slot = free.poll();
    if (slot == null) {
      if (made.size() == capacity) {
        throw new IllegalStateException("all slots are in use");
      }
      slot = maker.get();
      made.add(slot);
    }
    return slot;
  }

  /** Hands a filled slot to the workers. */
  void submit(S slot) {
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              if (!abandoned) {
                slot.work();
              }
              return null;
            });
    inWork.add(new InWork<>(slot, task));
    try {
      workers.executor().execute(task);
    } catch (RejectedExecutionException e) {
      task.run(); // a stopped pool costs speed, not progress
    }
  }

  /** Whether any slot is still to be taken back. */
  boolean isBusy() {
    return !inWork.isEmpty();
  }

  /**
   * Takes back the oldest slot in work when it is done; works on it here when nobody has begun.
   *
   * @throws FloeException as its work did
   * @throws IOException as its work did
   * @throws InterruptedIOException when this thread is interrupted; the thread stays so
   */
  S awaitOldest() throws FloeException, IOException {
    InWork<S> oldest = inWork.element();
    oldest.task().run(); // does nothing when a worker has begun
    try {
      oldest.task().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (InterruptedIOException)
          new InterruptedIOException("interrupted while segments were worked on").initCause(e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case FloeException refused -> throw refused;
        case IOException failed -> throw failed;
        case RuntimeException failed -> throw failed;
        case Error failed -> throw failed;
        case null, default -> throw new IllegalStateException("segment worker failed", e);
      }
    }
    inWork.remove();
    return oldest.slot();
  }

  /** Makes a slot that was taken back free again. */
  void release(S slot) {
    free.add(slot);
  }

  /**
   * Waits until no worker touches a slot any more, then wipes them all; whatever was interrupted.
   */
  void close() {
    abandoned = true;
    boolean interrupted = false;
    while (!inWork.isEmpty()) {
      FutureTask<Void> task = inWork.element().task();
      task.run();
      try {
        task.get();
        inWork.remove();
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException e) {
        inWork.remove(); // whoever closes has either seen the first failure or gives up
      }
    }
    made.forEach(Slot::wipe);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Every slot ever made. */
  List<S> slots() {
    return made;
  }
}
