package org.dubbelslot.drive;

/**
 * A run of bytes in a file.
 *
 * @param first the first byte wanted, counted from 0
 * @param length how many, at least 1; {@link Long#MAX_VALUE} for all that follow
 */
public record ByteRange(long first, long length) {
  /** The whole file. */
  public static final ByteRange ALL = new ByteRange(0, Long.MAX_VALUE);

  public ByteRange {
    if (first < 0 || length < 1) {
      throw new IllegalArgumentException("no such range: " + first + "+" + length);
    }
  }

  /** Everything from {@code first} on. */
  public static ByteRange from(long first) {
    return new ByteRange(first, Long.MAX_VALUE);
  }

  /** Whether it reaches to the file's end, wherever that is. */
  public boolean open() {
    return length >= Long.MAX_VALUE - first;
  }
}
