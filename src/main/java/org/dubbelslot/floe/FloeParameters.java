package org.dubbelslot.floe;

import java.nio.ByteBuffer;
import java.util.OptionalLong;

/**
 * The parameters of a FLOE message and the arithmetic of its layout. AEAD (AES-256-GCM), KDF
 * (HKDF-EXPAND-SHA-384) and IV length (32) are fixed by the specification; only the segment length
 * varies, and ours is {@link #STANDARD}.
 *
 * <p>A message is a header of {@value #HEADER_BYTES} bytes and then its segments. Every segment but
 * the final one has exactly {@link #segmentBytes()}, of which {@value #SEGMENT_OVERHEAD} are not
 * content: 4 length, 12 IV, 16 tag.
 */
public final class FloeParameters {
  /** Length of a FLOE key. */
  public static final int KEY_BYTES = 32;

  /** Length of the header: 10 bytes parameters, 32 bytes IV, 32 bytes tag. */
  public static final int HEADER_BYTES = 74;

  /** What a segment has beyond its plaintext. */
  public static final int SEGMENT_OVERHEAD = 32;

  /** Segments of 262,144 bytes that carry 262,112 bytes of plaintext. */
  public static final FloeParameters STANDARD = of(262_144);

  static final int AEAD_IV_BYTES = 12;
  static final int AEAD_TAG_BYTES = 16;
  static final int FLOE_IV_BYTES = 32;
  static final int TAG_BYTES = 32;
  static final int LENGTH_BYTES = 4;
  static final int ENCODED_BYTES = 10;
  static final int NOT_FINAL = 0xFFFFFFFF;

  private static final int AES_256_GCM = 0;
  private static final int HKDF_EXPAND_SHA_384 = 0;
  private static final int ROTATION_BITS = 20;
  private static final long MAXIMUM_SEGMENTS = 1L << 40;
  private static final int LARGEST_SEGMENT = 1 << 30;

  private final int segmentBytes;
  private final int rotationBits;
  private final long maximumSegments;

  /**
   * Any parameters, for tests: {@code rotationBits} is the specification's AEAD_ROTATION_MASK,
   * {@code maximumSegments} its AEAD_MAX_SEGMENTS.
   */
  FloeParameters(int segmentBytes, int rotationBits, long maximumSegments) {
    if (segmentBytes <= SEGMENT_OVERHEAD || segmentBytes > LARGEST_SEGMENT) {
      throw new IllegalArgumentException("no segment has " + segmentBytes + " bytes");
    }
    this.segmentBytes = segmentBytes;
    this.rotationBits = rotationBits;
    this.maximumSegments = maximumSegments;
  }

  /**
   * The specification's parameters with segments of {@code segmentBytes}.
   *
   * @throws IllegalArgumentException unless between 33 and 2^30
   */
  public static FloeParameters of(int segmentBytes) {
    return new FloeParameters(segmentBytes, ROTATION_BITS, MAXIMUM_SEGMENTS);
  }

  /** Length of every encrypted segment but the final one. */
  public int segmentBytes() {
    return segmentBytes;
  }

  /** Plaintext in every segment but the final one. */
  public int plaintextBytes() {
    return segmentBytes - SEGMENT_OVERHEAD;
  }

  /** The most segments that a message may have. */
  public long maximumSegments() {
    return maximumSegments;
  }

  /**
   * How many segments our writer makes of {@code plaintextLength} bytes: at least one, and a full
   * one is final.
   */
  public long segmentsOf(long plaintextLength) {
    return Math.max(1, Math.ceilDiv(plaintextLength, (long) plaintextBytes()));
  }

  /** Length of the whole ciphertext, header included, that our writer makes. */
  public long ciphertextLength(long plaintextLength) {
    return Math.addExact(
        Math.addExact(HEADER_BYTES, plaintextLength),
        Math.multiplyExact(SEGMENT_OVERHEAD, segmentsOf(plaintextLength)));
  }

  /**
   * Number of segments in a ciphertext of {@code ciphertextLength} bytes, header included; empty
   * when no ciphertext has that length.
   */
  public OptionalLong segmentsIn(long ciphertextLength) {
    if (ciphertextLength < HEADER_BYTES + SEGMENT_OVERHEAD) {
      return OptionalLong.empty();
    }
    long body = ciphertextLength - HEADER_BYTES;
    long rest = body % segmentBytes;
    if (rest == 0) {
      return OptionalLong.of(body / segmentBytes);
    }
    return rest < SEGMENT_OVERHEAD
        ? OptionalLong.empty()
        : OptionalLong.of(body / segmentBytes + 1);
  }

  /** Plaintext length of a ciphertext of this length; empty when no ciphertext has that length. */
  public OptionalLong plaintextLength(long ciphertextLength) {
    OptionalLong segments = segmentsIn(ciphertextLength);
    return segments.isEmpty()
        ? segments
        : OptionalLong.of(
            ciphertextLength - HEADER_BYTES - SEGMENT_OVERHEAD * segments.getAsLong());
  }

  /** Where the segment at {@code position} begins, counted from the header's first byte. */
  public long segmentOffset(long position) {
    return Math.addExact(HEADER_BYTES, Math.multiplyExact(position, (long) segmentBytes));
  }

  /** PARAM_ENCODE of the specification, 10 bytes. */
  byte[] encoded() {
    return ByteBuffer.allocate(ENCODED_BYTES)
        .put((byte) AES_256_GCM)
        .put((byte) HKDF_EXPAND_SHA_384)
        .putInt(segmentBytes)
        .putInt(FLOE_IV_BYTES)
        .array();
  }

  /** The first position that is encrypted under the same AEAD key as {@code position}. */
  long keyPosition(long position) {
    return position >>> rotationBits << rotationBits;
  }
}
