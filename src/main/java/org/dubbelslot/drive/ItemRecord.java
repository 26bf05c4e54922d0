package org.dubbelslot.drive;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.dubbelslot.json.StrictJson;

/** An item as JSON, for the copy of a listing; its id is kept beside it. */
final class ItemRecord {
  private ItemRecord() {}

  static byte[] bytes(DriveItem item) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", item.name());
    json.put("folder", item.folder());
    json.put("size", item.size());
    item.eTag().ifPresent(tag -> json.put("eTag", tag));
    item.cTag().ifPresent(tag -> json.put("cTag", tag));
    json.put("modified", item.modified().toString());
    item.quickXorHash().ifPresent(hash -> json.put("quickXorHash", hash));
    item.parentId().ifPresent(parent -> json.put("parent", parent));
    return StrictJson.write(json);
  }

  static DriveItem read(String id, byte[] bytes) throws IOException {
    ObjectNode json = StrictJson.parse(bytes);
    try {
      return new DriveItem(
          id,
          json.required("name").textValue(),
          json.required("folder").booleanValue(),
          json.required("size").longValue(),
          text(json, "eTag"),
          text(json, "cTag"),
          Instant.parse(json.required("modified").textValue()),
          text(json, "quickXorHash"),
          text(json, "parent"));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IOException("not an item", e);
    }
  }

  private static Optional<String> text(ObjectNode json, String name) {
    return Optional.ofNullable(json.path(name).textValue());
  }
}
