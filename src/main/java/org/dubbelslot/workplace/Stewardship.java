package org.dubbelslot.workplace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.custody.CustodyException;
import org.dubbelslot.custody.Joined;
import org.dubbelslot.custody.Membership;
import org.dubbelslot.custody.Steward;
import org.dubbelslot.keys.DirectoryException;
import org.dubbelslot.keys.DirectoryPublisher;
import org.dubbelslot.keys.PassphraseSource;
import org.dubbelslot.keys.Team;

/** What the person does as a steward of teams, with the keys that are unlocked already. */
public final class Stewardship {
  private final Membership membership;
  private final Steward steward;

  private Stewardship(Membership membership, Steward steward) {
    this.membership = membership;
    this.steward = steward;
  }

  /**
   * A member who waits for the key of a team.
   *
   * @param name as it is known; the identifier where it is not
   * @param devices how many of this member's devices wait
   */
  public record Waiting(String name, int devices) {}

  /**
   * A team of which the person is a steward.
   *
   * @param name as it is known; the identifier where it is not
   */
  public record Tended(Kid team, String name, List<Waiting> waiting) {
    /** Copies the list. */
    public Tended {
      waiting = List.copyOf(waiting);
    }
  }

  /** Whether the person is a steward of any team. */
  public static boolean isSteward(Workplace workplace) throws Exception {
    Membership membership = workplace.membership();
    return membership.teams().stream()
        .anyMatch(team -> team.stewards().contains(membership.member().id()));
  }

  /**
   * The person's stewardship.
   *
   * @throws CustodyException.NotAFolder when the key directory lies where this computer cannot put
   *     anything
   */
  public static Stewardship of(Workplace workplace) throws Exception {
    Membership membership = workplace.membership();
    var home = workplace.services().home().folder();
    Joined joined = Joined.in(home).orElseThrow(CustodyException.NotJoined::new);
    DirectoryPublisher publisher =
        new DirectoryPublisher(
            joined.directory().folder(home).orElseThrow(CustodyException.NotAFolder::new));
    return new Stewardship(
        membership,
        new Steward(membership, publisher, workplace.services().tools(PassphraseSource.none())));
  }

  /** The person's teams, with who waits there. */
  public List<Tended> teams() throws CustodyException {
    List<Tended> tended = new ArrayList<>();
    for (Team team : steward.teams()) {
      Map<Kid, List<Kid>> devices = new LinkedHashMap<>();
      for (Steward.Granted lacking : steward.lacking(team.id())) {
        List<Kid> known = devices.computeIfAbsent(lacking.member(), _ -> new ArrayList<>());
        if (!known.contains(lacking.device())) {
          known.add(lacking.device());
        }
      }
      List<Waiting> waiting =
          devices.entrySet().stream()
              .map(entry -> new Waiting(shown(entry.getKey()), entry.getValue().size()))
              .toList();
      tended.add(
          new Tended(
              team.id(), membership.names().team(team.id()).orElse(team.id().text()), waiting));
    }
    return tended;
  }

  private String shown(Kid member) {
    return membership.names().member(member).orElse(member.text());
  }

  /**
   * Grants the team's key to all who wait for it.
   *
   * @return to how many devices
   * @throws CustodyException.NotASteward unless the person is one of that team
   * @throws DirectoryException.Expired when the directory's term has passed
   */
  public int grant(Kid team) throws CustodyException, DirectoryException {
    return (int)
        steward.grantMissing(team).stream().map(Steward.Granted::device).distinct().count();
  }
}
