package org.dubbelslot.drive.graph;

import java.time.Duration;

/**
 * How files are read.
 *
 * @param alone bytes that one request fetches by itself; only what a file has beyond them is
 *     fetched in pieces
 * @param piece bytes of one piece at first, and of each buffer
 * @param pieces how many pieces are under way or held in memory at the same time, for all files
 *     together; further readers go on without any
 * @param silence how long a connection may say nothing before it counts as broken
 */
record ReadSettings(long alone, int piece, int pieces, Duration silence) {
  /**
   * Eight pieces of 2 MiB, 16 MiB of memory in all. Where an answer takes 100 ms to begin and a
   * connection carries 10 MB/s, that is four times as fast as one connection, and four pieces of 4
   * MiB are three times. On a line that is faster than most, pieces grow to 8 MiB within the same
   * memory ({@link PieceGrowth}).
   */
  static final ReadSettings USUAL = new ReadSettings(16L << 20, 2 << 20, 8, Duration.ofSeconds(60));

  ReadSettings {
    if (alone < 1 || piece < 1 || pieces < 0 || !silence.isPositive()) {
      throw new IllegalArgumentException("no such pieces");
    }
  }
}
