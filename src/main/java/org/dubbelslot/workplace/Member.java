package org.dubbelslot.workplace;

import org.dubbelslot.crypto.LocalSeal;
import org.dubbelslot.custody.Membership;

/** Whose things they are; asked only where that matters, since it may ask for a passphrase. */
@FunctionalInterface
interface Member {
  /** The person's place in the organisation; not the caller's to close. */
  Membership membership() throws Exception;

  /**
   * What is kept for that purpose on this device is sealed under this, for as long as it is held.
   */
  default LocalSeal seal(String purpose, Holdings held) throws Exception {
    return held.hold(membership().localSeal(purpose));
  }
}
