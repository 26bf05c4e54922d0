package org.dubbelslot.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be asked of an item, except its content and its changes. */
final class ItemCalls {
  private static final int DEFAULT_PAGE = 200;
  private static final int MAX_PAGE = 1000;
  private static final Pattern SEARCH = Pattern.compile("search\\(q='(.*)'\\)");
  private static final Set<String> CREATABLE =
      Set.of(
          "@odata.type",
          Conflict.KEY,
          Conflict.OLD_KEY,
          "name",
          "folder",
          "description",
          "fileSystemInfo");
  private static final Set<String> CHANGEABLE =
      Set.of(
          "@odata.type",
          Conflict.KEY,
          Conflict.OLD_KEY,
          "id",
          "name",
          "description",
          "fileSystemInfo",
          "parentReference");

  private final DriveStore store;
  private final ItemJson json;
  private final Contents contents;
  private final Deltas deltas;

  ItemCalls(DriveStore store, ItemJson json, Contents contents, Deltas deltas) {
    this.store = store;
    this.json = json;
    this.contents = contents;
    this.deltas = deltas;
  }

  Answer answer(Call call, Graph.Target target) throws GraphException, IOException {
    if (call.option("expand").isPresent() || call.option("filter").isPresent()) {
      throw GraphException.notImplemented("$expand and $filter");
    }
    String what = call.method() + " " + target.action();
    return switch (what) {
      case "GET " -> item(call, target);
      case "PATCH " -> change(call, target);
      case "DELETE " -> recycle(call, target);
      case "GET children" -> children(call, target);
      case "POST children" -> createFolder(call, target);
      case "POST permanentDelete" -> erase(call, target);
      case "GET content", "HEAD content" -> contents.download(target);
      case "PUT content" -> contents.put(call, target);
      case "POST createUploadSession" -> contents.createSession(call, target);
      case "GET versions" -> contents.versions(call, target);
      case "POST versions" -> contents.restoreVersion(target);
      case "POST copy" -> contents.copy(call, target);
      default -> {
        if (call.method().equals("GET") && target.action().startsWith("delta")) {
          yield deltas.answer(call, target);
        }
        Matcher search = SEARCH.matcher(target.action());
        if (call.method().equals("GET") && search.matches()) {
          yield search(call, target, search.group(1).replace("''", "'"));
        }
        throw GraphException.notImplemented(call.method() + " " + call.path());
      }
    };
  }

  private Answer item(Call call, Graph.Target target) throws GraphException {
    Item item = target.existing(store);
    if (call.header("if-none-match").filter(item.etag(target.drive())::equals).isPresent()) {
      return Answer.empty(304);
    }
    return one(call, 200, target.drive(), item);
  }

  private Answer one(Call call, int status, DriveInfo drive, Item item) {
    ObjectNode node =
        Graph.context(call, "drives('" + drive.id() + "')/items/$entity")
            .setAll(json.item(drive, item));
    return Answer.json(status, ItemJson.select(node, call.option("select")));
  }

  private Answer children(Call call, Graph.Target target) throws GraphException {
    Item folder = target.existing(store);
    int top = top(call, DEFAULT_PAGE, MAX_PAGE);
    if (call.option("orderby").filter(o -> !o.matches("name( asc)?")).isPresent()) {
      throw GraphException.notImplemented("this $orderby");
    }
    Optional<String> after =
        call.option("skiptoken").isPresent()
            ? Optional.of(Ids.text(call.option("skiptoken").get()))
            : Optional.empty();
    List<Item> found = folder.folder() ? store.children(folder, after, top + 1) : List.of();
    ObjectNode node = Graph.context(call, "drives('" + target.drive().id() + "')/items");
    if (found.size() > top) {
      String next = Ids.opaque(NameRules.fold(found.get(top - 1).name()));
      node.put("@odata.nextLink", nextLink(call, top, next));
    }
    ArrayNode value = node.putArray("value");
    found.stream()
        .limit(top)
        .forEach(
            item ->
                value.add(ItemJson.select(json.item(target.drive(), item), call.option("select"))));
    return Answer.json(200, node);
  }

  /** What stands below an item and has the words in its name; in one page. */
  private Answer search(Call call, Graph.Target target, String words) throws GraphException {
    Item folder = target.existing(store);
    ObjectNode node = Graph.context(call, "Collection(driveItem)");
    ArrayNode value = node.putArray("value");
    for (Item item : store.tree(folder)) {
      boolean found = NameRules.fold(item.name()).contains(NameRules.fold(words));
      if (found && !item.id().equals(folder.id())) {
        value.add(ItemJson.select(json.item(target.drive(), item), call.option("select")));
      }
    }
    return Answer.json(200, node);
  }

  /** How many items a page may have. */
  static int top(Call call, int usual, int most) throws GraphException {
    String text = call.option("top").orElse(Integer.toString(usual));
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw GraphException.invalid("Invalid value for $top", "invalidQueryOption");
    }
    return Math.min(most, Integer.parseInt(text));
  }

  private static String nextLink(Call call, int top, String token) {
    StringBuilder link = new StringBuilder(call.base()).append(call.path());
    link.append("?$top=").append(top);
    call.option("select")
        .ifPresent(s -> link.append("&$select=").append(Encoding.encodeSegment(s)));
    return link.append("&$skiptoken=").append(token).toString();
  }

  private Answer createFolder(Call call, Graph.Target target) throws GraphException, IOException {
    Item parent = target.existing(store);
    ObjectNode body = call.json();
    requireKnown(body, CREATABLE);
    if (!body.path("folder").isObject()) {
      throw GraphException.invalid("Only folders can be made here.");
    }
    Conflict conflict = Conflict.of(conflictIn(body), Conflict.FAIL);
    Item folder = store.createFolder(target.drive(), parent, text(body, "name"), conflict);
    return one(call, 201, target.drive(), folder);
  }

  private Answer change(Call call, Graph.Target target) throws GraphException, IOException {
    Item item = target.existing(store);
    requireMatch(call, target.drive(), item);
    ObjectNode body = call.json();
    requireKnown(body, CHANGEABLE);
    JsonNode info = body.path("fileSystemInfo");
    Item.Change change =
        new Item.Change(
            newParent(target.drive(), body.path("parentReference")),
            body.has("name") ? Optional.of(text(body, "name")) : Optional.empty(),
            time(info, "createdDateTime"),
            time(info, "lastModifiedDateTime"),
            body.has("description") ? Optional.of(text(body, "description")) : Optional.empty());
    Conflict conflict = Conflict.of(conflictIn(body), Conflict.FAIL);
    return one(call, 200, target.drive(), store.update(target.drive(), item, change, conflict));
  }

  private Optional<String> newParent(DriveInfo drive, JsonNode reference) throws GraphException {
    if (reference.isMissingNode()) {
      return Optional.empty();
    }
    String driveId = reference.path("driveId").asText(drive.id());
    if (!driveId.equals(drive.id())) {
      throw GraphException.invalid("Moving an item to another drive is not supported.");
    }
    if (reference.hasNonNull("id")) {
      String id = reference.get("id").asText();
      if (id.equals("root")) {
        throw GraphException.invalid("The parent's id must be the id of an item.");
      }
      return Optional.of(store.item(drive, id).id());
    }
    String path = reference.path("path").asText("");
    int colon = path.indexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    List<String> names = new Cursor(Encoding.decode(path.substring(colon))).path();
    Optional<Item> parent = store.resolve(store.root(drive), names);
    return Optional.of(parent.orElseThrow(GraphException::notFound).id());
  }

  private Answer recycle(Call call, Graph.Target target) throws GraphException, IOException {
    Item item = target.existing(store);
    requireMatch(call, target.drive(), item);
    store.recycle(item);
    return Answer.empty(204);
  }

  private Answer erase(Call call, Graph.Target target) throws GraphException, IOException {
    Item item = target.existing(store);
    requireMatch(call, target.drive(), item);
    store.erase(item);
    return Answer.empty(204);
  }

  /** Refuses with 412 when {@code If-Match} names neither the eTag nor the cTag. */
  static void requireMatch(Call call, DriveInfo drive, Item item) throws GraphException {
    Optional<String> wanted = call.header("if-match");
    if (wanted.isEmpty() || wanted.get().equals("*")) {
      return;
    }
    boolean same = wanted.get().equals(item.etag(drive)) || wanted.equals(item.ctag(drive));
    if (!same) {
      throw GraphException.etagMismatch();
    }
  }

  static void requireKnown(ObjectNode body, Set<String> known) throws GraphException {
    for (var property : body.properties()) {
      if (!known.contains(property.getKey())) {
        throw GraphException.invalid("A property is unknown or cannot be set here.");
      }
    }
  }

  static Optional<String> conflictIn(JsonNode body) {
    JsonNode word = body.has(Conflict.KEY) ? body.get(Conflict.KEY) : body.path(Conflict.OLD_KEY);
    return word.isTextual() ? Optional.of(word.asText()) : Optional.empty();
  }

  private static String text(ObjectNode body, String name) throws GraphException {
    if (!body.path(name).isTextual()) {
      throw GraphException.invalid("The property " + name + " is missing or not a text.");
    }
    return body.get(name).asText();
  }

  static Optional<Long> time(JsonNode info, String name) throws GraphException {
    if (!info.hasNonNull(name)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(info.get(name).asText()).getEpochSecond());
    } catch (DateTimeParseException e) {
      throw GraphException.invalid("Invalid date and time.", "invalidParameterFormat");
    }
  }
}
