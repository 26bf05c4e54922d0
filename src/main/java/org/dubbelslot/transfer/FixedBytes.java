package org.dubbelslot.transfer;

import java.io.EOFException;
import java.io.IOException;
import org.dubbelslot.files.BlockOutputStream;

/** Bytes in memory whose number is known beforehand: no copy is ever made of them. */
final class FixedBytes extends BlockOutputStream {
  private final byte[] bytes;
  private int length;

  FixedBytes(int length) {
    this.bytes = new byte[length];
  }

  @Override
  public void write(byte[] source, int offset, int count) throws IOException {
    if (count > bytes.length - length) {
      throw new EOFException("longer than announced");
    }
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
  }

  /**
   * The bytes themselves.
   *
   * @throws EOFException when there are fewer than announced
   */
  byte[] bytes() throws EOFException {
    if (length != bytes.length) {
      throw new EOFException("shorter than announced");
    }
    return bytes;
  }
}
