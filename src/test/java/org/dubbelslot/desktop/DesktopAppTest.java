package org.dubbelslot.desktop;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

@DisplayName("The application")
class DesktopAppTest {
  private final FxRobot robot = new FxRobot();

  @AfterEach
  void closeWindows() throws Exception {
    FxToolkit.cleanupStages();
  }

  @Test
  @DisplayName("opens from the program with a file and a language")
  void fileAndLanguage(@TempDir Path folder) throws Exception {
    assumeTrue(Desktop.isPossible(), "no screen, and no -Dglass.platform=Headless");
    Path file = Files.writeString(folder.resolve("Offerte.csv"), "dakgoot;120");
    FxToolkit.registerPrimaryStage();
    Launch launch = new Launch(List.of(file), Locale.of("nl"));
    FxToolkit.setupApplication(DesktopApp.class, launch.arguments());

    WaitForAsyncUtils.waitFor(10, SECONDS, () -> robot.lookup("#verdict").tryQuery().isPresent());

    assertThat(robot.lookup("#verdict").query().getAccessibleText())
        .startsWith("Offerte.csv. Niet beveiligd. ");
  }
}
