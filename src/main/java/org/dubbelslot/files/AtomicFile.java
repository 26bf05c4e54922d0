package org.dubbelslot.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A file that appears whole or not at all: written to a temporary file beside its target, brought
 * to the disk, and then renamed. Closing it before {@link #commit()} leaves nothing behind, unless
 * {@link #keep()} says that a later run shall go on with it.
 *
 * <p>The temporary file is locked while this is open, so that {@link Leftovers} are told from files
 * in use. Not for several threads, except for {@link #write} and except that {@link #close()} and
 * {@link #keep()} may be called from another one (a shutdown hook).
 */
public final class AtomicFile implements AutoCloseable {
  /** How the temporary file beside the target begins; it ends in 16 hexadecimal digits. */
  public static final String TEMPORARY_PREFIX = ".dubbelslot-";

  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path target;
  private final boolean replace;
  private final Path temporary;
  private final FileChannel channel;
  private final TargetChannel content;
  private boolean done;

  /** How much a file that was committed withstands. */
  public enum Durability {
    /** Bytes and name are on the disk. */
    DISK,
    /** The system brings both to the disk in its own time, as for any copied file. */
    SYSTEM
  }

  private AtomicFile(Path target, boolean replace, Path temporary, FileChannel channel) {
    this.target = target;
    this.replace = replace;
    this.temporary = temporary;
    this.channel = channel;
    this.content = new TargetChannel(target, channel);
  }

  /**
   * Begins a file that only its owner may read.
   *
   * @param target where it shall stand
   * @param replace whether an ordinary file that stands there already gives way
   * @throws LocalFileException when something stands there that does not give way, the folder is
   *     missing or may not be written to, or the name is impossible
   */
  public static AtomicFile create(Path target, boolean replace) throws LocalFileException {
    requireFree(target, replace);
    Path temporary = Leftovers.newName(target);
    try {
      return new AtomicFile(target, replace, temporary, openNew(temporary));
    } catch (IOException e) {
      throw IoFailures.writing(target, e);
    }
  }

  /**
   * Goes on with a temporary file that was kept.
   *
   * @param temporary what {@link #temporary()} was then
   * @return empty when it is gone, in use, or not a file of ours beside the target that only its
   *     owner can have written
   * @throws LocalFileException as {@link #create} does
   */
  public static Optional<AtomicFile> resume(Path target, boolean replace, Path temporary)
      throws LocalFileException {
    requireFree(target, replace);
    Path beside = target.toAbsolutePath().resolveSibling(temporary.getFileName());
    if (!Leftovers.isOf(beside, target)) {
      return Optional.empty();
    }
    return Leftovers.openOwn(beside)
        .map(channel -> new AtomicFile(target, replace, beside, channel));
  }

  private static void requireFree(Path target, boolean replace) throws LocalFileException {
    if (Files.isDirectory(target)) {
      throw new LocalFileException.Folder(target);
    }
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      if (!replace) {
        throw new LocalFileException.Exists(target);
      }
      if (!Files.isRegularFile(target)) {
        throw new LocalFileException.Special(target);
      }
    }
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new LocalFileException.NoFolder(folder == null ? target : folder);
    }
    if (!LocalName.isPossible(target.getFileName().toString())) {
      throw new LocalFileException.ImpossibleName(target);
    }
  }

  private static FileChannel openNew(Path temporary) throws IOException {
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    FileChannel channel =
        temporary.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? FileChannel.open(temporary, options, OWNER_ONLY)
            : FileChannel.open(temporary, options);
    Leftovers.lock(channel);
    return channel;
  }

  /** Where it shall stand. */
  public Path target() {
    return target;
  }

  /** Where it stands until then, beside the target. */
  public Path temporary() {
    return temporary;
  }

  /** What is written here becomes the file; its failures are {@link LocalFileException}s. */
  public OutputStream output() {
    return Channels.newOutputStream(content);
  }

  /**
   * Writes all of the given bytes at a place of the file; by several threads at once, too, if they
   * write to different places.
   *
   * @param position of the first byte
   * @throws LocalFileException when that fails, or this was closed meanwhile
   */
  public void write(long position, byte[] bytes, int offset, int length) throws LocalFileException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
    try {
      while (buffer.hasRemaining()) {
        channel.write(buffer, position + buffer.position() - offset);
      }
    } catch (IOException e) {
      throw IoFailures.writing(target, e);
    }
  }

  /** The same for reading and writing anywhere; closing it is left to this file. */
  public SeekableByteChannel content() {
    return content;
  }

  /**
   * Brings what was written so far to the disk.
   *
   * @throws LocalFileException when that fails
   */
  public void force() throws LocalFileException {
    try {
      channel.force(false);
    } catch (IOException e) {
      throw IoFailures.writing(target, e);
    }
  }

  /**
   * Brings all bytes to the disk and gives the file its name.
   *
   * @throws LocalFileException when the disk is full or the target has appeared meanwhile; the
   *     temporary file then goes when this is closed
   */
  public void commit() throws LocalFileException {
    commit(Durability.DISK, Optional.empty());
  }

  /**
   * Gives the file its name, with a time of last change of its own.
   *
   * @throws LocalFileException as {@link #commit()} does
   */
  public synchronized void commit(Durability durability, Optional<Instant> modified)
      throws LocalFileException {
    if (done) {
      throw new IllegalStateException("already closed");
    }
    try {
      if (durability == Durability.DISK) {
        channel.force(true);
      }
      channel.close();
      if (modified.isPresent()) {
        Files.setLastModifiedTime(temporary, FileTime.from(modified.get()));
      }
      if (replace) {
        Files.move(
            temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } else {
        moveToFreeName();
      }
      done = true;
      if (durability == Durability.DISK) {
        forceFolder();
      }
    } catch (IOException e) {
      throw IoFailures.writing(target, e);
    }
  }

  /**
   * A link fails where the name is taken, without a moment in between; not every disk has links.
   */
  private void moveToFreeName() throws IOException {
    try {
      Files.createLink(target, temporary);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException | UnsupportedOperationException e) {
      Files.move(temporary, target);
      return;
    }
    Files.delete(temporary);
  }

  /** The new name is on the disk only when its folder is; Windows cannot open folders, nor must. */
  private void forceFolder() throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
        opened.force(true);
      }
    }
  }

  /**
   * Without a {@link #commit()}, removes what was written; afterwards does nothing.
   *
   * @throws LocalFileException when the temporary file cannot be removed
   */
  @Override
  public synchronized void close() throws LocalFileException {
    if (done) {
      return;
    }
    done = true;
    try {
      channel.close();
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      throw IoFailures.writing(target, e);
    }
  }

  /**
   * Leaves the temporary file where it is, for {@link #resume}; after a {@link #commit()} or {@link
   * #close()} does nothing.
   *
   * @throws LocalFileException when it cannot be closed
   */
  public synchronized void keep() throws LocalFileException {
    if (done) {
      return;
    }
    done = true;
    try {
      channel.close();
    } catch (IOException e) {
      throw IoFailures.writing(target, e);
    }
  }
}
