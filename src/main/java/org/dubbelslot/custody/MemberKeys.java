package org.dubbelslot.custody;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.format.OpeningKeys;
import org.dubbelslot.format.OrganisationAlgorithm;
import org.dubbelslot.format.ReleaseContext;
import org.dubbelslot.format.ReleaseException;
import org.dubbelslot.format.SignerStatus;
import org.dubbelslot.format.TeamKey;
import org.dubbelslot.keys.DeviceIdentity;
import org.dubbelslot.keys.Grant;
import org.dubbelslot.keys.Grants;
import org.dubbelslot.keys.KeyDirectory;
import org.dubbelslot.keys.KeyStoreException;
import org.dubbelslot.keys.Member;
import org.dubbelslot.keys.Team;
import org.dubbelslot.keys.TeamKeyVersion;

/**
 * What a member's device can open with: team keys from its grants, organisation halves from
 * custody, signers from the directory. Only versions that the directory lists, in a state that
 * opens, of teams to which the member still belongs.
 */
final class MemberKeys implements OpeningKeys, AutoCloseable {
  private final KeyDirectory directory;
  private final Member member;
  private final Grants grants;
  private final DeviceIdentity identity;
  private final OrganisationKey organisation;
  private final Overrides overrides;
  private final Map<Kid, TeamKey> opened = new HashMap<>();

  MemberKeys(
      KeyDirectory directory,
      Member member,
      Grants grants,
      DeviceIdentity identity,
      OrganisationKey organisation,
      Overrides overrides) {
    this.directory = directory;
    this.member = member;
    this.grants = grants;
    this.identity = identity;
    this.organisation = organisation;
    this.overrides = overrides;
  }

  @Override
  public Optional<TeamKey> team(Kid teamKid) {
    Optional<TeamKeyVersion> version = directory.teamKey(teamKid);
    if (version.isEmpty()
        || !isMine(version.get().team())
        || !overrides.mayOpen(teamKid, version.get().state())) {
      return Optional.empty();
    }
    return granted(teamKid);
  }

  private boolean isOf(Kid teamKid, Kid team) {
    return directory.teamKey(teamKid).map(version -> version.team().equals(team)).orElse(false);
  }

  private boolean isMine(Kid team) {
    return directory.team(team).map(Team::members).orElseThrow().contains(member.id());
  }

  /** The team key in this device's grant, whether the directory lists it or not. */
  synchronized Optional<TeamKey> granted(Kid teamKid) {
    TeamKey known = opened.get(teamKid);
    if (known != null) {
      return Optional.of(known.copy());
    }
    Optional<Grant> grant;
    try {
      grant = grants.open(teamKid, identity);
    } catch (KeyStoreException e) {
      // A grant that does not hold is no grant: another one may be fetched in its place.
      return Optional.empty();
    }
    if (grant.isPresent()
        && grant.get() instanceof Grant.OfTeam team
        && isOf(teamKid, team.key().team())) {
      opened.put(teamKid, team.key());
      return Optional.of(team.key().copy());
    }
    grant.ifPresent(Grant::close);
    return Optional.empty();
  }

  @Override
  public SecretBytes release(
      Kid orgKid, OrganisationAlgorithm alg, byte[] wrapped, ReleaseContext context)
      throws ReleaseException {
    List<ReleasedHalf> answers =
        organisation.release(List.of(new WrappedHalf(orgKid, alg, wrapped, context)));
    return switch (answers.getFirst()) {
      case ReleasedHalf.Blob released -> released.blob();
      case ReleasedHalf.Withheld withheld -> throw withheld.why();
    };
  }

  @Override
  public SignerStatus signer(Kid device) {
    return directory.signer(device);
  }

  @Override
  public synchronized void close() {
    opened.values().forEach(TeamKey::close);
    opened.clear();
    organisation.close();
  }
}
