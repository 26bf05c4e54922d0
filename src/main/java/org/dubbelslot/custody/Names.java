package org.dubbelslot.custody;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.text.Normalizer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.json.StrictJson;

/**
 * The display names of teams and members: the plaintext of a sealed people list, and of a
 * custodian's {@code people.age}.
 *
 * @param teams names by team
 * @param members names by member
 */
public record Names(SortedMap<Kid, String> teams, SortedMap<Kid, String> members) {
  /** Copies the maps. */
  public Names {
    teams = Collections.unmodifiableSortedMap(new TreeMap<>(teams));
    members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
  }

  /** No names. */
  public static Names none() {
    return new Names(new TreeMap<>(), new TreeMap<>());
  }

  /** With a team's name. */
  public Names withTeam(Kid team, String name) {
    SortedMap<Kid, String> more = new TreeMap<>(teams);
    more.put(team, name);
    return new Names(more, members);
  }

  /** With a member's name. */
  public Names withMember(Kid member, String name) {
    SortedMap<Kid, String> more = new TreeMap<>(members);
    more.put(member, name);
    return new Names(teams, more);
  }

  /** With all of {@code others}, which win where both have a name. */
  public Names with(Names others) {
    SortedMap<Kid, String> moreTeams = new TreeMap<>(teams);
    moreTeams.putAll(others.teams);
    SortedMap<Kid, String> moreMembers = new TreeMap<>(members);
    moreMembers.putAll(others.members);
    return new Names(moreTeams, moreMembers);
  }

  /** Only the names of one team and of these members. */
  public Names only(Kid team, Iterable<Kid> ofMembers) {
    Names some = none();
    if (teams.containsKey(team)) {
      some = some.withTeam(team, teams.get(team));
    }
    for (Kid member : ofMembers) {
      if (members.containsKey(member)) {
        some = some.withMember(member, members.get(member));
      }
    }
    return some;
  }

  /** A team's name, if it is known. */
  public Optional<String> team(Kid team) {
    return Optional.ofNullable(teams.get(team));
  }

  /** A member's name, if it is known. */
  public Optional<String> member(Kid member) {
    return Optional.ofNullable(members.get(member));
  }

  /** The teams of that name, in any case. */
  public List<Kid> teamsNamed(String name) {
    return named(teams, name);
  }

  /** The members of that name, in any case. */
  public List<Kid> membersNamed(String name) {
    return named(members, name);
  }

  private static List<Kid> named(Map<Kid, String> names, String name) {
    String wanted = composed(name);
    return names.entrySet().stream()
        .filter(entry -> composed(entry.getValue()).equalsIgnoreCase(wanted))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Keyboards and file systems differ in how they spell an accent. */
  private static String composed(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC).strip();
  }

  /** {@code {"type":"people","teams":{id:name},"members":{id:name}}}. */
  byte[] write() {
    ObjectNode object = JsonNodeFactory.instance.objectNode().put("type", "people");
    ObjectNode teamNames = object.putObject("teams");
    teams.forEach((id, name) -> teamNames.put(id.text(), name));
    ObjectNode memberNames = object.putObject("members");
    members.forEach((id, name) -> memberNames.put(id.text(), name));
    return StrictJson.write(object);
  }

  static Names read(byte[] bytes) throws IOException {
    ObjectNode object = StrictJson.parse(bytes);
    if (!object.path("type").asText().equals("people")) {
      throw new IOException("not a list of people");
    }
    return new Names(read(object.path("teams")), read(object.path("members")));
  }

  private static SortedMap<Kid, String> read(JsonNode names) throws IOException {
    SortedMap<Kid, String> read = new TreeMap<>();
    try {
      for (Map.Entry<String, JsonNode> entry : names.properties()) {
        if (!entry.getValue().isTextual()) {
          throw new IOException("a name is no text");
        }
        read.put(new Kid(entry.getKey()), entry.getValue().textValue());
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("an identifier is malformed", e);
    }
    return read;
  }
}
