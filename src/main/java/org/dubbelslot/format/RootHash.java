package org.dubbelslot.format;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256("dubbelslot/1 root" ‖ 00 ‖ h0 ‖ h1 ‖ …) over the hashes of the plaintext segments. */
final class RootHash {
  private final MessageDigest digest;

  RootHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java lacks SHA-256", e);
    }
    digest.update("dubbelslot/1 root\0".getBytes(StandardCharsets.US_ASCII));
  }

  /** Takes in the hash of the next segment, 32 bytes. */
  void add(byte[] segmentHash) {
    digest.update(segmentHash, 0, 32);
  }

  byte[] root() {
    return digest.digest();
  }
}
