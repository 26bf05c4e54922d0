package org.dubbelslot.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged program, started as a person or an acceptance script starts it. */
final class Program {
  private static final Path APP = Path.of(System.getProperty("app.dir", "target/app"));
  static final Path EXAMPLE =
      Path.of(System.getProperty("project.basedir", ".")).resolve("keys-example");

  private final Path home;
  private final Path workFolder;
  private final Map<String, String> environment;

  /** Runs with {@code home} as its home folder and {@code workFolder} as its current one. */
  Program(Path home, Path workFolder) {
    this(home, workFolder, Map.of());
  }

  /** The same, with more variables in its environment. */
  Program(Path home, Path workFolder, Map<String, String> environment) {
    this.home = home;
    this.workFolder = workFolder;
    this.environment = Map.copyOf(environment);
  }

  /** Uses a copy of the example, so that no test writes into the committed one. */
  static Program asExampleMember(String member, Path folder) throws IOException {
    Path copy = folder.resolve("keys-example");
    if (!Files.exists(copy)) {
      copyTree(EXAMPLE, copy);
    }
    return new Program(copy.resolve("private/devices").resolve(member), folder);
  }

  /** The names of the example's devices, sorted. */
  static List<String> exampleMembers() throws IOException {
    try (var devices = Files.list(EXAMPLE.resolve("private/devices"))) {
      return devices.map(device -> device.getFileName().toString()).sorted().toList();
    }
  }

  /**
   * What a finished run left.
   *
   * @param exit status
   * @param outBytes standard output as it is
   */
  record Run(int exit, byte[] outBytes, String err) {
    String out() {
      return new String(outBytes, UTF_8);
    }

    @Override
    public String toString() {
      return "exit " + exit + "\n" + out() + "\n" + err;
    }
  }

  Path home() {
    return home;
  }

  static Path script() {
    return APP.resolve("bin/dubbelslot").toAbsolutePath();
  }

  /** The process of {@code dubbelslot ARGS}, its output going to the given files. */
  Process start(Path out, Path err, String... arguments) throws IOException {
    return start(List.of(), out, err, arguments);
  }

  /** The same, run by another program that takes a command: {@code strace}, {@code prlimit}. */
  Process start(List<String> prefix, Path out, Path err, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(script().toString());
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(workFolder.toFile());
    builder.environment().put("DUBBELSLOT_HOME", home.toString());
    builder.environment().put("DUBBELSLOT_LANG", "en");
    builder.environment().putAll(environment);
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    return builder.start();
  }

  Run run(String... arguments) {
    return run(new byte[0], arguments);
  }

  Run run(byte[] input, String... arguments) {
    return run(List.of(), input, arguments);
  }

  Run run(List<String> prefix, byte[] input, String... arguments) {
    try {
      Path out = Files.createTempFile(workFolder, "out", "");
      Path err = Files.createTempFile(workFolder, "err", "");
      try {
        Process process = start(prefix, out, err, arguments);
        try (var stdin = process.getOutputStream()) {
          stdin.write(input);
        } catch (IOException e) {
          // A program that stops before it read everything has its own say below.
          process.isAlive();
        }
        if (!process.waitFor(300, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new IllegalStateException("still running: " + Arrays.toString(arguments));
        }
        return new Run(process.exitValue(), Files.readAllBytes(out), Files.readString(err));
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static void copyTree(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(folder).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path copy = Files.copy(file, to.resolve(from.relativize(file).toString()));
            if (Files.getFileStore(copy).supportsFileAttributeView("posix")) {
              Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
