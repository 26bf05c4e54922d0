package org.dubbelslot.drive.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

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

  /**
   * As many buffers as there are, up to {@code wanted}; none when they are fewer than {@code
   * least}. To be given back.
   */
  synchronized List<byte[]> take(int least, int wanted) {
    List<byte[]> taken = new ArrayList<>();
    if (most - lent < least) {
      return taken;
    }
    while (taken.size() < wanted && lent < most) {
      lent++;
      byte[] buffer = free.poll();
      taken.add(buffer == null ? new byte[bytes] : buffer);
    }
    mostLent = Math.max(mostLent, lent);
    return taken;
  }

  /** Takes buffers back that nobody writes to any more. */
  synchronized void give(List<byte[]> buffers) {
    lent -= buffers.size();
    if (lent == 0) {
      // Between downloads, which may be the rest of the day, the memory is others'.
      free.clear();
    } else {
      buffers.forEach(free::push);
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
