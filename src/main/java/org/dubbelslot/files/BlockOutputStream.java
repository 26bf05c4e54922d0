package org.dubbelslot.files;

import java.io.IOException;
import java.io.OutputStream;

/** A stream that takes its bytes by the array; a single one is an array of one. */
public abstract class BlockOutputStream extends OutputStream {
  @Override
  public final void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public abstract void write(byte[] bytes, int offset, int count) throws IOException;
}
