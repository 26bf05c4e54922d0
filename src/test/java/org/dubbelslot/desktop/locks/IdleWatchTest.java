package org.dubbelslot.desktop.locks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The watch over an idle window")
class IdleWatchTest {
  private Instant wall = Instant.parse("2026-11-23T09:00:00Z");
  private long nanos = -5;
  private int locked;
  private final IdleWatch watch =
      new IdleWatch(() -> wall, () -> nanos, Duration.ofMinutes(10), () -> locked++);

  private void live(Duration time) {
    wall = wall.plus(time);
    nanos += time.toNanos();
    watch.tick();
  }

  private void live(int ticks) {
    for (int i = 0; i < ticks; i++) {
      live(Duration.ofSeconds(5));
    }
  }

  @Test
  @DisplayName("locks after the time that was decided, and once")
  void idle() {
    live(119);
    assertThat(locked).isZero();
    live(1);
    assertThat(locked).isEqualTo(1);
    live(119);
    assertThat(locked).isEqualTo(1);
  }

  @Test
  @DisplayName("begins anew whenever somebody touches the window")
  void touched() {
    for (int i = 0; i < 10; i++) {
      live(100);
      watch.touch();
    }
    assertThat(locked).isZero();
  }

  @Test
  @DisplayName("locks when the computer has slept, whichever clock goes on meanwhile")
  void slept() {
    live(2);
    wall = wall.plus(Duration.ofHours(1));
    watch.tick();
    assertThat(locked).as("the program's time stood still").isEqualTo(1);
    live(2);
    live(Duration.ofHours(1));
    assertThat(locked).as("the program's time went on, its ticks did not").isEqualTo(2);
  }

  @Test
  @DisplayName("locks when the clock is put forward or back")
  void jumped() {
    wall = wall.plus(Duration.ofDays(1));
    live(1);
    wall = wall.minus(Duration.ofDays(2));
    live(1);
    assertThat(locked).isEqualTo(2);
  }

  @Test
  @DisplayName("bears a busy computer and a drifting clock")
  void busy() {
    live(Duration.ofSeconds(60));
    wall = wall.plusSeconds(30);
    live(1);
    assertThat(locked).isZero();
  }

  @Test
  @DisplayName("lets a hidden window go on, and locks when it is shown too late or has slept")
  void unseen() {
    for (int i = 0; i < 200; i++) {
      wall = wall.plusSeconds(5);
      nanos += Duration.ofSeconds(5).toNanos();
      watch.tickUnseen();
    }
    assertThat(locked).as("hidden").isZero();
    watch.tick();
    assertThat(locked).as("shown again").isEqualTo(1);
    wall = wall.plus(Duration.ofHours(1));
    watch.tickUnseen();
    assertThat(locked).as("slept").isEqualTo(2);
  }
}
