package org.dubbelslot.format;

import java.io.IOException;
import java.io.OutputStream;
import org.dubbelslot.floe.PositionalOutput;

/** Writes one byte after another to an output that takes them at any place. */
final class PositionalStream extends OutputStream {
  private final PositionalOutput out;
  private long position;

  PositionalStream(PositionalOutput out, long position) {
    this.out = out;
    this.position = position;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(position, bytes, offset, length);
    position += length;
  }
}
