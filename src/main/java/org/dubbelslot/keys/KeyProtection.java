package org.dubbelslot.keys;

import org.dubbelslot.crypto.SecretBytes;

/**
 * How private keys are kept on disk: under a passphrase, under the operating system's store for
 * this user, or, for an example organisation only, as they are.
 */
public interface KeyProtection {
  /** What the file's name ends in ({@code age}, {@code key}): tells on reading how it is kept. */
  String suffix();

  /** What goes to disk. */
  byte[] protect(SecretBytes plain) throws KeyStoreException;

  /**
   * The keys again; the caller closes them.
   *
   * @throws KeyStoreException when they cannot be had
   */
  SecretBytes unprotect(byte[] stored) throws KeyStoreException;
}
