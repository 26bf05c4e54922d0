package org.dubbelslot.format;

import java.time.Instant;

/** What the key directory knows of the device that claims to have sealed a file. */
public sealed interface SignerStatus {
  /**
   * An enrolled device in good standing.
   *
   * @param ed25519 its public key, 32 bytes
   */
  record Known(byte[] ed25519) implements SignerStatus {}

  /**
   * A device that was taken out of service.
   *
   * @param ed25519 its public key, 32 bytes
   * @param since when
   * @param compromised whether somebody else may have its key: then opening needs confirmation
   */
  record Revoked(byte[] ed25519, Instant since, boolean compromised) implements SignerStatus {}

  /** A device that the directory does not know: opening needs confirmation. */
  record Unknown() implements SignerStatus {}
}
