package org.dubbelslot.keys;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.dubbelslot.crypto.Kid;

/** Teams and members as JSON: {@code teams/<team>/team.json}, {@code members/<member>.json}. */
final class PeopleJson {
  private PeopleJson() {}

  static byte[] write(Team team) {
    ObjectNode object = JsonBytes.object("team").put("id", team.id().text());
    object.set("members", JsonBytes.kids(team.members()));
    object.set("stewards", JsonBytes.kids(team.stewards()));
    team.active().ifPresent(kid -> object.put("active", kid.text()));
    if (team.removed()) {
      object.put("removed", true);
    }
    return JsonBytes.bytes(object);
  }

  static Team readTeam(String where, byte[] bytes) throws DirectoryException.Malformed {
    Fields fields = Fields.of(where, bytes, "team");
    Kid id = fields.kid("id");
    List<Kid> members = fields.kids("members");
    List<Kid> stewards = fields.kids("stewards");
    Optional<Kid> active = fields.optionalKid("active");
    boolean removed = fields.flag("removed");
    return fields.build(
        () -> new Team(id, new TreeSet<>(members), new TreeSet<>(stewards), active, removed));
  }

  static byte[] write(Member member) {
    ObjectNode object =
        JsonBytes.object("member")
            .put("id", member.id().text())
            .put("state", lower(member.state()))
            .put("since", JsonBytes.text(member.since()));
    object.set("roles", JsonBytes.texts(member.roles().stream().map(PeopleJson::lower).toList()));
    ArrayNode devices = object.putArray("devices");
    for (Device device : member.devices()) {
      ObjectNode item =
          devices
              .addObject()
              .put("kid", device.kid().text())
              .put("xwing", JsonBytes.text(device.xwing()))
              .put("ed25519", JsonBytes.text(device.ed25519()))
              .put("state", lower(device.state()))
              .put("since", JsonBytes.text(device.since()));
      if (device.compromised()) {
        item.put("compromised", true);
      }
      if (!device.resumed().isEmpty()) {
        item.set("resumed", JsonBytes.texts(device.resumed()));
      }
    }
    return JsonBytes.bytes(object);
  }

  static Member readMember(String where, byte[] bytes) throws DirectoryException.Malformed {
    Fields fields = Fields.of(where, bytes, "member");
    TreeSet<Member.Role> roles = new TreeSet<>();
    for (String text : fields.texts("roles")) {
      // A role that a newer program knows gives nothing here.
      Fields.constant(text, Member.Role.class).ifPresent(roles::add);
    }
    List<Device> devices = new ArrayList<>();
    for (Fields item : fields.objects("devices")) {
      devices.add(readDevice(item));
    }
    Kid id = fields.kid("id");
    Member.State state = fields.choice("state", Member.State.class);
    Instant since = fields.instant("since");
    return fields.build(() -> new Member(id, state, since, roles, devices));
  }

  private static Device readDevice(Fields item) throws DirectoryException.Malformed {
    Kid kid = item.kid("kid");
    byte[] xwing = item.bytes("xwing");
    byte[] ed25519 = item.bytes("ed25519");
    Device.State state = item.choice("state", Device.State.class);
    Instant since = item.instant("since");
    boolean compromised = item.flag("compromised");
    List<String> resumed = item.has("resumed") ? item.texts("resumed") : List.of();
    return item.build(() -> new Device(kid, xwing, ed25519, state, since, compromised, resumed));
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
