package org.dubbelslot.drive;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;

/** Says what a failure of the file system means for a drive. */
final class FolderFailures {
  /** A file system with less room than this is called full when writing fails. */
  private static final long HARDLY_ANYTHING = 64L << 10;

  private FolderFailures() {}

  static DriveException of(IOException e) {
    return switch (e) {
      case DriveException ours -> ours;
      case NoSuchFileException gone -> new DriveException.NotFound();
      case FileAlreadyExistsException taken -> new DriveException.NameTaken();
      case NotDirectoryException file -> new DriveException.NotAFolder();
      case AccessDeniedException denied -> new DriveException.Denied(null);
      default -> new DriveException.DiskFailed(e);
    };
  }

  /** For a failure while bytes were written into {@code folder}. */
  static DriveException whileWriting(IOException e, Path folder) {
    return room(folder) < HARDLY_ANYTHING ? new DriveException.QuotaFull(null) : of(e);
  }

  /** Bytes that can still be written below {@code folder}; without limit when nobody knows. */
  static long room(Path folder) {
    try {
      long room = Files.getFileStore(folder).getUsableSpace();
      return room < 0 ? Long.MAX_VALUE : room;
    } catch (IOException | ReadOnlyFileSystemException e) {
      return Long.MAX_VALUE;
    }
  }
}
