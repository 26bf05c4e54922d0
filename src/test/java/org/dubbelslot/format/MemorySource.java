package org.dubbelslot.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A sealed file in memory. */
record MemorySource(byte[] sealed) implements SealedSource {
  @Override
  public long length() {
    return sealed.length;
  }

  @Override
  public InputStream stream(long position) throws IOException {
    if (position < 0) {
      throw new IOException("no such position");
    }
    int start = (int) Math.min(position, sealed.length);
    return new ByteArrayInputStream(sealed, start, sealed.length - start);
  }
}
