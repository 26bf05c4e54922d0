package org.dubbelslot.format;

import java.security.SecureRandom;
import java.util.Arrays;
import org.dubbelslot.crypto.Base64Url;

/** The 16 random bytes that name one sealing, new for every one. */
public final class FileId {
  /** Length in bytes. */
  public static final int BYTES = 16;

  private final byte[] bytes;

  private FileId(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The id of 16 bytes, copied.
   *
   * @throws IllegalArgumentException for any other length
   */
  public static FileId of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a file id has 16 bytes");
    }
    return new FileId(bytes.clone());
  }

  /** A new random id. */
  public static FileId random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return new FileId(bytes);
  }

  /** A copy of the 16 bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FileId that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** base64url, 22 characters. */
  @Override
  public String toString() {
    return Base64Url.encode(bytes);
  }
}
