package org.dubbelslot.files;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A part of a file's name that stands for a text which may be too long for one, or no name. */
public final class NameHash {
  private NameHash() {}

  /**
   * The first bytes of SHA-256 over the text in UTF-8, in hexadecimal.
   *
   * @param bytes how many; two characters each
   */
  public static String of(String text, int bytes) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java lacks SHA-256", e);
    }
  }
}
