package org.dubbelslot.drive.graph;

import java.time.Duration;
import java.util.Optional;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.Waiting;

/** How often one piece of work is tried before its failure is told. For one thread. */
final class Patience {
  private static final int MOST_THROTTLED = 10;
  private static final int MOST_FAILURES = 7;
  private static final int MOST_FAILURES_OF_A_QUESTION = 3;
  private static final Duration LONGEST_THROTTLE = Duration.ofMinutes(5);
  private static final int LONGEST_WAIT_SECONDS = 30;

  private final TenantGate gate;
  private final int mostFailures;
  private int throttled;
  private int failures;

  private Patience(TenantGate gate, int mostFailures) {
    this.gate = gate;
    this.mostFailures = mostFailures;
  }

  /** For bytes under way: giving up costs what was carried so far. */
  static Patience forBytes(TenantGate gate) {
    return new Patience(gate, MOST_FAILURES);
  }

  /** For a question, to which a person waits for the answer: seconds, not minutes. */
  static Patience forQuestion(TenantGate gate) {
    return new Patience(gate, MOST_FAILURES_OF_A_QUESTION);
  }

  /** Something went well: what follows deserves the whole patience again. */
  void restore() {
    throttled = 0;
    failures = 0;
  }

  /**
   * Waits before a request is tried again that the tenant refused to look at; all others wait too.
   *
   * @param retryAfter what the tenant asked for, if it did
   * @throws DriveException.Throttled when it is asked too often or for too long
   */
  void throttled(Optional<Duration> retryAfter) throws DriveException {
    Duration wait = retryAfter.orElseGet(() -> growing(throttled));
    throttled++;
    gate.close(wait);
    if (throttled > MOST_THROTTLED || wait.compareTo(LONGEST_THROTTLE) > 0) {
      throw new DriveException.Throttled(wait);
    }
    gate.pass();
  }

  /** Waits before a request is tried again that broke; throws {@code failure} when it did often. */
  void failed(DriveException failure) throws DriveException {
    count(failure);
    gate.sleep(growing(failures - 1), Waiting.Why.FAILED);
  }

  /** Notes a failure after which nothing need be waited for; throws it when there were many. */
  void count(DriveException failure) throws DriveException {
    failures++;
    if (failures > mostFailures) {
      throw failure;
    }
  }

  private static Duration growing(int before) {
    return Duration.ofSeconds(Math.min(LONGEST_WAIT_SECONDS, 1L << Math.min(before, 10)));
  }
}
