package org.dubbelslot.drive;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Base64;

/**
 * QuickXorHash, by which OneDrive for Business and SharePoint describe a file's content
 * (learn.microsoft.com, "QuickXorHash Algorithm"): 160 bits, into which byte {@code i} is mixed by
 * exclusive or from bit {@code 11·i mod 160} on, wrapping around; at the end the length, as 64 bits
 * little-endian, is mixed into the last 8 bytes.
 *
 * <p>It finds accidents, not attacks. For one thread.
 */
public final class QuickXorHash {
  private static final int BITS = 160;
  private static final int STEP = 11;

  /** Eight bytes at a time: one at a time, the JVM mixes no more than 3 GB/s. */
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  /** Bytes whose place is the same, since {@code 11·i mod 160} repeats after 160, are one. */
  private final byte[] lanes = new byte[BITS];

  private long length;

  /** Mixes in {@code bytes[offset .. offset+count-1]}. */
  public void update(byte[] bytes, int offset, int count) {
    int lane = (int) (length % BITS);
    int at = offset;
    int end = offset + count;
    while (at < end) {
      int run = Math.min(BITS - lane, end - at);
      int i = 0;
      for (; i <= run - Long.BYTES; i += Long.BYTES) {
        long mixed = (long) LONGS.get(lanes, lane + i) ^ (long) LONGS.get(bytes, at + i);
        LONGS.set(lanes, lane + i, mixed);
      }
      for (; i < run; i++) {
        lanes[lane + i] ^= bytes[at + i];
      }
      at += run;
      lane = 0;
    }
    length += count;
  }

  /** How many bytes were mixed in. */
  public long length() {
    return length;
  }

  /** The hash of what was mixed in so far, 20 bytes in base64. */
  public String base64() {
    byte[] hash = new byte[BITS / 8];
    for (int i = 0; i < BITS; i++) {
      int bit = i * STEP % BITS;
      int value = (lanes[i] & 0xff) << (bit % 8);
      hash[bit / 8] ^= (byte) value;
      hash[(bit / 8 + 1) % hash.length] ^= (byte) (value >>> 8);
    }
    for (int i = 0; i < 8; i++) {
      hash[hash.length - 8 + i] ^= (byte) (length >>> (8 * i));
    }
    return Base64.getEncoder().encodeToString(hash);
  }
}
