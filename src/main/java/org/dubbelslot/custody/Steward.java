package org.dubbelslot.custody;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.format.LockKeys;
import org.dubbelslot.format.OrganisationPublicKey;
import org.dubbelslot.format.TeamKey;
import org.dubbelslot.keys.Device;
import org.dubbelslot.keys.DirectoryException;
import org.dubbelslot.keys.DirectoryPublisher;
import org.dubbelslot.keys.Grant;
import org.dubbelslot.keys.KeyDirectory;
import org.dubbelslot.keys.KeyStoreException;
import org.dubbelslot.keys.Line;
import org.dubbelslot.keys.Member;
import org.dubbelslot.keys.OrganisationKeyVersion;
import org.dubbelslot.keys.Team;
import org.dubbelslot.keys.TeamKeyVersion;
import org.dubbelslot.keys.TeamProposal;

/**
 * A steward at work: grants the team's key to members that the custodians have admitted, and
 * proposes new versions and people lists, which the custodians publish.
 */
public final class Steward {
  private final Membership membership;
  private final DirectoryPublisher publisher;
  private final Tools tools;

  /**
   * A steward with the keys of {@code membership}.
   *
   * @param publisher the directory's folder, where grants are put
   */
  public Steward(Membership membership, DirectoryPublisher publisher, Tools tools) {
    this.membership = membership;
    this.publisher = publisher;
    this.tools = tools;
  }

  /**
   * A grant that was made.
   *
   * @param member to whom
   * @param device to which device
   * @param kid of which key version
   */
  public record Granted(Kid member, Kid device, Kid kid) {}

  /** The teams of which this member is a steward. */
  public List<Team> teams() {
    return membership.teams().stream()
        .filter(team -> team.stewards().contains(membership.member().id()))
        .toList();
  }

  /**
   * Grants every version of the team's key that this device holds to every active device of the
   * team that lacks it. Safe to repeat.
   *
   * @throws CustodyException.NotASteward unless this member is one of the team
   * @throws DirectoryException.Expired when the directory's term has passed
   */
  public List<Granted> grantMissing(Kid team) throws CustodyException, DirectoryException {
    KeyDirectory directory = membership.directory();
    directory.requireCurrent(now());
    requireSteward(team);
    List<Granted> made = new ArrayList<>();
    for (TeamKeyVersion version : directory.teamKeys(team)) {
      if (version.state().granted()) {
        Optional<TeamKey> key = membership.grantedTeamKey(version.kid());
        if (key.isPresent()) {
          made.addAll(grant(team, key.get()));
        }
      }
    }
    return made;
  }

  private List<Granted> grant(Kid team, TeamKey key) throws CustodyException, DirectoryException {
    List<Granted> made = new ArrayList<>();
    try (Grant grant = new Grant.OfTeam(key)) {
      for (Member member : membersOf(team)) {
        for (Device device : member.activeDevices().toList()) {
          if (!publisher.hasGrant(device.kid(), grant.kid())
              && !publisher.isStopped(membership.directory(), device.kid())) {
            publisher.grant(device, grant);
            made.add(new Granted(member.id(), device.kid(), grant.kid()));
          }
        }
      }
    } catch (IOException e) {
      throw new CustodyException.Storage(e);
    }
    return made;
  }

  private List<Member> membersOf(Kid team) throws CustodyException.UnknownTeam {
    KeyDirectory directory = membership.directory();
    Team found = directory.team(team).orElseThrow(CustodyException.UnknownTeam::new);
    return found.members().stream().map(id -> directory.member(id).orElseThrow()).toList();
  }

  /** Devices of the team that lack a grant of some version. */
  public List<Granted> lacking(Kid team) throws CustodyException {
    List<Granted> lacking = new ArrayList<>();
    for (TeamKeyVersion version : membership.directory().teamKeys(team)) {
      for (Member member : membersOf(team)) {
        member
            .activeDevices()
            .filter(device -> version.state().granted())
            .filter(device -> !publisher.hasGrant(device.kid(), version.kid()))
            .forEach(device -> lacking.add(new Granted(member.id(), device.kid(), version.kid())));
      }
    }
    return lacking;
  }

  /**
   * Makes a new version of the team's key and grants it to the team's devices at once, this one
   * first; nothing is sealed under it before the custodians publish the proposal.
   *
   * @param names what this steward knows besides the present list; the team's own name at least,
   *     for its first version
   */
  public TeamProposal rotate(Kid team, Names names)
      throws CustodyException, DirectoryException, KeyStoreException {
    membership.directory().requireCurrent(now());
    requireSteward(team);
    try (TeamKey key = TeamKey.generate(team)) {
      keepMyself(key);
      grant(team, key.copy());
      LockKeys lock = new LockKeys(organisationKey(), key);
      SealedLists lists = new SealedLists(tools.workers());
      byte[] nameKey = lists.sealNewNameKey(lock, membership.device());
      return propose(team, key.kid(), Optional.of(nameKey), people(team, names, lock));
    }
  }

  /** Seals the team's people list anew, for members that came or went. */
  public TeamProposal relist(Kid team, Names names) throws CustodyException, DirectoryException {
    membership.directory().requireCurrent(now());
    requireSteward(team);
    try (TeamKey key = membership.activeTeamKey(team)) {
      byte[] people = people(team, names, new LockKeys(organisationKey(), key));
      return propose(team, key.kid(), Optional.empty(), people);
    }
  }

  private void keepMyself(TeamKey key) throws KeyStoreException {
    try (Grant grant = new Grant.OfTeam(key.copy())) {
      membership.keepOwnGrant(
          key.kid(), grant.sealTo(membership.device().publicDevice(Instant.EPOCH)));
    }
  }

  private byte[] people(Kid team, Names names, LockKeys lock) throws CustodyException {
    Team found = membership.directory().team(team).orElseThrow(CustodyException.UnknownTeam::new);
    Names known = membership.names().with(names).only(team, found.members());
    return new SealedLists(tools.workers()).sealNames(known, lock, membership.device());
  }

  private TeamProposal propose(Kid team, Kid kid, Optional<byte[]> nameKey, byte[] people) {
    return TeamProposal.make(
        new TeamProposal.Content(
            membership.directory().organisation().id(),
            team,
            kid,
            nameKey,
            people,
            membership.device().device(),
            now()),
        membership.device());
  }

  private OrganisationPublicKey organisationKey() throws CustodyException {
    return membership
        .directory()
        .active(Line.MAIN)
        .map(OrganisationKeyVersion::key)
        .orElseThrow(CustodyException.NoOrganisationKey::new);
  }

  private void requireSteward(Kid team) throws CustodyException.NotASteward {
    if (teams().stream().noneMatch(mine -> mine.id().equals(team))) {
      throw new CustodyException.NotASteward();
    }
  }

  private Instant now() {
    return tools.clock().instant();
  }
}
