package org.dubbelslot.age;

import java.util.List;
import java.util.Optional;
import org.dubbelslot.crypto.SecretBytes;

/** Someone who can decrypt what was encrypted for the matching {@link AgeRecipient}. */
public interface AgeIdentity {
  /**
   * Looks for a stanza that this identity opens; stanzas of other types are passed over.
   *
   * @param stanzas all of the header's, in order
   * @return the file key, which the caller closes; empty when none is for this identity
   * @throws AgeException when a stanza of this identity's type is malformed or asks too much
   */
  Optional<SecretBytes> unwrap(List<Stanza> stanzas) throws AgeException;
}
