package org.dubbelslot.keys;

import java.util.List;
import org.dubbelslot.age.Age;
import org.dubbelslot.age.AgeException;
import org.dubbelslot.age.ScryptIdentity;
import org.dubbelslot.age.ScryptRecipient;
import org.dubbelslot.crypto.SecretBytes;

/** Keeps keys in an age file under a passphrase: a stock age tool opens it too. */
public final class PassphraseProtection implements KeyProtection {
  /** scrypt's cost as a power of two: 18 takes 256 MiB. */
  public static final int WORK_FACTOR = 18;

  private final PassphraseSource source;
  private final int workFactor;

  /** Asks {@code source} each time. */
  public PassphraseProtection(PassphraseSource source) {
    this(source, WORK_FACTOR);
  }

  /** As above, at another cost: for tests. */
  public PassphraseProtection(PassphraseSource source, int workFactor) {
    this.source = source;
    this.workFactor = workFactor;
  }

  @Override
  public String suffix() {
    return "age";
  }

  @Override
  public byte[] protect(SecretBytes plain) throws KeyStoreException {
    try (SecretBytes passphrase = source.passphrase();
        ScryptRecipient recipient = new ScryptRecipient(passphrase, workFactor)) {
      return Age.encrypt(List.of(recipient), plain.bytes());
    }
  }

  @Override
  public SecretBytes unprotect(byte[] stored) throws KeyStoreException {
    try (SecretBytes passphrase = source.passphrase();
        ScryptIdentity identity = new ScryptIdentity(passphrase)) {
      return Age.decrypt(List.of(identity), stored);
    } catch (AgeException.WrongPassphrase e) {
      throw new KeyStoreException.WrongPassphrase();
    } catch (AgeException e) {
      throw new KeyStoreException.Damaged();
    }
  }
}
