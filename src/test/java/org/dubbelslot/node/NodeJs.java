package org.dubbelslot.node;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * The scripts of {@code src/test/node} with the npm packages that they need, run by Node in {@code
 * target/node}: other implementations that ours are tested against.
 *
 * @param directory where they are installed
 */
public record NodeJs(Path directory) {
  private static final Path BASE = Path.of(System.getProperty("project.basedir", "."));
  private static final boolean WINDOWS = File.separatorChar == '\\';
  private static final int PATIENCE_SECONDS = 180;

  /** Installs once; skips the test where Node, npm or their registry is not at hand. */
  public static NodeJs installed() throws IOException, InterruptedException {
    Path source = BASE.resolve("src/test/node");
    Path target = Files.createDirectories(BASE.resolve("target/node").toAbsolutePath());
    Path stamp = target.resolve("installed.json");
    byte[] wanted = Files.readAllBytes(source.resolve("package.json"));
    Files.write(target.resolve("package.json"), wanted);
    try (DirectoryStream<Path> scripts = Files.newDirectoryStream(source, "*.{js,mjs}")) {
      for (Path script : scripts) {
        Files.write(target.resolve(script.getFileName()), Files.readAllBytes(script));
      }
    }
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
    return new NodeJs(target);
  }

  /**
   * Runs one script.
   *
   * @param log takes what it writes to both outputs
   * @return its exit code
   */
  public int run(Path log, String script, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("node", script));
    command.addAll(List.of(arguments));
    return exit(directory, log, command.toArray(String[]::new));
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
