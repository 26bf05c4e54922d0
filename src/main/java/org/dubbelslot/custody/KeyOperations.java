package org.dubbelslot.custody;

import java.util.List;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.format.OrganisationAlgorithm;
import org.dubbelslot.format.OrganisationPrivateKey;
import org.dubbelslot.keys.DirectoryException;
import org.dubbelslot.keys.History;
import org.dubbelslot.keys.KeyCustody;
import org.dubbelslot.keys.KeyState;
import org.dubbelslot.keys.KeyStoreException;
import org.dubbelslot.keys.Line;
import org.dubbelslot.keys.OrganisationKeyVersion;
import org.dubbelslot.keys.RevisionDraft;
import org.dubbelslot.keys.StateChange;

/** What a custodian does with the organisation's key versions. */
public final class KeyOperations {
  private final CustodianDesk desk;

  KeyOperations(CustodianDesk desk) {
    this.desk = desk;
  }

  /**
   * A rotation.
   *
   * @param kid the new version
   * @param outcome what became of it
   */
  public record Rotated(Kid kid, Outcome outcome) {}

  /**
   * Makes a new active version in the key folder and deactivates the old one: no file is touched.
   *
   * @param alg X-Wing unless an HSM or DKE service is to take over
   * @param rsaBits for RSA: at least 3,072
   */
  public Rotated rotate(OrganisationAlgorithm alg, int rsaBits)
      throws CustodyException, DirectoryException, KeyStoreException {
    try (OrganisationPrivateKey key = OrganisationPrivateKey.generate(alg, rsaBits)) {
      desk.custodyFolder().keep(key);
      RevisionDraft draft = RevisionDraft.after(desk.directory());
      desk.directory()
          .active(Line.MAIN)
          .ifPresent(old -> draft.put(old.then(change(KeyState.DEACTIVATED, "rotated"))));
      draft.put(
          new OrganisationKeyVersion(
              key.publicKey(),
              Line.MAIN,
              History.beginning(change(KeyState.ACTIVE, "created")),
              KeyCustody.folder()));
      return new Rotated(key.publicKey().kid(), desk.commit(draft));
    }
  }

  /**
   * Takes a version into another state.
   *
   * @param why one lower-case word
   * @throws CustodyException.NoSuchTransition when that state cannot follow
   */
  public Outcome change(Kid kid, KeyState state, String why)
      throws CustodyException, DirectoryException, KeyStoreException {
    OrganisationKeyVersion version =
        desk.directory().organisationKey(kid).orElseThrow(CustodyException.NoOrganisationKey::new);
    if (!version.state().next().contains(state) || state == KeyState.CLOSED) {
      throw new CustodyException.NoSuchTransition();
    }
    return desk.commit(RevisionDraft.after(desk.directory()).put(version.then(change(state, why))));
  }

  /** All versions. */
  public List<OrganisationKeyVersion> list() {
    return List.copyOf(desk.directory().organisationKeys());
  }

  private StateChange change(KeyState state, String why) {
    return new StateChange(state, desk.now(), desk.custodian(), why);
  }
}
