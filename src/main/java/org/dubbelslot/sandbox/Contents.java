package org.dubbelslot.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The content of files: put whole, by session, redirected, copied, and its versions. */
final class Contents {
  /** Largest file that may be put in one request. */
  private static final long MAX_PUT = 250L << 20;

  private static final Set<String> SESSION = Set.of("item", "deferCommit", "@odata.type");
  private static final Set<String> SESSION_ITEM =
      Set.of(
          "@odata.type",
          Conflict.KEY,
          Conflict.OLD_KEY,
          "name",
          "description",
          "fileSize",
          "fileSystemInfo",
          "driveItemSource",
          "mediaSource");
  private static final Set<String> COPY =
      Set.of("@odata.type", Conflict.KEY, "name", "parentReference");

  private final DriveStore store;
  private final UploadSessions sessions;
  private final Links links;
  private final Monitors monitors;
  private final ItemJson json;

  Contents(
      DriveStore store, UploadSessions sessions, Links links, Monitors monitors, ItemJson json) {
    this.store = store;
    this.sessions = sessions;
    this.links = links;
    this.monitors = monitors;
    this.json = json;
  }

  Answer download(Call call, Graph.Target target) throws GraphException {
    SystemOptions.allow(call, List.of());
    Item item = target.existing(store);
    Item.Version version =
        item.current().orElseThrow(() -> GraphException.invalid("The item is not a file."));
    return Answer.empty(302).header("Location", links.downloadUrl(item, version));
  }

  Answer put(Call call, Graph.Target target) throws GraphException, IOException {
    SystemOptions.allow(call, List.of("select"));
    DriveInfo drive = target.drive();
    Optional<String> word = Optional.ofNullable(call.query().get(Conflict.KEY));
    Conflict conflict =
        Conflict.of(
            word.or(() -> Optional.ofNullable(call.query().get(Conflict.OLD_KEY))),
            Conflict.REPLACE);
    if (call.body().size() > MAX_PUT) {
      throw new GraphException(
          413, "invalidRequest", "The request is too large.", "maxRequestLengthExceeded");
    }
    Optional<Item> existing = store.resolve(target.base(), target.path());
    if (existing.isPresent()) {
      ItemCalls.requireMatch(call, drive, existing.get());
    }
    store.requireRoom(drive, call.body().size());
    if (target.path().isEmpty()) {
      requireFile(target.base());
      Item item = store.replaceContent(drive, target.base().id(), keep(call.body()));
      return answer(call, drive, new DriveStore.Stored(item, false));
    }
    Item parent = store.folders(drive, target.base(), above(target));
    store.checkUpload(drive, parent, target.path().getLast(), conflict);
    return answer(
        call,
        drive,
        store.putFile(drive, parent.id(), target.path().getLast(), conflict, keep(call.body())));
  }

  private static List<String> above(Graph.Target target) {
    return target.path().subList(0, target.path().size() - 1);
  }

  private static void requireFile(Item item) throws GraphException {
    if (item.folder()) {
      throw GraphException.invalid("The item is not a file.");
    }
  }

  private Answer answer(Call call, DriveInfo drive, DriveStore.Stored stored) {
    ObjectNode node =
        Graph.context(call, "drives('" + drive.id() + "')/items/$entity")
            .setAll(json.item(drive, stored.item()));
    return Answer.json(stored.created() ? 201 : 200, ItemJson.select(node, call.option("select")));
  }

  /** Keeps a body as content, hashed as it comes. */
  private Item.NewContent keep(Body body) throws IOException {
    String name = UUID.randomUUID().toString();
    Path target = store.content(name);
    QuickXorHash hash = body.keepAs(target);
    return new Item.NewContent(
        name, body.size(), hash.base64(), Optional.empty(), Optional.empty());
  }

  Answer createSession(Call call, Graph.Target target) throws GraphException, IOException {
    SystemOptions.allow(call, List.of());
    DriveInfo drive = target.drive();
    ObjectNode body = call.json();
    ItemCalls.requireKnown(body, SESSION);
    JsonNode wish = body.path("item");
    if (wish instanceof ObjectNode object) {
      ItemCalls.requireKnown(object, SESSION_ITEM);
    }
    Conflict conflict = Conflict.of(ItemCalls.conflictIn(wish), Conflict.REPLACE);
    Optional<Item> existing = store.resolve(target.base(), target.path());
    if (existing.isPresent()) {
      ItemCalls.requireMatch(call, drive, existing.get());
    }
    boolean byId = target.path().isEmpty();
    if (byId) {
      requireFile(target.base());
      store.locks().requireFree(target.base());
    }
    String parentId =
        byId ? target.base().parentId() : store.folders(drive, target.base(), above(target)).id();
    String name = byId ? target.base().name() : target.path().getLast();
    if (!byId) {
      store.checkUpload(drive, store.item(drive, parentId), name, conflict);
    }
    JsonNode info = wish.path("fileSystemInfo");
    UploadSession session =
        sessions.create(
            drive,
            new UploadSession.Target(
                drive.id(),
                parentId,
                name,
                byId ? target.base().id() : "",
                conflict,
                body.path("deferCommit").asBoolean(),
                ItemCalls.time(info, "createdDateTime").orElse(null),
                ItemCalls.time(info, "lastModifiedDateTime").orElse(null)),
            wish.path("fileSize").asLong(-1));
    ObjectNode node =
        Graph.context(call, "microsoft.graph.uploadSession")
            .setAll(json.session(session, Optional.of(links.uploadUrl(drive, session))));
    return Answer.json(200, node);
  }

  /** Copies at once; the monitor that the answer names tells how it went. */
  Answer copy(Call call, Graph.Target target) throws GraphException, IOException {
    SystemOptions.allow(call, List.of());
    Item item = target.existing(store);
    if (item.root()) {
      throw GraphException.invalid("The root cannot be copied.");
    }
    ObjectNode body = call.json();
    ItemCalls.requireKnown(body, COPY);
    JsonNode reference = body.path("parentReference");
    DriveInfo drive = store.drive(reference.path("driveId").asText(target.drive().id()));
    Item parent =
        store.item(drive, ItemCalls.newParent(store, drive, reference).orElse(item.parentId()));
    String name = body.path("name").asText(item.name());
    Conflict conflict =
        Conflict.of(
            ItemCalls.conflictIn(body)
                .or(() -> Optional.ofNullable(call.query().get(Conflict.KEY))),
            Conflict.FAIL);
    return Answer.empty(202).header("Location", outcome(drive, item, parent, name, conflict));
  }

  private String outcome(DriveInfo drive, Item item, Item parent, String name, Conflict conflict)
      throws GraphException, IOException {
    try {
      return monitors.done(copy(drive, item, parent, name, conflict));
    } catch (GraphException e) {
      if (e.status() == 409 || e.status() == 507) {
        // The service finds these only while it copies (docs: "Monitor long-running actions").
        return monitors.failed(e);
      }
      throw e;
    }
  }

  private Item copy(DriveInfo drive, Item item, Item parent, String name, Conflict conflict)
      throws GraphException, IOException {
    if (!item.folder()) {
      store.checkUpload(drive, parent, name, conflict);
      store.requireRoom(drive, item.bytes());
      Item.Version current = item.current().orElseThrow();
      return store.putFile(drive, parent.id(), name, conflict, store.again(item, current)).item();
    }
    List<Item> inside = store.children(item, Optional.empty(), Integer.MAX_VALUE);
    Item folder = store.createFolder(drive, parent, name, conflict);
    for (Item child : inside) {
      if (!child.id().equals(folder.id())) {
        copy(drive, child, folder, child.name(), Conflict.FAIL);
      }
    }
    return folder;
  }
}
