package org.dubbelslot.drive.graph;

import java.time.Duration;
import java.time.Instant;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.Pause;

/**
 * Holds back every request to one tenant while it wants to be left alone: throttled requests count
 * against the limit too, whichever of them it was that was refused.
 */
final class TenantGate {
  private final Pause pause;
  private Instant closedUntil = Instant.MIN;

  TenantGate(Pause pause) {
    this.pause = pause;
  }

  /** Lets no request pass for {@code time} from now. */
  synchronized void close(Duration time) {
    Instant until = pause.now().plus(time);
    if (until.isAfter(closedUntil)) {
      closedUntil = until;
    }
  }

  /** How long requests are held back from now on; zero when they pass. */
  synchronized Duration closedFor() {
    Instant now = pause.now();
    return closedUntil.isAfter(now) ? Duration.between(now, closedUntil) : Duration.ZERO;
  }

  /** Waits until requests may pass. */
  void pass() throws DriveException {
    for (Duration left = closedFor(); !left.isZero(); left = closedFor()) {
      sleep(left);
    }
  }

  /** Waits for {@code time}, for a reason of one request's own. */
  void sleep(Duration time) throws DriveException {
    try {
      pause.forTime(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DriveException.Stopped(e);
    }
  }
}
