package org.dubbelslot.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What has changed in a drive: each item once, in its newest state. */
final class Deltas {
  private static final int PAGE = 200;
  private static final int MAX_PAGE = 1000;
  private static final Pattern TOKEN = Pattern.compile("delta\\(token='([^']*)'\\)");

  private final DriveStore store;
  private final ItemJson json;

  Deltas(DriveStore store, ItemJson json) {
    this.store = store;
    this.json = json;
  }

  Answer answer(Call call, Graph.Target target) throws GraphException, IOException {
    Item base = target.existing(store);
    DriveInfo drive = target.drive();
    if (!base.root()) {
      throw GraphException.notImplemented("delta below the root");
    }
    Matcher inAction = TOKEN.matcher(target.action());
    Optional<String> token =
        inAction.matches()
            ? Optional.of(inAction.group(1))
            : Optional.ofNullable(call.query().get("token"));
    int top = ItemCalls.top(call, PAGE, MAX_PAGE);
    boolean latest = token.filter("latest"::equals).isPresent();
    boolean whole = token.isEmpty() || token.get().isEmpty();
    long last = store.lastSequence();
    long after = latest ? last : whole ? 0 : Ids.number("d", token.get());
    boolean initial = whole || call.query().containsKey("whole");
    List<Item> changes = store.changes(drive, after, top + 1);
    ObjectNode node = Graph.context(call, "Collection(driveItem)");
    ArrayNode value = Json.array();
    List<Item> page = changes.subList(0, Math.min(top, changes.size()));
    for (Item item : page) {
      if (item.live() || !initial) {
        value.add(ItemJson.select(json.change(drive, item), call.option("select")));
      }
    }
    String link = call.base() + "/v1.0/drives/" + drive.id() + "/root/delta(token='";
    String options =
        "')?$top="
            + top
            + call.option("select").map(s -> "&$select=" + Encoding.encodeSegment(s)).orElse("");
    if (changes.size() > top) {
      String next = Ids.token("d", page.getLast().sequence());
      node.put("@odata.nextLink", link + next + options + (initial ? "&whole" : ""));
    } else {
      node.put("@odata.deltaLink", link + Ids.token("d", Math.max(last, after)) + options);
    }
    node.set("value", value);
    return Answer.json(200, node);
  }
}
