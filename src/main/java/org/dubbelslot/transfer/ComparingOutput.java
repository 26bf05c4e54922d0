package org.dubbelslot.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.dubbelslot.files.BlockOutputStream;

/** Takes what was opened and compares it with another file, byte by byte, as it comes. */
final class ComparingOutput extends BlockOutputStream {
  private final InputStream original;

  /** The two differ. */
  static final class Differs extends IOException {
    private static final long serialVersionUID = 1L;
  }

  ComparingOutput(InputStream original) {
    this.original = original;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    byte[] expected = original.readNBytes(length);
    try {
      if (expected.length < length
          || !Arrays.equals(expected, 0, length, bytes, offset, offset + length)) {
        throw new Differs();
      }
    } finally {
      Arrays.fill(expected, (byte) 0);
    }
  }

  /**
   * To be called after the last byte.
   *
   * @throws Differs when the other file goes on
   */
  void requireEnd() throws IOException {
    if (original.read() >= 0) {
      throw new Differs();
    }
  }
}
