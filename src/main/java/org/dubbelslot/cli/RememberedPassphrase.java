package org.dubbelslot.cli;

import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.keys.KeyStoreException;
import org.dubbelslot.keys.PassphraseSource;

/** A passphrase that is asked for when first needed and kept for as many key files as it opens. */
final class RememberedPassphrase implements PassphraseSource, AutoCloseable {
  private final Asking asking;
  private SecretBytes kept;

  RememberedPassphrase(Asking asking) {
    this.asking = asking;
  }

  /** How it is asked for. */
  @FunctionalInterface
  interface Asking {
    SecretBytes ask() throws CommandException;
  }

  @Override
  public synchronized SecretBytes passphrase() throws KeyStoreException.PassphraseNeeded {
    if (kept == null) {
      try {
        kept = asking.ask();
      } catch (CommandException e) {
        throw new KeyStoreException.PassphraseNeeded(e);
      }
    }
    return kept.copy();
  }

  @Override
  public synchronized void close() {
    if (kept != null) {
      kept.close();
    }
  }
}
