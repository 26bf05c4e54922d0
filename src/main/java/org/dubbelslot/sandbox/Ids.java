package org.dubbelslot.sandbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;

/** Makes identifiers that look like the service's. */
final class Ids {
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  /** A new item id: the drive's prefix and 26 characters from 128 random bits. */
  static String item(DriveInfo drive) {
    byte[] bytes = new byte[26];
    RANDOM.nextBytes(bytes);
    StringBuilder id = new StringBuilder(drive.itemPrefix());
    for (byte b : bytes) {
      id.append(BASE32.charAt(b & 31));
    }
    return id.toString();
  }

  /** Always the same id for a drive's root. */
  static String root(DriveInfo drive) {
    return drive.itemPrefix() + "56Y2GOVW7725BZO354PWSELRRZ";
  }

  static String guidOf(String id) {
    return UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8))
        .toString()
        .toUpperCase(Locale.ROOT);
  }

  /** 256 random bits that are safe in a URL. */
  static String secret() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return opaque(bytes);
  }

  static String opaque(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** An opaque token for a text. */
  static String opaque(String text) {
    return opaque(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The text in an opaque token. */
  static String text(String token) throws GraphException {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw GraphException.invalid("The provided token is invalid.", "invalidSkipToken");
    }
  }

  /** An opaque token for some numbers. */
  static String token(String kind, long... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(1 + numbers.length * Long.BYTES);
    bytes.put((byte) kind.charAt(0));
    for (long number : numbers) {
      bytes.putLong(number);
    }
    return opaque(bytes.array());
  }

  /**
   * The numbers in a token of this kind.
   *
   * @throws GraphException 400 when it is not such a token
   */
  static long[] numbers(String kind, String token, int count) throws GraphException {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
      boolean ours = bytes.remaining() == 1 + count * Long.BYTES;
      if (ours && bytes.get() == (byte) kind.charAt(0)) {
        long[] numbers = new long[count];
        bytes.asLongBuffer().get(numbers);
        return numbers;
      }
    } catch (IllegalArgumentException e) {
      throw GraphException.invalid("The provided token is invalid.", "invalidSkipToken");
    }
    throw GraphException.invalid("The provided token is invalid.", "invalidSkipToken");
  }

  /** The one number in a token of this kind. */
  static long number(String kind, String token) throws GraphException {
    return numbers(kind, token, 1)[0];
  }
}
