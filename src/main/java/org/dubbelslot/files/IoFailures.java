package org.dubbelslot.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Turns what the platform says into the type that names it. */
final class IoFailures {
  /**
   * The platform tells a full disk only by its text: Linux and macOS (also over quota), and Windows
   * in the languages it is not translated in by the JDK.
   */
  private static final List<String> FULL =
      List.of("no space left", "disc quota exceeded", "disk quota exceeded", "not enough space");

  private static final List<String> NAME = List.of("file name too long", "invalid argument");

  private IoFailures() {}

  static LocalFileException reading(Path path, IOException e) {
    return switch (e) {
      case LocalFileException known -> known;
      case NoSuchFileException missing -> new LocalFileException.Missing(path);
      case AccessDeniedException denied -> new LocalFileException.Unreadable(path);
      default ->
          says(e, List.of("is a directory"))
              ? new LocalFileException.Folder(path)
              : new LocalFileException.ReadFailed(path, e);
    };
  }

  static LocalFileException writing(Path path, IOException e) {
    return switch (e) {
      case LocalFileException known -> known;
      case FileAlreadyExistsException exists -> new LocalFileException.Exists(path);
      case NoSuchFileException missing -> new LocalFileException.NoFolder(path);
      case AccessDeniedException denied -> new LocalFileException.Unwritable(path);
      default -> {
        if (says(e, FULL)) {
          yield new LocalFileException.DiskFull(path, e);
        }
        if (says(e, NAME)) {
          yield new LocalFileException.ImpossibleName(path);
        }
        if (says(e, List.of("read-only file system"))) {
          yield new LocalFileException.Unwritable(path);
        }
        if (says(e, List.of("not a directory"))) {
          yield new LocalFileException.NoFolder(path);
        }
        yield new LocalFileException.WriteFailed(path, e);
      }
    };
  }

  private static boolean says(IOException e, List<String> texts) {
    String reason =
        e instanceof FileSystemException system && system.getReason() != null
            ? system.getReason()
            : String.valueOf(e.getMessage());
    String lower = reason.toLowerCase(Locale.ROOT);
    return texts.stream().anyMatch(lower::contains);
  }
}
