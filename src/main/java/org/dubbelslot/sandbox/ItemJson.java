package org.dubbelslot.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLConnection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Writes items, drives and sessions as Graph shows them. */
final class ItemJson {
  private static final String PERSON = "Example person";
  private static final String PERSON_ID = "5d0b7c1a-9e42-4a6f-8b13-2c7d5e9f0a41";

  private final DriveStore store;
  private final Links links;
  private final Supplier<Settings> settings;

  ItemJson(DriveStore store, Links links, Supplier<Settings> settings) {
    this.store = store;
    this.links = links;
    this.settings = settings;
  }

  /** A live item with its path. */
  ObjectNode item(DriveInfo drive, Item item) {
    ObjectNode node = Json.object();
    if (!item.folder()) {
      node.put(
          "@microsoft.graph.downloadUrl", links.downloadUrl(item, item.current().orElseThrow()));
    }
    return fill(node, drive, item, true);
  }

  /** An item as delta shows it: without path, and only a mark when it is deleted. */
  ObjectNode change(DriveInfo drive, Item item) {
    ObjectNode node = Json.object().put("@odata.type", "#microsoft.graph.driveItem");
    if (item.live()) {
      return fill(node, drive, item, false);
    }
    node.put("id", item.id());
    parent(node, drive, item, false);
    node.putObject("deleted").put("state", "deleted");
    return node;
  }

  private ObjectNode fill(ObjectNode node, DriveInfo drive, Item item, boolean withPath) {
    node.put("createdDateTime", Times.graph(item.created()))
        .put("eTag", item.etag(drive))
        .put("id", item.id())
        .put("lastModifiedDateTime", Times.graph(item.modified()))
        .put("name", item.name())
        .put("webUrl", drive.webUrl() + Encoding.encodePath(store.path(item)))
        .put("size", store.size(item));
    item.ctag(drive).ifPresent(tag -> node.put("cTag", tag));
    if (!item.description().isEmpty()) {
      node.put("description", item.description());
    }
    person(node.putObject("createdBy"));
    person(node.putObject("lastModifiedBy"));
    parent(node, drive, item, withPath);
    node.putObject("fileSystemInfo")
        .put("createdDateTime", Times.graph(item.fileCreated()))
        .put("lastModifiedDateTime", Times.graph(item.fileModified()));
    if (item.folder()) {
      node.putObject("folder").put("childCount", store.childCount(item));
    } else {
      ObjectNode file = node.putObject("file").put("mimeType", mimeType(item.name()));
      item.current()
          .filter(version -> version.size() > 0 && settings.get().hashes())
          .ifPresent(v -> file.putObject("hashes").put("quickXorHash", v.quickXorHash()));
    }
    if (item.root()) {
      node.putObject("root");
    }
    return node;
  }

  private void parent(ObjectNode node, DriveInfo drive, Item item, boolean withPath) {
    ObjectNode reference =
        node.putObject("parentReference")
            .put("driveType", drive.kind().graphName())
            .put("driveId", drive.id());
    if (!drive.siteId().isEmpty()) {
      reference.put("siteId", drive.siteId().split(",")[1]);
    }
    if (item.root()) {
      return;
    }
    reference.put("id", item.parentId());
    if (withPath) {
      List<String> path = store.path(item);
      List<String> above = path.subList(0, path.size() - 1);
      reference.put("name", above.isEmpty() ? drive.name() : above.getLast());
      reference.put("path", "/drives/" + drive.id() + "/root:" + Encoding.encodePath(above));
    }
  }

  static void person(ObjectNode node) {
    node.putObject("user").put("id", PERSON_ID).put("displayName", PERSON);
  }

  private static String mimeType(String name) {
    return Optional.ofNullable(URLConnection.guessContentTypeFromName(name))
        .orElse("application/octet-stream");
  }

  ObjectNode drive(DriveInfo drive) {
    Item root = store.root(drive);
    ObjectNode node =
        Json.object()
            .put("createdDateTime", Times.graph(root.created()))
            .put("description", "")
            .put("id", drive.id())
            .put("lastModifiedDateTime", Times.graph(root.modified()))
            .put("name", drive.name())
            .put("webUrl", drive.webUrl())
            .put("driveType", drive.kind().graphName());
    person(node.putObject("createdBy"));
    person(node.putObject("lastModifiedBy"));
    person(node.putObject("owner"));
    long used = store.used(drive);
    long deleted = store.recycled(drive);
    long remaining = Math.max(0, store.quota() - used - deleted);
    node.putObject("quota")
        .put("deleted", deleted)
        .put("remaining", remaining)
        .put("state", remaining == 0 ? "exceeded" : "normal")
        .put("total", store.quota())
        .put("used", used);
    return node;
  }

  ObjectNode version(Item.Version version) {
    ObjectNode node =
        Json.object()
            .put("id", version.label())
            .put("lastModifiedDateTime", Times.graph(version.modified()))
            .put("size", version.size());
    person(node.putObject("lastModifiedBy"));
    return node;
  }

  ObjectNode session(UploadSession session, Optional<String> uploadUrl) {
    ObjectNode node = Json.object().put("expirationDateTime", Times.graph(session.expires()));
    ArrayNode ranges = node.putArray("nextExpectedRanges");
    if (!session.complete()) {
      ranges.add(session.received() + "-" + (session.size() > 0 ? session.size() - 1 : ""));
    }
    uploadUrl.ifPresent(url -> node.put("uploadUrl", url));
    return node;
  }

  /** Leaves the chosen properties and the annotations that always come. */
  static ObjectNode select(ObjectNode node, Optional<String> select) {
    if (select.isPresent() && !select.get().isBlank()) {
      Set<String> chosen = SystemOptions.words(select);
      node.properties().removeIf(p -> !chosen.contains(p.getKey()) && !kept(p.getKey(), chosen));
    }
    return node;
  }

  private static boolean kept(String key, Set<String> chosen) {
    return key.startsWith("@")
        && (!key.equals("@microsoft.graph.downloadUrl")
            || chosen.contains("content.downloadUrl")
            || chosen.contains(key));
  }
}
