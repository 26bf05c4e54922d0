package org.dubbelslot.keys;

import org.dubbelslot.crypto.SecretBytes;

/** Keeps keys as they are, readable by this user alone: for an example organisation only. */
public final class Unprotected implements KeyProtection {
  private Unprotected() {}

  /**
   * No protection.
   *
   * @param example whether the organisation is marked as an example
   * @throws KeyStoreException.UnprotectedRefused for a real one
   */
  public static Unprotected forExample(boolean example)
      throws KeyStoreException.UnprotectedRefused {
    if (!example) {
      throw new KeyStoreException.UnprotectedRefused();
    }
    return new Unprotected();
  }

  @Override
  public String suffix() {
    return "key";
  }

  @Override
  public byte[] protect(SecretBytes plain) {
    return plain.bytes().clone();
  }

  @Override
  public SecretBytes unprotect(byte[] stored) {
    return SecretBytes.copyOf(stored);
  }
}
