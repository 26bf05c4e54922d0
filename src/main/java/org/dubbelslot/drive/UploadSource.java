package org.dubbelslot.drive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of an upload, which can be read again from any place and are the same each time. */
@FunctionalInterface
public interface UploadSource {
  /**
   * The bytes from {@code offset} to the end; the caller closes the stream.
   *
   * @throws IOException when they cannot be read
   */
  InputStream from(long offset) throws IOException;

  /** The bytes of a file, which nobody may change until the upload has ended. */
  static UploadSource of(Path file) {
    return offset -> {
      SeekableByteChannel channel = Files.newByteChannel(file);
      try {
        return Channels.newInputStream(channel.position(offset));
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    };
  }

  /** Bytes in memory, which are not copied. */
  static UploadSource of(byte[] bytes) {
    return offset -> {
      int at = (int) Math.min(offset, bytes.length);
      return new ByteArrayInputStream(bytes, at, bytes.length - at);
    };
  }
}
