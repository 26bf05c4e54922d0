package org.dubbelslot.age;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Standard base64 (RFC 4648, section 4) without padding, as everywhere in an age header. */
final class Base64Raw {
  private Base64Raw() {}

  static String encode(byte[] bytes) {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The value of {@code text}; empty unless it is the canonical spelling of one. */
  static Optional<byte[]> decode(String text) {
    byte[] spelling = text.getBytes(StandardCharsets.ISO_8859_1);
    byte[] value;
    try {
      value = Base64.getDecoder().decode(spelling);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
    // The JDK tolerates padding and stray last bits; writing the value again shows both.
    return Arrays.equals(Base64.getEncoder().withoutPadding().encode(value), spelling)
        ? Optional.of(value)
        : Optional.empty();
  }
}
