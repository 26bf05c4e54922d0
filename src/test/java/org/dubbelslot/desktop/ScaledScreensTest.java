package org.dubbelslot.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The window on a screen that draws everything twice as large. Pictures go to {@code
 * target/screenshots/200}.
 */
@DisplayName("The window at 200 %")
@Timeout(200)
class ScaledScreensTest {
  private static final int PATIENCE_SECONDS = 180;

  private @TempDir Path folder;

  @BeforeAll
  static void needsScreen() {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(each -> Files.isExecutable(Path.of(each, "xvfb-run"))),
        "xvfb-run is not installed");
  }

  @ParameterizedTest
  @CsvSource({"NL, LIGHT", "EN, DARK"})
  @DisplayName("can be used as at 100 %")
  void twice(String language, String theme) throws Exception {
    Path said = folder.resolve("said");
    ProcessBuilder builder =
        new ProcessBuilder(
                "xvfb-run",
                "-a",
                "-s",
                "-screen 0 2720x1760x24",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dglass.gtk.uiScale=2",
                "-Dprism.order=sw",
                "-Dtestfx.robot=glass",
                "-Dfile.encoding=UTF-8",
                "-Dsun.jnu.encoding=UTF-8",
                "-Dproject.basedir=" + System.getProperty("project.basedir", "."),
                "-cp",
                System.getProperty("java.class.path"),
                ScaledWindow.class.getName(),
                folder.resolve("world").toString(),
                language,
                theme)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().remove("GDK_BACKEND");
    Process process = builder.start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
    List<String> lines = Files.readAllLines(said);
    assertThat(lines).as(String.join("\n", lines)).contains("SCALE 2.0", "DONE");
    assertThat(lines).noneMatch(line -> line.startsWith("PROBLEM"));
  }
}
