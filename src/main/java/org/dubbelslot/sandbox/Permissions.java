package org.dubbelslot.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who may see an item: its owner, and whoever has a link. The links lie in one file. */
final class Permissions {
  private static final Set<String> TYPES = Set.of("view", "edit");
  private static final Set<String> SCOPES = Set.of("anonymous", "organization");
  private static final String OWNER = "owner";

  private final Path file;
  private final DriveStore store;
  private List<Link> links;

  /** One link to an item. */
  private record Link(String id, String itemId, String type, String scope, String url) {}

  /** What the file holds. */
  private record Kept(List<Link> links) {}

  private Permissions(Path file, DriveStore store, List<Link> links) {
    this.file = file;
    this.store = store;
    this.links = links;
  }

  static Permissions open(Path root, DriveStore store) throws IOException {
    Path file = root.resolve("permissions.json");
    List<Link> links =
        Files.exists(file) ? Json.read(Files.readAllBytes(file), Kept.class).links() : List.of();
    return new Permissions(file, store, links);
  }

  /** What stands behind an item's {@code /permissions}, and {@code createLink}. */
  Answer answer(Call call, Graph.Target target) throws GraphException, IOException {
    Item item = target.existing(store);
    String id = target.detail();
    if (target.action().equals("createLink")) {
      return createLink(call, target.drive(), item);
    }
    if (call.method().equals("GET") && id.isEmpty()) {
      SystemOptions.allow(call, SystemOptions.LIST);
      return Pages.of(call, "Collection(permission)", all(item), ObjectNode::deepCopy);
    }
    SystemOptions.allow(call, List.of("select"));
    return switch (call.method()) {
      case "GET" -> Answer.json(200, find(item, id));
      case "DELETE" -> {
        find(item, id);
        remove(item, id);
        yield Answer.empty(204);
      }
      default -> throw GraphException.notImplemented(call.method() + " on permissions");
    };
  }

  /** All permissions of an item. */
  List<ObjectNode> all(Item item) {
    List<ObjectNode> found = new ArrayList<>();
    ObjectNode owner = Json.object().put("id", OWNER);
    owner.putArray("roles").add("owner");
    ItemJson.person(owner.putObject("grantedToV2"));
    found.add(owner);
    synchronized (this) {
      links.stream()
          .filter(link -> link.itemId().equals(item.id()))
          .forEach(link -> found.add(json(link)));
    }
    return found;
  }

  private ObjectNode find(Item item, String id) throws GraphException {
    for (ObjectNode each : all(item)) {
      if (each.path("id").asText().equals(id)) {
        return each;
      }
    }
    throw GraphException.notFound();
  }

  private synchronized void remove(Item item, String id) throws GraphException, IOException {
    if (id.equals(OWNER)) {
      throw new GraphException(403, "accessDenied", "The owner's permission cannot be removed.");
    }
    keep(
        links.stream()
            .filter(link -> !(link.itemId().equals(item.id()) && link.id().equals(id)))
            .toList());
  }

  private synchronized Answer createLink(Call call, DriveInfo drive, Item item)
      throws GraphException, IOException {
    SystemOptions.allow(call, List.of());
    ObjectNode body = call.json();
    ItemCalls.requireKnown(body, Set.of("type", "scope"));
    String type = body.path("type").asText();
    String scope = body.path("scope").asText("organization");
    if (!TYPES.contains(type) || !SCOPES.contains(scope)) {
      throw GraphException.invalid("The link's type or scope is not known.");
    }
    Optional<Link> same =
        links.stream()
            .filter(link -> link.itemId().equals(item.id()))
            .filter(link -> link.type().equals(type) && link.scope().equals(scope))
            .findFirst();
    if (same.isPresent()) {
      return Answer.json(200, Graph.context(call, "permission").setAll(json(same.get())));
    }
    String url =
        "https://" + drive.host() + (item.folder() ? "/:f:" : "/:u:") + "/g/" + Ids.secret();
    Link link = new Link(Ids.secret(), item.id(), type, scope, url);
    List<Link> more = new ArrayList<>(links);
    more.add(link);
    keep(List.copyOf(more));
    return Answer.json(201, Graph.context(call, "permission").setAll(json(link)));
  }

  private void keep(List<Link> now) throws IOException {
    Json.replace(file, new Kept(now));
    links = now;
  }

  private static ObjectNode json(Link link) {
    ObjectNode node = Json.object().put("id", link.id());
    ArrayNode roles = node.putArray("roles");
    roles.add(link.type().equals("edit") ? "write" : "read");
    node.putObject("link")
        .put("type", link.type())
        .put("scope", link.scope())
        .put("webUrl", link.url());
    return node;
  }
}
