package org.dubbelslot.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Lists what is in a folder, and what is found below it. */
final class Listings {
  private final DriveStore store;
  private final ItemJson json;

  Listings(DriveStore store, ItemJson json) {
    this.store = store;
    this.json = json;
  }

  /**
   * The children by name, unless {@code $orderby} says otherwise. A page begins behind the last
   * name of the one before, so that what others do meanwhile neither repeats nor hides the rest.
   */
  Answer children(Call call, Graph.Target target) throws GraphException {
    SystemOptions.allow(call, List.of("top", "select", "orderby", "skiptoken"));
    Item folder = target.existing(store);
    DriveInfo drive = target.drive();
    String context = "drives('" + drive.id() + "')/items('" + folder.id() + "')/children";
    String order = call.option("orderby").orElse("name").trim().toLowerCase(Locale.ROOT);
    if (!order.matches("name( asc)?")) {
      List<Item> all =
          store.children(folder, Optional.empty(), Integer.MAX_VALUE).stream()
              .sorted(comparator(order))
              .toList();
      return Pages.of(call, context, all, item -> json.item(drive, item));
    }
    int top = Pages.top(call);
    Optional<String> token = call.option("skiptoken");
    Optional<String> after =
        token.isPresent() ? Optional.of(Ids.text(token.get())) : Optional.empty();
    List<Item> found = folder.folder() ? store.children(folder, after, top + 1) : List.of();
    ObjectNode node = Graph.context(call, context);
    if (found.size() > top) {
      String last = NameRules.fold(found.get(top - 1).name());
      node.put("@odata.nextLink", Pages.nextLink(call, Ids.opaque(last)));
    }
    ArrayNode value = node.putArray("value");
    for (Item item : found.subList(0, Math.min(top, found.size()))) {
      value.add(ItemJson.select(json.item(drive, item), call.option("select")));
    }
    return Answer.json(200, node);
  }

  private Comparator<Item> comparator(String order) throws GraphException {
    String[] words = order.split(" +");
    Comparator<Item> by =
        switch (words[0]) {
          case "name" -> Comparator.comparing(item -> NameRules.fold(item.name()));
          case "size" -> Comparator.comparingLong(store::size);
          case "lastmodifieddatetime" -> Comparator.comparingLong(Item::modified);
          case "createddatetime" -> Comparator.comparingLong(Item::created);
          default -> throw GraphException.notImplemented("$orderby=" + order);
        };
    if (words.length > 2 || (words.length == 2 && !words[1].matches("asc|desc"))) {
      throw GraphException.notImplemented("$orderby=" + order);
    }
    return words.length == 2 && words[1].equals("desc") ? by.reversed() : by;
  }

  /** What stands below an item and has the words in its name. */
  Answer search(Call call, Graph.Target target, String words) throws GraphException {
    SystemOptions.allow(call, List.of("top", "select", "skiptoken"));
    Item folder = target.existing(store);
    String wanted = NameRules.fold(words);
    List<Item> found =
        store.tree(folder).stream()
            .filter(item -> NameRules.fold(item.name()).contains(wanted))
            .filter(item -> !item.id().equals(folder.id()))
            .toList();
    return Pages.of(call, "Collection(driveItem)", found, item -> json.item(target.drive(), item));
  }
}
