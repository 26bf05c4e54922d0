package org.dubbelslot.names;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.Mac;
import org.cryptomator.siv.SivMode;
import org.cryptomator.siv.UnauthenticCiphertextException;
import org.dubbelslot.crypto.Hkdf;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.SecretBytes;

/**
 * The key of one team key version that encrypts names: AES-SIV (RFC 5297) for the full form,
 * HMAC-SHA-256 for the short form and for label files.
 *
 * <p>Safe for use by many threads. Closing wipes what was derived; afterwards every use throws
 * {@link IllegalStateException}.
 */
public final class NameKey implements AutoCloseable {
  /** Length of a name key. */
  public static final int BYTES = 32;

  private static final int SIV_KEY_BYTES = 64;
  private static final String MAC = "HmacSHA256";

  private final Kid teamKey;
  private final SecretBytes sivKey;
  private final SecretBytes shortKey;
  private final SivMode siv = new SivMode();

  private NameKey(Kid teamKey, SecretBytes sivKey, SecretBytes shortKey) {
    this.teamKey = teamKey;
    this.sivKey = sivKey;
    this.shortKey = shortKey;
  }

  /**
   * The name key of a team key version.
   *
   * @param teamKey identifies that version
   * @param nameKey 32 bytes, only read here; the caller keeps and closes it
   * @throws IllegalArgumentException for another length
   */
  public static NameKey of(Kid teamKey, SecretBytes nameKey) {
    if (nameKey.length() != BYTES) {
      throw new IllegalArgumentException("a name key has 32 bytes, not " + nameKey.length());
    }
    return new NameKey(
        teamKey,
        Hkdf.expand(nameKey.bytes(), "dubbelslot/1 names".getBytes(US_ASCII), SIV_KEY_BYTES),
        Hkdf.expand(nameKey.bytes(), "dubbelslot/1 short names".getBytes(US_ASCII), BYTES));
  }

  /** The team key version it belongs to. */
  public Kid teamKey() {
    return teamKey;
  }

  /** Wipes the key; may be called more than once. */
  @Override
  public void close() {
    sivKey.close();
    shortKey.close();
  }

  /** SIV(K, AD, plaintext): 16 bytes longer than the plaintext. */
  byte[] encrypt(byte[] associatedData, byte[] plaintext) {
    byte[] s2v = s2vKey();
    byte[] ctr = ctrKey();
    try {
      return siv.encrypt(ctr, s2v, plaintext, associatedData);
    } finally {
      Arrays.fill(s2v, (byte) 0);
      Arrays.fill(ctr, (byte) 0);
    }
  }

  /** The plaintext, when {@code ciphertext} was made by this key with this associated data. */
  Optional<byte[]> decrypt(byte[] associatedData, byte[] ciphertext) {
    byte[] s2v = s2vKey();
    byte[] ctr = ctrKey();
    try {
      return Optional.of(siv.decrypt(ctr, s2v, ciphertext, associatedData));
    } catch (UnauthenticCiphertextException | IllegalBlockSizeException e) {
      return Optional.empty();
    } finally {
      Arrays.fill(s2v, (byte) 0);
      Arrays.fill(ctr, (byte) 0);
    }
  }

  /** The first {@code length} bytes of HMAC-SHA-256(L, message). */
  byte[] shortTag(byte[] message, int length) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(shortKey.key(MAC));
      return Arrays.copyOf(mac.doFinal(message), length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks " + MAC, e);
    }
  }

  private byte[] s2vKey() {
    return Arrays.copyOf(sivKey.bytes(), SIV_KEY_BYTES / 2);
  }

  private byte[] ctrKey() {
    return Arrays.copyOfRange(sivKey.bytes(), SIV_KEY_BYTES / 2, SIV_KEY_BYTES);
  }
}
