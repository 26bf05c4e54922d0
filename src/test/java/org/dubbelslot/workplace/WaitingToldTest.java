package org.dubbelslot.workplace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.dubbelslot.drive.Pause;
import org.dubbelslot.drive.Waiting;
import org.junit.jupiter.api.Test;

class WaitingToldTest {
  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

  private final TestPerson person = new TestPerson("");
  private final Waiting waiting = new WaitingTold(person, new Still());

  /** A clock that stands still. */
  private static final class Still implements Pause {
    @Override
    public Instant now() {
      return NOW;
    }

    @Override
    public void forTime(Duration time) {
      throw new AssertionError("nobody waits here");
    }
  }

  @Test
  void tellsWhyNothingHappens() {
    waiting.begins(Waiting.Why.THROTTLED, NOW.plusSeconds(12));
    assertThat(person.notices())
        .containsExactly(new Notice.DriveWaits(Waiting.Why.THROTTLED, Duration.ofSeconds(12)));
  }

  @Test
  void doesNotMentionAMoment() {
    waiting.begins(Waiting.Why.FAILED, NOW.plusSeconds(2));
    assertThat(person.notices()).isEmpty();
  }
}
