package org.dubbelslot.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Graph endpoint: checks the token, reads the address, leads to what answers. */
final class Graph {
  private static final String VERSION = "/v1.0";
  private static final Pattern BY_PATH = Pattern.compile("getByPath\\(path='(.*)'\\)");

  /** What can be asked of an item in the recycle bin. */
  private static final Set<String> BIN_ACTIONS = Set.of("restore", "permanentDelete");

  private final Tokens tokens;
  private final DriveStore store;
  private final ItemJson json;
  private final ItemCalls items;
  private final Sites sites;
  private final Teams teams;
  private final Batch batch;

  Graph(
      Tokens tokens,
      DriveStore store,
      ItemJson json,
      ItemCalls items,
      Sites sites,
      Teams teams,
      Batch batch) {
    this.tokens = tokens;
    this.store = store;
    this.json = json;
    this.items = items;
    this.sites = sites;
    this.teams = teams;
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
      case "me" -> person(call, cursor, grant);
      case "users" -> {
        String user = cursor.whole();
        if (!user.equalsIgnoreCase(Person.ID) && !user.equalsIgnoreCase(Person.ACCOUNT)) {
          throw new GraphException(
              404, "Request_ResourceNotFound", "Resource '" + user + "' does not exist.");
        }
        yield person(call, cursor, grant);
      }
      case "groups" -> {
        require(grant.reachesSharedDrives());
        yield group(call, cursor);
      }
      case "teams" -> {
        require(grant.findsTeams());
        yield teams.answer(call, cursor);
      }
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

  private Answer person(Call call, Cursor cursor, Grant grant) throws GraphException, IOException {
    return switch (cursor.next()) {
      case "drive" -> drive(call, DriveInfo.OWN, cursor);
      case "drives" -> drives(call, List.of(DriveInfo.OWN), cursor);
      case "joinedTeams" -> {
        require(grant.findsTeams());
        yield Teams.joined(call);
      }
      default -> throw GraphException.notImplemented(call.method() + " " + call.path());
    };
  }

  private Answer group(Call call, Cursor cursor) throws GraphException, IOException {
    if (!Teams.isGroup(cursor.next())) {
      throw GraphException.notFound();
    }
    return switch (cursor.next()) {
      case "drive" -> drive(call, DriveInfo.TEAM, cursor);
      case "drives" -> drives(call, List.of(DriveInfo.TEAM), cursor);
      default -> throw GraphException.notImplemented(call.method() + " " + call.path());
    };
  }

  private Answer drive(Call call, DriveInfo drive, Cursor cursor)
      throws GraphException, IOException {
    if (cursor.atEnd()) {
      requireGet(call);
      SystemOptions.allow(call, List.of("select"));
      ObjectNode node = context(call, "drives/$entity").setAll(json.drive(drive));
      return Answer.json(200, ItemJson.select(node, call.option("select")));
    }
    String collection = cursor.next();
    return switch (collection) {
      case "root" -> items.answer(call, target(drive, store.root(drive), cursor));
      case "items" -> {
        Target target = target(drive, store.itemOrRecycled(drive, itemId(cursor)), cursor);
        if (!target.base().live() && !BIN_ACTIONS.contains(target.action())) {
          throw GraphException.notFound();
        }
        yield items.answer(call, target);
      }
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

  /** Some drives, or one of them. */
  private Answer drives(Call call, List<DriveInfo> drives, Cursor cursor)
      throws GraphException, IOException {
    if (!cursor.atEnd()) {
      DriveInfo one = store.drive(cursor.next());
      if (!drives.contains(one)) {
        throw GraphException.notFound();
      }
      return drive(call, one, cursor);
    }
    requireGet(call);
    SystemOptions.allow(call, List.of("select", "top", "skiptoken"));
    return Pages.of(call, "drives", drives, json::drive);
  }

  private Answer site(Call call, Cursor cursor) throws GraphException, IOException {
    if (cursor.atEnd()) {
      requireGet(call);
      SystemOptions.allow(call, List.of("search", "select", "top", "skiptoken"));
      String word = call.option("search").orElse("");
      return Pages.of(call, "sites", sites.search(word), sites::json);
    }
    String id = cursor.next();
    Sites.Site site = cursor.atPath() ? sites.at(id, cursor.path()) : sites.byId(id);
    String action = cursor.next();
    Matcher byPath = BY_PATH.matcher(action);
    if (byPath.matches()) {
      site = sites.at(site.host(), List.of(byPath.group(1).replaceFirst("^/", "").split("/")));
      action = cursor.next();
    }
    return switch (action) {
      case "" -> {
        requireGet(call);
        SystemOptions.allow(call, List.of("select"));
        ObjectNode node = context(call, "sites/$entity").setAll(sites.json(site));
        yield Answer.json(200, ItemJson.select(node, call.option("select")));
      }
      case "drive" -> drive(call, site.drive(), cursor);
      case "drives" -> drives(call, List.of(site.drive()), cursor);
      case "sites" -> {
        requireGet(call);
        SystemOptions.allow(call, List.of("select", "top", "skiptoken"));
        yield Pages.of(call, "sites", List.<Sites.Site>of(), sites::json);
      }
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

  static void requireGet(Call call) throws GraphException {
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
