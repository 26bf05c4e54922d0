package org.dubbelslot.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program stops when it is told to, and when nobody listens any more. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class InterruptTest {
  private static final String PROGRAM =
      Path.of(System.getProperty("app.dir", "target/app")).resolve("bin/dubbelslot").toString();

  @TempDir Path folder;

  @Test
  void controlCEndsWithStatus130AndWithoutAWord() throws Exception {
    Path ready = folder.resolve("ready.json");
    Path err = folder.resolve("err");
    // Whoever runs the tests in the background has Ctrl+C switched off for all they start.
    Process sandbox =
        new ProcessBuilder(
                "env",
                "--default-signal=INT",
                PROGRAM,
                "sandbox",
                "--root",
                folder.resolve("root").toString(),
                "--ready-file",
                ready.toString())
            .redirectError(err.toFile())
            .start();
    try (BufferedReader out = sandbox.inputReader(UTF_8)) {
      assertThat(out.readLine()).contains("http://127.0.0.1:");
      JsonNode addresses = JsonMapper.builder().build().readTree(ready.toFile());
      assertThat(addresses.properties().stream().map(Map.Entry::getKey))
          .containsExactlyInAnyOrder("graph", "content", "login", "control", "token", "ca");

      new ProcessBuilder("kill", "-INT", String.valueOf(sandbox.pid())).start().waitFor();

      assertThat(sandbox.waitFor()).isEqualTo(130);
      assertThat(err).hasContent("");
    } finally {
      sandbox.destroyForcibly();
    }
  }

  @Test
  void aReaderWhoLeavesIsNoFailureToTell() throws Exception {
    Path status = folder.resolve("status");
    Path err = folder.resolve("err");
    Process shell =
        new ProcessBuilder(
                "sh",
                "-c",
                "{ \"$0\" completion; echo $? >\"$1\"; } | true",
                PROGRAM,
                status.toString())
            .redirectError(err.toFile())
            .start();

    assertThat(shell.waitFor()).isZero();
    assertThat(err).hasContent("");
    assertThat(Files.readString(status, UTF_8).strip()).isEqualTo("1");
  }

  @Test
  void aFullDiskBehindStandardOutputIsOne() throws Exception {
    Path err = folder.resolve("err");
    Process shell =
        new ProcessBuilder("sh", "-c", "\"$0\" completion --lang en >/dev/full", PROGRAM)
            .redirectError(err.toFile())
            .start();

    assertThat(shell.waitFor()).isEqualTo(1);
    assertThat(err).content(UTF_8).startsWith("dubbelslot: DS-414: ");
  }
}
