package org.dubbelslot.keys;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.format.SignerStatus;

/**
 * One verified revision of the organisation's key directory. Immutable.
 *
 * <p>There is no way to make one but through {@link DirectoryReader}: whoever holds it knows that
 * the pin, the chain of custodian sets, the quorum and every file's hash were checked.
 */
public final class KeyDirectory {
  private final Pin pin;
  private final Organisation organisation;
  private final String hash;
  private final CustodianSet custodians;
  private final DirectoryContent content;
  private final Map<String, byte[]> files;

  KeyDirectory(
      Pin pin,
      Organisation organisation,
      String hash,
      CustodianSet custodians,
      DirectoryContent content,
      Map<String, byte[]> files) {
    this.pin = pin;
    this.organisation = organisation;
    this.hash = hash;
    this.custodians = custodians;
    this.content = content;
    this.files = files;
  }

  /** What this directory was verified against. */
  public Pin pin() {
    return pin;
  }

  /** The top of the revision. */
  public Organisation organisation() {
    return organisation;
  }

  /** The revision's number. */
  public long revision() {
    return organisation.revision();
  }

  /** SHA-256 (base64url) of the revision's exact bytes. */
  public String hash() {
    return hash;
  }

  /** The custodian set that signed. */
  public CustodianSet custodians() {
    return custodians;
  }

  /** SHA-256 (base64url) of that set's exact bytes: what the next set must name. */
  public String custodiansHash() {
    return Digests.sha256Text(files.get(DirectoryPaths.custodians(custodians.number())));
  }

  /** Whether its term has passed: then opening is allowed, with a banner, and nothing else. */
  public boolean expired(Instant now) {
    return !now.isBefore(organisation.expires());
  }

  /**
   * Requires that sealing, re-wrap and grants are still allowed.
   *
   * @throws DirectoryException.Expired when the term has passed
   */
  public void requireCurrent(Instant now) throws DirectoryException.Expired {
    if (expired(now)) {
      throw new DirectoryException.Expired(organisation.expires());
    }
  }

  /**
   * Requires that this is a real organisation, before anything real is done with it.
   *
   * @throws DirectoryException.ExampleRefused for an example
   */
  public void requireNotExample() throws DirectoryException.ExampleRefused {
    if (organisation.example()) {
      throw new DirectoryException.ExampleRefused();
    }
  }

  /** All organisation key versions. */
  public Collection<OrganisationKeyVersion> organisationKeys() {
    return content.organisationKeys().values();
  }

  /** The organisation key version of that identifier. */
  public Optional<OrganisationKeyVersion> organisationKey(Kid kid) {
    return Optional.ofNullable(content.organisationKeys().get(kid));
  }

  /** The version of {@code line} under which is sealed. */
  public Optional<OrganisationKeyVersion> active(Line line) {
    return organisationKeys().stream()
        .filter(version -> version.line() == line && version.state().seals())
        .findFirst();
  }

  /** All teams, dissolved ones too. */
  public Collection<Team> teams() {
    return content.teams().values();
  }

  /** The team of that identifier. */
  public Optional<Team> team(Kid team) {
    return Optional.ofNullable(content.teams().get(team));
  }

  /** The teams that a member belongs to. */
  public List<Team> teamsOf(Kid member) {
    return teams().stream().filter(team -> team.members().contains(member)).toList();
  }

  /** The team key version of that identifier. */
  public Optional<TeamKeyVersion> teamKey(Kid kid) {
    return Optional.ofNullable(content.teamKeys().get(kid));
  }

  /** All versions of a team's key. */
  public List<TeamKeyVersion> teamKeys(Kid team) {
    return content.teamKeys().values().stream()
        .filter(version -> version.team().equals(team))
        .toList();
  }

  /** The version under which a team's new files are sealed. */
  public Optional<TeamKeyVersion> activeTeamKey(Kid team) {
    return team(team)
        .filter(found -> !found.removed())
        .flatMap(Team::active)
        .flatMap(this::teamKey)
        .filter(version -> version.state().seals());
  }

  /** All members, those who left too. */
  public Collection<Member> members() {
    return content.members().values();
  }

  /** The member of that identifier. */
  public Optional<Member> member(Kid member) {
    return Optional.ofNullable(content.members().get(member));
  }

  /** Whose device that is. */
  public Optional<Member> memberOf(Kid device) {
    return Optional.ofNullable(content.owners().get(device));
  }

  /** The device of that identifier. */
  public Optional<Device> device(Kid device) {
    return memberOf(device).flatMap(member -> member.device(device));
  }

  /** Whether a device may do what its member may: both are active. */
  public boolean isActive(Kid device) {
    return memberOf(device)
        .map(member -> member.activeDevices().anyMatch(active -> active.kid().equals(device)))
        .orElse(false);
  }

  /** What is known of a device that signed a file. */
  public SignerStatus signer(Kid kid) {
    Optional<Member> owner = memberOf(kid);
    if (owner.isEmpty()) {
      return new SignerStatus.Unknown();
    }
    Member member = owner.get();
    Device device = member.device(kid).orElseThrow();
    if (device.state() != Device.State.ACTIVE) {
      return new SignerStatus.Revoked(device.ed25519(), device.since(), device.compromised());
    }
    if (member.state() != Member.State.ACTIVE) {
      return new SignerStatus.Revoked(device.ed25519(), member.since(), false);
    }
    return new SignerStatus.Known(device.ed25519());
  }

  /** The organisation's policy in its exact bytes, a JSON object. */
  public Optional<byte[]> policy() {
    return file(DirectoryPaths.POLICY);
  }

  /** The exact bytes of a listed file by its logical path ({@link DirectoryPaths}). */
  public Optional<byte[]> file(String path) {
    return Optional.ofNullable(organisation.files().get(path))
        .map(listed -> files.get(listed.name()).clone());
  }

  /** The custodian set of that number, one of the verified chain that ends with the present one. */
  CustodianSet custodians(int number) throws DirectoryException.Malformed {
    String path = DirectoryPaths.custodians(number);
    return CustodiansJson.read(path, files.get(path));
  }

  /** Every file that makes up this revision, by actual name: what a copy must hold. */
  SortedMap<String, byte[]> allFiles() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  @Override
  public String toString() {
    return "KeyDirectory[" + organisation.id() + ", revision " + revision() + "]";
  }
}
