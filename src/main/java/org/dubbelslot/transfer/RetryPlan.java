package org.dubbelslot.transfer;

import java.time.Duration;
import java.util.Optional;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.files.LocalFileException;

/** When a transfer that something stopped is tried again by itself, if ever. */
final class RetryPlan {
  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final int MOST_DOUBLINGS = 5;
  private static final int MOST_TIMES = 30;

  private RetryPlan() {}

  /**
   * For what stops all transfers alike.
   *
   * @param attempts how often in a row it did, from 1
   * @return empty when only the person can do something about it
   */
  static Optional<Duration> forAll(Exception why, int attempts) {
    return switch (why) {
      case DriveException.Throttled throttled -> Optional.of(longer(throttled.retryAfter(), FIRST));
      case DriveException.Unreachable _, DriveException.NotTrusted _ -> Optional.of(soon(attempts));
      case LocalFileException.DiskFull _ -> Optional.of(LONGEST);
      // Whoever signs in is asked when they sit there, not each minute.
      default -> Optional.empty();
    };
  }

  /**
   * For what stops one file, and may be over in a while.
   *
   * @param attempts how often in a row it did, from 1
   */
  static Optional<Duration> forOne(Exception why, int attempts) {
    if (attempts > MOST_TIMES) {
      return Optional.empty();
    }
    return switch (why) {
      case DriveException.Locked _, DriveException.UploadPending _ -> Optional.of(LONGEST);
      case DriveException.DiskFailed _ -> Optional.of(soon(attempts));
      default -> Optional.empty();
    };
  }

  private static Duration soon(int attempts) {
    return shorter(FIRST.multipliedBy(1L << Math.clamp(attempts - 1, 0, MOST_DOUBLINGS)), LONGEST);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
