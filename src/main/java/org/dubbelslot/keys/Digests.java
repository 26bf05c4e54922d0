package org.dubbelslot.keys;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.dubbelslot.crypto.Base64Url;
import org.dubbelslot.crypto.Hkdf;
import org.dubbelslot.crypto.Kid;

/** Hashes as the directory writes them. */
final class Digests {
  private Digests() {}

  static byte[] sha256(byte[] bytes) {
    return digest("SHA-256", bytes);
  }

  static byte[] sha512(byte[] bytes) {
    return digest("SHA-512", bytes);
  }

  /** SHA-256 as base64url, the form of every hash in the directory. */
  static String sha256Text(byte[] bytes) {
    return Base64Url.encode(sha256(bytes));
  }

  /** First 16 bytes of SHA-256(label ‖ 00 ‖ parts). */
  static Kid kid(String label, byte[]... parts) {
    return Kid.of(Arrays.copyOf(sha256(Hkdf.info(label, parts)), Kid.BYTES));
  }

  private static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java lacks " + algorithm, e);
    }
  }
}
