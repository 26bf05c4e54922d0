package org.dubbelslot.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Plaintext that is written to a file and may be taken over from it by a later run. Padding is
 * written too where the size is not known beforehand, and cut off at the end.
 */
final class PlaintextFile {
  private static final int SEGMENT = ContentGeometry.FLOE.plaintextBytes();

  private final SeekableByteChannel channel;
  private final OptionalLong size;
  private long total;
  private long afterLastNonZero;

  /**
   * @param size of the plaintext without padding, where that is known
   */
  PlaintextFile(SeekableByteChannel channel, OptionalLong size) {
    this.channel = channel;
    this.size = size;
  }

  /**
   * Takes over what is there: whole segments, and never the last one, which alone says that the
   * content ends. The rest is cut off.
   *
   * @param written how many bytes may count
   * @return the number of segments
   */
  long takeOver(long written, RootHash root) throws IOException {
    long usable = Math.min(written, channel.size());
    if (size.isPresent()) {
      usable = Math.min(usable, Padme.padded(size.getAsLong()) - 1);
    }
    long segments = Math.max(0, usable / SEGMENT);
    channel.truncate(segments * SEGMENT);
    channel.position(0);
    if (segments > 0) {
      hash(segments, root);
    }
    return segments;
  }

  private void hash(long segments, RootHash root) throws IOException {
    MessageDigest sha256 = sha256();
    byte[] plaintext = new byte[SEGMENT];
    try {
      for (long position = 0; position < segments; position++) {
        ByteBuffer buffer = ByteBuffer.wrap(plaintext);
        while (buffer.hasRemaining()) {
          if (channel.read(buffer) < 0) {
            throw new IOException("the file became shorter");
          }
        }
        root.add(sha256.digest(plaintext));
        count(plaintext, SEGMENT);
      }
    } finally {
      Arrays.fill(plaintext, (byte) 0);
    }
  }

  /** Writes the next segment's plaintext. */
  void accept(byte[] plaintext, int length) throws IOException {
    long left = size.isPresent() ? Math.max(0, size.getAsLong() - total) : length;
    ByteBuffer buffer = ByteBuffer.wrap(plaintext, 0, (int) Math.min(length, left));
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    count(plaintext, length);
  }

  private void count(byte[] plaintext, int length) {
    int end = length;
    while (end > 0 && plaintext[end - 1] == 0) {
      end--;
    }
    if (end > 0) {
      afterLastNonZero = total + end;
    }
    total += length;
  }

  /** Bytes of plaintext so far, padding included. */
  long total() {
    return total;
  }

  /** Bytes that lie in the file and would be taken over. */
  long whole() {
    long written = size.isPresent() ? Math.min(total, size.getAsLong()) : total;
    return written / SEGMENT * SEGMENT;
  }

  /**
   * Leaves the {@code wanted} bytes of the file itself.
   *
   * @throws FormatException when something else than zeros stands beyond them
   */
  void finish(long wanted) throws IOException, FormatException {
    if (afterLastNonZero > wanted) {
      throw new FormatException.PaddingNotZero();
    }
    channel.truncate(wanted);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java lacks SHA-256", e);
    }
  }
}
