package org.dubbelslot.drive.graph;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.Pause;
import org.dubbelslot.drive.Waiting;

/**
 * Holds back every request to one tenant while it wants to be left alone (throttled requests count
 * against its limit too, whichever of them it was that was refused), and lets no more through at a
 * time than {@link TenantLimit} thinks good. Questions pass before bytes. Safe for several threads.
 */
final class TenantGate {
  /** The longest wish that is waited for; for more, whoever asks is told. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** However long the tenant wants to be left alone, after this it is asked again. */
  private static final Duration LONGEST_REMEMBERED = Duration.ofHours(1);

  private static final Duration DOUBT = Duration.ofSeconds(5);

  private final Pause pause;
  private final Waiting waiting;
  private final TenantLimit limit = new TenantLimit();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final int[] waits = new int[Kind.values().length];
  private Instant closedUntil = Instant.MIN;
  private Duration asked = Duration.ZERO;

  TenantGate(Pause pause) {
    this(pause, Waiting.unseen());
  }

  TenantGate(Pause pause, Waiting waiting) {
    this.pause = pause;
    this.waiting = waiting;
  }

  /** Leave for one request to be under way; closed when it is over. */
  final class Pass implements AutoCloseable {
    private final TenantLimit.Ticket ticket;
    private boolean told;

    private Pass(TenantLimit.Ticket ticket) {
      this.ticket = ticket;
    }

    /** Says how the tenant answered; without it the request counts as broken. */
    void answered(int status) {
      told = true;
      lock.lock();
      try {
        if (GraphFailures.throttles(status)) {
          limit.refused(ticket, pause.now());
        } else if (GraphFailures.passes(status)) {
          limit.failed();
        } else {
          limit.answered(ticket, pause.now());
        }
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      if (!told) {
        lock.lock();
        try {
          limit.failed();
          changed.signalAll();
        } finally {
          lock.unlock();
        }
      }
    }
  }

  /** Lets no request pass for {@code time} from now. */
  void close(Duration time) {
    lock.lock();
    try {
      Duration wish = time.compareTo(LONGEST_REMEMBERED) > 0 ? LONGEST_REMEMBERED : time;
      Instant until = pause.now().plus(wish);
      if (until.isAfter(closedUntil)) {
        closedUntil = until;
        asked = wish;
        limit.closedUntil(until);
      }
    } finally {
      lock.unlock();
    }
  }

  /** How long requests are held back from now on; zero when they pass. */
  Duration closedFor() {
    lock.lock();
    try {
      Instant now = pause.now();
      if (!closedUntil.isAfter(now)) {
        return Duration.ZERO;
      }
      Duration left = Duration.between(now, closedUntil);
      if (left.compareTo(asked) > 0) {
        // The clock was set back meanwhile.
        closedUntil = now.plus(asked);
        return asked;
      }
      return left;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the tenant no longer wants to be left alone.
   *
   * @throws DriveException.Throttled when that is too long to wait for
   */
  void pass() throws DriveException {
    for (Duration left = closedFor(); !left.isZero(); left = closedFor()) {
      if (left.compareTo(LONGEST) > 0) {
        throw new DriveException.Throttled(left);
      }
      sleep(left, Waiting.Why.THROTTLED);
    }
  }

  /**
   * Waits until a request may be under way.
   *
   * @return to be closed when the request is over
   * @throws DriveException.Throttled when the tenant wants to be left alone for too long
   */
  Pass enter(Kind kind) throws DriveException {
    while (true) {
      pass();
      Duration distance;
      lock.lock();
      try {
        await(kind);
        distance = limit.distance(pause.now());
        if (distance.isZero() && closedFor().isZero()) {
          return new Pass(limit.begin(kind, pause.now()));
        }
      } catch (InterruptedException e) {
        throw stopped(e);
      } finally {
        lock.unlock();
      }
      if (!distance.isZero()) {
        sleep(distance, Waiting.Why.THROTTLED);
      }
    }
  }

  private void await(Kind kind) throws InterruptedException {
    Kind other = kind == Kind.BYTES ? Kind.QUESTION : Kind.BYTES;
    waits[kind.ordinal()]++;
    try {
      while (!limit.admits(kind, waits[other.ordinal()] > 0)) {
        changed.await();
      }
    } finally {
      waits[kind.ordinal()]--;
      changed.signalAll();
    }
  }

  /**
   * Waits before "not there" is believed: Graph says it of folders that were just made, and under
   * load of sessions, and tells the truth a moment later.
   */
  void doubt() throws DriveException {
    sleep(DOUBT, Waiting.Why.DOUBTED);
  }

  /** Waits for {@code time}, for a reason of one request's own. */
  void sleep(Duration time, Waiting.Why why) throws DriveException {
    waiting.begins(why, pause.now().plus(time));
    try {
      pause.forTime(time);
    } catch (InterruptedException e) {
      throw stopped(e);
    }
  }

  private static DriveException stopped(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new DriveException.Stopped(e);
  }
}
