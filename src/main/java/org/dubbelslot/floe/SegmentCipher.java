package org.dubbelslot.floe;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts and decrypts single segments of one message at any position (the specification's {@code
 * encryptSegment} and {@code decryptSegment}), in arrays that the caller gives.
 *
 * <p>For one thread at a time. It trusts its caller with what only a whole message can tell: that
 * no position is written twice, and that a segment is read as final only where the message ends.
 * {@link FloeWriter}, {@link FloeReader} and the {@code Online…} classes take care of both.
 */
public final class SegmentCipher implements AutoCloseable {
  private static final int IVS_AT_A_TIME = 64;
  private static final int AAD_BYTES = Long.BYTES + 1;

  private final FloeMessage message;
  private final FloeParameters parameters;
  private final Consumer<byte[]> random;
  private final Cipher cipher;
  private final ByteBuffer aad = ByteBuffer.allocate(AAD_BYTES);

  // Drawn many at a time, so that threads seldom meet at the shared random source.
  private final byte[] ivs = new byte[IVS_AT_A_TIME * FloeParameters.AEAD_IV_BYTES];
  private int nextIv = ivs.length;

  private SecretKey key;
  private long keyPosition = -1;
  private boolean closed;

  SegmentCipher(FloeMessage message, Consumer<byte[]> random) {
    this.message = message;
    this.parameters = message.parameters();
    this.random = random;
    try {
      this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks AES-GCM", e);
    }
  }

  /**
   * Encrypts one segment. Source and target may be the same array when the plaintext lies 16 bytes
   * after {@code targetOffset}, which is where its ciphertext goes.
   *
   * @param position the segment's index, from 0
   * @param last whether the message ends with it
   * @param length bytes of plaintext: a whole segment's, or for the last one as many or fewer
   * @return bytes written to {@code target}: {@code length} + 32
   * @throws IllegalArgumentException for a position or length that no such segment has
   * @throws IllegalStateException when this cipher or its message is closed
   * @throws IndexOutOfBoundsException when an array is too short
   */
  public int encrypt(
      long position,
      boolean last,
      byte[] plaintext,
      int offset,
      int length,
      byte[] target,
      int targetOffset) {
    requirePosition(position);
    int full = parameters.plaintextBytes();
    if (length < 0 || length > full || (!last && length != full)) {
      throw new IllegalArgumentException("a segment of " + length + " bytes, last: " + last);
    }
    Objects.checkFromIndexSize(offset, length, plaintext.length);
    int segmentLength = length + FloeParameters.SEGMENT_OVERHEAD;
    Objects.checkFromIndexSize(targetOffset, segmentLength, target.length);

    ByteBuffer.wrap(target).putInt(targetOffset, last ? segmentLength : FloeParameters.NOT_FINAL);
    int ivOffset = targetOffset + FloeParameters.LENGTH_BYTES;
    drawIv(target, ivOffset);
    try {
      start(Cipher.ENCRYPT_MODE, position, last, target, ivOffset);
      cipher.doFinal(plaintext, offset, length, target, ivOffset + FloeParameters.AEAD_IV_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM refused to encrypt", e);
    }
    return segmentLength;
  }

  /**
   * Decrypts one segment. Source and target must not overlap. When this throws, the target holds no
   * plaintext of the segment.
   *
   * @param position the segment's index, from 0
   * @param last whether the message must end with it
   * @param length bytes of the encrypted segment
   * @return bytes of plaintext written to {@code target}: {@code length} − 32
   * @throws FloeException.SegmentAltered when this is not that segment of that message
   * @throws IllegalArgumentException for a position that no segment has
   * @throws IllegalStateException when this cipher or its message is closed
   * @throws IndexOutOfBoundsException when an array is too short
   */
  public int decrypt(
      long position,
      boolean last,
      byte[] segment,
      int offset,
      int length,
      byte[] target,
      int targetOffset)
      throws FloeException.SegmentAltered {
    requirePosition(position);
    Objects.checkFromIndexSize(offset, length, segment.length);
    if (length < FloeParameters.SEGMENT_OVERHEAD
        || length > parameters.segmentBytes()
        || (!last && length != parameters.segmentBytes())
        || ByteBuffer.wrap(segment).getInt(offset) != (last ? length : FloeParameters.NOT_FINAL)) {
      throw new FloeException.SegmentAltered(position);
    }
    int plaintextLength = length - FloeParameters.SEGMENT_OVERHEAD;
    Objects.checkFromIndexSize(targetOffset, plaintextLength, target.length);

    int ivOffset = offset + FloeParameters.LENGTH_BYTES;
    int headBytes = FloeParameters.LENGTH_BYTES + FloeParameters.AEAD_IV_BYTES;
    try {
      start(Cipher.DECRYPT_MODE, position, last, segment, ivOffset);
      return cipher.doFinal(segment, offset + headBytes, length - headBytes, target, targetOffset);
    } catch (AEADBadTagException e) {
      Arrays.fill(target, targetOffset, targetOffset + plaintextLength, (byte) 0);
      throw new FloeException.SegmentAltered(position, e);
    } catch (GeneralSecurityException e) {
      Arrays.fill(target, targetOffset, targetOffset + plaintextLength, (byte) 0);
      throw new IllegalStateException("AES-GCM refused to decrypt", e);
    }
  }

  /** Lets go of the segment key; may be called more than once. */
  @Override
  public void close() {
    closed = true;
    key = null;
  }

  private void start(int mode, long position, boolean last, byte[] ivArray, int ivOffset)
      throws GeneralSecurityException {
    aad.putLong(0, position).put(Long.BYTES, (byte) (last ? 1 : 0));
    cipher.init(
        mode,
        keyFor(position),
        new GCMParameterSpec(
            FloeParameters.AEAD_TAG_BYTES * Byte.SIZE,
            ivArray,
            ivOffset,
            FloeParameters.AEAD_IV_BYTES));
    cipher.updateAAD(aad.array());
  }

  private SecretKey keyFor(long position) {
    if (closed) {
      throw new IllegalStateException("cipher already closed");
    }
    message.requireOpen();
    long wanted = parameters.keyPosition(position);
    if (key == null || wanted != keyPosition) {
      byte[] derived = message.segmentKey(wanted);
      key = new SecretKeySpec(derived, "AES");
      keyPosition = wanted;
      Arrays.fill(derived, (byte) 0);
    }
    return key;
  }

  private void drawIv(byte[] target, int offset) {
    if (nextIv == ivs.length) {
      random.accept(ivs);
      nextIv = 0;
    }
    System.arraycopy(ivs, nextIv, target, offset, FloeParameters.AEAD_IV_BYTES);
    nextIv += FloeParameters.AEAD_IV_BYTES;
  }

  private void requirePosition(long position) {
    if (position < 0 || position >= parameters.maximumSegments()) {
      throw new IllegalArgumentException("no segment has position " + position);
    }
  }
}
