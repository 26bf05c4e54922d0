package org.dubbelslot.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Folders that nobody but their owner can look into. */
public final class OwnFolders {
  private OwnFolders() {}

  /**
   * Makes {@code folder} and those above it, for their owner alone; those that are there stay as
   * they are.
   *
   * @throws LocalFileException when it cannot be made
   */
  public static Path create(Path folder) throws LocalFileException {
    try {
      return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
          ? Files.createDirectories(
              folder,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
          : Files.createDirectories(folder);
    } catch (IOException e) {
      throw IoFailures.writing(folder, e);
    }
  }
}
