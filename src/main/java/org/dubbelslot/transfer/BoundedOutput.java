package org.dubbelslot.transfer;

import java.io.IOException;
import java.util.Arrays;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.files.BlockOutputStream;

/** Keeps what was opened in memory, up to a bound; what is not taken is wiped. */
final class BoundedOutput extends BlockOutputStream {
  private static final int FIRST = 1 << 16;

  private final int most;
  private byte[] bytes;
  private int length;

  BoundedOutput(int most) {
    this.most = most;
    this.bytes = new byte[Math.min(FIRST, most)];
  }

  /** There is more than was wanted. */
  static final class Exceeded extends IOException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public void write(byte[] source, int offset, int count) throws IOException {
    if (count > most - length) {
      throw new Exceeded();
    }
    if (count > bytes.length - length) {
      grow(length + count);
    }
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
  }

  private void grow(int needed) {
    byte[] before = bytes;
    bytes = Arrays.copyOf(before, (int) Math.min(most, Math.max(needed, before.length * 2L)));
    Arrays.fill(before, (byte) 0);
  }

  /** All that was written, for the caller to close. */
  SecretBytes take() {
    SecretBytes taken = SecretBytes.wrap(Arrays.copyOf(bytes, length));
    close();
    return taken;
  }

  @Override
  public void close() {
    Arrays.fill(bytes, (byte) 0);
    length = 0;
  }
}
