package org.dubbelslot.crypto;

import java.security.SecureRandom;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.MLDSASigner;

/**
 * ML-DSA-65 (FIPS 204), pure, with an empty context, on raw keys: a 32-byte seed, a 1,952-byte
 * public key, a 3,309-byte signature.
 */
public final class MlDsa65 {
  /** Length of a private key's seed (ξ of FIPS 204, algorithm 1) in bytes. */
  public static final int SEED_BYTES = 32;

  /** Length of a public key in bytes. */
  public static final int PUBLIC_BYTES = 1952;

  /** Length of a signature in bytes. */
  public static final int SIGNATURE_BYTES = 3309;

  private MlDsa65() {}

  /** A new private key. */
  public static SecretBytes newSeed() {
    byte[] seed = new byte[SEED_BYTES];
    new SecureRandom().nextBytes(seed);
    return SecretBytes.wrap(seed);
  }

  /** The public key of the private key {@code seed}. */
  public static byte[] publicKey(SecretBytes seed) {
    return privateKey(seed).getPublicKeyParameters().getEncoded();
  }

  /** Signs {@code message}; hedged, so two signatures over the same message differ. */
  public static byte[] sign(SecretBytes seed, byte[] message) {
    MLDSASigner signer = new MLDSASigner();
    signer.init(true, privateKey(seed));
    signer.update(message, 0, message.length);
    try {
      return signer.generateSignature();
    } catch (CryptoException e) {
      throw new IllegalStateException("ML-DSA cannot sign on this Java", e);
    }
  }

  /** Whether {@code signature} over {@code message} holds; malformed input never does. */
  public static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    if (publicKey.length != PUBLIC_BYTES || signature.length != SIGNATURE_BYTES) {
      return false;
    }
    try {
      MLDSASigner verifier = new MLDSASigner();
      verifier.init(false, new MLDSAPublicKeyParameters(MLDSAParameters.ml_dsa_65, publicKey));
      verifier.update(message, 0, message.length);
      return verifier.verifySignature(signature);
    } catch (IllegalArgumentException notAKey) {
      return false;
    }
  }

  private static MLDSAPrivateKeyParameters privateKey(SecretBytes seed) {
    if (seed.length() != SEED_BYTES) {
      throw new IllegalArgumentException("an ML-DSA seed has " + SEED_BYTES + " bytes");
    }
    return new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_65, seed.bytes());
  }
}
