package org.dubbelslot.keys;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dubbelslot.crypto.Kid;

/**
 * The top of one revision of the directory: what the quorum signs.
 *
 * @param id random
 * @param name the organisation's, readable by anyone
 * @param example made for trying out: refused against anything real
 * @param revision 1 for the first
 * @param issued when it was made
 * @param expires when sealing and granting stop
 * @param previous SHA-256 (base64url) of the revision before; absent for the first
 * @param custodians number of the set that signs
 * @param recovery recipients of backups ({@code age1pq1…}), for organisation and team keys; empty
 *     when there is no recovery yet
 * @param logKeys verifier keys of audit log checkpoints (C2SP signed-note); empty without a log
 * @param files what the revision consists of, by logical path
 */
public record Organisation(
    Kid id,
    String name,
    boolean example,
    long revision,
    Instant issued,
    Instant expires,
    Optional<String> previous,
    int custodians,
    List<String> recovery,
    List<String> logKeys,
    SortedMap<String, ListedFile> files) {
  /**
   * Copies the collections.
   *
   * @throws IllegalArgumentException when every revision but the first does not follow another
   */
  public Organisation {
    recovery = List.copyOf(recovery);
    logKeys = List.copyOf(logKeys);
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    if (revision < 1 || previous.isPresent() != revision > 1) {
      throw new IllegalArgumentException("every revision but the first follows another");
    }
    if (!issued.isBefore(expires)) {
      throw new IllegalArgumentException("expires before it was issued");
    }
  }

  /** Whether there is a way back when all key holders are gone. */
  public boolean hasRecovery() {
    return !recovery.isEmpty();
  }
}
