package org.dubbelslot.names;

import java.util.Optional;
import org.dubbelslot.crypto.Base64Url;

/**
 * The {@code e} of the format: base64url without padding with {@code _} replaced by {@code =}.
 * OneDrive refuses names that contain {@code _vti_}, so no underscore is ever written.
 */
final class DriveAlphabet {
  private DriveAlphabet() {}

  static String encode(byte[] bytes) {
    return Base64Url.encode(bytes).replace('_', '=');
  }

  /** The bytes, when {@code text} is their one spelling. */
  static Optional<byte[]> decode(CharSequence text) {
    if (!text.chars().allMatch(DriveAlphabet::contains)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64Url.decode(text.toString().replace('=', '_')));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // bits left over that are not zero
    }
  }

  /** How many characters {@code bytes} bytes take. */
  static int length(int bytes) {
    return Math.ceilDiv(bytes * 4, 3);
  }

  /** How many characters at the beginning of {@code text} belong to this alphabet. */
  static int prefixLength(String text) {
    int length = 0;
    while (length < text.length() && contains(text.charAt(length))) {
      length++;
    }
    return length;
  }

  private static boolean contains(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '=';
  }
}
