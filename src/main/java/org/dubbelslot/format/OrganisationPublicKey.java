package org.dubbelslot.format;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.dubbelslot.crypto.Hkdf;
import org.dubbelslot.crypto.Hpke;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.XWing;

/**
 * The public half of one organisation key version.
 *
 * @param kid derived from algorithm and key: {@link #kidOf}
 * @param alg how halves are wrapped to it
 * @param encoded SubjectPublicKeyInfo (DER) for RSA, 1,216 raw bytes for X-Wing
 */
public record OrganisationPublicKey(Kid kid, OrganisationAlgorithm alg, byte[] encoded) {
  /** HPKE's info for an organisation half. */
  static final byte[] HPKE_INFO = "dubbelslot/1 org half".getBytes(StandardCharsets.US_ASCII);

  /** RSA keys shorter than this are refused everywhere; policy usually asks for 3,072. */
  public static final int MIN_RSA_BITS = 2048;

  /** RSA keys longer than this are refused: X-Wing remains the largest kind of lock. */
  public static final int MAX_RSA_BITS = 8192;

  /**
   * Checks that the key is well-formed and bears its own {@code kid}.
   *
   * @throws IllegalArgumentException otherwise
   */
  public OrganisationPublicKey {
    encoded = encoded.clone();
    Objects.requireNonNull(alg);
    if (!kid.equals(kidOf(alg, encoded))) {
      throw new IllegalArgumentException("the key identifier is not this key's");
    }
    switch (alg) {
      case HPKE_X_WING -> {
        if (encoded.length != XWing.PUBLIC_BYTES) {
          throw new IllegalArgumentException("an X-Wing public key has 1216 bytes");
        }
      }
      case RSA_OAEP_256 -> {
        int bits = rsa(encoded).getModulus().bitLength();
        if (bits < MIN_RSA_BITS || bits > MAX_RSA_BITS) {
          throw new IllegalArgumentException(
              "an RSA key of fewer than 2048 or more than 8192 bits");
        }
      }
    }
  }

  /** The key version of an encoded public key. */
  public static OrganisationPublicKey of(OrganisationAlgorithm alg, byte[] encoded) {
    return new OrganisationPublicKey(kidOf(alg, encoded), alg, encoded);
  }

  /** First 16 bytes of SHA-256("dubbelslot/1 org kid" ‖ 00 ‖ alg ‖ 00 ‖ encoded key). */
  public static Kid kidOf(OrganisationAlgorithm alg, byte[] encoded) {
    byte[] digest =
        sha256(
            Hkdf.info(
                "dubbelslot/1 org kid",
                alg.jose().getBytes(StandardCharsets.US_ASCII),
                new byte[1],
                encoded));
    return Kid.of(Arrays.copyOf(digest, Kid.BYTES));
  }

  /** Length of the RSA modulus in bits; 0 for X-Wing. */
  public int rsaBits() {
    return alg == OrganisationAlgorithm.RSA_OAEP_256 ? rsa(encoded).getModulus().bitLength() : 0;
  }

  /** A copy of the encoded key. */
  @Override
  public byte[] encoded() {
    return encoded.clone();
  }

  /** Wraps the 66-byte blob of an organisation half to this key. */
  byte[] wrap(byte[] blob) {
    return switch (alg) {
      case HPKE_X_WING ->
          Hpke.AES_256_GCM.seal(encoded, HPKE_INFO, new byte[0], blob).concatenated();
      case RSA_OAEP_256 -> {
        try {
          Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
          cipher.init(Cipher.ENCRYPT_MODE, rsa(encoded), oaep());
          yield cipher.doFinal(blob);
        } catch (GeneralSecurityException e) {
          throw new IllegalStateException("RSA-OAEP is missing on this Java", e);
        }
      }
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OrganisationPublicKey that && kid.equals(that.kid);
  }

  @Override
  public int hashCode() {
    return kid.hashCode();
  }

  @Override
  public String toString() {
    return "OrganisationPublicKey[" + kid + ", " + alg.jose() + "]";
  }

  /** Spelled out, because the provider's "OAEPWithSHA-256AndMGF1Padding" means MGF1-SHA-1. */
  static OAEPParameterSpec oaep() {
    return new OAEPParameterSpec(
        "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);
  }

  private static RSAPublicKey rsa(byte[] spki) {
    try {
      return (RSAPublicKey)
          KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(spki));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an RSA public key", e);
    }
  }

  static byte[] sha256(byte[] message) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(message);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java lacks SHA-256", e);
    }
  }
}
