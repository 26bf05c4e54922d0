package org.dubbelslot.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells which folders of this computer a sync client sends on. Plaintext written there would go to
 * the provider at once, which is what sealing was to prevent.
 *
 * @param environment the process's environment: the OneDrive client names its folders there
 * @param userHome the person's home folder
 */
public record SyncedFolders(Map<String, String> environment, Path userHome) {
  private static final List<String> VARIABLES =
      List.of("OneDrive", "OneDriveCommercial", "OneDriveConsumer");

  /** Where the clients of several providers put their folder when nobody chooses another. */
  private static final List<String> USUAL =
      List.of(
          "Library/CloudStorage",
          "Library/Mobile Documents",
          "Dropbox",
          "Google Drive",
          "Nextcloud",
          "ownCloud",
          "iCloudDrive");

  /** What clients leave in the topmost folder they synchronise. */
  private static final List<String> MARKS =
      List.of(
          ".dropbox",
          ".dropbox.cache",
          ".owncloudsync.log",
          ".849C9593-D756-4E56-8D6E-42412F2A707B");

  /** Those of the computer and person that run this program. */
  public static SyncedFolders ofThisComputer() {
    return new SyncedFolders(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  /** The synchronised folder in which {@code target} lies, however deep. */
  public Optional<Path> covering(Path target) {
    Path real = real(target.toAbsolutePath().normalize());
    Stream<Path> named =
        VARIABLES.stream().map(environment::get).filter(Objects::nonNull).map(Path::of);
    Stream<Path> usual = USUAL.stream().map(userHome::resolve);
    Optional<Path> known =
        Stream.concat(named, usual)
            .filter(Files::isDirectory)
            .filter(folder -> real.startsWith(real(folder)))
            .findFirst();
    return known.or(() -> marked(real));
  }

  private Optional<Path> marked(Path target) {
    for (Path folder = target; folder != null; folder = folder.getParent()) {
      Path name = folder.getFileName();
      boolean oneDrive =
          name != null
              && Objects.equals(folder.getParent(), real(userHome))
              && (name.toString().equals("OneDrive") || name.toString().startsWith("OneDrive - "));
      Path here = folder;
      if (oneDrive
          || MARKS.stream().anyMatch(mark -> Files.exists(here.resolve(mark)))
          || hasJournal(folder)) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }

  /** Nextcloud's client keeps its journal in the folder itself, as {@code .sync_<hex>.db}. */
  private static boolean hasJournal(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (DirectoryStream<Path> journals =
        Files.newDirectoryStream(folder, "{.sync_*,._sync_*}.db")) {
      return journals.iterator().hasNext();
    } catch (IOException e) {
      return false;
    }
  }

  /** Follows links as far as the path exists; what does not exist yet cannot be a link. */
  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      Path parent = path.getParent();
      return parent == null ? path : real(parent).resolve(path.getFileName());
    }
  }
}
