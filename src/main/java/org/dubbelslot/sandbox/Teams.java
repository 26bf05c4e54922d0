package org.dubbelslot.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/** The one invented team, whose channels keep their files in folders of the team's library. */
final class Teams {
  private static final String TEAM = "6a1b0c3e-52d4-4f0a-9d57-0e6f5a3c1b20";

  private static final List<Channel> CHANNELS =
      List.of(
          new Channel("19:general0000000000000000000000@thread.tacv2", "General"),
          new Channel("19:project0000000000000000000000@thread.tacv2", "Project Voorbeeld"));

  private final DriveStore store;
  private final ItemJson json;

  /** A channel; its folder has its name. */
  private record Channel(String id, String name) {
    ObjectNode json() {
      return Json.object()
          .put("id", id)
          .put("createdDateTime", "2026-01-05T08:00:00Z")
          .put("displayName", name)
          .put("membershipType", "standard")
          .put("tenantId", Person.tenant(""))
          .put("webUrl", "https://teams.example/l/channel/" + Encoding.encodeSegment(id));
    }
  }

  Teams(DriveStore store, ItemJson json) {
    this.store = store;
    this.json = json;
  }

  /** The teams that the person belongs to. */
  static Answer joined(Call call) throws GraphException {
    Graph.requireGet(call);
    SystemOptions.allow(call, SystemOptions.LIST);
    ObjectNode team =
        Json.object()
            .put("id", TEAM)
            .put("displayName", "Team")
            .put("description", "Example team")
            .put("isArchived", false)
            .put("tenantId", Person.tenant(""));
    return Pages.of(call, "teams", List.of(team), ObjectNode::deepCopy);
  }

  /** Whether this is the group behind the team. */
  static boolean isGroup(String id) {
    return id.equalsIgnoreCase(TEAM);
  }

  /** What stands behind {@code /teams/}. */
  Answer answer(Call call, Cursor cursor) throws GraphException, IOException {
    Graph.requireGet(call);
    if (!isGroup(cursor.next())) {
      throw new GraphException(404, "NotFound", "No team found with this id");
    }
    return switch (cursor.next()) {
      case "channels" -> channels(call, cursor);
      case "primaryChannel" -> channel(call, CHANNELS.getFirst(), cursor);
      default -> throw GraphException.notImplemented(call.method() + " " + call.path());
    };
  }

  private Answer channels(Call call, Cursor cursor) throws GraphException, IOException {
    if (cursor.atEnd()) {
      SystemOptions.allow(call, SystemOptions.LIST);
      return Pages.of(call, "teams('" + TEAM + "')/channels", CHANNELS, Channel::json);
    }
    String id = cursor.whole();
    for (Channel channel : CHANNELS) {
      if (channel.id().equals(id)) {
        return channel(call, channel, cursor);
      }
    }
    throw new GraphException(404, "NotFound", "No channel found with this id");
  }

  private Answer channel(Call call, Channel channel, Cursor cursor)
      throws GraphException, IOException {
    SystemOptions.allow(call, List.of("select"));
    String context = "teams('" + TEAM + "')/channels('" + channel.id() + "')";
    return switch (cursor.next()) {
      case "" ->
          Answer.json(
              200,
              ItemJson.select(
                  Graph.context(call, context + "/$entity").setAll(channel.json()),
                  call.option("select")));
      case "filesFolder" -> {
        DriveInfo drive = DriveInfo.TEAM;
        Item folder = store.folders(drive, store.root(drive), List.of(channel.name()));
        ObjectNode node =
            Graph.context(call, context + "/filesFolder/$entity").setAll(json.item(drive, folder));
        yield Answer.json(200, ItemJson.select(node, call.option("select")));
      }
      default -> throw GraphException.notImplemented(call.method() + " " + call.path());
    };
  }
}
