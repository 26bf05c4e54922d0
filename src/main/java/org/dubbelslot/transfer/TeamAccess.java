package org.dubbelslot.transfer;

import java.util.List;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.format.LockKeys;
import org.dubbelslot.format.OpeningKeys;
import org.dubbelslot.format.Signer;
import org.dubbelslot.names.DriveNames;

/**
 * Everything this device may do for one team: seal under its active keys, open with all it was
 * granted, and read its names.
 *
 * @param team whose files
 * @param locks what new files are sealed with; empty for who only reads
 * @param names how names are written and read
 * @param signer this device
 * @param opening what files are opened with
 */
public record TeamAccess(
    Kid team, List<LockKeys> locks, DriveNames names, Signer signer, OpeningKeys opening) {
  /** Copies the list. */
  public TeamAccess {
    locks = List.copyOf(locks);
  }
}
