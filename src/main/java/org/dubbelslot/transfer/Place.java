package org.dubbelslot.transfer;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.dubbelslot.crypto.Kid;

/**
 * A folder on a drive that the person gave a name, and the team whose lock its files get.
 *
 * @param name what the person calls it
 * @param team whose lock is used
 * @param location where it is
 */
public record Place(String name, Kid team, Location location) {
  /**
   * Checks the name: letters, digits, {@code -}, {@code _} and {@code .}, at most 64, no drive
   * letter.
   *
   * @throws IllegalArgumentException for any other
   */
  public Place {
    if (!isName(name)) {
      throw new IllegalArgumentException("not the name of a place");
    }
  }

  /** Whether a place can be called so: a single letter would look like a drive on Windows. */
  public static boolean isName(String name) {
    return name.length() >= 2
        && name.length() <= 64
        && name.codePoints()
            .allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.');
  }

  /** Where a place is. */
  public sealed interface Location {
    /** A folder of this computer, perhaps one that a sync client sends on. */
    record Folder(Path folder) implements Location {}

    /** The signed-in person's own OneDrive. */
    record MyDrive(Optional<Loopback> loopback) implements Location {}

    /** What a link copied from the browser leads to: a library, a channel's folder. */
    record Link(URI link, Optional<Loopback> loopback) implements Location {}
  }

  /**
   * A look-alike on this computer instead of Microsoft's service.
   *
   * @param graph its base URL
   * @param tokenFile the file that holds the bearer token
   */
  public record Loopback(URI graph, Path tokenFile) {}
}
