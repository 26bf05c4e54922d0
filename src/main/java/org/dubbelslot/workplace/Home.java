package org.dubbelslot.workplace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dubbelslot.files.LocalFileException;

/**
 * The person's own folder of the program: keys of this device, what it knows of the organisation,
 * places, settings and what is under way. Never a synchronised one.
 *
 * @param folder its place
 */
public record Home(Path folder) {
  /** The one that the operating system keeps for programs' local data. */
  public static Home usual(Map<String, String> environment, Path userHome, String osName) {
    String os = osName.toLowerCase(Locale.ROOT);
    if (os.startsWith("windows")) {
      String local = environment.get("LOCALAPPDATA");
      Path data = local == null ? userHome.resolve("AppData").resolve("Local") : Path.of(local);
      return new Home(data.resolve("Dubbelslot"));
    }
    if (os.startsWith("mac")) {
      return new Home(userHome.resolve("Library/Application Support/Dubbelslot"));
    }
    String data = environment.getOrDefault("XDG_DATA_HOME", "");
    return new Home(
        (data.startsWith("/") ? Path.of(data) : userHome.resolve(".local/share"))
            .resolve("dubbelslot"));
  }

  /** The one that {@code environment} names, for every way to start the program. */
  public static Optional<Home> named(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("DUBBELSLOT_HOME"))
        .filter(value -> !value.isEmpty())
        .map(value -> new Home(Path.of(value)));
  }

  /** The person's settings, within the policy. */
  public Path settings() {
    return folder.resolve("settings.json");
  }

  /** The places that were added by name. */
  public Path places() {
    return folder.resolve("places.json");
  }

  /** Every connection that was opened: time, host, purpose, bytes. */
  public Path connections() {
    return folder.resolve("connections.jsonl");
  }

  /** What is under way: journals, uploads, ciphertext that waits. */
  public Path state() {
    return folder.resolve("state");
  }

  /**
   * Makes the folder, for its owner alone, unless it is there.
   *
   * @throws LocalFileException when it cannot be made
   */
  public Home create() throws LocalFileException {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder.toAbsolutePath());
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
          Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
      }
      return this;
    } catch (IOException e) {
      throw LocalFileException.whileWriting(folder, e);
    }
  }
}
