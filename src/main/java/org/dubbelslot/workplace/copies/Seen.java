package org.dubbelslot.workplace.copies;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.dubbelslot.files.LocalFileException;

/**
 * What tells cheaply that a file may be another one.
 *
 * @param key of the file system; another one after a file was renamed over this
 */
record Seen(long size, FileTime modified, Optional<Object> key) {
  /** Of an ordinary file, if one stands there. */
  static Optional<Seen> of(Path file) throws LocalFileException {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return found.isRegularFile()
          ? Optional.of(
              new Seen(
                  found.size(), found.lastModifiedTime(), Optional.ofNullable(found.fileKey())))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw LocalFileException.whileReading(file, e);
    }
  }
}
