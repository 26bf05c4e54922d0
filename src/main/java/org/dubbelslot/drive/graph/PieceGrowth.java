package org.dubbelslot.drive.graph;

/**
 * How many buffers one piece of a file fills. A request costs processor time on both sides, which
 * on a fast line is what limits it; on others many small pieces at a time are faster than few large
 * ones. So pieces grow, a step at a time, while the line is fast and that makes it no slower.
 */
final class PieceGrowth {
  /** Bytes per second, of all pieces together, beyond which requests are worth saving. */
  private static final double FAST = 64e6;

  /** A step that leaves less than this part of the speed is taken back. */
  private static final double AS_GOOD = 0.8;

  private final int most;
  private final long window;
  private int buffers = 1;
  private boolean settled;
  private double before;
  private long arrived;
  private long began;
  private boolean measuring;

  /**
   * Begins with pieces of one buffer.
   *
   * @param most buffers of one piece
   * @param memory bytes that may be under way; after a step as many still come in old pieces, and
   *     twice as many are measured
   */
  PieceGrowth(int most, long memory) {
    this.most = most;
    this.window = memory;
  }

  /** Of how many buffers the next piece is. */
  int buffers() {
    return buffers;
  }

  /**
   * Notes bytes that were read.
   *
   * @param now by {@link System#nanoTime()}
   */
  void read(long bytes, long now) {
    if (settled || most == 1) {
      return;
    }
    arrived += bytes;
    if (!measuring) {
      if (arrived >= window) {
        measuring = true;
        arrived = 0;
        began = now;
      }
    } else if (arrived >= 2 * window) {
      step(arrived * 1e9 / Math.max(1, now - began));
      measuring = false;
      arrived = 0;
    }
  }

  private void step(double rate) {
    if (rate < FAST) {
      settled = buffers > 1;
      buffers = 1;
    } else if (rate < AS_GOOD * before) {
      settled = true;
      buffers = Math.max(1, buffers / 2);
    } else if (2 * buffers <= most) {
      before = rate;
      buffers *= 2;
    } else {
      settled = true;
    }
  }
}
