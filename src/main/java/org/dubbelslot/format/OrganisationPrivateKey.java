package org.dubbelslot.format;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import org.dubbelslot.crypto.Hpke;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.crypto.XWing;

/** The private half of one organisation key version, held in software. Close it to wipe it. */
public final class OrganisationPrivateKey implements AutoCloseable {
  private final OrganisationAlgorithm alg;
  private final SecretBytes encoded;
  private final OrganisationPublicKey publicKey;

  private OrganisationPrivateKey(
      OrganisationAlgorithm alg, SecretBytes encoded, OrganisationPublicKey publicKey) {
    this.alg = alg;
    this.encoded = encoded;
    this.publicKey = publicKey;
  }

  /**
   * Takes over {@code encoded}: the 32-byte X-Wing seed, or PKCS#8 (DER) for RSA.
   *
   * @throws IllegalArgumentException when it is not a private key of {@code alg}
   */
  public static OrganisationPrivateKey of(OrganisationAlgorithm alg, SecretBytes encoded) {
    byte[] publicBytes =
        switch (alg) {
          case HPKE_X_WING -> XWing.publicKey(encoded);
          case RSA_OAEP_256 -> rsaPublic(encoded);
        };
    return new OrganisationPrivateKey(alg, encoded, OrganisationPublicKey.of(alg, publicBytes));
  }

  /** A new key; {@code rsaBits} counts for RSA only. */
  public static OrganisationPrivateKey generate(OrganisationAlgorithm alg, int rsaBits) {
    return switch (alg) {
      case HPKE_X_WING -> of(alg, XWing.newSeed());
      case RSA_OAEP_256 -> {
        try {
          KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
          generator.initialize(
              new RSAKeyGenParameterSpec(rsaBits, RSAKeyGenParameterSpec.F4), new SecureRandom());
          yield of(alg, SecretBytes.wrap(generator.generateKeyPair().getPrivate().getEncoded()));
        } catch (GeneralSecurityException e) {
          throw new IllegalStateException("this Java lacks RSA", e);
        }
      }
    };
  }

  /** The public half. */
  public OrganisationPublicKey publicKey() {
    return publicKey;
  }

  /** The seed or PKCS#8 bytes, for grants and backups; the caller closes the copy. */
  public SecretBytes encoded() {
    return encoded.copy();
  }

  /**
   * Unwraps what a lock carries.
   *
   * @return the blob, 66 bytes when it was made by a sealer; its shape is not checked here
   * @throws GeneralSecurityException when {@code wrapped} was not made for this key or was altered
   */
  public SecretBytes unwrap(byte[] wrapped) throws GeneralSecurityException {
    return switch (alg) {
      case HPKE_X_WING -> {
        if (wrapped.length < XWing.ENC_BYTES) {
          throw new GeneralSecurityException("too short for an X-Wing encapsulation");
        }
        yield Hpke.AES_256_GCM.open(
            encoded,
            Arrays.copyOf(wrapped, XWing.ENC_BYTES),
            OrganisationPublicKey.HPKE_INFO,
            new byte[0],
            Arrays.copyOfRange(wrapped, XWing.ENC_BYTES, wrapped.length));
      }
      case RSA_OAEP_256 -> {
        RSAPrivateCrtKey key = rsaPrivate(encoded);
        // RFC 8017, section 7.1.2, asks for this; the JDK also takes one that lost leading zeros.
        if (wrapped.length != Math.ceilDiv(key.getModulus().bitLength(), Byte.SIZE)) {
          throw new GeneralSecurityException("not as long as the modulus");
        }
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(Cipher.DECRYPT_MODE, key, OrganisationPublicKey.oaep());
        yield SecretBytes.wrap(cipher.doFinal(wrapped));
      }
    };
  }

  @Override
  public void close() {
    encoded.close();
  }

  @Override
  public String toString() {
    return "OrganisationPrivateKey[" + publicKey.kid() + "]";
  }

  private static byte[] rsaPublic(SecretBytes pkcs8) {
    try {
      RSAPrivateCrtKey key = rsaPrivate(pkcs8);
      return KeyFactory.getInstance("RSA")
          .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()))
          .getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an RSA private key", e);
    }
  }

  private static RSAPrivateCrtKey rsaPrivate(SecretBytes pkcs8) throws GeneralSecurityException {
    if (KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8.bytes()))
        instanceof RSAPrivateCrtKey key) {
      return key;
    }
    throw new GeneralSecurityException("an RSA private key without its primes");
  }
}
