package org.dubbelslot.floe;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import org.dubbelslot.crypto.SecretBytes;

/**
 * One FLOE message: its header, and the message key from which every segment's key is derived (the
 * specification's {@code startEncryption} and {@code startDecryption}).
 *
 * <p>Safe for use by many threads; each takes its own {@link SegmentCipher}. Closing wipes the
 * message key: ciphers of a closed message throw {@link IllegalStateException}.
 */
public final class FloeMessage implements AutoCloseable {
  private static final String MAC = "HmacSHA384";
  private static final int MESSAGE_KEY_BYTES = 48;

  private final FloeParameters parameters;
  private final byte[] iv;
  private final byte[] aad;
  private final byte[] header;
  private final SecretBytes messageKey;
  private final SecureRandom random = new SecureRandom();

  private FloeMessage(FloeParameters parameters, SecretBytes key, byte[] iv, byte[] aad) {
    if (key.length() != FloeParameters.KEY_BYTES) {
      throw new IllegalArgumentException("a FLOE key has 32 bytes, not " + key.length());
    }
    this.parameters = parameters;
    this.iv = iv;
    this.aad = aad.clone();
    this.header =
        ByteBuffer.allocate(FloeParameters.HEADER_BYTES)
            .put(parameters.encoded())
            .put(iv)
            .put(derive(key, ascii("HEADER_TAG:"), FloeParameters.TAG_BYTES))
            .array();
    this.messageKey = SecretBytes.wrap(derive(key, ascii("MESSAGE_KEY:"), MESSAGE_KEY_BYTES));
  }

  /**
   * Starts a new message under a fresh random IV.
   *
   * @param key 32 bytes, only read here; the caller keeps and closes it
   * @param aad bound to every segment; may be empty
   * @throws IllegalArgumentException for a key of another length
   */
  public static FloeMessage encrypt(FloeParameters parameters, SecretBytes key, byte[] aad) {
    byte[] iv = new byte[FloeParameters.FLOE_IV_BYTES];
    new SecureRandom().nextBytes(iv);
    return encrypt(parameters, key, aad, iv);
  }

  /** As above with a given IV, for known answers. */
  static FloeMessage encrypt(FloeParameters parameters, SecretBytes key, byte[] aad, byte[] iv) {
    return new FloeMessage(parameters, key, iv, aad);
  }

  /**
   * Starts reading a message.
   *
   * @param header its first 74 bytes
   * @throws FloeException.HeaderAltered when the header is not one made with these parameters, this
   *     key and this associated data
   * @throws IllegalArgumentException for a key of another length
   */
  public static FloeMessage decrypt(
      FloeParameters parameters, SecretBytes key, byte[] aad, byte[] header)
      throws FloeException.HeaderAltered {
    if (header.length != FloeParameters.HEADER_BYTES) {
      throw new FloeException.HeaderAltered();
    }
    int ivEnd = FloeParameters.ENCODED_BYTES + FloeParameters.FLOE_IV_BYTES;
    byte[] iv = Arrays.copyOfRange(header, FloeParameters.ENCODED_BYTES, ivEnd);
    FloeMessage message = new FloeMessage(parameters, key, iv, aad);
    if (!MessageDigest.isEqual(message.header, header)) {
      message.close();
      throw new FloeException.HeaderAltered();
    }
    return message;
  }

  /** The 74 bytes that stand before the segments. */
  public byte[] header() {
    return header.clone();
  }

  /** What the message was started with. */
  public FloeParameters parameters() {
    return parameters;
  }

  /** A cipher for one thread at a time. */
  public SegmentCipher newCipher() {
    return new SegmentCipher(this, random::nextBytes);
  }

  /** Wipes the message key; may be called more than once. */
  @Override
  public void close() {
    messageKey.close();
  }

  /**
   * @throws IllegalStateException when closed
   */
  void requireOpen() {
    if (messageKey.isDestroyed()) {
      throw new IllegalStateException("message already closed");
    }
  }

  /** DERIVE_KEY of the specification; {@code keyPosition} has its low bits masked. */
  byte[] segmentKey(long keyPosition) {
    byte[] purpose = ascii("DEK:\0\0\0\0\0\0\0\0");
    ByteBuffer.wrap(purpose).putLong(purpose.length - Long.BYTES, keyPosition);
    return derive(messageKey, purpose, FloeParameters.KEY_BYTES);
  }

  /**
   * FLOE_KDF of the specification. One round of RFC 5869 Expand gives up to 48 bytes, more than any
   * use here needs; it is written out with the JDK's HMAC because the JDK's HKDF refuses keys
   * shorter than the hash, and a FLOE key has 32 bytes.
   */
  private byte[] derive(SecretBytes key, byte[] purpose, int length) {
    byte[] block = null;
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(key.key(MAC));
      mac.update(parameters.encoded());
      mac.update(iv);
      mac.update(purpose);
      mac.update(aad);
      mac.update((byte) 1);
      block = mac.doFinal();
      return Arrays.copyOf(block, length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks " + MAC, e);
    } finally {
      if (block != null) {
        Arrays.fill(block, (byte) 0);
      }
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
