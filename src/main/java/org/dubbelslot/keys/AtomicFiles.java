package org.dubbelslot.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Writes whole files so that a reader, or a crash, sees the old content or the new, nothing else.
 */
public final class AtomicFiles {
  private static final String TEMPORARY = ".writing-";
  private static final int ATTEMPTS = 3;

  private AtomicFiles() {}

  /** Writes {@code bytes} to {@code file}, replacing it; folders are made as needed. */
  public static void write(Path file, byte[] bytes) throws IOException {
    write(file, bytes, false);
  }

  /** As {@link #write}, readable by this user alone (mode 0600 where the system has modes). */
  public static void writePrivate(Path file, byte[] bytes) throws IOException {
    write(file, bytes, true);
  }

  /** The whole of {@code file} if there is one of at most {@code maxBytes}. */
  public static Optional<byte[]> read(Path file, int maxBytes) throws IOException {
    try (var in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new IOException("longer than " + maxBytes + " bytes");
      }
      return Optional.of(bytes);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Removes what a crash left half written in {@code folder}; what is being written stays. */
  public static void sweep(Path folder) throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, TEMPORARY + "*")) {
      for (Path file : left) {
        sweepOne(file);
      }
    } catch (NoSuchFileException e) {
      return; // no folder, nothing left in it
    }
  }

  private static void sweepOne(Path file) throws IOException {
    try {
      if (isAbandoned(file)) {
        Files.delete(file);
      }
    } catch (NoSuchFileException e) {
      return; // it got its name this moment, or somebody else swept
    }
  }

  /** Whoever writes a file holds a lock on it, which ends with the process at the latest. */
  private static boolean isAbandoned(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException | AccessDeniedException e) {
      return false;
    }
  }

  private static void write(Path file, byte[] bytes, boolean onlyMine) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    for (int attempt = 1; ; attempt++) {
      try {
        writeOnce(file, folder.resolve(TEMPORARY + UUID.randomUUID()), bytes, onlyMine);
        break;
      } catch (NoSuchFileException e) {
        // Somebody swept in the moment before the new file was locked.
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
    syncFolder(folder);
  }

  private static void writeOnce(Path file, Path temporary, byte[] bytes, boolean onlyMine)
      throws IOException {
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    try (FileChannel out = FileChannel.open(temporary, options, attributes(onlyMine));
        FileLock lock = lock(out)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
      out.force(true);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Null where the disk knows no locks: then nobody can find the file abandoned either. */
  private static FileLock lock(FileChannel channel) {
    try {
      return channel.tryLock();
    } catch (IOException e) {
      return null;
    }
  }

  private static FileAttribute<?>[] attributes(boolean onlyMine) {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return onlyMine && posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /** Makes the rename itself durable, where the system lets a folder be opened. */
  private static void syncFolder(Path folder) throws IOException {
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
