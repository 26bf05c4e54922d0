package org.dubbelslot.crypto;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.security.auth.DestroyFailedException;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.pqc.crypto.xwing.XWingKEMExtractor;
import org.bouncycastle.pqc.crypto.xwing.XWingKEMGenerator;
import org.bouncycastle.pqc.crypto.xwing.XWingPrivateKeyParameters;
import org.bouncycastle.pqc.crypto.xwing.XWingPublicKeyParameters;

/**
 * HPKE in base mode, one message (RFC 9180, section 6.1), with the X-Wing KEM (0x647a) and
 * HKDF-SHA256.
 *
 * <p>Bouncy Castle does the KEM; HKDF and the AEAD are the JDK's, because its AES runs in hardware
 * and in constant time.
 */
public enum Hpke {
  /** AEAD 0x0002, used by the lock of a sealed file. */
  AES_256_GCM(0x0002, "AES/GCM/NoPadding", "AES"),
  /** AEAD 0x0003, used by age's {@code mlkem768x25519} recipients. */
  CHACHA20_POLY1305(0x0003, "ChaCha20-Poly1305", "ChaCha20");

  private static final int KEM_X_WING = 0x647a;
  private static final int KDF_HKDF_SHA256 = 0x0001;
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;
  private static final byte[] EMPTY = {};

  private final byte[] suiteId;
  private final String transformation;
  private final String keyAlgorithm;

  Hpke(int aead, String transformation, String keyAlgorithm) {
    this.suiteId =
        ByteBuffer.allocate(10)
            .put("HPKE".getBytes(StandardCharsets.US_ASCII))
            .putShort((short) KEM_X_WING)
            .putShort((short) KDF_HKDF_SHA256)
            .putShort((short) aead)
            .array();
    this.transformation = transformation;
    this.keyAlgorithm = keyAlgorithm;
  }

  /**
   * What SealBase returns.
   *
   * @param enc the encapsulation, 1,120 bytes
   * @param ciphertext as long as the plaintext plus 16 bytes
   */
  public record Sealed(byte[] enc, byte[] ciphertext) {
    /** {@code enc ‖ ciphertext}. */
    public byte[] concatenated() {
      byte[] joined = Arrays.copyOf(enc, enc.length + ciphertext.length);
      System.arraycopy(ciphertext, 0, joined, enc.length, ciphertext.length);
      return joined;
    }
  }

  /**
   * SealBase to an X-Wing public key of 1,216 bytes.
   *
   * @throws IllegalArgumentException when the public key is malformed, see {@link
   *     XWing#isPublicKey}
   */
  public Sealed seal(byte[] publicKey, byte[] info, byte[] aad, byte[] plaintext) {
    return seal(publicKey, info, aad, plaintext, new SecureRandom());
  }

  /** As above with a given source of the 64 random bytes, so that published answers can be met. */
  Sealed seal(byte[] publicKey, byte[] info, byte[] aad, byte[] plaintext, SecureRandom random) {
    SecretWithEncapsulation encapsulated = encapsulate(publicKey, random);
    byte[] sharedSecret = encapsulated.getSecret();
    try {
      return new Sealed(
          encapsulated.getEncapsulation(),
          aead(Cipher.ENCRYPT_MODE, sharedSecret, info, aad, plaintext));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HPKE cannot encrypt on this Java", e);
    } finally {
      Arrays.fill(sharedSecret, (byte) 0);
      destroy(encapsulated);
    }
  }

  /**
   * OpenBase with the 32-byte X-Wing seed.
   *
   * @throws AEADBadTagException when {@code enc} or {@code ciphertext} were not made for this key,
   *     {@code info} and {@code aad}, or were altered
   * @throws GeneralSecurityException when they have an impossible length, or {@code enc} holds an
   *     X25519 point of low order
   * @throws IllegalArgumentException unless the seed has 32 bytes
   */
  public SecretBytes open(SecretBytes seed, byte[] enc, byte[] info, byte[] aad, byte[] ciphertext)
      throws GeneralSecurityException {
    XWing.requireSeed(seed);
    if (enc.length != XWing.ENC_BYTES || ciphertext.length < TAG_BYTES) {
      throw new GeneralSecurityException("HPKE message has an impossible length");
    }
    byte[] sharedSecret = decapsulate(seed, enc);
    try {
      return SecretBytes.wrap(aead(Cipher.DECRYPT_MODE, sharedSecret, info, aad, ciphertext));
    } finally {
      Arrays.fill(sharedSecret, (byte) 0);
    }
  }

  private static SecretWithEncapsulation encapsulate(byte[] publicKey, SecureRandom random) {
    if (publicKey.length != XWing.PUBLIC_BYTES) {
      throw new IllegalArgumentException("an X-Wing public key has 1216 bytes");
    }
    try {
      return new XWingKEMGenerator(random)
          .generateEncapsulated(new XWingPublicKeyParameters(publicKey));
    } catch (IllegalStateException lowOrder) {
      throw new IllegalArgumentException("X-Wing public key of low order", lowOrder);
    }
  }

  private static void destroy(SecretWithEncapsulation encapsulated) {
    try {
      encapsulated.destroy();
    } catch (DestroyFailedException e) {
      throw new IllegalStateException("a shared secret cannot be wiped", e);
    }
  }

  private static byte[] decapsulate(SecretBytes seed, byte[] enc) throws GeneralSecurityException {
    try {
      return new XWingKEMExtractor(new XWingPrivateKeyParameters(seed.bytes())).extractSecret(enc);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new GeneralSecurityException("X-Wing encapsulation refused", e);
    }
  }

  /** The AEAD key and the nonce of the first message. */
  record Schedule(SecretBytes key, SecretBytes nonce) implements AutoCloseable {
    @Override
    public void close() {
      key.close();
      nonce.close();
    }
  }

  /** RFC 9180, section 5.1: KeySchedule for mode_base (0x00), without the exporter's secret. */
  Schedule schedule(byte[] sharedSecret, byte[] info) {
    byte[] context;
    try (SecretBytes pskIdHash = labeledExtract(EMPTY, "psk_id_hash", EMPTY);
        SecretBytes infoHash = labeledExtract(EMPTY, "info_hash", info)) {
      context = concat(new byte[] {0}, pskIdHash.bytes(), infoHash.bytes());
    }
    try (SecretBytes secret = labeledExtract(sharedSecret, "secret", EMPTY)) {
      return new Schedule(
          labeledExpand(secret, "key", context, KEY_BYTES),
          labeledExpand(secret, "base_nonce", context, NONCE_BYTES));
    }
  }

  private byte[] aead(int mode, byte[] sharedSecret, byte[] info, byte[] aad, byte[] input)
      throws GeneralSecurityException {
    try (Schedule schedule = schedule(sharedSecret, info)) {
      Cipher cipher = Cipher.getInstance(transformation);
      cipher.init(
          mode,
          schedule.key().key(keyAlgorithm),
          this == AES_256_GCM
              ? new GCMParameterSpec(TAG_BYTES * 8, schedule.nonce().bytes())
              : new IvParameterSpec(schedule.nonce().bytes()));
      cipher.updateAAD(Objects.requireNonNull(aad));
      return cipher.doFinal(input);
    }
  }

  private SecretBytes labeledExtract(byte[] salt, String label, byte[] ikm) {
    byte[] labeled = concat(ascii("HPKE-v1"), suiteId, ascii(label), ikm);
    try {
      return Hkdf.extract(salt, labeled);
    } finally {
      Arrays.fill(labeled, (byte) 0);
    }
  }

  private SecretBytes labeledExpand(SecretBytes prk, String label, byte[] info, int length) {
    byte[] lengthBytes = {(byte) (length >>> 8), (byte) length};
    return Hkdf.expand(
        prk.bytes(), concat(lengthBytes, ascii("HPKE-v1"), suiteId, ascii(label), info), length);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
