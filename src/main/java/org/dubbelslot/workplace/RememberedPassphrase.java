package org.dubbelslot.workplace;

import java.util.concurrent.locks.ReentrantLock;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.keys.KeyStoreException;
import org.dubbelslot.keys.PassphraseSource;

/**
 * A passphrase that is asked for when first needed and kept for as many key files as it opens,
 * until this is closed. For any number of threads; of several that need it one asks, and closing
 * waits for nobody.
 */
public final class RememberedPassphrase implements PassphraseSource, AutoCloseable {
  private final PassphraseSource source;
  private final ReentrantLock asking = new ReentrantLock();
  private SecretBytes kept;

  /** One that is asked for so. */
  public RememberedPassphrase(PassphraseSource source) {
    this.source = source;
  }

  @Override
  public SecretBytes passphrase() throws KeyStoreException.PassphraseNeeded {
    asking.lock();
    try {
      synchronized (this) {
        if (kept != null) {
          return kept.copy();
        }
      }
      return keep(source.passphrase());
    } finally {
      asking.unlock();
    }
  }

  private synchronized SecretBytes keep(SecretBytes answer) {
    kept = answer;
    return answer.copy();
  }

  /** Forgets it; asked again, it asks again. */
  @Override
  public synchronized void close() {
    if (kept != null) {
      kept.close();
      kept = null;
    }
  }
}
