package org.dubbelslot.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import javafx.geometry.Rectangle2D;
import org.dubbelslot.desktop.common.WindowSettings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Where the window stands")
class WindowBoundsTest {
  private static final Rectangle2D LAPTOP = new Rectangle2D(0, 0, 1366, 728);
  private static final Rectangle2D BESIDE = new Rectangle2D(1366, -200, 1920, 1080);

  @Test
  @DisplayName("is remembered")
  void remembered() {
    WindowSettings settings = WindowSettings.forgotten();
    assertThat(WindowBounds.remembered(settings)).isEmpty();
    WindowBounds bounds = new WindowBounds(-8, 12, 900, 700);
    bounds.remember(settings);
    assertThat(WindowBounds.remembered(settings)).contains(bounds);
  }

  @Test
  @DisplayName("stays where the person put it, on any screen")
  void stays() {
    WindowBounds bounds = new WindowBounds(1500, -100, 900, 700);
    assertThat(bounds.within(List.of(LAPTOP, BESIDE))).isEqualTo(bounds);
  }

  @Test
  @DisplayName("comes back when its screen was taken away")
  void screenGone() {
    assertThat(new WindowBounds(1500, -100, 900, 700).within(List.of(LAPTOP)))
        .isEqualTo(new WindowBounds(233, 14, 900, 700));
  }

  @Test
  @DisplayName("can always be reached by its title bar, and fits")
  void always() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      WindowBounds bounds =
          new WindowBounds(
                  random.nextInt(-5_000, 5_000),
                  random.nextInt(-5_000, 5_000),
                  random.nextInt(0, 6_000),
                  random.nextInt(0, 6_000))
              .within(List.of(LAPTOP, BESIDE));
      Rectangle2D title = new Rectangle2D(bounds.x(), bounds.y(), bounds.width(), 32);
      assertThat(List.of(LAPTOP, BESIDE))
          .as("seed %d: %s", seed, bounds)
          .anyMatch(screen -> screen.intersects(title));
      assertThat(bounds.width()).isBetween(640, 1920);
      assertThat(bounds.height()).isBetween(480, 1080);
    }
  }
}
