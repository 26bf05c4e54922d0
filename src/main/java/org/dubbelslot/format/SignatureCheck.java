package org.dubbelslot.format;

import java.util.Optional;
import org.dubbelslot.crypto.Ed25519;

/** Decides who sealed a file, from its trailer and what the directory knows. */
final class SignatureCheck {
  private SignatureCheck() {}

  /**
   * Checks the signature over metadata, size and root.
   *
   * @throws FormatException when it is false, or missing where one is required, or its signer may
   *     not be believed without confirmation
   */
  static SealedBy check(
      Layout layout,
      byte[] metadataPlaintext,
      Trailer trailer,
      OpeningKeys keys,
      OpenOptions options)
      throws FormatException {
    Optional<Trailer.Signature> signature = trailer.signature();
    if (signature.isEmpty()) {
      if (options.nameKey()) {
        return new SealedBy.Unsigned();
      }
      throw new FormatException.SignatureFalse();
    }
    Trailer.Signature sig = signature.get();
    byte[] message =
        Trailer.signedMessage(layout, metadataPlaintext, trailer.size(), trailer.root());
    return switch (keys.signer(sig.device())) {
      case SignerStatus.Known(byte[] ed25519) -> {
        requireHolds(ed25519, message, sig);
        yield new SealedBy.Verified(sig.device());
      }
      case SignerStatus.Revoked(byte[] ed25519, var since, boolean compromised) -> {
        requireHolds(ed25519, message, sig);
        if (compromised && !options.acceptSigner()) {
          throw new FormatException.SignerUnknown(sig.device(), true);
        }
        yield new SealedBy.Revoked(sig.device(), since, compromised);
      }
      case SignerStatus.Unknown() -> {
        if (!options.acceptSigner()) {
          throw new FormatException.SignerUnknown(sig.device(), false);
        }
        yield new SealedBy.Unknown(sig.device());
      }
    };
  }

  private static void requireHolds(byte[] ed25519, byte[] message, Trailer.Signature sig)
      throws FormatException {
    if (!Ed25519.verify(ed25519, message, sig.value())) {
      throw new FormatException.SignatureFalse();
    }
  }
}
