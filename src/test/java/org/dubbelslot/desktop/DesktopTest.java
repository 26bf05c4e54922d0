package org.dubbelslot.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The window")
class DesktopTest {
  @Test
  @DisplayName("is possible on Linux only with a display")
  void display() {
    assertThat(Desktop.isPossible("Linux", "", Map.of())).isFalse();
    assertThat(Desktop.isPossible("Linux", "", Map.of("DISPLAY", ""))).isFalse();
    assertThat(Desktop.isPossible("Linux", "", Map.of("DISPLAY", ":0"))).isTrue();
    assertThat(Desktop.isPossible("Linux", "Headless", Map.of())).isTrue();
    assertThat(Desktop.isPossible("Windows 11", "", Map.of())).isTrue();
  }

  @Test
  @DisplayName("keeps quiet about the class path, and about nothing else")
  void classPathWarning() {
    var filter = Desktop.exceptClassPathWarning(null);

    assertThat(filter.isLoggable(warning("Unsupported JavaFX configuration: classes were loaded")))
        .isFalse();
    assertThat(filter.isLoggable(warning("Could not load font"))).isTrue();
    assertThat(filter.isLoggable(warning(null))).isTrue();
    assertThat(
            Desktop.exceptClassPathWarning(record -> false)
                .isLoggable(warning("Could not load font")))
        .isFalse();
  }

  private static LogRecord warning(String message) {
    return new LogRecord(Level.WARNING, message);
  }
}
