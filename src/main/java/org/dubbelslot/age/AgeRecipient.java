package org.dubbelslot.age;

import java.util.List;
import org.dubbelslot.crypto.SecretBytes;

/** Someone a file can be encrypted for. */
public interface AgeRecipient {
  /**
   * Wraps the file key for this recipient.
   *
   * @param fileKey 16 bytes; borrowed for the call
   * @return the stanzas to put in the header, at least one; {@code scrypt} may only stand alone
   */
  List<Stanza> wrap(SecretBytes fileKey);
}
