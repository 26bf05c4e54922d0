package org.dubbelslot.transfer;

import java.time.Instant;
import java.util.Optional;

/**
 * A job that was begun, or that something keeps from being begun, as the service sees it. Guarded
 * by the service's lock, except for how far it is.
 */
final class Carried {
  /** What the person wants of one that is being carried. */
  enum Asked {
    /** To be carried. */
    NOTHING,
    /** To be put aside. */
    PAUSE,
    /** To wait with all others. */
    BACK,
    /** To be given up. */
    CANCEL
  }

  final Job job;
  final Meter meter;
  TransferSnapshot.State state;
  Asked asked = Asked.NOTHING;
  Optional<Thread> thread = Optional.empty();
  Optional<Exception> why = Optional.empty();
  Optional<String> code;
  Optional<Instant> again = Optional.empty();

  /** Whether the queue still has it. */
  boolean kept = true;

  private volatile long done;

  Carried(Job job, TransferSnapshot.State state, Instant now) {
    this.job = job;
    this.state = state;
    this.code = job.code();
    this.meter = new Meter(now, 0);
  }

  /** So many bytes are there now; what is sealed is longer than the file. */
  void reached(long bytes) {
    done = Math.clamp(bytes, 0, size());
  }

  long done() {
    return done;
  }

  long size() {
    return job.task().size();
  }

  boolean isRunning() {
    return state == TransferSnapshot.State.RUNNING;
  }

  TransferSnapshot.Line line() {
    boolean running = isRunning();
    return new TransferSnapshot.Line(
        job.id(),
        job.task(),
        state,
        done,
        running ? meter.rate() : 0,
        running ? meter.timeFor(size() - done) : Optional.empty(),
        why,
        code,
        again);
  }
}
