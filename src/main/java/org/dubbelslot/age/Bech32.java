package org.dubbelslot.age;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.dubbelslot.crypto.SecretBytes;

/**
 * Bech32 (BIP 173) without its length limit: how age spells keys.
 *
 * <p>Texts are bytes of ASCII, not strings, because some of them are secret.
 */
final class Bech32 {
  private static final String CHARSET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final int CHECKSUM = 6;
  private static final int[] GENERATOR = {
    0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
  };

  private Bech32() {}

  /** Spells {@code data}, in the case in which {@code prefix} is written. */
  static byte[] encode(String prefix, byte[] data) {
    boolean upper = prefix.equals(upperCase(prefix));
    byte[] values = new byte[(data.length * 8 + 4) / 5 + CHECKSUM];
    toFives(data, values);
    int checksum = checksum(prefix, values) ^ 1;
    for (int i = 0; i < CHECKSUM; i++) {
      values[values.length - CHECKSUM + i] = (byte) (checksum >>> 5 * (CHECKSUM - 1 - i) & 31);
    }
    byte[] text = new byte[prefix.length() + 1 + values.length];
    int at = 0;
    for (byte b : prefix.getBytes(StandardCharsets.US_ASCII)) {
      text[at++] = b;
    }
    text[at++] = '1';
    for (byte value : values) {
      char c = CHARSET.charAt(value);
      text[at++] = (byte) (upper ? upper(c) : c);
    }
    Arrays.fill(values, (byte) 0);
    return text;
  }

  /**
   * The data of {@code text}, whose prefix must be {@code prefix}, in the same case throughout.
   *
   * @throws AgeException.KeyMalformed for another prefix, other characters, mixed case, a wrong
   *     checksum or stray last bits
   */
  static SecretBytes decode(String prefix, byte[] text) throws AgeException.KeyMalformed {
    int start = prefix.length() + 1;
    if (text.length < start + CHECKSUM
        || !Arrays.equals(
            text, 0, start, (prefix + "1").getBytes(StandardCharsets.US_ASCII), 0, start)) {
      throw new AgeException.KeyMalformed("does not begin with " + prefix + "1");
    }
    boolean upper = prefix.equals(upperCase(prefix));
    byte[] values = new byte[text.length - start];
    try {
      for (int i = 0; i < values.length; i++) {
        char c = (char) (text[start + i] & 0xff);
        int value =
            c >= 0x80 || c != (upper ? upper(c) : lower(c)) ? -1 : CHARSET.indexOf(lower(c));
        if (value < 0) {
          throw new AgeException.KeyMalformed("a character does not belong there");
        }
        values[i] = (byte) value;
      }
      if (checksum(prefix, values) != 1) {
        throw new AgeException.KeyMalformed("a typing error (wrong checksum)");
      }
      return SecretBytes.wrap(fromFives(values, values.length - CHECKSUM));
    } finally {
      Arrays.fill(values, (byte) 0);
    }
  }

  private static void toFives(byte[] data, byte[] values) {
    int buffer = 0;
    int bits = 0;
    int at = 0;
    for (byte b : data) {
      buffer = (buffer << 8 | (b & 0xff)) & 0xfff;
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        values[at++] = (byte) (buffer >>> bits & 31);
      }
    }
    if (bits > 0) {
      values[at] = (byte) (buffer << (5 - bits) & 31);
    }
  }

  private static byte[] fromFives(byte[] values, int count) throws AgeException.KeyMalformed {
    byte[] data = new byte[count * 5 / 8];
    int buffer = 0;
    int bits = 0;
    int at = 0;
    for (int i = 0; i < count; i++) {
      buffer = (buffer << 5 | values[i]) & 0xfff;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        data[at++] = (byte) (buffer >>> bits);
      }
    }
    if (bits >= 5 || (buffer & (1 << bits) - 1) != 0) {
      Arrays.fill(data, (byte) 0);
      throw new AgeException.KeyMalformed("stray last bits");
    }
    return data;
  }

  /** BIP 173's polymod over the lower-case prefix and the values; 1 when a checksum holds. */
  private static int checksum(String prefix, byte[] values) {
    int state = 1;
    for (int i = 0; i < prefix.length(); i++) {
      state = step(state) ^ lower(prefix.charAt(i)) >>> 5;
    }
    state = step(state);
    for (int i = 0; i < prefix.length(); i++) {
      state = step(state) ^ lower(prefix.charAt(i)) & 31;
    }
    for (byte value : values) {
      state = step(state) ^ value;
    }
    return state;
  }

  private static int step(int state) {
    int top = state >>> 25;
    int next = (state & 0x1ffffff) << 5;
    for (int i = 0; i < GENERATOR.length; i++) {
      next ^= (top >>> i & 1) == 1 ? GENERATOR[i] : 0;
    }
    return next;
  }

  private static String upperCase(String text) {
    StringBuilder upper = new StringBuilder(text.length());
    text.chars().forEach(c -> upper.append(upper((char) c)));
    return upper.toString();
  }

  private static char upper(char c) {
    return c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c;
  }
}
