package org.dubbelslot.keys;

import org.dubbelslot.crypto.SecretBytes;

/**
 * Where a passphrase comes from when one is needed: a prompt without echo, a file, a descriptor.
 */
@FunctionalInterface
public interface PassphraseSource {
  /**
   * The passphrase in UTF-8; the caller closes it. Asked for once per use, so a source that prompts
   * keeps its answer for the run.
   *
   * @throws KeyStoreException.PassphraseNeeded when there is none to be had
   */
  SecretBytes passphrase() throws KeyStoreException.PassphraseNeeded;

  /** A source that has none. */
  static PassphraseSource none() {
    return () -> {
      throw new KeyStoreException.PassphraseNeeded();
    };
  }
}
