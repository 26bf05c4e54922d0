package org.dubbelslot.keys;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.json.StrictJson;

/**
 * The listed files of a revision, parsed and checked against each other.
 *
 * @param organisationKeys by kid
 * @param teams by id
 * @param teamKeys by kid
 * @param members by id
 * @param owners members by their devices' kids
 */
record DirectoryContent(
    SortedMap<Kid, OrganisationKeyVersion> organisationKeys,
    SortedMap<Kid, Team> teams,
    SortedMap<Kid, TeamKeyVersion> teamKeys,
    SortedMap<Kid, Member> members,
    Map<Kid, Member> owners) {

  /** Parses {@code files}, by logical path. */
  static DirectoryContent parse(Map<String, byte[]> files) throws DirectoryException.Malformed {
    DirectoryContent content =
        new DirectoryContent(
            new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new HashMap<>());
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      content.add(file.getKey(), file.getValue());
    }
    content.check();
    return content;
  }

  private void add(String path, byte[] bytes) throws DirectoryException.Malformed {
    DirectoryPaths.Kind kind =
        DirectoryPaths.kindOf(path).orElseThrow(() -> new DirectoryException.Malformed(path));
    List<Kid> ids = kind.ids(path).orElseThrow();
    switch (kind) {
      case ORGANISATION_KEY -> {
        OrganisationKeyVersion version = KeysJson.readOrganisationKey(path, bytes);
        require(version.kid().equals(ids.getFirst()), path);
        organisationKeys.put(version.kid(), version);
      }
      case TEAM -> {
        Team team = PeopleJson.readTeam(path, bytes);
        require(team.id().equals(ids.getFirst()), path);
        teams.put(team.id(), team);
      }
      case TEAM_KEY -> {
        TeamKeyVersion version = KeysJson.readTeamKey(path, bytes);
        require(List.of(version.team(), version.kid()).equals(ids), path);
        require(teamKeys.put(version.kid(), version) == null, path);
      }
      case MEMBER -> {
        Member member = PeopleJson.readMember(path, bytes);
        require(member.id().equals(ids.getFirst()), path);
        members.put(member.id(), member);
        for (Device device : member.devices()) {
          require(owners.put(device.kid(), member) == null, path);
        }
      }
      case POLICY -> {
        try {
          StrictJson.parse(bytes);
        } catch (IOException e) {
          throw new DirectoryException.Malformed(path);
        }
      }
      case PEOPLE, NAMES, RECOVERY -> {
        // Sealed: only whoever holds the keys can read them.
      }
    }
  }

  private void check() throws DirectoryException.Malformed {
    for (Line line : Line.values()) {
      long active =
          organisationKeys.values().stream()
              .filter(version -> version.line() == line && version.state() == KeyState.ACTIVE)
              .count();
      require(active <= 1, "keys");
    }
    for (Team team : teams.values()) {
      String path = DirectoryPaths.team(team.id());
      require(members.keySet().containsAll(team.members()), path);
      if (team.active().isPresent()) {
        TeamKeyVersion version = teamKeys.get(team.active().get());
        require(version != null && version.team().equals(team.id()), path);
      }
      long active =
          teamKeys.values().stream()
              .filter(version -> version.team().equals(team.id()))
              .filter(version -> version.state() == KeyState.ACTIVE)
              .count();
      require(active <= 1, path);
    }
    for (TeamKeyVersion version : teamKeys.values()) {
      require(
          teams.containsKey(version.team()), DirectoryPaths.teamKey(version.team(), version.kid()));
    }
  }

  private static void require(boolean holds, String where) throws DirectoryException.Malformed {
    if (!holds) {
      throw new DirectoryException.Malformed(where);
    }
  }
}
