package org.dubbelslot.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Temporary files of an {@link AtomicFile} whose program was killed. Their names tell which target
 * they were for, without naming it: {@value AtomicFile#TEMPORARY_PREFIX}, eight hexadecimal digits
 * of the hash of the target's name, and eight at random.
 */
public final class Leftovers {
  private static final int TAG_BYTES = 4;
  private static final int RANDOM_BYTES = 4;
  private static final Pattern NAME =
      Pattern.compile(Pattern.quote(AtomicFile.TEMPORARY_PREFIX) + "[0-9a-f]{16}");
  private static final Set<OpenOption> EXISTING =
      Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  private Leftovers() {}

  /**
   * All temporary files in a folder, for whatever target, in use or not; none where it is missing
   * or may not be looked into.
   *
   * @throws LocalFileException when the folder cannot be read
   */
  public static List<Path> in(Path folder) throws LocalFileException {
    List<Path> found = new ArrayList<>();
    if (!Files.isReadable(folder)) {
      return found;
    }
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(folder, AtomicFile.TEMPORARY_PREFIX + "*")) {
      entries.forEach(found::add);
    } catch (DirectoryIteratorException e) {
      throw IoFailures.reading(folder, e.getCause());
    } catch (IOException e) {
      throw IoFailures.reading(folder, e);
    }
    found.removeIf(path -> !isOurs(path));
    return found;
  }

  /**
   * Removes what nobody is writing in a folder that is this program's own.
   *
   * @throws LocalFileException when that fails
   */
  public static void sweep(Path folder) throws LocalFileException {
    for (Path leftover : in(folder)) {
      remove(leftover);
    }
  }

  /** Whether a path has the name of a temporary file. */
  public static boolean isOurs(Path path) {
    return NAME.matcher(path.getFileName().toString()).matches();
  }

  /** Whether a path has the name of a temporary file for that target. */
  public static boolean isOf(Path path, Path target) {
    return isOurs(path)
        && path.getFileName().toString().startsWith(AtomicFile.TEMPORARY_PREFIX + tag(target));
  }

  /**
   * Removes a temporary file, unless it is in use or not this person's to open. What a program that
   * was killed in its last step had already given its name keeps that name.
   *
   * @return whether it is gone
   * @throws LocalFileException when it cannot be removed
   */
  public static boolean remove(Path temporary) throws LocalFileException {
    if (!isOurs(temporary)) {
      throw new IllegalArgumentException("not a temporary file of ours");
    }
    if (!Files.exists(temporary, LinkOption.NOFOLLOW_LINKS)) {
      return true;
    }
    Optional<FileChannel> unused = openUnused(temporary);
    if (unused.isEmpty()) {
      return false;
    }
    try {
      unused.get().close();
      Files.deleteIfExists(temporary);
      return true;
    } catch (IOException e) {
      throw IoFailures.writing(temporary, e);
    }
  }

  /** A name for a new temporary file beside its target. */
  static Path newName(Path target) {
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    return target
        .toAbsolutePath()
        .resolveSibling(
            AtomicFile.TEMPORARY_PREFIX + tag(target) + HexFormat.of().formatHex(random));
  }

  /**
   * Opens and locks a file that only this person can have written: no link, no second name, nobody
   * else's to read.
   *
   * @return empty when it is not so, or the file is gone or in use
   */
  static Optional<FileChannel> openOwn(Path temporary) throws LocalFileException {
    try {
      return isPrivate(temporary) ? openUnused(temporary) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw IoFailures.writing(temporary, e);
    }
  }

  private static Optional<FileChannel> openUnused(Path temporary) throws LocalFileException {
    if (!Files.isRegularFile(temporary, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      FileChannel channel = FileChannel.open(temporary, EXISTING);
      if (lock(channel)) {
        return Optional.of(channel);
      }
      channel.close();
      return Optional.empty();
    } catch (NoSuchFileException | AccessDeniedException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw IoFailures.writing(temporary, e);
    }
  }

  private static boolean isPrivate(Path temporary) throws IOException {
    if (!temporary.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return true;
    }
    return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(temporary, LinkOption.NOFOLLOW_LINKS))
            .equals("rw-------")
        && (int) Files.getAttribute(temporary, "unix:nlink", LinkOption.NOFOLLOW_LINKS) == 1;
  }

  /** False when somebody else has it; a disk without locks has nobody else. */
  static boolean lock(FileChannel channel) {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static String tag(Path target) {
    return NameHash.of(target.getFileName().toString(), TAG_BYTES);
  }
}
