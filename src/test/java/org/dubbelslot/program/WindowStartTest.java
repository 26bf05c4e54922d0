package org.dubbelslot.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The packaged program's window")
@Timeout(120)
class WindowStartTest {
  private static final int LOOK_MILLIS = 50;

  @TempDir Path folder;

  /** It opened in the usual folder whatever was named, where the commands did not look. */
  @Test
  @DisplayName("opens in the folder that DUBBELSLOT_HOME names, and a second start leads to it")
  void opensInTheNamedFolder() throws Exception {
    Path home = folder.resolve("home");
    Program program =
        new Program(home, folder, Map.of("JDK_JAVA_OPTIONS", "-Dglass.platform=Headless"));
    Path said = folder.resolve("said");
    Process first = program.start(said, said);
    try {
      Path state = home.resolve("state");
      while (!Files.exists(state.resolve("window.lock"))) {
        assertThat(first.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS))
            .as(() -> "ended: " + said)
            .isFalse();
      }
      Program.Run second = program.run();
      assertThat(second.exit()).as(second::toString).isZero();
      assertThat(state.resolve("starts")).as("all were taken").isEmptyDirectory();
      assertThat(first.isAlive()).isTrue();
    } finally {
      first.destroyForcibly().waitFor();
    }
  }
}
