package org.dubbelslot.format;

import java.util.Optional;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.SecretBytes;

/** What a reader holds or can ask for: the two keys of a lock, and who signers are. */
public interface OpeningKeys {
  /** The team key version of that identifier, if this device holds it; the caller closes it. */
  Optional<TeamKey> team(Kid teamKid);

  /**
   * Asks custody to unwrap an organisation half.
   *
   * @param orgKid the organisation key version that the lock names
   * @param alg the algorithm that the lock names; must be the directory's for that version
   * @param wrapped what the lock carries
   * @return the blob, for the caller to check and close
   * @throws ReleaseException when it cannot be had
   */
  SecretBytes release(Kid orgKid, OrganisationAlgorithm alg, byte[] wrapped, ReleaseContext context)
      throws ReleaseException;

  /** What the directory knows of a device. */
  SignerStatus signer(Kid device);
}
