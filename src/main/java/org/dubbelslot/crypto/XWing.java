package org.dubbelslot.crypto;

import java.security.SecureRandom;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.pqc.crypto.xwing.XWingPrivateKeyParameters;
import org.bouncycastle.pqc.crypto.xwing.XWingPublicKeyParameters;

/** X-Wing keys (ML-KEM-768 + X25519, draft-connolly-cfrg-xwing-kem): sizes and derivation. */
public final class XWing {
  /** A private key is its 32-byte seed. */
  public static final int SEED_BYTES = 32;

  /** A public key: 1,184 bytes of ML-KEM-768, then 32 of X25519. */
  public static final int PUBLIC_BYTES = 1216;

  /** An encapsulation: 1,088 bytes of ML-KEM-768, then 32 of X25519. */
  public static final int ENC_BYTES = 1120;

  private XWing() {}

  /** A new private key. */
  public static SecretBytes newSeed() {
    byte[] seed = new byte[SEED_BYTES];
    new SecureRandom().nextBytes(seed);
    return SecretBytes.wrap(seed);
  }

  /**
   * The public key of the private key {@code seed}.
   *
   * @throws IllegalArgumentException unless the seed has 32 bytes
   */
  public static byte[] publicKey(SecretBytes seed) {
    requireSeed(seed);
    return new XWingPrivateKeyParameters(seed.bytes()).getPublicKeyParameters().getEncoded();
  }

  /**
   * Whether something can be encrypted for {@code publicKey}: it has 1,216 bytes, its ML-KEM part
   * passes FIPS 203's modulus check, and its X25519 part is no point of low order.
   */
  public static boolean isPublicKey(byte[] publicKey) {
    if (publicKey.length != PUBLIC_BYTES) {
      return false;
    }
    try {
      XWingPublicKeyParameters unusedOnlyChecked = new XWingPublicKeyParameters(publicKey);
    } catch (IllegalArgumentException modulus) {
      return false;
    }
    // Every clamped scalar is a multiple of eight, so any of them finds a point of low order.
    return X25519.calculateAgreement(
        new byte[X25519.SCALAR_SIZE],
        0,
        publicKey,
        PUBLIC_BYTES - X25519.POINT_SIZE,
        new byte[X25519.POINT_SIZE],
        0);
  }

  // Bouncy Castle would take a seed of any length.
  static void requireSeed(SecretBytes seed) {
    if (seed.length() != SEED_BYTES) {
      throw new IllegalArgumentException("an X-Wing seed has " + SEED_BYTES + " bytes");
    }
  }
}
