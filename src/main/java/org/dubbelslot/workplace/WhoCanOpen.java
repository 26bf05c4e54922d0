package org.dubbelslot.workplace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.custody.Membership;
import org.dubbelslot.custody.Names;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.format.FormatException;
import org.dubbelslot.format.Inspection;
import org.dubbelslot.format.Inspector;
import org.dubbelslot.keys.KeyDirectory;
import org.dubbelslot.keys.Line;
import org.dubbelslot.keys.Member;
import org.dubbelslot.keys.OrganisationKeyVersion;
import org.dubbelslot.keys.Team;
import org.dubbelslot.keys.TeamKeyVersion;
import org.dubbelslot.transfer.FromOutside;
import org.dubbelslot.transfer.Place;

/**
 * Who can open what lies in a place, by the key directory; what the provider lets people fetch is
 * another question.
 *
 * @param organisation its name
 * @param backup whether there is a lock for the organisation's backup key as well
 * @param teams whose locks there are: the place's, or those that a file really has
 */
public record WhoCanOpen(String organisation, boolean backup, List<TeamPeople> teams) {
  /** Copies the list. */
  public WhoCanOpen {
    teams = List.copyOf(teams);
  }

  /**
   * A team.
   *
   * @param name as its members know it; its identifier to others
   * @param people its members by name; those who stewards are come first
   */
  public record TeamPeople(String name, List<Colleague> people) {
    /** Copies the list. */
    public TeamPeople {
      people = List.copyOf(people);
    }
  }

  /**
   * A member.
   *
   * @param name as colleagues know it; the identifier to others
   * @param steward whether this one grants the team's key to others
   * @param self whether this is the person at this computer
   * @param active whether this one can open anything now: not suspended, and with a device
   */
  public record Colleague(String name, boolean steward, boolean self, boolean active) {}

  /** Of new files of a place. */
  public static WhoCanOpen of(Workplace workplace, Place place) throws Exception {
    Membership membership = workplace.membership();
    KeyDirectory directory = membership.directory();
    boolean backup =
        workplace.policy().requireBackupLock() && directory.active(Line.BACKUP).isPresent();
    return of(membership, Set.of(place.team()), backup);
  }

  /**
   * Of one file, by the locks that it has; needs no key.
   *
   * @throws FormatException when it is no sealed file
   * @throws IOException when it cannot be read
   */
  public static WhoCanOpen of(Workplace workplace, Place place, DriveItem file) throws Exception {
    Inspection seen = Inspector.inspect(FromOutside.of(workplace.drive(place), file));
    Membership membership = workplace.membership();
    KeyDirectory directory = membership.directory();
    Set<Kid> teams = new LinkedHashSet<>();
    boolean backup = false;
    for (Inspection.LockInfo lock : seen.locks()) {
      teams.add(directory.teamKey(lock.team()).map(TeamKeyVersion::team).orElse(lock.team()));
      backup |=
          directory
              .organisationKey(lock.organisation())
              .map(OrganisationKeyVersion::line)
              .equals(Optional.of(Line.BACKUP));
    }
    return of(membership, teams, backup);
  }

  private static WhoCanOpen of(Membership membership, Set<Kid> teams, boolean backup) {
    List<TeamPeople> found = new ArrayList<>();
    for (Kid team : teams) {
      List<Colleague> people =
          membership
              .directory()
              .team(team)
              .map(known -> people(membership, known))
              .orElse(List.of());
      found.add(new TeamPeople(membership.names().team(team).orElse(team.text()), people));
    }
    return new WhoCanOpen(membership.directory().organisation().name(), backup, found);
  }

  private static List<Colleague> people(Membership membership, Team team) {
    Names names = membership.names();
    return team.members().stream()
        .map(
            id ->
                new Colleague(
                    names.member(id).orElse(id.text()),
                    team.stewards().contains(id),
                    membership.member().id().equals(id),
                    membership
                        .directory()
                        .member(id)
                        .map(Member::activeDevices)
                        .filter(devices -> devices.findAny().isPresent())
                        .isPresent()))
        .sorted(
            Comparator.comparing((Colleague one) -> !one.steward()).thenComparing(Colleague::name))
        .toList();
  }
}
