package org.dubbelslot.format;

import java.time.Instant;
import org.dubbelslot.crypto.Kid;

/** Who sealed an opened file, as far as that could be verified. */
public sealed interface SealedBy {
  /** The signature of an enrolled device holds. */
  record Verified(Kid device) implements SealedBy {}

  /** The signature holds; the device has since been revoked. */
  record Revoked(Kid device, Instant since, boolean compromised) implements SealedBy {}

  /** The directory does not know the device; the person accepted that. */
  record Unknown(Kid device) implements SealedBy {}

  /** No signature: only a name-key file may be so. */
  record Unsigned() implements SealedBy {}

  /** A part of the file was read: the signature covers the whole and was not checked. */
  record NotChecked(Kid device) implements SealedBy {}
}
