package org.dubbelslot.custody;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.LocalSeal;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.format.FormatException;
import org.dubbelslot.format.LockKeys;
import org.dubbelslot.format.OpeningKeys;
import org.dubbelslot.format.TeamKey;
import org.dubbelslot.keys.DeviceIdentity;
import org.dubbelslot.keys.DeviceKeys;
import org.dubbelslot.keys.DirectoryException;
import org.dubbelslot.keys.DirectoryPaths;
import org.dubbelslot.keys.DirectoryReader;
import org.dubbelslot.keys.Grants;
import org.dubbelslot.keys.KeyDirectory;
import org.dubbelslot.keys.KeyStoreException;
import org.dubbelslot.keys.Line;
import org.dubbelslot.keys.Member;
import org.dubbelslot.keys.OrganisationKeyVersion;
import org.dubbelslot.keys.Team;
import org.dubbelslot.keys.TeamKeyVersion;
import org.dubbelslot.policy.Policy;

/**
 * A person's place in an organisation, on this device: the verified directory, the unlocked device
 * keys, and what can be sealed and opened with them. Close it to wipe them.
 */
public final class Membership implements AutoCloseable {
  private final Tools tools;
  private final Overrides overrides;
  private final DirectoryReader.View view;
  private final Member member;
  private final DeviceIdentity identity;
  private final Grants grants;
  private final MemberKeys keys;
  private final List<Kid> pickedUp;
  private Names names;

  private Membership(
      Tools tools,
      Overrides overrides,
      DirectoryReader.View view,
      Member member,
      DeviceIdentity identity,
      Grants grants,
      MemberKeys keys,
      List<Kid> pickedUp) {
    this.tools = tools;
    this.overrides = overrides;
    this.view = view;
    this.member = member;
    this.identity = identity;
    this.grants = grants;
    this.keys = keys;
    this.pickedUp = pickedUp;
  }

  /** The reader of the directory that {@code home} has joined; unlocks nothing. */
  public static DirectoryReader reader(Path home, Tools tools)
      throws CustodyException, KeyStoreException {
    Joined joined = Joined.in(home).orElseThrow(CustodyException.NotJoined::new);
    return new DirectoryReader(joined.directory().source(home, tools.egress()), home, joined.pin());
  }

  /**
   * Reads the directory, unlocks the device's keys and picks up grants that are new.
   *
   * @throws CustodyException.NotJoined when this home has joined no organisation
   * @throws CustodyException.NotAdmitted while the custodian has not admitted the device
   * @throws CustodyException.Stopped when device or member are suspended or removed
   * @throws DirectoryException when no revision can be had or believed, not even a kept one
   * @throws KeyStoreException when the device's keys cannot be unlocked
   */
  public static Membership open(Path home, Tools tools, Overrides overrides)
      throws CustodyException, DirectoryException, KeyStoreException {
    return open(home, tools, overrides, Optional.empty());
  }

  /**
   * As {@link #open}, with the keys of this one, which stays open: asks for no passphrase. Both are
   * to be closed.
   */
  public Membership reopened(Path home)
      throws CustodyException, DirectoryException, KeyStoreException {
    return open(home, tools, overrides, Optional.of(identity));
  }

  /** As above, with keys that were unlocked before; they stay the caller's. */
  static Membership open(
      Path home, Tools tools, Overrides overrides, Optional<DeviceIdentity> unlocked)
      throws CustodyException, DirectoryException, KeyStoreException {
    CustodianHome.sweep(home);
    DirectoryReader reader = reader(home, tools);
    DirectoryReader.View view = reader.read();
    KeyDirectory directory = view.directory();
    DeviceKeys deviceKeys = new DeviceKeys(home);
    Kid device = deviceKeys.kid();
    Member member = directory.memberOf(device).orElseThrow(CustodyException.NotAdmitted::new);
    if (!directory.isActive(device) || isSuspended(reader, view, device)) {
      throw new CustodyException.Stopped();
    }
    Grants grants = new Grants(home);
    DeviceIdentity identity =
        unlocked.isPresent()
            ? unlocked.get().copy()
            : deviceKeys.unlock(directory.organisation().example(), tools.passphrases());
    try {
      List<Kid> pickedUp = pickUp(reader, view, grants, identity);
      KeyFolder custody = KeyFolder.ofDevice(directory, grants, identity, overrides);
      MemberKeys keys = new MemberKeys(directory, member, grants, identity, custody, overrides);
      return new Membership(tools, overrides, view, member, identity, grants, keys, pickedUp);
    } catch (KeyStoreException e) {
      identity.close();
      throw e;
    }
  }

  /** A statement that cannot be had or verified counts for nothing: anybody could plant one. */
  private static boolean isSuspended(
      DirectoryReader reader, DirectoryReader.View view, Kid device) {
    if (view.trouble().isPresent()) {
      return false;
    }
    try {
      return reader.suspension(view.directory(), device).isPresent();
    } catch (DirectoryException e) {
      return false;
    }
  }

  private static List<Kid> pickUp(
      DirectoryReader reader, DirectoryReader.View view, Grants grants, DeviceIdentity identity)
      throws KeyStoreException {
    Kid device = identity.device();
    boolean complete = true;
    for (Kid due : Grants.due(view.directory(), device)) {
      complete &= grants.has(due);
    }
    if (complete || view.trouble().isPresent()) {
      return List.of();
    }
    try {
      return grants.keep(view.directory(), reader.grants(view.directory(), device), identity);
    } catch (DirectoryException e) {
      // What is there already still opens; the rest comes with the next reading.
      return List.of();
    }
  }

  /** The verified directory. */
  public KeyDirectory directory() {
    return view.directory();
  }

  /** Why it is not the newest, if so. */
  public Optional<DirectoryException> trouble() {
    return view.trouble();
  }

  /** The person. */
  public Member member() {
    return member;
  }

  /** This device; signs what is sealed. */
  public DeviceIdentity device() {
    return identity;
  }

  /** Key versions whose grants arrived with this reading. */
  public List<Kid> pickedUp() {
    return pickedUp;
  }

  /** Key versions that this device should have and has no grant of yet: ask a steward. */
  public List<Kid> missingGrants() throws KeyStoreException {
    List<Kid> missing = new ArrayList<>();
    for (Kid due : Grants.due(directory(), identity.device())) {
      if (!grants.has(due)) {
        missing.add(due);
      }
    }
    return missing;
  }

  /** What files are opened with; valid until this is closed. */
  public OpeningKeys opening() {
    return keys;
  }

  /**
   * What a new file of {@code team} is sealed with.
   *
   * @throws DirectoryException.Expired when the directory's term has passed
   * @throws CustodyException.UnknownTeam when the member does not belong to it
   * @throws CustodyException.NoTeamKey before its steward made one
   * @throws CustodyException.NotGranted before this device was granted it
   * @throws CustodyException.ForbiddenByPolicy when policy wants other organisation keys
   */
  public SealingKeys sealing(Kid team, Policy policy)
      throws CustodyException, DirectoryException.Expired {
    directory().requireCurrent(tools.clock().instant());
    requireMine(team);
    List<OrganisationKeyVersion> organisationKeys = new ArrayList<>();
    organisationKeys.add(
        directory().active(Line.MAIN).orElseThrow(CustodyException.NoOrganisationKey::new));
    if (policy.requireBackupLock()) {
      organisationKeys.add(
          directory().active(Line.BACKUP).orElseThrow(CustodyException.ForbiddenByPolicy::new));
    }
    for (OrganisationKeyVersion version : organisationKeys) {
      int bits = version.key().rsaBits();
      if (!policy.algorithms().contains(version.key().alg().jose())
          || (bits != 0 && bits < policy.minRsaBits())) {
        throw new CustodyException.ForbiddenByPolicy();
      }
    }
    try (TeamKey teamKey = activeTeamKey(team)) {
      return new SealingKeys(
          organisationKeys.stream()
              .map(version -> new LockKeys(version.key(), teamKey.copy()))
              .toList(),
          identity);
    }
  }

  /** The team's active key, for the caller to close. */
  TeamKey activeTeamKey(Kid team) throws CustodyException {
    Kid kid =
        directory()
            .activeTeamKey(team)
            .map(TeamKeyVersion::kid)
            .orElseThrow(() -> new CustodyException.NoTeamKey(team));
    return keys.team(kid).orElseThrow(() -> new CustodyException.NotGranted(kid));
  }

  /** The team key of a version that this device holds, listed or not; the caller closes it. */
  Optional<TeamKey> grantedTeamKey(Kid kid) {
    return keys.granted(kid);
  }

  /** The teams that this member belongs to, dissolved ones excepted. */
  public List<Team> teams() {
    return directory().teamsOf(member.id()).stream().filter(team -> !team.removed()).toList();
  }

  /**
   * The member's team of that name or identifier.
   *
   * @throws CustodyException.UnknownTeam when there is none
   * @throws CustodyException.AmbiguousTeam when several bear the name: use the identifier
   */
  public Kid team(String nameOrId) throws CustodyException {
    List<Kid> named =
        names().teamsNamed(nameOrId).stream()
            .filter(id -> teams().stream().anyMatch(team -> team.id().equals(id)))
            .toList();
    if (named.size() > 1) {
      throw new CustodyException.AmbiguousTeam();
    }
    if (named.size() == 1) {
      return named.getFirst();
    }
    return teams().stream()
        .map(Team::id)
        .filter(id -> id.text().equals(nameOrId))
        .findFirst()
        .orElseThrow(CustodyException.UnknownTeam::new);
  }

  /**
   * The names of this member's teams and colleagues, from the sealed people lists; those that do
   * not open are left out.
   */
  public synchronized Names names() {
    if (names == null) {
      names = Names.none();
      for (Team team : teams()) {
        for (TeamKeyVersion version : directory().teamKeys(team.id())) {
          if (!team.active().equals(Optional.of(version.kid()))) {
            addNames(team, version);
          }
        }
        // The active version's list is the newest: its names win.
        directory().activeTeamKey(team.id()).ifPresent(version -> addNames(team, version));
      }
    }
    return names;
  }

  private void addNames(Team team, TeamKeyVersion version) {
    Optional<byte[]> sealed = directory().file(DirectoryPaths.people(team.id(), version.kid()));
    if (sealed.isEmpty()) {
      return;
    }
    try {
      names = names.with(new SealedLists(tools.workers()).openNames(sealed.get(), keys));
    } catch (CustodyException | FormatException e) {
      System.getLogger(Membership.class.getName())
          .log(System.Logger.Level.DEBUG, "a people list does not open", e);
    }
  }

  /**
   * The name keys of a team by team key version, active version first; the caller closes them.
   * Versions that this device cannot open are left out.
   *
   * @throws FormatException when not even the active version's opens: no grant, or refused
   */
  public Map<Kid, SecretBytes> nameKeys(Kid team) throws CustodyException, FormatException {
    requireMine(team);
    SealedLists lists = new SealedLists(tools.workers());
    Map<Kid, SecretBytes> nameKeys = new LinkedHashMap<>();
    Kid active =
        directory()
            .activeTeamKey(team)
            .map(TeamKeyVersion::kid)
            .orElseThrow(() -> new CustodyException.NoTeamKey(team));
    nameKeys.put(active, lists.openNameKey(nameKeyFile(team, active), keys));
    for (TeamKeyVersion version : directory().teamKeys(team)) {
      Optional<byte[]> file = directory().file(DirectoryPaths.names(team, version.kid()));
      if (!version.kid().equals(active) && file.isPresent()) {
        try {
          nameKeys.put(version.kid(), lists.openNameKey(file.get(), keys));
        } catch (CustodyException | FormatException e) {
          System.getLogger(Membership.class.getName())
              .log(System.Logger.Level.DEBUG, "a name key does not open", e);
        }
      }
    }
    return nameKeys;
  }

  private byte[] nameKeyFile(Kid team, Kid kid) throws CustodyException {
    return directory()
        .file(DirectoryPaths.names(team, kid))
        .orElseThrow(() -> new CustodyException.NoTeamKey(team));
  }

  private void requireMine(Kid team) throws CustodyException.UnknownTeam {
    if (teams().stream().noneMatch(mine -> mine.id().equals(team))) {
      throw new CustodyException.UnknownTeam();
    }
  }

  /**
   * What seals this device's own notes about files, so that nothing readable about them lies on the
   * disk; the caller closes it. A device that enrols anew cannot read the old notes.
   *
   * @param purpose ASCII; what one purpose sealed, another cannot open
   */
  public LocalSeal localSeal(String purpose) {
    return new LocalSeal(identity.localKey(purpose));
  }

  /** Keeps a grant that this device made for itself. */
  void keepOwnGrant(Kid kid, byte[] file) throws KeyStoreException {
    grants.keep(directory(), Map.of(kid, file), identity);
  }

  @Override
  public void close() {
    keys.close();
    identity.close();
  }
}
