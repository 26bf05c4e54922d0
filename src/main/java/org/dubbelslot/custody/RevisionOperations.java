package org.dubbelslot.custody;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.files.Trees;
import org.dubbelslot.keys.Custodian;
import org.dubbelslot.keys.CustodianIdentity;
import org.dubbelslot.keys.CustodianSet;
import org.dubbelslot.keys.DirectoryException;
import org.dubbelslot.keys.DirectorySignature;
import org.dubbelslot.keys.KeyStoreException;
import org.dubbelslot.keys.Revision;
import org.dubbelslot.keys.RevisionDraft;

/** What a custodian does with revisions: renew, sign what another prepared, publish. */
public final class RevisionOperations {
  private final CustodianDesk desk;

  RevisionOperations(CustodianDesk desk) {
    this.desk = desk;
  }

  /**
   * A revision that waits for signatures.
   *
   * @param number its number
   * @param changes what it changes ({@link Revision#changesSince}), for the next custodian to read
   * @param signed who signed so far
   * @param folder where it waits
   * @param revision what was read there: it may change until it is signed
   */
  public record Waiting(
      long number, List<String> changes, List<Kid> signed, Path folder, Revision revision) {}

  /** Makes a revision with nothing changed but its term, which begins anew. */
  public Outcome renew() throws CustodyException, DirectoryException, KeyStoreException {
    return desk.commit(RevisionDraft.after(desk.directory()));
  }

  /** Replaces the policy by {@code json}, a JSON object in its exact bytes. */
  public Outcome policy(byte[] json)
      throws CustodyException, DirectoryException, KeyStoreException {
    return desk.commit(RevisionDraft.after(desk.directory()).put("policy.json", json));
  }

  /**
   * Replaces the custodians. The new set takes over with this revision; a quorum of the old and one
   * of the new must sign it.
   */
  public Outcome custodians(List<Custodian> custodians, int quorum)
      throws CustodyException, DirectoryException, KeyStoreException {
    CustodianSet now = desk.directory().custodians();
    CustodianSet next =
        new CustodianSet(
            now.organisation(),
            now.number() + 1,
            Optional.of(desk.directory().custodiansHash()),
            quorum,
            custodians);
    return desk.commit(RevisionDraft.after(desk.directory()).put(next));
  }

  /** What waits in this home; empty when nothing does. */
  public Optional<Waiting> waiting() throws DirectoryException {
    Path folder = own();
    return Files.exists(folder) ? Optional.of(look(folder)) : Optional.empty();
  }

  /**
   * What waits in {@code folder}, which another custodian prepared.
   *
   * @throws DirectoryException when it does not follow the newest revision
   */
  public Waiting look(Path folder) throws DirectoryException {
    Revision revision = Revision.load(folder, desk.directory().revision() + 1);
    revision.requireFollows(desk.directory());
    return new Waiting(
        revision.number(),
        revision.changesSince(desk.directory()),
        revision.signatures().stream().map(DirectorySignature::custodian).toList(),
        folder,
        revision);
  }

  /**
   * Signs what waits in {@code folder} and publishes it when that makes a quorum.
   *
   * @throws DirectoryException when it does not follow the newest revision or would not verify
   */
  public Outcome sign(Path folder) throws CustodyException, DirectoryException, KeyStoreException {
    if (!Files.exists(folder)) {
      throw new CustodyException.NothingPrepared();
    }
    return sign(look(folder));
  }

  /**
   * Signs exactly what was looked at, whatever lies in the folder by now.
   *
   * @throws DirectoryException when it would not verify
   */
  public Outcome sign(Waiting seen) throws CustodyException, DirectoryException, KeyStoreException {
    return desk.finish(seen.revision().signedBy(desk.identity()), seen.folder());
  }

  /**
   * Signs a waiting revision as a custodian of the set that it brings, who cannot have a desk yet.
   *
   * @param folder where it waits
   * @param number the revision's number
   */
  public static void signAsNewcomer(Path folder, long number, CustodianIdentity newcomer)
      throws CustodyException, DirectoryException {
    if (!Files.exists(folder)) {
      throw new CustodyException.NothingPrepared();
    }
    try {
      Revision.load(folder, number).signedBy(newcomer).save(folder);
    } catch (IOException e) {
      throw new CustodyException.Storage(e);
    }
  }

  /** Publishes what waits in this home, once others have signed; or says how many still must. */
  public Outcome publish() throws CustodyException, DirectoryException, KeyStoreException {
    Path folder = own();
    Outcome outcome = sign(folder);
    if (outcome instanceof Outcome.Published) {
      delete(folder);
    }
    return outcome;
  }

  /** Gives up what waits in this home. */
  public void withdraw() throws CustodyException {
    Path folder = own();
    if (!Files.exists(folder)) {
      throw new CustodyException.NothingPrepared();
    }
    delete(folder);
  }

  private Path own() {
    return new CustodianHome(desk.home()).prepared(desk.directory().revision() + 1);
  }

  private static void delete(Path folder) throws CustodyException.Storage {
    try {
      Trees.delete(folder);
    } catch (IOException e) {
      throw new CustodyException.Storage(e);
    }
  }
}
