package org.dubbelslot.crypto;

import java.security.SecureRandom;
import org.bouncycastle.pqc.crypto.xwing.XWingPrivateKeyParameters;

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
    if (seed.length() != SEED_BYTES) {
      throw new IllegalArgumentException("an X-Wing seed has " + SEED_BYTES + " bytes");
    }
    return new XWingPrivateKeyParameters(seed.bytes()).getPublicKeyParameters().getEncoded();
  }
}
