package org.dubbelslot.format;

import java.util.List;
import java.util.Optional;

/**
 * How a file is to be sealed.
 *
 * @param locks 1 to 16; each opens the file alone, with both its keys
 * @param metadata what the file says about itself; a size in it must be the source's
 * @param signer the sealing device; absent only for a name-key file
 */
public record SealRequest(List<LockKeys> locks, Metadata metadata, Optional<Signer> signer) {
  /**
   * Checks the number of locks.
   *
   * @throws IllegalArgumentException for none or more than 16
   */
  public SealRequest {
    locks = List.copyOf(locks);
    if (locks.isEmpty() || locks.size() > Header.MAX_LOCKS) {
      throw new IllegalArgumentException("a file has 1 to 16 locks");
    }
  }
}
