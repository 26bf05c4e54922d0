package org.dubbelslot.format;

import java.io.IOException;
import org.dubbelslot.files.BlockOutputStream;
import org.dubbelslot.floe.PositionalOutput;

/** Writes one byte after another to an output that takes them at any place. */
final class PositionalStream extends BlockOutputStream {
  private final PositionalOutput out;
  private long position;

  PositionalStream(PositionalOutput out, long position) {
    this.out = out;
    this.position = position;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(position, bytes, offset, length);
    position += length;
  }
}
