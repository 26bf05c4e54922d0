package org.dubbelslot.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Finishes the application folder that the build has laid out: makes its start script executable,
 * the libraries fit for the AOT caches, and those caches ({@code lib/dubbelslot.aot} and, for
 * commands that need nothing but this computer, {@code lib/dubbelslot-local.aot}) by one {@link
 * Training} run of that script for each.
 *
 * <p>The training run is the start script itself, so that JDK, class path and options are the same
 * when a cache is made and when it is used; otherwise the JVM would not take it. A failed run
 * leaves no cache: the program works without one, only slower to start.
 */
public final class AotCache {
  private AotCache() {}

  /**
   * Takes the application folder, which holds {@code bin} and {@code lib}.
   *
   * @throws IOException when the folder cannot be written or the script not be started
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path app = Path.of(args[0]).toAbsolutePath();
    makeExecutable(app.resolve("bin"));
    prepareLibraries(app.resolve("lib"));
    make(app, "dubbelslot.aot", Training.Course.ALL);
    make(app, "dubbelslot-local.aot", Training.Course.LOCAL);
  }

  private static void make(Path app, String name, Training.Course course)
      throws IOException, InterruptedException {
    Path cache = app.resolve("lib").resolve(name);
    Files.deleteIfExists(cache);
    String script = app.resolve("bin").resolve("dubbelslot").toString();
    ProcessBuilder training = new ProcessBuilder(script, course.name());
    training.environment().put("DUBBELSLOT_MAKE_CACHE", name);
    training.redirectErrorStream(true);
    Process process = training.start();
    process.getOutputStream().close();
    byte[] output = process.getInputStream().readAllBytes();
    int exit = process.waitFor();
    if (exit != 0 || !Files.exists(cache)) {
      Files.deleteIfExists(cache);
      System.err.write(output);
      System.err.println("dubbelslot: no " + name + " was made (exit " + exit + ")");
    }
  }

  private static void prepareLibraries(Path lib) throws IOException {
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(lib, "*.jar")) {
      for (Path jar : jars) {
        LibraryJar.prepare(jar);
      }
    }
  }

  private static void makeExecutable(Path bin) throws IOException {
    try (DirectoryStream<Path> scripts = Files.newDirectoryStream(bin)) {
      for (Path script : scripts) {
        if (Files.getFileAttributeView(script, PosixFileAttributeView.class) != null) {
          Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
      }
    }
  }
}
