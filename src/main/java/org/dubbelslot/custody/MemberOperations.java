package org.dubbelslot.custody;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.keys.Device;
import org.dubbelslot.keys.DirectoryException;
import org.dubbelslot.keys.EnrolmentException;
import org.dubbelslot.keys.EnrolmentRequest;
import org.dubbelslot.keys.KeyStoreException;
import org.dubbelslot.keys.Member;
import org.dubbelslot.keys.RevisionDraft;
import org.dubbelslot.keys.Suspension;
import org.dubbelslot.keys.Team;

/** What a custodian does with members and their devices. */
public final class MemberOperations {
  private final CustodianDesk desk;

  MemberOperations(CustodianDesk desk) {
    this.desk = desk;
  }

  /**
   * A member that was admitted.
   *
   * @param member the identifier
   * @param outcome what became of it
   */
  public record Approved(Kid member, Outcome outcome) {}

  /**
   * Admits a device, after the comparison code was compared by voice or in person.
   *
   * @param request what the device asked
   * @param existing the member whose further device it is; a new member otherwise
   * @param teams which teams the member joins
   * @param steward whether as a steward of them
   * @throws EnrolmentException when the request pins something else, or the device is known
   */
  public Approved approve(
      EnrolmentRequest request, Optional<Kid> existing, Collection<Kid> teams, boolean steward)
      throws CustodyException, DirectoryException, KeyStoreException, EnrolmentException {
    request.requirePin(desk.directory().pin());
    if (desk.directory().device(request.device().kid()).isPresent()) {
      throw new EnrolmentException.AlreadyEnrolled();
    }
    Instant now = desk.now();
    Device device = Device.of(request.device().xwing(), request.device().ed25519(), now);
    Member member;
    if (existing.isPresent()) {
      Member known = require(existing.get());
      List<Device> devices = new ArrayList<>(known.devices());
      devices.add(device);
      member = new Member(known.id(), known.state(), known.since(), known.roles(), devices);
    } else {
      member = new Member(Kid.random(), Member.State.ACTIVE, now, new TreeSet<>(), List.of(device));
      desk.keep(desk.names().withMember(member.id(), request.name()));
    }
    RevisionDraft draft = RevisionDraft.after(desk.directory()).put(member);
    for (Kid team : teams) {
      draft.put(joined(requireTeam(team), member.id(), steward));
    }
    Outcome outcome = desk.commit(draft);
    SortedSet<Kid> touched = new TreeSet<>(teams);
    desk.directory().teamsOf(member.id()).forEach(team -> touched.add(team.id()));
    return new Approved(member.id(), desk.teams().settleByOwnSteward(touched, outcome));
  }

  /** Admits a member to a team, as a steward or not. */
  public Outcome join(Kid member, Kid team, boolean steward)
      throws CustodyException, DirectoryException, KeyStoreException {
    require(member);
    Team changed = joined(requireTeam(team), member, steward);
    Outcome outcome = desk.commit(RevisionDraft.after(desk.directory()).put(changed));
    return desk.teams().settleByOwnSteward(List.of(team), outcome);
  }

  /** Takes a member out of a team; its steward should then rotate the team's key. */
  public Outcome leave(Kid member, Kid team)
      throws CustodyException, DirectoryException, KeyStoreException {
    return desk.commit(RevisionDraft.after(desk.directory()).put(left(requireTeam(team), member)));
  }

  /**
   * Stops a device at once, by this custodian alone, and for good measure in the next revision.
   *
   * @param why one lower-case word ({@code lost})
   */
  public Outcome suspendDevice(Kid device, String why)
      throws CustodyException, DirectoryException, KeyStoreException {
    Member member =
        desk.directory().memberOf(device).orElseThrow(CustodyException.UnknownMember::new);
    if (member.device(device).orElseThrow().state() == Device.State.REVOKED) {
      throw new CustodyException.NoSuchTransition(); // it would come back by being resumed
    }
    stopNow(device, why);
    return change(member, device, known -> known.with(Device.State.SUSPENDED, desk.now(), false));
  }

  /** Stops a member with all devices. */
  public Outcome suspend(Kid member, String why)
      throws CustodyException, DirectoryException, KeyStoreException {
    Member known = require(member);
    for (Device device : known.activeDevices().toList()) {
      stopNow(device.kid(), why);
    }
    return desk.commit(
        RevisionDraft.after(desk.directory())
            .put(
                new Member(
                    known.id(),
                    Member.State.SUSPENDED,
                    desk.now(),
                    known.roles(),
                    known.devices())));
  }

  private void stopNow(Kid device, String why) throws CustodyException.Storage {
    try {
      desk.publisher()
          .suspend(desk.directory().organisation().id(), device, desk.now(), why, desk.identity());
    } catch (IOException e) {
      throw new CustodyException.Storage(e);
    }
  }

  /** Lifts the suspension of a member and of all devices that are not revoked; needs the quorum. */
  public Outcome resume(Kid member) throws CustodyException, DirectoryException, KeyStoreException {
    Member known = require(member);
    List<Device> devices = new ArrayList<>();
    for (Device device : known.devices()) {
      devices.add(device.state() == Device.State.REVOKED ? device : resumed(device));
    }
    return desk.commit(
        RevisionDraft.after(desk.directory())
            .put(new Member(known.id(), Member.State.ACTIVE, desk.now(), known.roles(), devices)));
  }

  private Device resumed(Device device)
      throws CustodyException, DirectoryException, KeyStoreException {
    Optional<Suspension> suspension =
        Membership.reader(desk.home(), desk.tools()).suspension(desk.directory(), device.kid());
    List<String> lifted = new ArrayList<>(device.resumed());
    suspension.ifPresent(stopped -> lifted.add(stopped.hash()));
    return new Device(
        device.kid(),
        device.xwing(),
        device.ed25519(),
        Device.State.ACTIVE,
        desk.now(),
        false,
        lifted);
  }

  /**
   * Revokes a device for ever.
   *
   * @param compromised whether somebody else may have its keys
   */
  public Outcome revokeDevice(Kid device, boolean compromised)
      throws CustodyException, DirectoryException, KeyStoreException {
    Member member =
        desk.directory().memberOf(device).orElseThrow(CustodyException.UnknownMember::new);
    Outcome outcome =
        change(
            member,
            device,
            known ->
                known.with(Device.State.REVOKED, desk.now(), compromised || known.compromised()));
    withdrawGrants(List.of(device));
    return outcome;
  }

  /** A revoked device picks up nothing more; what it has, it has. */
  private void withdrawGrants(List<Kid> devices) throws CustodyException.Storage {
    try {
      for (Kid device : devices) {
        desk.publisher().withdrawGrants(device);
      }
    } catch (IOException e) {
      throw new CustodyException.Storage(e);
    }
  }

  /** Removes a member who leaves: out of all teams, all devices revoked. */
  public Outcome remove(Kid member) throws CustodyException, DirectoryException, KeyStoreException {
    Member known = require(member);
    RevisionDraft draft = RevisionDraft.after(desk.directory());
    for (Team team : desk.directory().teamsOf(member)) {
      draft.put(left(team, member));
    }
    List<Device> devices =
        known.devices().stream()
            .map(
                device ->
                    device.state() == Device.State.REVOKED
                        ? device
                        : device.with(Device.State.REVOKED, desk.now(), false))
            .toList();
    draft.put(new Member(known.id(), Member.State.REMOVED, desk.now(), new TreeSet<>(), devices));
    Outcome outcome = desk.commit(draft);
    withdrawGrants(devices.stream().map(Device::kid).toList());
    return outcome;
  }

  /** The members who have not left. */
  public List<Member> list() {
    return desk.directory().members().stream()
        .filter(member -> member.state() != Member.State.REMOVED)
        .toList();
  }

  /**
   * The member of that name, identifier, or device identifier.
   *
   * @throws CustodyException.UnknownMember when there is none, or several bear the name
   */
  public Kid find(String nameOrId) throws CustodyException.UnknownMember {
    List<Kid> named =
        desk.names().membersNamed(nameOrId).stream()
            .filter(id -> list().stream().anyMatch(member -> member.id().equals(id)))
            .toList();
    if (named.size() == 1) {
      return named.getFirst();
    }
    return list().stream()
        .filter(
            member ->
                member.id().text().equals(nameOrId)
                    || member.devices().stream()
                        .anyMatch(device -> device.kid().text().equals(nameOrId)))
        .map(Member::id)
        .findFirst()
        .orElseThrow(CustodyException.UnknownMember::new);
  }

  private Outcome change(Member member, Kid device, Function<Device, Device> change)
      throws CustodyException, DirectoryException, KeyStoreException {
    List<Device> devices =
        member.devices().stream()
            .map(known -> known.kid().equals(device) ? change.apply(known) : known)
            .toList();
    return desk.commit(
        RevisionDraft.after(desk.directory())
            .put(new Member(member.id(), member.state(), member.since(), member.roles(), devices)));
  }

  private Member require(Kid member) throws CustodyException.UnknownMember {
    return desk.directory()
        .member(member)
        .filter(known -> known.state() != Member.State.REMOVED)
        .orElseThrow(CustodyException.UnknownMember::new);
  }

  private Team requireTeam(Kid team) throws CustodyException.UnknownTeam {
    return desk.directory()
        .team(team)
        .filter(found -> !found.removed())
        .orElseThrow(CustodyException.UnknownTeam::new);
  }

  private static Team joined(Team team, Kid member, boolean steward) {
    SortedSet<Kid> members = new TreeSet<>(team.members());
    members.add(member);
    SortedSet<Kid> stewards = new TreeSet<>(team.stewards());
    if (steward) {
      stewards.add(member);
    }
    return new Team(team.id(), members, stewards, team.active(), team.removed());
  }

  private static Team left(Team team, Kid member) {
    SortedSet<Kid> members = new TreeSet<>(team.members());
    members.remove(member);
    SortedSet<Kid> stewards = new TreeSet<>(team.stewards());
    stewards.remove(member);
    return new Team(team.id(), members, stewards, team.active(), team.removed());
  }
}
