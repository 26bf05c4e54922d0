package org.dubbelslot.age;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * The npm package {@code age-encryption}, run by Node in {@code target/node}.
 *
 * @param directory where it is installed
 */
record NodeAge(Path directory) {
  private static final Path BASE = Path.of(System.getProperty("project.basedir", "."));
  private static final boolean WINDOWS = File.separatorChar == '\\';
  private static final int PATIENCE_SECONDS = 180;

  /** Installs the package once; skips the test where Node, npm or their registry is not at hand. */
  static NodeAge installed() throws IOException, InterruptedException {
    Path source = BASE.resolve("src/test/node");
    Path target = Files.createDirectories(BASE.resolve("target/node").toAbsolutePath());
    Path stamp = target.resolve("installed.json");
    byte[] wanted = Files.readAllBytes(source.resolve("package.json"));
    Files.write(target.resolve("package.json"), wanted);
    Files.write(target.resolve("age.js"), Files.readAllBytes(source.resolve("age.js")));
    requireTool(target, "node", "--version");
    if (!Files.exists(stamp) || Files.mismatch(stamp, target.resolve("package.json")) >= 0) {
      requireTool(
          target,
          WINDOWS ? "npm.cmd" : "npm",
          "install",
          "--no-package-lock",
          "--no-audit",
          "--no-fund",
          "--fetch-retries=1");
      Files.write(stamp, wanted);
    }
    return new NodeAge(target);
  }

  /** Runs {@code jobs} in one process; see {@code src/test/node/age.js}. */
  void run(Path scratch, List<Map<String, Object>> jobs) throws IOException, InterruptedException {
    Path list = scratch.resolve("jobs.json");
    new ObjectMapper().writeValue(list.toFile(), jobs);
    Path log = scratch.resolve("node.log");
    int exit = exit(directory, log, "node", "age.js", list.toString());
    assertThat(exit).as(() -> "node said: " + read(log)).isZero();
  }

  private static void requireTool(Path directory, String... command) throws InterruptedException {
    String name = command[0] + " " + command[1];
    try {
      Path log = directory.resolve("last.log");
      int exit = exit(directory, log, command);
      Assumptions.assumeTrue(
          exit == 0, () -> name + " ended with " + exit + ": " + read(log).strip());
    } catch (IOException e) {
      abort(name + " cannot be run: " + e.getMessage());
    }
  }

  private static int exit(Path directory, Path log, String... command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("no end after " + PATIENCE_SECONDS + " s");
    }
    return process.exitValue();
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "nothing readable";
    }
  }
}
