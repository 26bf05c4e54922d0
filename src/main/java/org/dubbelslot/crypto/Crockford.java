package org.dubbelslot.crypto;

import java.util.Arrays;

/**
 * Crockford's base32 alphabet in lower case, bits in the order of RFC 4648, section 6, no padding.
 *
 * <p>Decoding is strict: the alphabet's own 32 characters only, and unused bits must be zero, so
 * that one value has exactly one spelling.
 */
public final class Crockford {
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

  private Crockford() {}

  /** Encodes {@code bytes}: 16 bytes become 26 characters, 10 bytes become 16. */
  public static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder((bytes.length * 8 + 4) / 5);
    int buffer = 0;
    int bits = 0;
    for (byte b : bytes) {
      buffer = buffer << 8 | (b & 0xff);
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(ALPHABET.charAt(buffer >>> bits & 31));
      }
      buffer &= (1 << bits) - 1;
    }
    if (bits > 0) {
      text.append(ALPHABET.charAt(buffer << (5 - bits) & 31));
    }
    return text.toString();
  }

  /**
   * Decodes {@code text}.
   *
   * @throws IllegalArgumentException when it is not the canonical spelling of any byte string
   */
  public static byte[] decode(String text) {
    byte[] bytes = new byte[text.length() * 5 / 8];
    int buffer = 0;
    int bits = 0;
    int at = 0;
    for (int i = 0; i < text.length(); i++) {
      int value = ALPHABET.indexOf(text.charAt(i));
      if (value < 0) {
        Arrays.fill(bytes, (byte) 0);
        throw new IllegalArgumentException("not Crockford base32");
      }
      buffer = buffer << 5 | value;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes[at++] = (byte) (buffer >>> bits);
      }
      buffer &= (1 << bits) - 1;
    }
    if (bits >= 5 || buffer != 0) {
      throw new IllegalArgumentException("not canonical Crockford base32");
    }
    return bytes;
  }
}
