package org.dubbelslot.transfer;

import java.time.Duration;
import java.time.Instant;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.Pause;

/**
 * Keeps changes apart in time. OneDrive takes many files that are replaced by unreadable ones
 * within minutes for ransomware, and may stop the account.
 */
public final class Pace {
  private final Pause pause;
  private final Duration apart;
  private Instant next;

  private Pace(Pause pause, Duration apart) {
    this.pause = pause;
    this.apart = apart;
    this.next = pause.now();
  }

  /** At most so many changes a minute, evenly spread. */
  public static Pace perMinute(int most, Pause pause) {
    return new Pace(pause, Duration.ofMinutes(1).dividedBy(most));
  }

  /** As fast as it goes: where nobody watches. */
  public static Pace free() {
    return new Pace(Pause.real(), Duration.ZERO);
  }

  /** Waits until the next change may begin. */
  void await() throws DriveException.Stopped {
    Instant now = pause.now();
    try {
      if (now.isBefore(next)) {
        pause.forTime(Duration.between(now, next));
        now = next;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DriveException.Stopped(e);
    }
    next = now.plus(apart);
  }
}
