package org.dubbelslot.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * OneDrive's content hash: each byte is xored into a ring of 160 bits, 11 bits further than the one
 * before; at the end the length, 64 bits little-endian, is xored into the last 8 bytes.
 *
 * <p>Because 160 bytes go round the ring exactly 11 times, byte {@code i} always lands where byte
 * {@code i + 160} lands: folding the input into 160 bytes first is all the work per byte. Source:
 * Microsoft, "Code snippets: QuickXorHash algorithm".
 */
final class QuickXorHash {
  private static final int BITS = 160;
  private static final int SHIFT = 11;

  private final byte[] folded = new byte[BITS];
  private long length;

  void update(byte[] bytes, int offset, int count) {
    int at = (int) (length % BITS);
    int from = offset;
    int left = count;
    while (left > 0) {
      // Runs of consecutive bytes, which the compiler turns into vector instructions.
      int run = Math.min(left, BITS - at);
      for (int i = 0; i < run; i++) {
        folded[at + i] ^= bytes[from + i];
      }
      from += run;
      left -= run;
      at = 0;
    }
    length += count;
  }

  /** The hash of everything so far, in base64, as {@code file.hashes.quickXorHash} has it. */
  String base64() {
    byte[] ring = new byte[BITS / 8];
    for (int i = 0; i < BITS; i++) {
      int bit = i * SHIFT % BITS;
      int value = (folded[i] & 0xff) << (bit % 8);
      ring[bit / 8] ^= (byte) value;
      ring[(bit / 8 + 1) % ring.length] ^= (byte) (value >>> 8);
    }
    for (int i = 0; i < 8; i++) {
      ring[ring.length - 8 + i] ^= (byte) (length >>> (8 * i));
    }
    return Base64.getEncoder().encodeToString(ring);
  }

  static QuickXorHash of(Path file) throws IOException {
    QuickXorHash hash = new QuickXorHash();
    byte[] buffer = new byte[64 << 10];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        hash.update(buffer, 0, n);
      }
    }
    return hash;
  }
}
