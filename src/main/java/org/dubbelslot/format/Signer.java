package org.dubbelslot.format;

import org.dubbelslot.crypto.Kid;

/** The device that seals and puts its name to it. */
public interface Signer {
  /** The device's identifier. */
  Kid device();

  /** An Ed25519 signature (64 bytes) over {@code message}. */
  byte[] sign(byte[] message);
}
