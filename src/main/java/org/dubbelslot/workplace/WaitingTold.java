package org.dubbelslot.workplace;

import java.time.Duration;
import java.time.Instant;
import org.dubbelslot.drive.Pause;
import org.dubbelslot.drive.Waiting;

/** Tells a person why nothing happens, when that takes longer than a moment. */
record WaitingTold(Person person, Pause pause) implements Waiting {
  private static final Duration MOMENT = Duration.ofSeconds(3);

  @Override
  public void begins(Why why, Instant until) {
    Duration left = Duration.between(pause.now(), until);
    if (left.compareTo(MOMENT) >= 0) {
      person.notice(new Notice.DriveWaits(why, left));
    }
  }
}
