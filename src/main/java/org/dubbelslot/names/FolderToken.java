package org.dubbelslot.names;

import java.nio.ByteBuffer;
import java.security.SecureRandom;

/**
 * Six bytes that a folder keeps when it is renamed or moved; the names of what lies in it are bound
 * to them.
 *
 * @param value the bytes as a number, big-endian, below 2^48
 */
public record FolderToken(long value) {
  /** Length in bytes. */
  public static final int BYTES = 6;

  /** Of every folder whose own name on the drive is not ours: a library's root, a channel's. */
  public static final FolderToken FOREIGN = new FolderToken(0);

  private static final int BITS = BYTES * Byte.SIZE;

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException unless from 0 to 2^48 − 1
   */
  public FolderToken {
    if (value < 0 || value >>> BITS != 0) {
      throw new IllegalArgumentException("a folder token has 6 bytes");
    }
  }

  /** For a folder that we create; never {@link #FOREIGN}. */
  public static FolderToken random() {
    SecureRandom random = new SecureRandom();
    long value;
    do {
      value = random.nextLong() >>> (Long.SIZE - BITS);
    } while (value == FOREIGN.value);
    return new FolderToken(value);
  }

  /** The first six of {@code bytes}. */
  static FolderToken startOf(byte[] bytes) {
    ByteBuffer eight = ByteBuffer.allocate(Long.BYTES);
    eight.put(Long.BYTES - BYTES, bytes, 0, BYTES);
    return new FolderToken(eight.getLong(0));
  }

  /** The six bytes. */
  public byte[] bytes() {
    byte[] bytes = new byte[BYTES];
    ByteBuffer.allocate(Long.BYTES).putLong(0, value).get(Long.BYTES - BYTES, bytes);
    return bytes;
  }
}
