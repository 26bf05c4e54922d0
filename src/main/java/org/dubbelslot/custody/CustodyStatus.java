package org.dubbelslot.custody;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.keys.DirectoryPublisher;
import org.dubbelslot.keys.Grants;
import org.dubbelslot.keys.History;
import org.dubbelslot.keys.KeyCustody;
import org.dubbelslot.keys.KeyDirectory;
import org.dubbelslot.keys.Member;
import org.dubbelslot.keys.OrganisationKeyVersion;
import org.dubbelslot.keys.StateChange;
import org.dubbelslot.keys.Team;
import org.dubbelslot.keys.TeamKeyVersion;

/**
 * How an organisation stands, for {@code custody status}.
 *
 * @param revision number of the newest revision
 * @param issued when it was made
 * @param expires when sealing and granting stop
 * @param custodians how many there are
 * @param quorum how many of them sign
 * @param organisationKeys all versions
 * @param teams those that are not dissolved
 * @param devices active ones, and how many of them lack grants
 * @param notices what needs attention
 */
public record CustodyStatus(
    long revision,
    Instant issued,
    Instant expires,
    int custodians,
    int quorum,
    List<OrganisationKeyVersion> organisationKeys,
    List<TeamStatus> teams,
    Devices devices,
    Set<Notice> notices) {
  private static final Duration CRYPTOPERIOD = Duration.ofDays(730);
  private static final Duration REMINDER = Duration.ofDays(30);

  /**
   * A team.
   *
   * @param team its identifier
   * @param name if this custodian knows it
   * @param members how many
   * @param stewards how many
   * @param versions of its key
   */
  public record TeamStatus(
      Kid team, Optional<String> name, int members, int stewards, List<TeamKeyVersion> versions) {}

  /**
   * The active devices.
   *
   * @param active how many
   * @param waiting how many of them lack a grant
   */
  public record Devices(int active, int waiting) {}

  static CustodyStatus of(CustodianDesk desk) {
    KeyDirectory directory = desk.directory();
    List<TeamStatus> teams =
        directory.teams().stream()
            .filter(team -> !team.removed())
            .map(team -> teamStatus(desk, team))
            .toList();
    Devices devices = devices(directory, desk.publisher());
    boolean waiting =
        Files.exists(new CustodianHome(desk.home()).prepared(directory.revision() + 1));
    Set<Notice> notices = notices(directory, desk.now());
    if (devices.waiting() > 0) {
      notices.add(Notice.GRANTS_MISSING);
    }
    if (waiting) {
      notices.add(Notice.REVISION_WAITING);
    }
    return new CustodyStatus(
        directory.revision(),
        directory.organisation().issued(),
        directory.organisation().expires(),
        directory.custodians().custodians().size(),
        directory.custodians().quorum(),
        List.copyOf(directory.organisationKeys()),
        teams,
        devices,
        notices);
  }

  /** What can be told from the directory alone. */
  static Set<Notice> notices(KeyDirectory directory, Instant now) {
    Set<Notice> notices = EnumSet.noneOf(Notice.class);
    add(notices, Notice.EXAMPLE, directory.organisation().example());
    add(notices, Notice.NO_RECOVERY, !directory.organisation().hasRecovery());
    add(notices, Notice.SINGLE_CUSTODIAN, directory.custodians().quorum() == 1);
    add(
        notices,
        Notice.BOTH_HALVES_IN_ONE_HAND,
        directory.members().stream()
            .filter(member -> member.roles().contains(Member.Role.CUSTODIAN))
            .anyMatch(member -> !directory.teamsOf(member.id()).isEmpty()));
    Collection<OrganisationKeyVersion> keys = directory.organisationKeys();
    add(
        notices,
        Notice.KEY_FOLDER,
        keys.stream()
            .anyMatch(
                version ->
                    version.state().granted()
                        && version.custody().kind() == KeyCustody.Kind.FOLDER));
    add(notices, Notice.NO_ORGANISATION_KEY, keys.stream().noneMatch(key -> key.state().seals()));
    Instant expires = directory.organisation().expires();
    add(notices, Notice.EXPIRED, directory.expired(now));
    add(
        notices,
        Notice.EXPIRES_SOON,
        !directory.expired(now) && expires.isBefore(now.plus(REMINDER)));
    add(
        notices,
        Notice.ROTATE_SOON,
        !directory.organisation().example()
            && Stream.concat(
                    keys.stream().map(OrganisationKeyVersion::history),
                    directory.teams().stream()
                        .flatMap(team -> directory.teamKeys(team.id()).stream())
                        .map(TeamKeyVersion::history))
                .anyMatch(history -> isOld(history, now)));
    List<Team> teams = directory.teams().stream().filter(team -> !team.removed()).toList();
    add(
        notices,
        Notice.TEAM_WITHOUT_KEY,
        teams.stream().anyMatch(team -> directory.activeTeamKey(team.id()).isEmpty()));
    add(
        notices,
        Notice.TEAM_WITHOUT_STEWARD,
        teams.stream().anyMatch(team -> team.stewards().isEmpty()));
    return notices;
  }

  private static void add(Set<Notice> notices, Notice notice, boolean holds) {
    if (holds) {
      notices.add(notice);
    }
  }

  private static boolean isOld(History history, Instant now) {
    return history.state().seals()
        && history.changes().stream()
            .filter(change -> change.state().seals())
            .map(StateChange::at)
            .findFirst()
            .map(since -> since.plus(CRYPTOPERIOD).minus(REMINDER).isBefore(now))
            .orElse(false);
  }

  private static TeamStatus teamStatus(CustodianDesk desk, Team team) {
    return new TeamStatus(
        team.id(),
        desk.names().team(team.id()),
        team.members().size(),
        team.stewards().size(),
        desk.directory().teamKeys(team.id()));
  }

  private static Devices devices(KeyDirectory directory, DirectoryPublisher publisher) {
    List<Kid> active = new ArrayList<>();
    directory
        .members()
        .forEach(member -> member.activeDevices().forEach(device -> active.add(device.kid())));
    long waiting =
        active.stream()
            .filter(
                device ->
                    Grants.due(directory, device).stream()
                        .anyMatch(kid -> !publisher.hasGrant(device, kid)))
            .count();
    return new Devices(active.size(), (int) waiting);
  }
}
