package org.dubbelslot.age;

import java.io.IOException;
import java.util.Arrays;

/** Buffered reading of an age file. */
final class AgeReader implements AgeSource {
  private final AgeSource source;
  private final byte[] buffer = new byte[16 << 10];
  private int at;
  private int end;

  AgeReader(AgeSource source) {
    this.source = source;
  }

  /** The next byte; -1 at the end. */
  int read() throws IOException, AgeException {
    return at < end || fill() ? buffer[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException, AgeException {
    if (at == end && !fill()) {
      return -1;
    }
    int count = Math.min(length, end - at);
    System.arraycopy(buffer, at, into, offset, count);
    at += count;
    return count;
  }

  /** Fills {@code into} as far as the file goes; returns how far. */
  int readFully(byte[] into) throws IOException, AgeException {
    int filled = 0;
    while (filled < into.length) {
      int count = read(into, filled, into.length - filled);
      if (count < 0) {
        break;
      }
      filled += count;
    }
    return filled;
  }

  /** Up to {@code length} of the next bytes, which stay to be read. */
  byte[] peek(int length) throws IOException, AgeException {
    while (end - at < length && fill()) {
      // Until enough is there, or the file ends.
    }
    return Arrays.copyOfRange(buffer, at, Math.min(end, at + length));
  }

  private boolean fill() throws IOException, AgeException {
    System.arraycopy(buffer, at, buffer, 0, end - at);
    end -= at;
    at = 0;
    int count = source.read(buffer, end, buffer.length - end);
    if (count < 0) {
      return false;
    }
    end += count;
    return true;
  }
}
