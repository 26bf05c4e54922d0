package org.dubbelslot.keys;

import org.dubbelslot.crypto.Kid;

/**
 * A version of a team's key, as the directory publishes it: no secret.
 *
 * @param team whose it is
 * @param kid its identifier, derived from the secret
 * @param history its states
 */
public record TeamKeyVersion(Kid team, Kid kid, History history) {
  /** The state now. */
  public KeyState state() {
    return history.state();
  }

  /** This version after one transition more. */
  public TeamKeyVersion then(StateChange change) {
    return new TeamKeyVersion(team, kid, history.then(change));
  }
}
