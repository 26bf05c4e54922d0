package org.dubbelslot.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The Graph endpoint: checks the token, reads the address, leads to what answers. */
final class Graph {
  private static final String VERSION = "/v1.0";

  private final Tokens tokens;
  private final DriveStore store;
  private final ItemJson json;
  private final ItemCalls items;
  private final Sites sites;
  private final Batch batch;

  Graph(Tokens tokens, DriveStore store, ItemJson json, ItemCalls items, Sites sites, Batch batch) {
    this.tokens = tokens;
    this.store = store;
    this.json = json;
    this.items = items;
    this.sites = sites;
    this.batch = batch;
  }

  Answer answer(Call call) throws GraphException, IOException {
    return permitted(call, authenticate(call));
  }

  private Answer permitted(Call call, Grant grant) throws GraphException, IOException {
    String path = Encoding.decode(call.path());
    if (!path.startsWith(VERSION + "/")) {
      throw GraphException.notImplemented(call.method() + " " + path);
    }
    Cursor cursor = new Cursor(path.substring(VERSION.length()));
    String first = cursor.next();
    return switch (first) {
      case "me" -> me(call, cursor);
      case "drives" -> {
        DriveInfo drive = store.drive(cursor.next());
        require(drive == DriveInfo.OWN || grant.reachesSharedDrives());
        yield drive(call, drive, cursor);
      }
      case "sites" -> {
        require(cursor.atEnd() ? grant.findsSites() : grant.reachesSharedDrives());
        yield site(call, cursor);
      }
      case "shares" -> {
        require(grant.reachesSharedDrives());
        yield share(call, cursor);
      }
      case "$batch" -> batch.answer(call, one -> permitted(one, grant));
      default -> throw GraphException.notImplemented(call.method() + " " + path);
    };
  }

  private Grant authenticate(Call call) throws GraphException {
    String header = call.header("authorization").orElse("");
    boolean bearer = header.regionMatches(true, 0, "Bearer ", 0, 7);
    if (!bearer) {
      throw GraphException.badToken();
    }
    return tokens.grant(header.substring(7).trim()).orElseThrow(GraphException::badToken);
  }

  private static void require(boolean allowed) throws GraphException {
    if (!allowed) {
      throw new GraphException(
          403, "accessDenied", "The caller does not have the scope for this.", "missingScope");
    }
  }

  private Answer me(Call call, Cursor cursor) throws GraphException, IOException {
    return switch (cursor.next()) {
      case "drive" -> drive(call, DriveInfo.OWN, cursor);
      case "drives" ->
          cursor.atEnd()
              ? drives(call, List.of(DriveInfo.OWN))
              : drive(call, store.drive(cursor.next()), cursor);
      default -> throw GraphException.notImplemented(call.method() + " " + call.path());
    };
  }

  private Answer drive(Call call, DriveInfo drive, Cursor cursor)
      throws GraphException, IOException {
    if (cursor.atEnd()) {
      requireGet(call);
      ObjectNode node = context(call, "drives/$entity").setAll(json.drive(drive));
      return Answer.json(200, ItemJson.select(node, call.option("select")));
    }
    String collection = cursor.next();
    return switch (collection) {
      case "root" -> items.answer(call, target(drive, store.root(drive), cursor));
      case "items" -> items.answer(call, target(drive, store.item(drive, itemId(cursor)), cursor));
      default -> {
        if (collection.startsWith("search(")) {
          yield items.answer(call, new Target(drive, store.root(drive), List.of(), collection, ""));
        }
        throw GraphException.notImplemented(call.method() + " " + call.path());
      }
    };
  }

  private static String itemId(Cursor cursor) throws GraphException {
    String id = cursor.next();
    if (id.isEmpty()) {
      throw GraphException.invalid("The item id is missing.");
    }
    return id;
  }

  private static Target target(DriveInfo drive, Item base, Cursor cursor) throws GraphException {
    List<String> path = cursor.atPath() ? cursor.path() : List.of();
    String action = cursor.next();
    String detail = cursor.rest();
    return new Target(
        drive, base, path, action, detail.startsWith("/") ? detail.substring(1) : detail);
  }

  private Answer drives(Call call, List<DriveInfo> drives) throws GraphException {
    requireGet(call);
    ObjectNode node = context(call, "drives");
    ArrayNode value = node.putArray("value");
    for (DriveInfo drive : drives) {
      value.add(ItemJson.select(json.drive(drive), call.option("select")));
    }
    return Answer.json(200, node);
  }

  private Answer site(Call call, Cursor cursor) throws GraphException, IOException {
    if (cursor.atEnd()) {
      requireGet(call);
      ObjectNode node = context(call, "sites");
      ArrayNode value = node.putArray("value");
      sites.search(call.query().getOrDefault("search", "")).forEach(value::add);
      return Answer.json(200, node);
    }
    String id = cursor.next();
    Sites.Site site = cursor.atPath() ? sites.at(id, cursor.path()) : sites.byId(id);
    String action = cursor.next();
    return switch (action) {
      case "" -> {
        requireGet(call);
        ObjectNode node = context(call, "sites/$entity").setAll(sites.json(site));
        yield Answer.json(200, ItemJson.select(node, call.option("select")));
      }
      case "drive" -> drive(call, site.drive(), cursor);
      case "drives" ->
          cursor.atEnd()
              ? drives(call, List.of(site.drive()))
              : drive(call, store.drive(cursor.next()), cursor);
      default -> throw GraphException.notImplemented(call.method() + " " + call.path());
    };
  }

  private Answer share(Call call, Cursor cursor) throws GraphException, IOException {
    Sites.Shared shared = sites.shared(cursor.next());
    String action = cursor.next();
    if (!action.equals("driveItem") && !action.equals("root")) {
      throw GraphException.notImplemented(call.method() + " " + call.path());
    }
    return items.answer(call, target(shared.drive(), shared.item(), cursor));
  }

  private static void requireGet(Call call) throws GraphException {
    if (!call.method().equals("GET")) {
      throw GraphException.notImplemented(call.method() + " " + call.path());
    }
  }

  /** An object that begins with its context. */
  static ObjectNode context(Call call, String what) {
    String host = call.header("host").orElse("graph.example");
    return Json.object().put("@odata.context", "https://" + host + "/v1.0/$metadata#" + what);
  }

  /**
   * Which item is meant, and what is asked of it.
   *
   * @param path names below {@code base}
   * @param action the segment behind the item; "" for the item itself
   * @param detail what follows the action
   */
  record Target(DriveInfo drive, Item base, List<String> path, String action, String detail) {
    Item existing(DriveStore store) throws GraphException {
      Optional<Item> found = store.resolve(base, path);
      return found.orElseThrow(GraphException::notFound);
    }
  }
}
