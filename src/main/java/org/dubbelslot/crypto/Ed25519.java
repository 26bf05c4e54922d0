package org.dubbelslot.crypto;

import java.security.SecureRandom;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * Ed25519 (RFC 8032) on raw keys: a 32-byte seed, a 32-byte public key, a 64-byte signature.
 *
 * <p>Bouncy Castle rather than the JDK, because it takes raw seeds and its private keys need not be
 * wrapped in PKCS#8.
 */
public final class Ed25519 {
  /** Length of a private key's seed in bytes. */
  public static final int SEED_BYTES = 32;

  /** Length of a public key in bytes. */
  public static final int PUBLIC_BYTES = 32;

  /** Length of a signature in bytes. */
  public static final int SIGNATURE_BYTES = 64;

  private Ed25519() {}

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
    return new Ed25519PrivateKeyParameters(seed.bytes()).generatePublicKey().getEncoded();
  }

  /**
   * Signs {@code message}.
   *
   * @throws IllegalArgumentException unless the seed has 32 bytes
   */
  public static byte[] sign(SecretBytes seed, byte[] message) {
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, new Ed25519PrivateKeyParameters(seed.bytes()));
    signer.update(message, 0, message.length);
    return signer.generateSignature();
  }

  /**
   * Whether {@code signature} over {@code message} holds; malformed input never does, nor do points
   * of small order, unusual spellings of a point, or an S beyond the group's order.
   */
  public static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    if (publicKey.length != PUBLIC_BYTES || signature.length != SIGNATURE_BYTES) {
      return false;
    }
    try {
      Ed25519Signer verifier = new Ed25519Signer();
      verifier.init(false, new Ed25519PublicKeyParameters(publicKey));
      verifier.update(message, 0, message.length);
      return verifier.verifySignature(signature);
    } catch (IllegalArgumentException notAPoint) {
      return false;
    }
  }
}
