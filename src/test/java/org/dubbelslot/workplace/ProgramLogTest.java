package org.dubbelslot.workplace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dubbelslot.words.FailureCode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The program’s log")
class ProgramLogTest {
  private static final Path SOURCES =
      Path.of(System.getProperty("project.basedir", ".")).resolve("src/main/java/org/dubbelslot");

  /** A call of a logger whose sentence is not written out in the source. */
  private static final Pattern COMPOSED =
      Pattern.compile(
          "\\.log\\(\\s*(?:System\\.Logger\\.)?Level\\.\\w+,\\s*+(?!\"[^\"]*\"\\s*[,)])");

  private @TempDir Path folder;

  @Test
  @DisplayName("tells what went wrong where, and nothing of what a person works on")
  void redacted() throws Exception {
    Home home = new Home(folder.resolve("50 % of Marijke"));
    Path secret = folder.resolve("Ontslag van Bas.pdf");
    try (ProgramLog log = ProgramLog.open(home)) {
      System.Logger logger = System.getLogger("org.dubbelslot.workplace.Example");
      logger.log(
          System.Logger.Level.WARNING,
          "not all was closed",
          new IllegalStateException("of " + secret, new IOException(secret.toString())));
      logger.log(
          System.Logger.Level.DEBUG,
          "told {0} after {1} tries of {2}",
          FailureCode.HOST_UNREACHABLE,
          3,
          secret);
      System.getLogger("org.dubbelslot.sandbox.Sandbox")
          .log(System.Logger.Level.INFO, "GET /me/drive/root:/Ontslag");
      System.getLogger("com.example.Library").log(System.Logger.Level.WARNING, "Ontslag");
      assertThat(log.folder()).isEqualTo(home.state());
    }

    List<String> lines = ProgramLog.lines(home, 1000);
    assertThat(String.join("\n", lines))
        .contains("WARNING org.dubbelslot.workplace.Example: not all was closed")
        .contains("java.lang.IllegalStateException")
        .contains("java.io.IOException")
        .contains("org.dubbelslot.workplace.ProgramLogTest.redacted:")
        .contains("told HOST_UNREACHABLE after 3 tries of …")
        .doesNotContain("Ontslag", "Marijke", folder.toString(), "GET");
    assertThat(ProgramLog.lines(home, 1)).containsExactly(lines.getLast());
  }

  @Test
  @DisplayName("stays small, and goes on where it stopped")
  void bounded() throws Exception {
    Home home = new Home(folder);
    for (int run = 0; run < 2; run++) {
      try (ProgramLog log = ProgramLog.open(home)) {
        assertThat(log.folder()).isDirectory();
        System.Logger logger = System.getLogger("org.dubbelslot.workplace.Example");
        for (int i = 0; i < 5000; i++) {
          logger.log(System.Logger.Level.DEBUG, "the same sentence again and again, number {0}", i);
        }
      }
    }
    try (Stream<Path> files = Files.list(home.state())) {
      assertThat(files).hasSize(2).allMatch(file -> file.toFile().length() < 300 << 10);
    }
    assertThat(ProgramLog.lines(home, 1).getFirst()).endsWith("number 4999");
  }

  @Test
  @DisplayName("gets no sentence that was put together")
  void sentencesAreWrittenOut() throws Exception {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        if (!SOURCES.relativize(file).startsWith("sandbox")) {
          assertThat(COMPOSED.matcher(Files.readString(file)).results().map(one -> one.group()))
              .as(file.getFileName().toString())
              .isEmpty();
        }
      }
    }
  }
}
