package org.dubbelslot.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/**
 * An ordinary file as it was when it was looked at.
 *
 * @param path as the person named it
 * @param size in bytes
 * @param modified when it was last written
 */
public record SourceFile(Path path, long size, Instant modified) {
  /**
   * Looks at {@code path}, following symbolic links.
   *
   * @throws LocalFileException when it is missing, a folder, a device or may not be looked at
   */
  public static SourceFile of(Path path) throws LocalFileException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(path, BasicFileAttributes.class);
    } catch (IOException e) {
      throw IoFailures.reading(path, e);
    }
    if (attributes.isDirectory()) {
      throw new LocalFileException.Folder(path);
    }
    if (!attributes.isRegularFile()) {
      throw new LocalFileException.Special(path);
    }
    return new SourceFile(path, attributes.size(), attributes.lastModifiedTime().toInstant());
  }

  /**
   * Reads the file from its first byte. The stream gives exactly the bytes that were there when the
   * file was looked at: where it ends, or as soon as it goes on too long, it fails with {@link
   * LocalFileException.Changed} or {@link LocalFileException.Vanished} when the file is another one
   * by now.
   *
   * @throws LocalFileException when it cannot be opened
   */
  public InputStream open() throws LocalFileException {
    try {
      return new Watched(FileChannel.open(path, StandardOpenOption.READ));
    } catch (IOException e) {
      LocalFileException failure = IoFailures.reading(path, e);
      throw failure instanceof LocalFileException.Missing
          ? new LocalFileException.Vanished(path)
          : failure;
    }
  }

  private final class Watched extends BlockInputStream {
    private final FileChannel channel;
    private long read;

    Watched(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      int count;
      try {
        count = channel.read(ByteBuffer.wrap(bytes, offset, length));
      } catch (IOException e) {
        throw IoFailures.reading(path, e);
      }
      if (count < 0) {
        requireUnchanged();
        return -1;
      }
      read += count;
      if (read > size) {
        throw new LocalFileException.Changed(path);
      }
      return count;
    }

    @Override
    public int available() throws IOException {
      return (int) Math.min(Integer.MAX_VALUE, Math.max(0, size - read));
    }

    /** A file that was removed after its last byte had been read was still read whole. */
    private void requireUnchanged() throws LocalFileException {
      SourceFile now;
      try {
        now = SourceFile.of(path);
      } catch (LocalFileException.Missing e) {
        if (read == size) {
          return;
        }
        throw new LocalFileException.Vanished(path);
      }
      if (read != size || now.size != size || !now.modified.equals(modified)) {
        throw new LocalFileException.Changed(path);
      }
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
