package org.dubbelslot.crypto;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** HKDF-SHA-256 (RFC 5869), and the way labels and fields are joined for it. */
public final class Hkdf {
  private static final int HASH_BYTES = 32;
  private static final int MAX_BYTES = 255 * HASH_BYTES;

  private Hkdf() {}

  /** RFC 5869 Extract; an empty {@code salt} stands for 32 zero bytes. Returns 32 bytes. */
  public static SecretBytes extract(byte[] salt, byte[] ikm) {
    try {
      return SecretBytes.wrap(
          KDF.getInstance("HKDF-SHA256")
              .deriveData(HKDFParameterSpec.ofExtract().addSalt(salt).addIKM(ikm).extractOnly()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks HKDF-SHA256", e);
    }
  }

  /**
   * RFC 5869 Expand.
   *
   * @param prk at least 32 bytes
   * @param length of the result in bytes, 1 to 8,160
   * @throws IllegalArgumentException for other lengths
   */
  public static SecretBytes expand(byte[] prk, byte[] info, int length) {
    if (prk.length < HASH_BYTES || length < 1 || length > MAX_BYTES) {
      throw new IllegalArgumentException("HKDF expands 32 bytes or more to 1 to 8160");
    }
    try {
      return SecretBytes.wrap(
          KDF.getInstance("HKDF-SHA256")
              .deriveData(
                  HKDFParameterSpec.expandOnly(new SecretKeySpec(prk, "HKDF"), info, length)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks HKDF-SHA256", e);
    }
  }

  /**
   * Extract with {@code salt}, then Expand.
   *
   * @throws IllegalArgumentException unless {@code length} is 1 to 8,160
   */
  public static SecretBytes derive(byte[] salt, byte[] ikm, byte[] info, int length) {
    try (SecretBytes prk = extract(salt, ikm)) {
      return expand(prk.bytes(), info, length);
    }
  }

  /**
   * {@code label ‖ 00 ‖ part ‖ part …}: an ASCII label, one zero byte, then the parts as they are.
   */
  public static byte[] info(String label, byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
    out.write(0);
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
