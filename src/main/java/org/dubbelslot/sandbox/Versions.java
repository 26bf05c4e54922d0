package org.dubbelslot.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/** The versions of a file: listed, opened, made the newest again, deleted. */
final class Versions {
  private final DriveStore store;
  private final Links links;
  private final ItemJson json;

  Versions(DriveStore store, Links links, ItemJson json) {
    this.store = store;
    this.links = links;
    this.json = json;
  }

  /** What stands behind an item's {@code /versions}. */
  Answer answer(Call call, Graph.Target target) throws GraphException, IOException {
    Item item = target.existing(store);
    if (item.folder()) {
      throw GraphException.invalid("The item is not a file.");
    }
    if (target.detail().isEmpty() && call.method().equals("GET")) {
      SystemOptions.allow(call, List.of("top", "select", "skiptoken"));
      return Pages.of(
          call, "Collection(driveItemVersion)", item.versions().reversed(), json::version);
    }
    SystemOptions.allow(call, List.of("select"));
    Item.Version version = version(item, target);
    String rest = target.detail().replaceFirst("^[^/]*", "");
    return switch (call.method() + " " + rest) {
      case "GET " -> {
        ObjectNode node = Graph.context(call, "driveItemVersion").setAll(json.version(version));
        yield Answer.json(200, ItemJson.select(node, call.option("select")));
      }
      case "GET /content" -> Answer.empty(302).header("Location", links.downloadUrl(item, version));
      case "POST /restoreVersion" -> {
        store.restoreVersion(target.drive(), item, version);
        yield Answer.empty(204);
      }
      case "DELETE " -> {
        store.deleteVersion(target.drive(), item, version);
        yield Answer.empty(204);
      }
      default -> throw GraphException.notImplemented(call.method() + " " + call.path());
    };
  }

  private static Item.Version version(Item item, Graph.Target target) throws GraphException {
    String label = target.detail().replaceFirst("/.*", "");
    if (label.equals("current")) {
      return item.current().orElseThrow();
    }
    for (Item.Version version : item.versions()) {
      if (version.label().equals(label)) {
        return version;
      }
    }
    throw GraphException.notFound();
  }
}
