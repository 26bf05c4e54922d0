package org.dubbelslot.sandbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;

/**
 * OneDrive's content hash: each byte is xored into a ring of 160 bits, 11 bits further than the one
 * before; at the end the length, 64 bits little-endian, is xored into the last 8 bytes.
 *
 * <p>Because 160 bytes go round the ring exactly 11 times, byte {@code i} always lands where byte
 * {@code i + 160} lands: folding the input into 160 bytes first, eight at a time, is all the work
 * per byte. Source: Microsoft, "Code snippets: QuickXorHash algorithm".
 */
final class QuickXorHash {
  private static final int ROUND = 160;
  private static final int SHIFT = 11;
  private static final int LANES = ROUND / Long.BYTES;

  /** The folded bytes, little-endian. */
  private final long[] lanes = new long[LANES];

  private long length;

  void update(byte[] bytes, int offset, int count) {
    update(ByteBuffer.wrap(bytes, offset, count));
  }

  /** Takes the remaining bytes; position and limit of {@code bytes} stay as they are. */
  void update(ByteBuffer bytes) {
    ByteBuffer in = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining() && length % ROUND != 0) {
      takeOne(in.get());
    }
    int at = in.position();
    int end = at + in.remaining() / ROUND * ROUND;
    length += end - at;
    for (; at < end; at += ROUND) {
      for (int lane = 0; lane < LANES; lane++) {
        lanes[lane] ^= in.getLong(at + lane * Long.BYTES);
      }
    }
    in.position(end);
    while (in.hasRemaining()) {
      takeOne(in.get());
    }
  }

  private void takeOne(byte b) {
    int at = (int) (length++ % ROUND);
    lanes[at / Long.BYTES] ^= (b & 0xffL) << (at % Long.BYTES * Byte.SIZE);
  }

  /** The hash of everything so far, in base64, as {@code file.hashes.quickXorHash} has it. */
  String base64() {
    byte[] ring = new byte[ROUND / Byte.SIZE];
    for (int i = 0; i < ROUND; i++) {
      int bit = i * SHIFT % ROUND;
      long folded = lanes[i / Long.BYTES] >>> (i % Long.BYTES * Byte.SIZE) & 0xff;
      int value = (int) folded << (bit % 8);
      ring[bit / 8] ^= (byte) value;
      ring[(bit / 8 + 1) % ring.length] ^= (byte) (value >>> 8);
    }
    for (int i = 0; i < 8; i++) {
      ring[ring.length - 8 + i] ^= (byte) (length >>> (8 * i));
    }
    return Base64.getEncoder().encodeToString(ring);
  }

  /** Everything that is needed to go on later, as text. */
  String state() {
    ByteBuffer out = ByteBuffer.allocate(ROUND + Long.BYTES);
    for (long lane : lanes) {
      out.putLong(lane);
    }
    return Base64.getEncoder().encodeToString(out.putLong(length).array());
  }

  /** A hash that goes on from {@link #state}. */
  static QuickXorHash from(String state) {
    ByteBuffer in = ByteBuffer.wrap(Base64.getDecoder().decode(state));
    QuickXorHash hash = new QuickXorHash();
    for (int lane = 0; lane < LANES; lane++) {
      hash.lanes[lane] = in.getLong();
    }
    hash.length = in.getLong();
    return hash;
  }

  QuickXorHash copy() {
    QuickXorHash copy = new QuickXorHash();
    System.arraycopy(lanes, 0, copy.lanes, 0, LANES);
    copy.length = length;
    return copy;
  }

  static QuickXorHash of(Path file) throws IOException {
    QuickXorHash hash = new QuickXorHash();
    ByteBuffer buffer = ByteBuffer.allocate(64 << 10);
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      while (in.read(buffer.clear()) >= 0) {
        hash.update(buffer.flip());
      }
    }
    return hash;
  }
}
