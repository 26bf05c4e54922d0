package org.dubbelslot.format;

import java.io.IOException;
import java.util.Arrays;
import org.dubbelslot.floe.PositionalOutput;
import org.dubbelslot.floe.SegmentSink;

/**
 * Plaintext of a size that the metadata tell: each worker writes its segment to its place, and no
 * padding is ever written.
 */
final class SizedPlaintext implements PlaintextOutput {
  private static final int SEGMENT = ContentGeometry.FLOE.plaintextBytes();
  private static final byte[] ZEROS = new byte[SEGMENT];

  private final PositionalOutput out;
  private final long size;
  private volatile boolean paddingNotZero;
  private long total;

  SizedPlaintext(PositionalOutput out, long size) {
    this.out = out;
    this.size = size;
  }

  @Override
  public void work(SegmentSink.Segment segment) throws IOException {
    long start = segment.position() * SEGMENT;
    int length = segment.length();
    int own = (int) Math.clamp(size - start, 0, length);
    if (own > 0) {
      out.write(start, segment.plaintext(), 0, own);
    }
    if (!Arrays.equals(segment.plaintext(), own, length, ZEROS, 0, length - own)) {
      paddingNotZero = true;
    }
  }

  @Override
  public void accept(SegmentSink.Segment segment) {
    total += segment.length();
  }

  @Override
  public long total() {
    return total;
  }

  /** The size is that of the metadata, or the file was refused before. */
  @Override
  public void finish(long trailerSize) throws FormatException {
    if (paddingNotZero || trailerSize != size) {
      throw new FormatException.PaddingNotZero();
    }
  }
}
