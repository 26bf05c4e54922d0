package org.dubbelslot.custody;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.format.OrganisationPrivateKey;
import org.dubbelslot.keys.CustodianIdentity;
import org.dubbelslot.keys.Device;
import org.dubbelslot.keys.DeviceIdentity;
import org.dubbelslot.keys.DeviceKeys;
import org.dubbelslot.keys.DirectoryException;
import org.dubbelslot.keys.DirectoryPublisher;
import org.dubbelslot.keys.DirectoryReader;
import org.dubbelslot.keys.Grant;
import org.dubbelslot.keys.Grants;
import org.dubbelslot.keys.KeyDirectory;
import org.dubbelslot.keys.KeyStoreException;
import org.dubbelslot.keys.Member;
import org.dubbelslot.keys.Organisation;
import org.dubbelslot.keys.Revision;
import org.dubbelslot.keys.RevisionDraft;

/**
 * A custodian at work: unlocked keys, the directory in its newest revision, the names. Every change
 * becomes a revision; with a quorum of 1 it is published at once, otherwise it waits for others.
 *
 * <p>What can be done stands in {@link #teams()}, {@link #members()}, {@link #keys()} and {@link
 * #revisions()}. Not safe for several threads.
 */
public final class CustodianDesk implements AutoCloseable {
  private final Path home;
  private final Tools tools;
  private final Joined joined;
  private final Path folder;
  private final CustodianIdentity identity;
  private final DirectoryReader reader;
  private final DirectoryPublisher publisher;
  private KeyDirectory directory;
  private Names names;
  private DeviceIdentity device;
  private final Map<Kid, OrganisationPrivateKey> opened = new HashMap<>();

  private CustodianDesk(
      Path home, Tools tools, Joined joined, Path folder, CustodianIdentity identity)
      throws CustodyException {
    this.home = home;
    this.tools = tools;
    this.joined = joined;
    this.folder = folder;
    this.identity = identity;
    this.reader =
        new DirectoryReader(joined.directory().source(home, tools.egress()), home, joined.pin());
    this.publisher = new DirectoryPublisher(folder);
  }

  /**
   * Unlocks the custodian's keys in {@code home} and reads the directory.
   *
   * @throws CustodyException.NotJoined when this home belongs to no organisation
   * @throws CustodyException.NotAFolder when the directory is on the web: it cannot be changed
   *     there
   * @throws CustodyException.NotACustodian when the keys are not in the set that signs now
   * @throws DirectoryException when the newest revision cannot be had or believed: a custodian
   *     never works on an old one
   */
  public static CustodianDesk open(Path home, Tools tools)
      throws CustodyException, DirectoryException, KeyStoreException {
    Joined joined = Joined.in(home).orElseThrow(CustodyException.NotJoined::new);
    Path folder = joined.directory().folder(home).orElseThrow(CustodyException.NotAFolder::new);
    CustodianHome.sweep(home);
    CustodianIdentity identity = new CustodianHome(home).unlock(tools.passphraseProtection());
    try {
      CustodianDesk desk = new CustodianDesk(home, tools, joined, folder, identity);
      desk.reload();
      desk.names = new CustodianHome(home).names(identity);
      return desk;
    } catch (CustodyException | DirectoryException | KeyStoreException e) {
      identity.close();
      throw e;
    }
  }

  private void reload() throws DirectoryException, CustodyException {
    directory = reader.refresh();
    if (directory.custodians().custodian(identity.id()).isEmpty()) {
      throw new CustodyException.NotACustodian();
    }
  }

  /** Changes to teams. */
  public TeamOperations teams() {
    return new TeamOperations(this);
  }

  /** Changes to members and devices. */
  public MemberOperations members() {
    return new MemberOperations(this);
  }

  /** Changes to the organisation's key versions. */
  public KeyOperations keys() {
    return new KeyOperations(this);
  }

  /** Revisions that are prepared, signed, published or renewed. */
  public RevisionOperations revisions() {
    return new RevisionOperations(this);
  }

  /** How the organisation stands. */
  public CustodyStatus status() {
    return CustodyStatus.of(this);
  }

  /** The newest revision. */
  public KeyDirectory directory() {
    return directory;
  }

  /** The names that this custodian knows. */
  public Names names() {
    return names;
  }

  /** This custodian's identifier. */
  public Kid custodian() {
    return identity.id();
  }

  Path home() {
    return home;
  }

  CustodianIdentity identity() {
    return identity;
  }

  DirectoryPublisher publisher() {
    return publisher;
  }

  Tools tools() {
    return tools;
  }

  Path folder() {
    return folder;
  }

  Instant now() {
    return tools.clock().instant();
  }

  CustodyFolder custodyFolder() {
    return new CustodyFolder(
        home.resolve(joined.custody().orElse(Founding.CUSTODY)).normalize(),
        tools.passphraseProtection());
  }

  void keep(Names changed) throws KeyStoreException {
    new CustodianHome(home).keep(changed, identity);
    names = changed;
  }

  /** The membership of the device in this same home, if there is one that is admitted. */
  Optional<Membership> own() throws CustodyException, DirectoryException, KeyStoreException {
    DeviceKeys deviceKeys = new DeviceKeys(home);
    if (!deviceKeys.exist() || !directory.isActive(deviceKeys.kid())) {
      return Optional.empty();
    }
    if (device == null) {
      device = deviceKeys.unlock(directory.organisation().example(), tools.passphrases());
    }
    return Optional.of(Membership.open(home, tools, Overrides.none(), Optional.of(device)));
  }

  /** Makes {@code draft} the next revision. */
  Outcome commit(RevisionDraft draft)
      throws CustodyException, DirectoryException, KeyStoreException {
    Path waiting = new CustodianHome(home).prepared(draft.number());
    if (Files.exists(waiting)) {
      throw new CustodyException.AlreadyPrepared(draft.number());
    }
    Organisation before = directory.organisation();
    Instant now = now();
    Instant expires =
        before.example()
            ? before.expires()
            : now.plus(Duration.between(before.issued(), before.expires()));
    return finish(draft.build(now, expires).signedBy(identity), waiting);
  }

  /** Publishes {@code revision} when enough have signed; else lets it wait in {@code waiting}. */
  Outcome finish(Revision revision, Path waiting)
      throws CustodyException, DirectoryException, KeyStoreException {
    try {
      publisher.publish(joined.pin(), revision);
    } catch (DirectoryException.QuorumMissing missing) {
      return letWait(revision, waiting, missing);
    } catch (IOException e) {
      throw new CustodyException.Storage(e);
    }
    directory = reader.refresh();
    grantMissing();
    return new Outcome.Published(directory);
  }

  private static Outcome letWait(
      Revision revision, Path waiting, DirectoryException.QuorumMissing missing)
      throws CustodyException.Storage {
    try {
      revision.save(waiting);
    } catch (IOException e) {
      throw new CustodyException.Storage(e);
    }
    return new Outcome.Prepared(revision.number(), waiting, missing.valid(), missing.needed());
  }

  /**
   * Grants the organisation's keys to every active device that lacks one, where devices hold them
   * (key folder). Safe to repeat.
   *
   * @return how many grants were made
   */
  public int grantMissing() throws CustodyException, DirectoryException, KeyStoreException {
    int made = 0;
    for (Kid kid : directory.organisationKeys().stream().map(version -> version.kid()).toList()) {
      List<Device> lacking =
          directory.members().stream()
              .flatMap(Member::activeDevices)
              .filter(active -> Grants.due(directory, active.kid()).contains(kid))
              .filter(active -> !publisher.hasGrant(active.kid(), kid))
              .toList();
      if (!lacking.isEmpty()) {
        made += grant(kid, lacking);
      }
    }
    return made;
  }

  private int grant(Kid kid, List<Device> lacking)
      throws CustodyException, DirectoryException, KeyStoreException {
    directory.requireCurrent(now());
    Optional<OrganisationPrivateKey> key = privateKey(kid);
    if (key.isEmpty()) {
      return 0; // another custodian keeps this version
    }
    Grant grant = new Grant.OfOrganisation(key.get());
    try {
      int made = 0;
      for (Device to : lacking) {
        if (!publisher.isStopped(directory, to.kid())) {
          publisher.grant(to, grant);
          made++;
        }
      }
      return made;
    } catch (IOException e) {
      throw new CustodyException.Storage(e);
    }
  }

  /** Opened once and kept for the run: each opening takes about a second. */
  private Optional<OrganisationPrivateKey> privateKey(Kid kid) throws KeyStoreException {
    if (!opened.containsKey(kid)) {
      custodyFolder().open(kid).ifPresent(key -> opened.put(kid, key));
    }
    return Optional.ofNullable(opened.get(kid));
  }

  @Override
  public void close() {
    identity.close();
    opened.values().forEach(OrganisationPrivateKey::close);
    if (device != null) {
      device.close();
    }
  }
}
