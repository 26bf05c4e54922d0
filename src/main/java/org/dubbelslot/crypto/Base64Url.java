package org.dubbelslot.crypto;

import java.util.Base64;

/** base64url without padding (RFC 4648, section 5), canonical: one spelling for each value. */
public final class Base64Url {
  private Base64Url() {}

  /** Encodes {@code bytes} without padding. */
  public static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * Decodes {@code text}.
   *
   * @throws IllegalArgumentException for padding, other characters or unused bits that are not zero
   */
  public static byte[] decode(String text) {
    byte[] bytes = Base64.getUrlDecoder().decode(text);
    if (!encode(bytes).equals(text)) {
      throw new IllegalArgumentException("not canonical base64url");
    }
    return bytes;
  }
}
