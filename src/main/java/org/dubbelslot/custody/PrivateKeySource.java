package org.dubbelslot.custody;

import java.util.Optional;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.format.OrganisationPrivateKey;
import org.dubbelslot.keys.KeyStoreException;

/** Where a key folder's private keys come from: a custodian's folder, or a device's grants. */
@FunctionalInterface
interface PrivateKeySource {
  /** The private half of {@code kid}, for the caller to close; empty when it is not there. */
  Optional<OrganisationPrivateKey> open(Kid kid) throws KeyStoreException;
}
