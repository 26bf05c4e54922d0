package org.dubbelslot.custody;

import java.util.List;
import org.dubbelslot.format.LockKeys;
import org.dubbelslot.format.Signer;
import org.dubbelslot.format.TeamKey;

/**
 * What a new file of one team is sealed with. Close it when the sealing is done.
 *
 * @param locks one for each organisation key line that policy asks for, main first
 * @param signer the device; stays the membership's
 */
public record SealingKeys(List<LockKeys> locks, Signer signer) implements AutoCloseable {
  /** Copies the list. */
  public SealingKeys {
    locks = List.copyOf(locks);
  }

  @Override
  public void close() {
    locks.stream().map(LockKeys::team).forEach(TeamKey::close);
  }
}
