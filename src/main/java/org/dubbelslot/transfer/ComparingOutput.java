package org.dubbelslot.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** Takes what was opened and compares it with the original, byte by byte, as it comes. */
final class ComparingOutput extends OutputStream {
  private final InputStream original;
  private boolean same = true;

  ComparingOutput(InputStream original) {
    this.original = original;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    byte[] expected = original.readNBytes(length);
    same &=
        expected.length == length
            && Arrays.equals(expected, 0, length, bytes, offset, offset + length);
    Arrays.fill(expected, (byte) 0);
  }

  /**
   * To be called after the last byte.
   *
   * @throws TransferException.NotVerified when anything differed, or the original goes on
   */
  void requireEnd() throws IOException, TransferException {
    if (!same || original.read() >= 0) {
      throw new TransferException.NotVerified();
    }
  }
}
