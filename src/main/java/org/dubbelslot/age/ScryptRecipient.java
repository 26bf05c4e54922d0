package org.dubbelslot.age;

import java.security.SecureRandom;
import java.util.List;
import org.dubbelslot.crypto.SecretBytes;

/** Encrypts for whoever knows a passphrase; stands alone in a file. */
public final class ScryptRecipient implements AgeRecipient, AutoCloseable {
  /** The work factor of keys: 2^18 rounds, 256 MiB. */
  public static final int WORK_FACTOR = 18;

  private final SecretBytes passphrase;
  private final int workFactor;

  /** With work factor 18. */
  public ScryptRecipient(SecretBytes passphrase) {
    this(passphrase, WORK_FACTOR);
  }

  /**
   * With another work factor.
   *
   * @param passphrase UTF-8, see {@link Passphrase#of}; copied
   * @param workFactor base-two logarithm of scrypt's N, 1 to 22
   * @throws IllegalArgumentException for another work factor or an empty passphrase
   */
  public ScryptRecipient(SecretBytes passphrase, int workFactor) {
    if (workFactor < 1 || workFactor > ScryptIdentity.MAX_WORK_FACTOR || passphrase.length() == 0) {
      throw new IllegalArgumentException("a passphrase, and a work factor of 1 to 22");
    }
    this.passphrase = passphrase.copy();
    this.workFactor = workFactor;
  }

  @Override
  public List<Stanza> wrap(SecretBytes fileKey) {
    byte[] salt = new byte[Scrypt.SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    try (SecretBytes key = Scrypt.wrapKey(passphrase, salt, workFactor)) {
      byte[] body = new byte[fileKey.length() + Aead.TAG_BYTES];
      new Aead(key).seal(new byte[Aead.NONCE_BYTES], fileKey.bytes(), fileKey.length(), body);
      return List.of(
          new Stanza(
              List.of(Scrypt.TYPE, Base64Raw.encode(salt), Integer.toString(workFactor)), body));
    }
  }

  /** Wipes the passphrase. */
  @Override
  public void close() {
    passphrase.close();
  }
}
