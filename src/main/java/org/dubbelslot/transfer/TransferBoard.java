package org.dubbelslot.transfer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.dubbelslot.transfer.TransferSnapshot.State;

/**
 * What a {@link TransferService} knows of its jobs. All is read within {@link #ask} and changed
 * within {@link #change}, by whichever thread.
 */
final class TransferBoard {
  /** How many of those that wait, and of those that are done, are shown at the most. */
  private static final int SHOWN = 200;

  /** Fewer than that are in {@link #ready} when the queue is read again. */
  static final int ENOUGH = 100;

  /** Read from the queue, and next in turn. */
  final Deque<Job> ready = new ArrayDeque<>();

  /** Those that were begun, or that something keeps from being begun. */
  final Map<Long, Carried> carried = new LinkedHashMap<>();

  /** Those that left {@link #carried} since the queue was last read. */
  final Set<Long> gone = new HashSet<>();

  /** How often in a row something stopped one. */
  final Map<Long, Integer> attempts = new HashMap<>();

  Optional<TransferSnapshot.Wait> wait = Optional.empty();
  int waits;
  boolean mayHaveMore = true;
  boolean paused;

  /** The queue could not be read; it is tried again when all go on. */
  boolean queueFailed;

  /** How many are adding jobs. */
  private int batches;

  /** What they have announced and not added yet. */
  private int filesComing;

  private long bytesComing;

  /** The sums begin anew with the next job. */
  private boolean fresh;

  /** Which of them may: it changes when all is given up. */
  int generation;

  /** All is being given up: nothing begins. */
  boolean emptying;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<TransferService.Listener> listeners = new CopyOnWriteArrayList<>();
  private final Set<Object> errands = new HashSet<>();
  private final Deque<TransferSnapshot.Finished> finished = new ArrayDeque<>();
  private int files;
  private int filesDone;
  private long bytes;
  private long bytesDone;
  private Meter meter;

  TransferBoard(Instant now) {
    this.meter = new Meter(now, 0);
  }

  void listen(TransferService.Listener listener) {
    listeners.add(listener);
  }

  <T> T ask(Supplier<T> question) {
    lock.lock();
    try {
      return question.get();
    } finally {
      lock.unlock();
    }
  }

  void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    tell();
  }

  void tell() {
    listeners.forEach(TransferService.Listener::changed);
  }

  void tellEnded(Job job, Transfers.Result result) {
    listeners.forEach(listener -> listener.ended(job, result));
  }

  /** Within {@link #ask}: waits for the next change. */
  void await() {
    changed.awaitUninterruptibly();
  }

  /** Waits until nothing is carried, so long at the most. */
  void awaitEnd(Duration most) throws InterruptedException {
    lock.lock();
    try {
      long left = most.toNanos();
      while (running() > 0 && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Counts a task; false when the same errand is under way already. */
  boolean add(Task task, Instant now) {
    if (!errands.add(task.errand())) {
      return false;
    }
    carried.values().stream()
        .filter(one -> !one.kept && one.job.task().errand().equals(task.errand()))
        .map(one -> one.job)
        .toList()
        .forEach(this::drop);
    if (batches == 0 && files == filesDone) {
      fresh = true;
    }
    sumAnew(now);
    files++;
    bytes += task.size();
    return true;
  }

  private void sumAnew(Instant now) {
    if (fresh) {
      files = 0;
      filesDone = 0;
      bytes = 0;
      bytesDone = 0;
      meter = new Meter(now, 0);
      fresh = false;
    }
  }

  /** Somebody begins to add jobs, which are summed up together however soon the first is done. */
  void begin() {
    fresh |= batches == 0 && files == filesDone;
    batches++;
  }

  void end() {
    batches--;
  }

  boolean isAdding() {
    return batches > 0;
  }

  /** So much more is going to be added; less than nothing when it was, or never will be. */
  void expect(int moreFiles, long moreBytes, Instant now) {
    sumAnew(now);
    filesComing += moreFiles;
    bytesComing += moreBytes;
  }

  /** The job of that errand that something stopped. */
  Optional<Carried> stopped(Task task) {
    return carried.values().stream()
        .filter(one -> one.state == State.FAILED || one.state == State.RETRYING)
        .filter(one -> one.job.task().errand().equals(task.errand()))
        .findFirst();
  }

  /** Takes those that wait, which were read from the queue. */
  void read(List<Job> waiting) {
    Set<Long> known = new HashSet<>(gone);
    ready.forEach(job -> known.add(job.id()));
    known.addAll(carried.keySet());
    for (Job job : waiting) {
      if (known.add(job.id())) {
        ready.add(job);
      }
    }
    mayHaveMore |= waiting.size() == TransferQueue.BATCH;
  }

  int running() {
    return (int) carried.values().stream().filter(Carried::isRunning).count();
  }

  /** It is not carried any more; the queue may still have it. */
  void leave(Carried one) {
    carried.remove(one.job.id());
    gone.add(one.job.id());
  }

  /** It is given up. */
  void forget(Job job) {
    drop(job);
    errands.remove(job.task().errand());
  }

  private void drop(Job job) {
    carried.remove(job.id());
    gone.add(job.id());
    attempts.remove(job.id());
    files = Math.max(filesDone, files - 1);
    bytes = Math.max(bytesDone, bytes - job.task().size());
  }

  void done(Carried one, boolean skipped) {
    leave(one);
    attempts.remove(one.job.id());
    errands.remove(one.job.task().errand());
    waits = 0;
    filesDone++;
    bytesDone += one.size();
    finished.addFirst(new TransferSnapshot.Finished(one.job.id(), one.job.task(), skipped));
    if (finished.size() > SHOWN) {
      finished.removeLast();
    }
  }

  /** It ended without being done, and may be asked for anew. */
  void ended(Carried one) {
    one.kept = false;
    errands.remove(one.job.task().errand());
  }

  void fold() {
    finished.clear();
  }

  void measure(Instant now) {
    carried.values().stream()
        .filter(Carried::isRunning)
        .forEach(one -> one.meter.measure(now, one.done()));
    meter.measure(now, there());
  }

  private long there() {
    return bytesDone + carried.values().stream().mapToLong(Carried::done).sum();
  }

  /** Nothing is to be carried now, nor later without something new. */
  boolean isIdle() {
    return running() == 0 && ready.isEmpty() && !mayHaveMore;
  }

  TransferSnapshot snapshot() {
    List<TransferSnapshot.Line> lines = new ArrayList<>();
    carried.values().stream()
        .sorted(Comparator.comparing((Carried one) -> rank(one.state)))
        .forEach(one -> lines.add(one.line()));
    ready.stream().limit(SHOWN).forEach(job -> lines.add(waiting(job)));
    int all = files + filesComing;
    int more = Math.max(0, all - filesDone - lines.size());
    int failed = (int) lines.stream().filter(line -> line.state() == State.FAILED).count();
    long there = there();
    TransferSnapshot.Totals totals =
        new TransferSnapshot.Totals(
            all,
            filesDone,
            failed,
            running(),
            bytes + bytesComing,
            there,
            running() == 0 ? 0 : meter.rate(),
            running() == 0 ? Optional.empty() : meter.timeFor(bytes + bytesComing - there));
    return new TransferSnapshot(
        lines, more, List.copyOf(finished), totals, wait, paused, isAdding());
  }

  private static TransferSnapshot.Line waiting(Job job) {
    return new TransferSnapshot.Line(
        job.id(),
        job.task(),
        State.WAITING,
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static int rank(State state) {
    return switch (state) {
      case RUNNING -> 0;
      case RETRYING -> 1;
      case FAILED -> 2;
      case PAUSED -> 3;
      case WAITING -> 4;
    };
  }
}
