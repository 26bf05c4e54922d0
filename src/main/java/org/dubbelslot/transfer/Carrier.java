package org.dubbelslot.transfer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.transfer.TransferSnapshot.State;

/**
 * Carries what a {@link TransferBoard} and its queue hold, several at once, and decides what
 * becomes of each. Has one thread that begins jobs, and one for each of them.
 */
final class Carrier implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final TransferQueue queue;
  private final TransferService.Settings settings;
  private final TransferBoard board;
  private final Carriages carriages;
  private final Set<Thread> stopping = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  Carrier(
      TransferQueue queue,
      Transfers.Trees trees,
      TransferService.Settings settings,
      TransferBoard board) {
    this.queue = queue;
    this.settings = settings;
    this.board = board;
    this.carriages = new Carriages(queue, trees, this::isStopped, settings.codes());
  }

  void begin() {
    Thread.ofVirtual().name("transfers").start(this::dispatch);
  }

  private boolean isStopped() {
    return closed || stopping.contains(Thread.currentThread());
  }

  boolean isClosed() {
    return closed;
  }

  Carriages carriages() {
    return carriages;
  }

  private Instant now() {
    return settings.clock().instant();
  }

  private void dispatch() {
    while (next()) {
      board.tell();
    }
  }

  /** Starts the next job, or reads more of them; waits where neither is to be done. */
  private boolean next() {
    Optional<Boolean> begun = board.ask(this::beginNext);
    if (begun.isEmpty()) {
      fetch();
    }
    return begun.orElse(true);
  }

  /** Whether one was begun, before this was closed; empty when the queue is to be read. */
  private Optional<Boolean> beginNext() {
    while (!closed) {
      boolean read = board.mayHaveMore && board.ready.size() < TransferBoard.ENOUGH;
      if (read && !board.emptying && !board.queueFailed) {
        board.mayHaveMore = false;
        board.gone.clear();
        return Optional.empty();
      }
      boolean may = !board.emptying && !board.paused && board.wait.isEmpty();
      if (may && !board.ready.isEmpty() && board.running() < settings.atOnce()) {
        start(new Carried(board.ready.poll(), State.RUNNING, now()));
        return Optional.of(true);
      }
      board.await();
    }
    return Optional.of(false);
  }

  private void start(Carried one) {
    board.carried.put(one.job.id(), one);
    Thread thread = Thread.ofVirtual().name("transfer").unstarted(() -> carry(one));
    one.thread = Optional.of(thread);
    thread.start();
  }

  private void fetch() {
    try {
      List<Job> waiting = queue.waiting(0);
      board.change(
          () -> {
            if (!board.emptying) {
              board.read(waiting);
            }
          });
      forgetIfIdle();
    } catch (LocalFileException | RuntimeException e) {
      board.change(
          () -> {
            board.mayHaveMore = true;
            board.queueFailed = true;
            beginWait(e);
          });
    }
  }

  private void carry(Carried one) {
    Transfers.Result result;
    boolean opened = false;
    try {
      Carriage site = carriages.of(one.job.task());
      opened = true;
      result = site.carry(one.job, one::reached);
    } catch (Exception e) {
      result = new Transfers.Result.Failed(e, true);
    }
    Carried.Asked asked = ended(one);
    try {
      settle(one, result, asked, opened);
      heed(one, asked);
    } catch (Exception e) {
      stand(one, State.FAILED, e, Optional.empty());
    }
    forgetIfIdle();
  }

  /** From here on nobody interrupts this thread. */
  private Carried.Asked ended(Carried one) {
    return board.ask(
        () -> {
          one.thread.ifPresent(stopping::remove);
          one.thread = Optional.empty();
          Thread.interrupted();
          return one.asked;
        });
  }

  private void settle(Carried one, Transfers.Result result, Carried.Asked asked, boolean opened)
      throws Exception {
    switch (result) {
      case Transfers.Result.Failed(Exception why, boolean kept) when closed -> {
        if (kept && Carriage.concernsAll(why)) {
          // It only waited with the others, and does so for the next run too.
          queue.again(one.job);
        }
        board.change(() -> board.leave(one));
      }
      case Transfers.Result.Failed(Exception _, boolean kept) when asked == Carried.Asked.CANCEL ->
          giveUp(one.job, kept);
      case Transfers.Result.Failed(Exception _, boolean kept)
          when kept && asked == Carried.Asked.PAUSE -> {
        queue.hold(one.job);
        board.change(() -> one.state = State.PAUSED);
      }
      case Transfers.Result.Failed(Exception _, boolean kept)
          when kept && asked == Carried.Asked.BACK ->
          putBack(one);
      case Transfers.Result.Failed(Exception why, boolean kept) -> failed(one, why, kept, opened);
      case Transfers.Result.Put(Putter.Outcome outcome) ->
          done(one, result, outcome instanceof Putter.Outcome.Skipped);
      case Transfers.Result.Got(Task.Get _, Getter.Outcome outcome) ->
          done(one, result, outcome instanceof Getter.Outcome.Skipped);
      case Transfers.Result.Cleared _ -> done(one, result, false);
    }
  }

  /** What was asked while it was being settled still holds, where it was stopped after all. */
  private void heed(Carried one, Carried.Asked known) throws Exception {
    Carried.Asked late =
        board.ask(
            () ->
                board.carried.get(one.job.id()) == one && one.asked != known
                    ? one.asked
                    : Carried.Asked.NOTHING);
    switch (late) {
      case CANCEL -> giveUp(one.job, one.kept);
      case PAUSE -> {
        if (one.kept) {
          queue.hold(one.job);
          board.change(() -> one.state = State.PAUSED);
        }
      }
      case BACK, NOTHING -> {}
    }
  }

  private void done(Carried one, Transfers.Result result, boolean skipped) {
    board.change(() -> board.done(one, skipped));
    board.tellEnded(one.job, result);
  }

  private void failed(Carried one, Exception why, boolean kept, boolean opened)
      throws LocalFileException {
    if (!kept) {
      board.change(() -> board.ended(one));
      stand(one, State.FAILED, why, Optional.empty());
      board.tellEnded(one.job, new Transfers.Result.Failed(why, false));
    } else if (Carriage.concernsAll(why)
        || !opened && !(why instanceof TransferException.NoSuchPlace)) {
      // It waits with the others for what is in the way of them all.
      board.change(() -> beginWait(why));
      putBack(one);
    } else {
      int attempts = board.ask(() -> board.attempts.merge(one.job.id(), 1, Integer::sum));
      Optional<Instant> again = RetryPlan.forOne(why, attempts).map(now()::plus);
      queue.keep(one.job, settings.codes().apply(why));
      stand(one, again.isPresent() ? State.RETRYING : State.FAILED, why, again);
    }
  }

  private void beginWait(Exception why) {
    if (board.wait.isEmpty()) {
      board.waits++;
      Optional<Duration> pause = RetryPlan.forAll(why, board.waits);
      board.wait = Optional.of(new TransferSnapshot.Wait(why, pause.map(now()::plus)));
    }
  }

  private void stand(Carried one, State state, Exception why, Optional<Instant> again) {
    board.change(
        () -> {
          one.state = state;
          one.why = Optional.of(why);
          one.code = Optional.of(settings.codes().apply(why));
          one.again = again;
        });
  }

  /** It waits with the others. */
  void putBack(Carried one) throws LocalFileException {
    queue.again(one.job);
    board.change(
        () -> {
          board.leave(one);
          board.mayHaveMore = true;
        });
  }

  /** What the folders hold is looked at anew when there is something to do again. */
  void forgetIfIdle() {
    if (board.ask(() -> !board.isAdding() && board.isIdle())) {
      carriages.forget();
    }
  }

  /** Within a question or change: stops one that is being carried, or else gives it back. */
  Optional<Carried> stopOr(long id, Carried.Asked asked) {
    Carried one = board.carried.get(id);
    if (one != null && one.isRunning()) {
      one.asked = asked;
      one.thread.ifPresent(
          thread -> {
            stopping.add(thread);
            thread.interrupt();
          });
      return Optional.empty();
    }
    return Optional.ofNullable(one);
  }

  /** Gives one up that is not being carried. */
  void giveUp(Job job, boolean kept) throws Exception {
    Optional<Job> now = kept ? queue.find(job.id()) : Optional.empty();
    if (now.isPresent()) {
      if (now.get().begun().isPresent()) {
        carriages.of(job.task()).giveUp(now.get());
      } else {
        queue.remove(now.get());
      }
    }
    board.change(() -> board.forget(job));
  }

  /** Stops what is under way; unfinished jobs stay in the queue. */
  @Override
  public void close() throws LocalFileException {
    closed = true;
    board.change(
        () -> List.copyOf(board.carried.keySet()).forEach(id -> stopOr(id, Carried.Asked.NOTHING)));
    try {
      board.awaitEnd(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    carriages.close();
  }
}
