package org.dubbelslot.format;

import java.io.IOException;
import java.io.OutputStream;
import org.dubbelslot.floe.SegmentSink;

/**
 * Keeps back zeros at the end of what was decrypted so far, as a mere counter, until the trailer
 * tells how many of them are the file's own.
 */
final class PaddingHolder implements PlaintextOutput {
  private static final byte[] ZEROS = new byte[64 * 1024];

  private final OutputStream out;
  private long written;
  private long heldZeros;

  PaddingHolder(OutputStream out) {
    this.out = out;
  }

  /** Leaves everything to {@link #accept}: a stream takes its bytes in order. */
  @Override
  public void work(SegmentSink.Segment segment) {}

  @Override
  public void accept(SegmentSink.Segment segment) throws IOException {
    byte[] plaintext = segment.plaintext();
    int length = segment.length();
    int end = length;
    while (end > 0 && plaintext[end - 1] == 0) {
      end--;
    }
    if (end > 0) {
      release(heldZeros);
      heldZeros = 0;
      out.write(plaintext, 0, end);
      written += end;
    }
    heldZeros += length - end;
  }

  @Override
  public long total() {
    return written + heldZeros;
  }

  /** Writes the zeros that belong to a file of {@code size} bytes. */
  @Override
  public void finish(long size) throws IOException, FormatException {
    if (written > size) {
      throw new FormatException.PaddingNotZero();
    }
    release(size - written);
    heldZeros = 0;
  }

  private void release(long zeros) throws IOException {
    for (long left = zeros; left > 0; ) {
      int length = (int) Math.min(ZEROS.length, left);
      out.write(ZEROS, 0, length);
      left -= length;
      written += length;
    }
  }
}
