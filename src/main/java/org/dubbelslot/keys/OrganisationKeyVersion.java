package org.dubbelslot.keys;

import org.dubbelslot.crypto.Kid;
import org.dubbelslot.format.OrganisationPublicKey;

/**
 * A version of the organisation's key, as the directory publishes it.
 *
 * @param key the public half
 * @param line main or backup
 * @param history its states
 * @param custody where its private half lives
 */
public record OrganisationKeyVersion(
    OrganisationPublicKey key, Line line, History history, KeyCustody custody) {
  /**
   * Checks the states.
   *
   * @throws IllegalArgumentException for a state that only team versions have
   */
  public OrganisationKeyVersion {
    if (history.changes().stream().anyMatch(change -> change.state() == KeyState.CLOSED)) {
      throw new IllegalArgumentException("an organisation key version is never closed");
    }
  }

  /** The version's identifier. */
  public Kid kid() {
    return key.kid();
  }

  /** The state now. */
  public KeyState state() {
    return history.state();
  }

  /** This version after one transition more. */
  public OrganisationKeyVersion then(StateChange change) {
    return new OrganisationKeyVersion(key, line, history.then(change), custody);
  }
}
