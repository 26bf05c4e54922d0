package org.dubbelslot.age;

import java.io.IOException;

/** Where the bytes of an age file come from: as they are, or out of ASCII armor. */
interface AgeSource {
  /**
   * Reads at least one byte, as {@link java.io.InputStream#read(byte[], int, int)} does; -1 at the
   * end.
   */
  int read(byte[] into, int offset, int length) throws IOException, AgeException;
}
