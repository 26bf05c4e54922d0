package org.dubbelslot.files;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What can go wrong with a file on this computer, one type for each thing a person can tell apart.
 *
 * <p>It is an {@link IOException} so that it passes through streams. The path is a field for the
 * sentence that the person reads, never part of the message, which may end up in a log.
 */
public abstract sealed class LocalFileException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Path path;

  private LocalFileException(Path path, Throwable cause) {
    super(cause);
    this.path = path;
  }

  /** The type for what the platform said while {@code path} was read. */
  public static LocalFileException whileReading(Path path, IOException e) {
    return IoFailures.reading(path, e);
  }

  /** The type for what the platform said while {@code path} was written. */
  public static LocalFileException whileWriting(Path path, IOException e) {
    return IoFailures.writing(path, e);
  }

  /** The file, as the person named it. */
  public final Path path() {
    return path;
  }

  /** The type's name alone: no path. */
  @Override
  public String getMessage() {
    return getClass().getSimpleName();
  }

  /** There is no such file. */
  public static final class Missing extends LocalFileException {
    private static final long serialVersionUID = 1L;

    /** For the missing {@code path}. */
    public Missing(Path path) {
      super(path, null);
    }
  }

  /** The operating system does not allow this person to read it. */
  public static final class Unreadable extends LocalFileException {
    private static final long serialVersionUID = 1L;

    /** For {@code path}, which may not be read. */
    public Unreadable(Path path) {
      super(path, null);
    }
  }

  /** It was there, and went away before it had been read to its end. */
  public static final class Vanished extends LocalFileException {
    private static final long serialVersionUID = 1L;

    /** For {@code path}, which is gone. */
    public Vanished(Path path) {
      super(path, null);
    }
  }

  /** It grew, shrank or was written to while it was read: what was read is no one version of it. */
  public static final class Changed extends LocalFileException {
    private static final long serialVersionUID = 1L;

    /** For {@code path}, which is being written. */
    public Changed(Path path) {
      super(path, null);
    }
  }

  /** A folder where a file is needed. */
  public static final class Folder extends LocalFileException {
    private static final long serialVersionUID = 1L;

    /** For the folder {@code path}. */
    public Folder(Path path) {
      super(path, null);
    }
  }

  /** Neither file nor folder: a device, a pipe, a socket. */
  public static final class Special extends LocalFileException {
    private static final long serialVersionUID = 1L;

    /** For {@code path}, which is no ordinary file. */
    public Special(Path path) {
      super(path, null);
    }
  }

  /** Something already stands where the result should go. */
  public static final class Exists extends LocalFileException {
    private static final long serialVersionUID = 1L;

    /** For {@code path}, which would be overwritten. */
    public Exists(Path path) {
      super(path, null);
    }
  }

  /** The folder for the result does not exist, or is none. */
  public static final class NoFolder extends LocalFileException {
    private static final long serialVersionUID = 1L;

    /** For the missing folder {@code path}. */
    public NoFolder(Path path) {
      super(path, null);
    }
  }

  /** The operating system does not allow this person to write there. */
  public static final class Unwritable extends LocalFileException {
    private static final long serialVersionUID = 1L;

    /** For {@code path}, which may not be written. */
    public Unwritable(Path path) {
      super(path, null);
    }
  }

  /** No room is left on the disk, or in the person's share of it. */
  public static final class DiskFull extends LocalFileException {
    private static final long serialVersionUID = 1L;

    /** For {@code path}, which does not fit. */
    public DiskFull(Path path, Throwable cause) {
      super(path, cause);
    }
  }

  /** This computer cannot hold a file of this name. */
  public static final class ImpossibleName extends LocalFileException {
    private static final long serialVersionUID = 1L;

    /** For {@code path}, whose last name is the impossible one. */
    public ImpossibleName(Path path) {
      super(path, null);
    }
  }

  /** The target lies in a folder that a sync client sends on: plaintext would leave at once. */
  public static final class Synchronised extends LocalFileException {
    private static final long serialVersionUID = 1L;

    private final transient Path folder;

    /** For {@code path}, which lies in the synchronised {@code folder}. */
    public Synchronised(Path path, Path folder) {
      super(path, null);
      this.folder = folder;
    }

    /** The folder that is synchronised. */
    public Path folder() {
      return folder;
    }
  }

  /** Reading failed for another reason: a bad disk, a lost network share. */
  public static final class ReadFailed extends LocalFileException {
    private static final long serialVersionUID = 1L;

    /** For {@code path}; {@code cause} is what the system said. */
    public ReadFailed(Path path, Throwable cause) {
      super(path, cause);
    }
  }

  /** Writing failed for another reason. */
  public static final class WriteFailed extends LocalFileException {
    private static final long serialVersionUID = 1L;

    /** For {@code path}; {@code cause} is what the system said. */
    public WriteFailed(Path path, Throwable cause) {
      super(path, cause);
    }
  }

  /** A newer version of the program has written the file in a way that this one does not know. */
  public static final class StoreNewer extends LocalFileException {
    private static final long serialVersionUID = 1L;

    /** For {@code path}, a database of the program's own. */
    public StoreNewer(Path path) {
      super(path, null);
    }
  }

  /** What the program remembers of its work is damaged. */
  public static final class StoreDamaged extends LocalFileException {
    private static final long serialVersionUID = 1L;

    /** For {@code path}, a database of the program's own. */
    public StoreDamaged(Path path) {
      super(path, null);
    }
  }
}
