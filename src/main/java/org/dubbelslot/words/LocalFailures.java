package org.dubbelslot.words;

import org.dubbelslot.files.LocalFileException;

/** Failures of files on this computer. */
final class LocalFailures {
  private LocalFailures() {}

  static Failure of(LocalFileException e) {
    return switch (e) {
      case LocalFileException.Missing f -> Failure.of(FailureCode.FILE_MISSING, f.path());
      case LocalFileException.Unreadable f -> Failure.of(FailureCode.FILE_UNREADABLE, f.path());
      case LocalFileException.Vanished f -> Failure.of(FailureCode.FILE_VANISHED, f.path());
      case LocalFileException.Changed f -> Failure.of(FailureCode.FILE_CHANGED, f.path());
      case LocalFileException.Folder f -> Failure.of(FailureCode.FILE_IS_FOLDER, f.path());
      case LocalFileException.Special f -> Failure.of(FailureCode.FILE_IS_SPECIAL, f.path());
      case LocalFileException.ReadFailed f -> Failure.of(FailureCode.FILE_READ_FAILED, f.path());
      case LocalFileException.Exists f -> Failure.of(FailureCode.TARGET_EXISTS, f.path());
      case LocalFileException.NoFolder f -> Failure.of(FailureCode.TARGET_FOLDER_MISSING, f.path());
      case LocalFileException.Unwritable f -> Failure.of(FailureCode.TARGET_UNWRITABLE, f.path());
      case LocalFileException.DiskFull f -> Failure.of(FailureCode.DISK_FULL, f.path());
      case LocalFileException.ImpossibleName f -> Failure.of(FailureCode.NAME_IMPOSSIBLE, f.path());
      case LocalFileException.Synchronised f ->
          Failure.of(FailureCode.TARGET_SYNCHRONISED, f.path(), f.folder());
      case LocalFileException.WriteFailed f -> Failure.of(FailureCode.WRITE_FAILED, f.path());
    };
  }
}
