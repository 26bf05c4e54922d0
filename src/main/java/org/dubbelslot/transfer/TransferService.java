package org.dubbelslot.transfer;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.transfer.TransferSnapshot.State;

/**
 * Carries the jobs of a queue for as long as a window is open: they are added at any time, several
 * go at once, each can be put aside, resumed, given up and tried again, and what a lost network
 * stops goes on by itself. Waiting jobs stay on the disk, so that ten thousand need little memory.
 *
 * <p>For any number of threads. Time passes by {@link #tick}; nothing here sleeps. Methods that
 * throw checked exceptions work with disk and drive and belong on no thread that shows windows.
 */
public final class TransferService implements AutoCloseable {
  private final TransferQueue queue;
  private final Settings settings;
  private final TransferBoard board;
  private final Carrier carrier;

  /**
   * How jobs are carried.
   *
   * @param atOnce how many, at the most
   * @param codes what stands in the list for a failure
   * @param clock by which the next try is told
   */
  public record Settings(int atOnce, Function<Throwable, String> codes, InstantSource clock) {}

  /** Is told by any thread, and must not block. */
  public interface Listener {
    /** Something else is to be seen. */
    void changed();

    /** A job has ended for good: done, or failed and given up. */
    default void ended(Job job, Transfers.Result result) {}
  }

  /** Works for the run of {@code queue}, which stays the caller's to close after this. */
  public TransferService(TransferQueue queue, Transfers.Trees trees, Settings settings) {
    this.queue = queue;
    this.settings = settings;
    this.board = new TransferBoard(settings.clock().instant());
    this.carrier = new Carrier(queue, trees, settings, board);
    carrier.begin();
  }

  private Instant now() {
    return settings.clock().instant();
  }

  /** Has {@code listener} told from now on. */
  public void listen(Listener listener) {
    board.listen(listener);
  }

  /** How all stands now. */
  public TransferSnapshot snapshot() {
    return board.ask(board::snapshot);
  }

  /**
   * Takes over what ended runs of the program left.
   *
   * @param goOn whether those that merely wait are carried at once; all are put aside otherwise
   */
  public void takeOver(boolean goOn) throws IOException {
    for (Job job : queue.others()) {
      if (job.task() instanceof Task.Loose || !queue.adopt(job)) {
        continue;
      }
      State state =
          switch (job.state()) {
            case WAITING, RUNNING, PAUSED, INTERRUPTED -> goOn ? State.WAITING : State.PAUSED;
            case HELD -> State.PAUSED;
            case FAILED -> State.FAILED;
          };
      if (state == State.PAUSED) {
        queue.hold(job);
      } else if (state == State.FAILED) {
        queue.keep(job, job.code().orElse(""));
      }
      board.change(
          () -> {
            board.add(job.task(), now());
            if (state == State.WAITING) {
              board.mayHaveMore = true;
            } else {
              board.carried.put(job.id(), new Carried(job, state, now()));
            }
          });
    }
  }

  // Adding.

  /** Begins to add jobs; to be closed when all are added, or no more will be. */
  public TransferBatch begin() {
    return board.ask(
        () -> {
          board.begin();
          return new TransferBatch(this, board.generation);
        });
  }

  void expect(int files, long bytes) {
    board.change(() -> board.expect(files, bytes, now()));
  }

  void end() {
    try {
      queue.flush();
    } catch (LocalFileException e) {
      // The next read of the queue writes it, or tells what is in the way.
      System.getLogger(TransferService.class.getName())
          .log(System.Logger.Level.DEBUG, "added jobs are not written yet", e);
    }
    board.change(board::end);
    carrier.forgetIfIdle();
  }

  Carriages carriages() {
    return carrier.carriages();
  }

  /** Whether a batch may go on: what was begun before all was given up may not. */
  void requireCurrent(int of) throws DriveException.Stopped {
    if (carrier.isClosed() || board.ask(() -> board.generation) != of) {
      throw new DriveException.Stopped(null);
    }
  }

  /** Adds a task; false when it is under way already. One that had failed is tried again. */
  boolean add(Task task) throws LocalFileException {
    return add(task, 0, 0);
  }

  /** The same for one of a batch that had announced so much of it. */
  boolean add(Task task, int announced, long announcedBytes) throws LocalFileException {
    boolean isNew =
        board.ask(
            () -> {
              board.expect(-announced, -announcedBytes, now());
              return board.add(task, now());
            });
    if (isNew) {
      queue.add(task);
      board.change(() -> board.mayHaveMore = true);
      return true;
    }
    Optional<Carried> stopped = board.ask(() -> board.stopped(task));
    if (stopped.isPresent()) {
      resume(stopped.get().job.id());
    }
    return false;
  }

  // What the person asks for.

  /** Measures how fast it goes, and goes on with what waits and whose time has come. */
  public void tick() throws LocalFileException {
    Instant now = now();
    List<Long> due =
        board.ask(
            () -> {
              board.measure(now);
              return board.carried.values().stream()
                  .filter(one -> one.state == State.RETRYING)
                  .filter(one -> one.again.filter(again -> !again.isAfter(now)).isPresent())
                  .map(one -> one.job.id())
                  .toList();
            });
    for (long id : due) {
      resume(id);
    }
    Optional<Instant> again = board.ask(() -> board.wait.flatMap(TransferSnapshot.Wait::again));
    if (again.isPresent() && !again.get().isAfter(now)) {
      goOn();
    }
  }

  /** What all wait for may be over: tries it now. */
  public void goOn() {
    carrier.carriages().tryAgain();
    board.change(
        () -> {
          board.wait = Optional.empty();
          board.queueFailed = false;
        });
  }

  /** Puts one aside until it is resumed, also over the end of the program. */
  public void pause(long id) throws LocalFileException {
    Optional<Job> waiting = takeWaiting(id);
    if (waiting.isPresent()) {
      queue.hold(waiting.get());
      board.tell();
      return;
    }
    Optional<Carried> stopped = board.ask(() -> carrier.stopOr(id, Carried.Asked.PAUSE));
    if (stopped.isPresent() && stopped.get().kept) {
      queue.hold(stopped.get().job);
      board.change(() -> stopped.get().state = State.PAUSED);
    }
  }

  /** Goes on with one that was put aside, or tries one again that something stopped. */
  public void resume(long id) throws LocalFileException {
    Optional<Carried> stopped =
        board.ask(() -> Optional.ofNullable(board.carried.get(id)).filter(one -> !one.isRunning()));
    if (stopped.isEmpty()) {
      return;
    }
    Carried one = stopped.get();
    if (one.kept) {
      carrier.putBack(one);
    } else {
      board.change(() -> board.forget(one.job));
      add(one.job.task());
    }
  }

  /**
   * Gives one up: neither the drive nor this computer keeps anything of it. One that is being
   * carried stops soon after this returns.
   *
   * @throws Exception when the drive cannot be reached; the job stays then
   */
  public void cancel(long id) throws Exception {
    Optional<Job> waiting = takeWaiting(id);
    if (waiting.isPresent()) {
      carrier.giveUp(waiting.get(), true);
      return;
    }
    Optional<Carried> stopped = board.ask(() -> carrier.stopOr(id, Carried.Asked.CANCEL));
    if (stopped.isPresent()) {
      carrier.giveUp(stopped.get().job, stopped.get().kept);
    }
  }

  private Optional<Job> takeWaiting(long id) {
    return board.ask(
        () -> {
          Optional<Job> found = board.ready.stream().filter(job -> job.id() == id).findFirst();
          found.ifPresent(board.ready::remove);
          // Until the queue knows, too: what is read from it meanwhile has it among those that
          // wait.
          found.ifPresent(job -> board.carried.put(id, new Carried(job, State.PAUSED, now())));
          return found;
        });
  }

  /** Stops all, until {@link #resumeAll}; what is carried keeps what it has begun. */
  public void pauseAll() {
    board.change(
        () -> {
          board.paused = true;
          List.copyOf(board.carried.keySet()).forEach(id -> carrier.stopOr(id, Carried.Asked.BACK));
        });
  }

  /** Goes on with all that was paused, one by one or together. */
  public void resumeAll() throws LocalFileException {
    goOn();
    board.change(() -> board.paused = false);
    resumeAll(State.PAUSED);
  }

  /** Tries all again that something stopped. */
  public void retryAll() throws LocalFileException {
    goOn();
    resumeAll(State.RETRYING);
    resumeAll(State.FAILED);
  }

  private void resumeAll(State state) throws LocalFileException {
    for (Carried one :
        board.ask(() -> board.carried.values().stream().filter(c -> c.state == state).toList())) {
      resume(one.job.id());
    }
  }

  /**
   * Gives all up that is not done, also what is still being added.
   *
   * @throws Exception when the drive cannot be reached; what was not given up stays then
   */
  public void cancelAll() throws Exception {
    board.change(
        () -> {
          board.emptying = true;
          board.generation++;
          board.ready.clear();
        });
    try {
      for (long id : board.ask(() -> List.copyOf(board.carried.keySet()))) {
        cancel(id);
      }
      long last = 0;
      for (List<Job> jobs = queue.waiting(last); !jobs.isEmpty(); jobs = queue.waiting(last)) {
        for (Job job : jobs) {
          last = job.id();
          if (board.ask(() -> !board.carried.containsKey(job.id()))) {
            carrier.giveUp(job, true);
          }
        }
      }
    } finally {
      board.change(
          () -> {
            board.emptying = false;
            board.mayHaveMore = true;
          });
    }
  }

  /** Forgets those that are done. */
  public void fold() {
    board.change(board::fold);
  }

  /** Stops what is under way; unfinished jobs stay in the queue. */
  @Override
  public void close() throws LocalFileException {
    carrier.close();
  }
}
