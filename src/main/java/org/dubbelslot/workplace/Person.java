package org.dubbelslot.workplace;

import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.keys.KeyStoreException;
import org.dubbelslot.words.Words;

/**
 * Whoever sits at the program: is asked for a passphrase, and told what happens meanwhile. Called
 * by any thread, several at a time, never by one that shows windows. An implementation must not
 * call the {@link Workplace} back.
 */
public interface Person {
  /** The sentences of the person's language. */
  Words words();

  /**
   * Asks for the passphrase that opens the keys of this device; may take as long as the person
   * does.
   *
   * @return in UTF-8; the workplace closes it
   * @throws KeyStoreException.PassphraseNeeded when none is to be had
   */
  SecretBytes passphrase() throws KeyStoreException.PassphraseNeeded;

  /**
   * Whether listings may be answered from this computer's copy while the drive cannot be reached:
   * only whoever shows by {@link Workplace#outOfDate} that they may be out of date.
   */
  default boolean takesOldListings() {
    return false;
  }

  /** Tells something to know; must not block. */
  void notice(Notice notice);

  /** Tells how many bytes the transfers have sent so far; often, and must not block. */
  void sent(long bytes);
}
