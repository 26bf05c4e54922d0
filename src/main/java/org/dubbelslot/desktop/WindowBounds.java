package org.dubbelslot.desktop;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Rectangle2D;
import org.dubbelslot.desktop.common.WindowSettings;

/**
 * Where a window stood the last time, in pixels of the virtual screen, made to fit the screens that
 * there are now.
 *
 * @param width of the window
 * @param height of the window
 */
record WindowBounds(int x, int y, int width, int height) {
  static final int LEAST_WIDTH = 640;
  static final int LEAST_HEIGHT = 480;

  /** So much of the title bar must be in reach of the mouse. */
  private static final int GRIP = 96;

  private static final int TITLE = 32;

  /** What was remembered. */
  static Optional<WindowBounds> remembered(WindowSettings settings) {
    return settings
        .number("x")
        .flatMap(
            x ->
                settings
                    .number("y")
                    .flatMap(
                        y ->
                            settings
                                .number("width")
                                .flatMap(
                                    width ->
                                        settings
                                            .number("height")
                                            .map(
                                                height -> new WindowBounds(x, y, width, height)))));
  }

  void remember(WindowSettings settings) {
    settings.put("x", x);
    settings.put("y", y);
    settings.put("width", width);
    settings.put("height", height);
  }

  /**
   * The same window where a person can reach it: as large as a screen at most, and moved to the
   * first screen when its title bar is on none.
   *
   * @param screens what each of them has for windows, the first one first; at least one
   */
  WindowBounds within(List<Rectangle2D> screens) {
    for (Rectangle2D screen : screens) {
      WindowBounds fitting = fitting(screen);
      if (fitting.isReachableOn(screen)) {
        return fitting;
      }
    }
    Rectangle2D first = screens.getFirst();
    WindowBounds fitting = fitting(first);
    return new WindowBounds(
        (int) (first.getMinX() + Math.max(0, (first.getWidth() - fitting.width()) / 2)),
        (int) (first.getMinY() + Math.max(0, (first.getHeight() - fitting.height()) / 2)),
        fitting.width(),
        fitting.height());
  }

  private WindowBounds fitting(Rectangle2D screen) {
    return new WindowBounds(
        x,
        y,
        Math.clamp(width, LEAST_WIDTH, Math.max(LEAST_WIDTH, (int) screen.getWidth())),
        Math.clamp(height, LEAST_HEIGHT, Math.max(LEAST_HEIGHT, (int) screen.getHeight())));
  }

  private boolean isReachableOn(Rectangle2D screen) {
    double seen = Math.min(x + width, screen.getMaxX()) - Math.max(x, screen.getMinX());
    return seen >= GRIP && y >= screen.getMinY() && y + TITLE <= screen.getMaxY();
  }
}
