package org.dubbelslot.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/**
 * A file that appears whole or not at all: written to a temporary file beside its target, brought
 * to the disk, and then renamed. Closing it before {@link #commit()} leaves nothing behind.
 *
 * <p>Not for several threads, except that {@link #close()} may be called from another one (a
 * shutdown hook).
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
  private final OutputStream output;
  private boolean done;

  private AtomicFile(Path target, boolean replace, Path temporary, FileChannel channel) {
    this.target = target;
    this.replace = replace;
    this.temporary = temporary;
    this.channel = channel;
    this.output = new Output();
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
    byte[] random = new byte[8];
    new SecureRandom().nextBytes(random);
    Path temporary = folder.resolve(TEMPORARY_PREFIX + HexFormat.of().formatHex(random));
    try {
      return new AtomicFile(target, replace, temporary, open(temporary));
    } catch (IOException e) {
      throw IoFailures.writing(target, e);
    }
  }

  /**
   * Removes what a crash left unfinished, in a folder where only this program writes and nobody
   * else is writing now.
   */
  public static void sweep(Path folder) throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, TEMPORARY_PREFIX + "*")) {
      for (Path file : left) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static FileChannel open(Path temporary) throws IOException {
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    return temporary.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? FileChannel.open(temporary, options, OWNER_ONLY)
        : FileChannel.open(temporary, options);
  }

  /** Where it shall stand. */
  public Path target() {
    return target;
  }

  /** What is written here becomes the file; its failures are {@link LocalFileException}s. */
  public OutputStream output() {
    return output;
  }

  /**
   * Brings all bytes to the disk and gives the file its name.
   *
   * @throws LocalFileException when the disk is full or the target has appeared meanwhile; the
   *     temporary file then goes when this is closed
   */
  public synchronized void commit() throws LocalFileException {
    if (done) {
      throw new IllegalStateException("already closed");
    }
    try {
      channel.force(true);
      channel.close();
      if (replace) {
        Files.move(
            temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } else {
        moveToFreeName();
      }
      done = true;
      forceFolder();
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

  private final class Output extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      } catch (IOException e) {
        throw IoFailures.writing(target, e);
      }
    }
  }
}
