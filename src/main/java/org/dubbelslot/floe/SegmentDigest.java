package org.dubbelslot.floe;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/** SHA-256 of one segment after another, without making arrays. For one thread at a time. */
final class SegmentDigest {
  static final int BYTES = 32;

  private final MessageDigest sha256;

  SegmentDigest() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks SHA-256", e);
    }
  }

  void digest(byte[] buffer, int offset, int length, byte[] target) {
    sha256.update(buffer, offset, length);
    try {
      sha256.digest(target, 0, BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256 refused its target", e);
    }
  }
}
