package org.dubbelslot.words;

import org.dubbelslot.files.LocalFileException;

/** Failures of files on this computer. */
final class LocalFailures {
  private LocalFailures() {}

  static Failure of(LocalFileException e, String about) {
    return switch (e) {
      case LocalFileException.Missing _ -> Failure.of(FailureCode.FILE_MISSING, about);
      case LocalFileException.Unreadable _ -> Failure.of(FailureCode.FILE_UNREADABLE, about);
      case LocalFileException.Vanished _ -> Failure.of(FailureCode.FILE_VANISHED, about);
      case LocalFileException.Changed _ -> Failure.of(FailureCode.FILE_CHANGED, about);
      case LocalFileException.Folder _ -> Failure.of(FailureCode.FILE_IS_FOLDER, about);
      case LocalFileException.Special _ -> Failure.of(FailureCode.FILE_IS_SPECIAL, about);
      case LocalFileException.ReadFailed _ -> Failure.of(FailureCode.FILE_READ_FAILED, about);
      case LocalFileException.Exists _ -> Failure.of(FailureCode.TARGET_EXISTS, about);
      case LocalFileException.NoFolder _ -> Failure.of(FailureCode.TARGET_FOLDER_MISSING, about);
      case LocalFileException.Unwritable _ -> Failure.of(FailureCode.TARGET_UNWRITABLE, about);
      case LocalFileException.DiskFull _ -> Failure.of(FailureCode.DISK_FULL, about);
      case LocalFileException.ImpossibleName _ -> Failure.of(FailureCode.NAME_IMPOSSIBLE, about);
      case LocalFileException.Synchronised _ -> Failure.of(FailureCode.TARGET_SYNCHRONISED, about);
      case LocalFileException.StoreNewer newer ->
          Failure.of(FailureCode.STORE_NEWER, about, newer.path().getFileName().toString());
      case LocalFileException.StoreDamaged damaged ->
          Failure.of(FailureCode.STORE_DAMAGED, about, damaged.path().getFileName().toString());
      case LocalFileException.WriteFailed _ -> Failure.of(FailureCode.WRITE_FAILED, about);
    };
  }
}
