package org.dubbelslot.drive.graph;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The memory for pieces that arrive before they are wanted: a fixed number of buffers for all
 * downloads of a service together. Nobody waits for one; who gets none reads without.
 */
final class PieceBuffers {
  private final int bytes;
  private final int most;
  private final Deque<byte[]> free = new ArrayDeque<>();
  private int lent;
  private int mostLent;

  PieceBuffers(int bytes, int most) {
    this.bytes = bytes;
    this.most = most;
  }

  /** Length of each buffer. */
  int bytes() {
    return bytes;
  }

  /** A buffer, unless all are lent; to be given back. */
  synchronized Optional<byte[]> take() {
    if (lent == most) {
      return Optional.empty();
    }
    lent++;
    mostLent = Math.max(mostLent, lent);
    byte[] buffer = free.poll();
    return Optional.of(buffer == null ? new byte[bytes] : buffer);
  }

  /** Takes a buffer back that nobody writes to any more. */
  synchronized void give(byte[] buffer) {
    lent--;
    if (lent == 0) {
      // Between downloads, which may be the rest of the day, the memory is others'.
      free.clear();
    } else {
      free.push(buffer);
    }
  }

  /** How many are lent now. */
  synchronized int lent() {
    return lent;
  }

  /** The most that were lent at the same time. */
  synchronized int mostLent() {
    return mostLent;
  }
}
