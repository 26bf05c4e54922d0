package org.dubbelslot.age;

import java.util.List;
import java.util.Optional;
import org.dubbelslot.crypto.SecretBytes;

/** Decrypts with a passphrase. */
public final class ScryptIdentity implements AgeIdentity, AutoCloseable {
  /** The highest work factor that is tried unless told otherwise, as in age: 4 GiB. */
  public static final int MAX_WORK_FACTOR = 22;

  private final SecretBytes passphrase;
  private final int maxWorkFactor;
  private final long memory;

  /** Up to work factor 22. */
  public ScryptIdentity(SecretBytes passphrase) {
    this(passphrase, MAX_WORK_FACTOR);
  }

  /**
   * Up to {@code maxWorkFactor}.
   *
   * @param passphrase UTF-8, see {@link Passphrase#of}; copied
   * @param maxWorkFactor base-two logarithm of scrypt's N, 1 to 22
   * @throws IllegalArgumentException for another work factor
   */
  public ScryptIdentity(SecretBytes passphrase, int maxWorkFactor) {
    this(passphrase, maxWorkFactor, Runtime.getRuntime().maxMemory());
  }

  ScryptIdentity(SecretBytes passphrase, int maxWorkFactor, long memory) {
    if (maxWorkFactor < 1 || maxWorkFactor > MAX_WORK_FACTOR) {
      throw new IllegalArgumentException("a work factor is 1 to 22");
    }
    this.passphrase = passphrase.copy();
    this.maxWorkFactor = maxWorkFactor;
    this.memory = memory;
  }

  @Override
  public Optional<SecretBytes> unwrap(List<Stanza> stanzas) throws AgeException {
    for (Stanza stanza : stanzas) {
      if (stanza.type().equals(Scrypt.TYPE)) {
        if (stanzas.size() != 1) {
          throw new AgeException.HeaderMalformed("a passphrase stands beside other recipients");
        }
        return unwrap(stanza);
      }
    }
    return Optional.empty();
  }

  private Optional<SecretBytes> unwrap(Stanza stanza) throws AgeException {
    if (stanza.arguments().size() != 3) {
      throw new AgeException.HeaderMalformed("scrypt stanza without its three arguments");
    }
    byte[] salt =
        Base64Raw.decode(stanza.arguments().get(1))
            .filter(bytes -> bytes.length == Scrypt.SALT_BYTES)
            .orElseThrow(() -> new AgeException.HeaderMalformed("scrypt salt"));
    int workFactor = workFactor(stanza.arguments().get(2));
    // Before decrypting: a longer body could be made to open with many passphrases at once.
    if (stanza.body().length != Age.FILE_KEY_BYTES + Aead.TAG_BYTES) {
      throw new AgeException.HeaderMalformed("scrypt stanza with a body of another length");
    }
    if (workFactor > maxWorkFactor) {
      throw new AgeException.WorkFactorTooHigh(workFactor, maxWorkFactor);
    }
    if (Scrypt.memory(workFactor) > memory) {
      throw new AgeException.TooLittleMemory(Scrypt.memory(workFactor));
    }
    try (SecretBytes key = Scrypt.wrapKey(passphrase, salt, workFactor)) {
      byte[] fileKey = new byte[Age.FILE_KEY_BYTES];
      byte[] body = stanza.body();
      return new Aead(key).open(new byte[Aead.NONCE_BYTES], body, body.length, fileKey) < 0
          ? Optional.empty()
          : Optional.of(SecretBytes.wrap(fileKey));
    }
  }

  // A decimal number without sign or leading zero; what no int holds is too high anyway.
  private static int workFactor(String text) throws AgeException {
    if (!text.matches("[1-9][0-9]*")) {
      throw new AgeException.HeaderMalformed("scrypt work factor");
    }
    return text.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(text);
  }

  /** Wipes the passphrase. */
  @Override
  public void close() {
    passphrase.close();
  }
}
