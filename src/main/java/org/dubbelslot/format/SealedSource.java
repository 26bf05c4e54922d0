package org.dubbelslot.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;

/** A sealed file that can be read from any position: on a disk, or by ranges from a drive. */
public interface SealedSource {
  /** Length of the whole file in bytes. */
  long length() throws IOException;

  /** The bytes from {@code position} to the end; the caller closes the stream. */
  InputStream stream(long position) throws IOException;

  /** An open file; its streams share the channel and must be used one after another. */
  static SealedSource of(FileChannel channel) {
    return new SealedSource() {
      @Override
      public long length() throws IOException {
        return channel.size();
      }

      @Override
      public InputStream stream(long position) throws IOException {
        channel.position(position);
        // Closing the stream must not close the caller's channel.
        return new java.io.FilterInputStream(Channels.newInputStream(channel)) {
          @Override
          public void close() {}
        };
      }
    };
  }
}
