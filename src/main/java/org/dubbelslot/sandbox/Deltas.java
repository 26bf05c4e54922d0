package org.dubbelslot.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What has changed in a drive: each item in its newest state, in the order of change. An item that
 * changes between two pages is told again on a later one, as the service does; whoever reads lets
 * the last one win.
 */
final class Deltas {
  private static final Pattern TOKEN = Pattern.compile("delta\\(token='([^']*)'\\)");
  private static final Set<String> SHAPES =
      Set.of("resyncChangesApplyDifferences", "resyncChangesUploadDifferences", "resyncRequired");

  private final DriveStore store;
  private final ItemJson json;
  private final Supplier<Settings> settings;
  private volatile Epoch epoch = new Epoch(0, "resyncRequired");

  /** Tokens of another number than the present one are answered with this code. */
  private record Epoch(long number, String code) {}

  /** Where a token stands; an initial listing leaves out what was deleted. */
  private record Place(long after, boolean initial) {}

  Deltas(DriveStore store, ItemJson json, Supplier<Settings> settings) {
    this.store = store;
    this.json = json;
    this.settings = settings;
  }

  /**
   * Makes all tokens that were given out so far worthless.
   *
   * @throws GraphException 400 for a code that the service does not have
   */
  synchronized void forget(String code) throws GraphException {
    if (!SHAPES.contains(code)) {
      throw GraphException.invalid("There is no resync of this code.");
    }
    epoch = new Epoch(epoch.number() + 1, code);
  }

  Answer answer(Call call, Graph.Target target) throws GraphException, IOException {
    SystemOptions.allow(call, List.of("top", "select"));
    Item base = target.existing(store);
    DriveInfo drive = target.drive();
    if (!base.root() && drive.kind().sharePoint()) {
      throw GraphException.invalid("Delta is supported on the root of this drive only.");
    }
    int top = Pages.top(call);
    Matcher inAction = TOKEN.matcher(target.action());
    String token = inAction.matches() ? inAction.group(1) : call.query().getOrDefault("token", "");
    String address = call.base() + "/v1.0/drives/" + drive.id() + "/items/" + base.id() + "/delta";
    Place place = place(token, address);
    long last = store.lastSequence();
    List<Item> changes = store.changes(drive, base, place.after(), top + 1);
    ObjectNode node = Graph.context(call, "Collection(driveItem)");
    ArrayNode value = Json.array();
    List<Item> page = changes.subList(0, Math.min(top, changes.size()));
    for (Item item : page) {
      if (item.live() || !place.initial()) {
        value.add(ItemJson.select(json.change(drive, item), call.option("select")));
      }
    }
    if (settings.get().repeatsChanges() && !value.isEmpty()) {
      value.add(value.get(0).deepCopy());
    }
    if (changes.size() > top) {
      Place next = new Place(page.getLast().sequence(), place.initial());
      node.put("@odata.nextLink", link(call, address, next, top));
    } else {
      Place end = new Place(Math.max(last, place.after()), false);
      node.put("@odata.deltaLink", link(call, address, end, top));
    }
    node.set("value", value);
    return Answer.json(200, node);
  }

  private Place place(String token, String address) throws GraphException {
    if (token.isEmpty()) {
      return new Place(0, true);
    }
    if (token.equals("latest")) {
      return new Place(store.lastSequence(), false);
    }
    Epoch now = epoch;
    long[] numbers = Ids.numbers("d", token, 3);
    if (numbers[0] != now.number()) {
      throw new GraphException(
              410,
              now.code(),
              "Resync required. Replace any local items with the server's version.")
          .header("Location", address + "?token=");
    }
    return new Place(numbers[1], numbers[2] == 1);
  }

  private String link(Call call, String address, Place place, int top) {
    String token = Ids.token("d", epoch.number(), place.after(), place.initial() ? 1 : 0);
    Optional<String> select = call.option("select");
    return address
        + "(token='"
        + token
        + "')?$top="
        + top
        + select.map(s -> "&$select=" + Encoding.encodeSegment(s)).orElse("");
  }
}
