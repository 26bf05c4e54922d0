package org.dubbelslot.custody;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.keys.Device;
import org.dubbelslot.keys.DirectoryException;
import org.dubbelslot.keys.DirectoryPaths;
import org.dubbelslot.keys.EnrolmentRequest;
import org.dubbelslot.keys.History;
import org.dubbelslot.keys.KeyDirectory;
import org.dubbelslot.keys.KeyState;
import org.dubbelslot.keys.KeyStoreException;
import org.dubbelslot.keys.RevisionDraft;
import org.dubbelslot.keys.StateChange;
import org.dubbelslot.keys.Team;
import org.dubbelslot.keys.TeamKeyVersion;
import org.dubbelslot.keys.TeamProposal;

/** What a custodian does with teams. */
public final class TeamOperations {
  private final CustodianDesk desk;

  TeamOperations(CustodianDesk desk) {
    this.desk = desk;
  }

  /**
   * Makes a team. Where this custodian's own device belongs to one of its stewards, its first key
   * is made at once; otherwise a steward does that.
   *
   * @param name kept in this custodian's own list and the sealed people list
   * @param stewards members, at least one
   * @return the team's identifier and what became of it
   */
  public Added add(String name, Collection<Kid> stewards)
      throws CustodyException, DirectoryException, KeyStoreException {
    if (!EnrolmentRequest.isShowable(name)) {
      throw new CustodyException.BadName();
    }
    boolean taken =
        desk.names().teamsNamed(name).stream()
            .anyMatch(id -> desk.directory().team(id).filter(team -> !team.removed()).isPresent());
    if (taken) {
      throw new CustodyException.TeamExists();
    }
    if (!stewards.stream().allMatch(id -> desk.directory().member(id).isPresent())) {
      throw new CustodyException.UnknownMember();
    }
    SortedSet<Kid> all = new TreeSet<>(stewards);
    Team team = new Team(Kid.random(), all, all, Optional.empty(), false);
    desk.keep(desk.names().withTeam(team.id(), name));
    Outcome outcome = desk.commit(RevisionDraft.after(desk.directory()).put(team));
    if (outcome instanceof Outcome.Published) {
      outcome = rotateByOwnSteward(team.id()).orElse(outcome);
    }
    return new Added(team.id(), outcome);
  }

  /**
   * A team that was made.
   *
   * @param team its identifier
   * @param outcome what became of it
   */
  public record Added(Kid team, Outcome outcome) {}

  /**
   * Makes a new version of the team's key, when this custodian's own device belongs to a steward.
   *
   * @return empty when it does not: then a steward does it and hands over the proposal
   */
  public Optional<Outcome> rotateByOwnSteward(Kid team)
      throws CustodyException, DirectoryException, KeyStoreException {
    Optional<Membership> own = desk.own();
    if (own.isEmpty()) {
      return Optional.empty();
    }
    try (Membership membership = own.get()) {
      Steward steward = new Steward(membership, desk.publisher(), desk.tools());
      if (steward.teams().stream().noneMatch(mine -> mine.id().equals(team))) {
        return Optional.empty();
      }
      return Optional.of(accept(steward.rotate(team, desk.names())));
    }
  }

  /** Grants and lists what members lack, where this custodian's own device belongs to a steward. */
  Outcome settleByOwnSteward(Collection<Kid> teams, Outcome before)
      throws CustodyException, DirectoryException, KeyStoreException {
    Outcome outcome = before;
    for (Kid team : teams) {
      if (!(outcome instanceof Outcome.Published)) {
        return outcome;
      }
      Optional<Membership> own = desk.own();
      if (own.isEmpty()) {
        return outcome;
      }
      try (Membership membership = own.get()) {
        Steward steward = new Steward(membership, desk.publisher(), desk.tools());
        boolean mine = steward.teams().stream().anyMatch(led -> led.id().equals(team));
        if (mine && membership.directory().activeTeamKey(team).isPresent()) {
          steward.grantMissing(team);
          outcome = accept(steward.relist(team, desk.names()));
        }
      }
    }
    return outcome;
  }

  /**
   * Publishes a steward's proposal: a new active key version, the one before deactivated; or a new
   * people list.
   *
   * @throws CustodyException.BadProposal when it is not by an active steward of that team, or does
   *     not fit the directory any more
   */
  public Outcome accept(TeamProposal proposal)
      throws CustodyException, DirectoryException, KeyStoreException {
    KeyDirectory directory = desk.directory();
    TeamProposal.Content content = proposal.content();
    Team team =
        directory
            .team(content.team())
            .filter(found -> !found.removed())
            .orElseThrow(CustodyException.BadProposal::new);
    Device device =
        directory.device(content.device()).orElseThrow(CustodyException.BadProposal::new);
    Kid member = directory.memberOf(device.kid()).orElseThrow().id();
    if (!content.organisation().equals(directory.organisation().id())
        || !directory.isActive(device.kid())
        || !team.stewards().contains(member)
        || !proposal.isSignedBy(device)) {
      throw new CustodyException.BadProposal();
    }
    RevisionDraft draft = RevisionDraft.after(directory);
    if (content.nameKey().isPresent()) {
      addVersion(draft, team, content.kid());
      draft.put(DirectoryPaths.names(team.id(), content.kid()), content.nameKey().get());
    } else if (!team.active().equals(Optional.of(content.kid()))) {
      throw new CustodyException.BadProposal();
    }
    draft.put(DirectoryPaths.people(team.id(), content.kid()), content.people());
    return desk.commit(draft);
  }

  private void addVersion(RevisionDraft draft, Team team, Kid kid)
      throws CustodyException.BadProposal {
    KeyDirectory directory = desk.directory();
    if (directory.teamKey(kid).isPresent()) {
      throw new CustodyException.BadProposal();
    }
    for (TeamKeyVersion old : directory.teamKeys(team.id())) {
      if (old.state() == KeyState.ACTIVE) {
        draft.put(old.then(change(KeyState.DEACTIVATED, "rotated")));
      }
    }
    draft.put(
        new TeamKeyVersion(team.id(), kid, History.beginning(change(KeyState.ACTIVE, "created"))));
    draft.put(
        new Team(team.id(), team.members(), team.stewards(), Optional.of(kid), team.removed()));
  }

  /** Dissolves a team: its files still open, nothing new is sealed for it. */
  public Outcome remove(Kid team) throws CustodyException, DirectoryException, KeyStoreException {
    Team found = existing(team);
    RevisionDraft draft = RevisionDraft.after(desk.directory());
    for (TeamKeyVersion version : desk.directory().teamKeys(team)) {
      if (version.state() == KeyState.ACTIVE) {
        draft.put(version.then(change(KeyState.DEACTIVATED, "dissolved")));
      }
    }
    draft.put(new Team(team, found.members(), found.stewards(), Optional.empty(), true));
    return desk.commit(draft);
  }

  /**
   * Takes a team key version into another state.
   *
   * @throws CustodyException.NoSuchTransition when that state cannot follow
   */
  public Outcome change(Kid kid, KeyState state, String why)
      throws CustodyException, DirectoryException, KeyStoreException {
    TeamKeyVersion version =
        desk.directory().teamKey(kid).orElseThrow(CustodyException.UnknownTeam::new);
    if (!version.state().next().contains(state)) {
      throw new CustodyException.NoSuchTransition();
    }
    return desk.commit(RevisionDraft.after(desk.directory()).put(version.then(change(state, why))));
  }

  /** The teams that are not dissolved. */
  public List<Team> list() {
    return desk.directory().teams().stream().filter(team -> !team.removed()).toList();
  }

  /**
   * The team of that name or identifier.
   *
   * @throws CustodyException.UnknownTeam when there is none
   */
  public Kid find(String nameOrId) throws CustodyException {
    List<Kid> named =
        desk.names().teamsNamed(nameOrId).stream()
            .filter(id -> list().stream().anyMatch(team -> team.id().equals(id)))
            .toList();
    if (named.size() > 1) {
      throw new CustodyException.AmbiguousTeam();
    }
    return named.stream()
        .findFirst()
        .or(
            () ->
                list().stream().map(Team::id).filter(id -> id.text().equals(nameOrId)).findFirst())
        .orElseThrow(CustodyException.UnknownTeam::new);
  }

  private Team existing(Kid team) throws CustodyException.UnknownTeam {
    return desk.directory()
        .team(team)
        .filter(found -> !found.removed())
        .orElseThrow(CustodyException.UnknownTeam::new);
  }

  private StateChange change(KeyState state, String why) {
    return new StateChange(state, desk.now(), desk.custodian(), why);
  }
}
