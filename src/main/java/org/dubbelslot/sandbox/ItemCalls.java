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

  private static final Set<String> RESTORABLE = Set.of("@odata.type", "name", "parentReference");

  private final DriveStore store;
  private final ItemJson json;
  private final Parts parts;

  /** What answers the calls on an item that have a place of their own. */
  record Parts(
      Listings listings,
      Contents contents,
      Versions versions,
      Permissions permissions,
      Deltas deltas) {}

  ItemCalls(DriveStore store, ItemJson json, Parts parts) {
    this.store = store;
    this.json = json;
    this.parts = parts;
  }

  Answer answer(Call call, Graph.Target target) throws GraphException, IOException {
    return switch (call.method() + " " + target.action()) {
      case "GET " -> item(call, target);
      case "PATCH " -> change(call, target);
      case "DELETE " -> recycle(call, target);
      case "GET children" -> parts.listings().children(call, target);
      case "POST children" -> createFolder(call, target);
      case "POST restore" -> restore(call, target);
      case "POST permanentDelete" -> erase(call, target);
      case "POST checkout", "POST checkin" -> checkInOrOut(call, target);
      case "GET content", "HEAD content" -> parts.contents().download(call, target);
      case "PUT content" -> parts.contents().put(call, target);
      case "POST createUploadSession" -> parts.contents().createSession(call, target);
      case "POST copy" -> parts.contents().copy(call, target);
      case "GET versions", "POST versions", "DELETE versions" ->
          parts.versions().answer(call, target);
      case "GET permissions", "DELETE permissions", "POST createLink" ->
          parts.permissions().answer(call, target);
      default -> function(call, target);
    };
  }

  private Answer function(Call call, Graph.Target target) throws GraphException, IOException {
    Matcher search = SEARCH.matcher(target.action());
    if (call.method().equals("GET") && search.matches()) {
      return parts.listings().search(call, target, search.group(1).replace("''", "'"));
    }
    if (call.method().equals("GET") && target.action().matches("delta(\\(token='[^']*'\\))?")) {
      return parts.deltas().answer(call, target);
    }
    throw GraphException.notImplemented(call.method() + " " + call.path());
  }

  private Answer item(Call call, Graph.Target target) throws GraphException {
    SystemOptions.allow(call, List.of("select", "expand"));
    Item item = target.existing(store);
    if (call.header("if-none-match").filter(item.etag(target.drive())::equals).isPresent()) {
      return Answer.empty(304);
    }
    ObjectNode node = shown(call, target.drive(), item);
    for (String wanted : SystemOptions.words(call.option("expand"))) {
      switch (wanted) {
        case "children" -> {
          ArrayNode children = node.putArray("children");
          store
              .children(item, Optional.empty(), Pages.USUAL)
              .forEach(child -> children.add(json.item(target.drive(), child)));
        }
        case "permissions" -> node.putArray(wanted).addAll(parts.permissions().all(item));
        default -> throw GraphException.notImplemented("$expand=" + wanted);
      }
    }
    return Answer.json(200, node);
  }

  private ObjectNode shown(Call call, DriveInfo drive, Item item) {
    ObjectNode node =
        Graph.context(call, "drives('" + drive.id() + "')/items/$entity")
            .setAll(json.item(drive, item));
    if (SystemOptions.words(call.option("select")).contains("publication")) {
      // Shown only to who asks for it (docs: publicationFacet).
      boolean out = store.locks().isCheckedOut(item);
      node.putObject("publication")
          .put("level", out ? "checkout" : "published")
          .put("versionId", item.current().map(Item.Version::label).orElse("1.0"));
    }
    return ItemJson.select(node, call.option("select"));
  }

  private Answer one(Call call, int status, DriveInfo drive, Item item) {
    return Answer.json(status, shown(call, drive, item));
  }

  private Answer createFolder(Call call, Graph.Target target) throws GraphException, IOException {
    SystemOptions.allow(call, List.of("select"));
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
    SystemOptions.allow(call, List.of("select"));
    Item item = target.existing(store);
    requireMatch(call, target.drive(), item);
    ObjectNode body = call.json();
    requireKnown(body, CHANGEABLE);
    JsonNode info = body.path("fileSystemInfo");
    Item.Change change =
        new Item.Change(
            newParent(store, target.drive(), body.path("parentReference")),
            body.has("name") ? Optional.of(text(body, "name")) : Optional.empty(),
            time(info, "createdDateTime"),
            time(info, "lastModifiedDateTime"),
            body.has("description") ? Optional.of(text(body, "description")) : Optional.empty());
    Conflict conflict = Conflict.of(conflictIn(body), Conflict.FAIL);
    return one(call, 200, target.drive(), store.update(target.drive(), item, change, conflict));
  }

  /** The id of the folder that a reference names, if it names one. */
  static Optional<String> newParent(DriveStore store, DriveInfo drive, JsonNode reference)
      throws GraphException {
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

  /** Deletes for good, from its place or from the bin. */
  private Answer erase(Call call, Graph.Target target) throws GraphException, IOException {
    SystemOptions.allow(call, List.of());
    Item item = target.existing(store);
    requireMatch(call, target.drive(), item);
    store.erase(item);
    return Answer.empty(204);
  }

  /** Takes an item out of the bin; Graph offers it on personal drives only (docs: "Restore"). */
  private Answer restore(Call call, Graph.Target target) throws GraphException, IOException {
    SystemOptions.allow(call, List.of("select"));
    DriveInfo drive = target.drive();
    if (drive.kind().sharePoint()) {
      throw new GraphException(
          400, "notSupported", "Restoring is supported on personal drives only.");
    }
    Item item = target.base();
    if (item.state() != Item.State.RECYCLED) {
      throw GraphException.invalid("The item is not in the recycle bin.");
    }
    ObjectNode body = call.json();
    requireKnown(body, RESTORABLE);
    Optional<String> name = body.has("name") ? Optional.of(text(body, "name")) : Optional.empty();
    Optional<String> parent = newParent(store, drive, body.path("parentReference"));
    return one(call, 200, drive, store.restore(drive, item, parent, name));
  }

  private Answer checkInOrOut(Call call, Graph.Target target) throws GraphException {
    SystemOptions.allow(call, List.of());
    Item item = target.existing(store);
    if (target.action().equals("checkout")) {
      store.locks().checkOut(item);
    } else {
      requireKnown(call.json(), Set.of("comment", "checkInAs"));
      store.locks().checkIn(item);
    }
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
