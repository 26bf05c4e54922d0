package org.dubbelslot.drive.graph;

import java.time.Duration;

/**
 * How files are read.
 *
 * @param alone bytes that one request fetches by itself; only what a file has beyond them is
 *     fetched in pieces
 * @param piece bytes of one piece
 * @param pieces how many pieces are under way or held in memory at the same time, for all files
 *     together; further readers go on without any
 * @param silence how long a connection may say nothing before it counts as broken
 */
record ReadSettings(long alone, int piece, int pieces, Duration silence) {
  /**
   * Four pieces of 4 MiB: enough to fill a line on which an answer takes a while to begin, and in
   * all 16 MiB of memory.
   */
  static final ReadSettings USUAL = new ReadSettings(16L << 20, 4 << 20, 4, Duration.ofSeconds(60));

  ReadSettings {
    if (alone < 1 || piece < 1 || pieces < 0 || !silence.isPositive()) {
      throw new IllegalArgumentException("no such pieces");
    }
  }
}
