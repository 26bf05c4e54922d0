package org.dubbelslot.drive.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.DriveItem;

/** Reads the {@code driveItem} with which an upload is answered. */
final class ItemJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ItemJson() {}

  static DriveItem parse(byte[] body) throws DriveException {
    try {
      JsonNode item = JSON.readTree(body);
      String id = item.path("id").asText("");
      if (id.isEmpty()) {
        throw new DriveException.Protocol(0, "noItem");
      }
      String modified = item.path("lastModifiedDateTime").asText("");
      return new DriveItem(
          id,
          item.path("name").asText(""),
          item.has("folder"),
          item.path("size").asLong(),
          text(item.path("eTag")),
          text(item.path("cTag")),
          modified.isEmpty() ? Instant.EPOCH : OffsetDateTime.parse(modified).toInstant(),
          text(item.path("file").path("hashes").path("quickXorHash")),
          text(item.path("parentReference").path("id")));
    } catch (DriveException e) {
      throw e;
    } catch (IOException | DateTimeException e) {
      throw new DriveException.Protocol(0, "badItem");
    }
  }

  private static Optional<String> text(JsonNode node) {
    return node.isTextual() && !node.textValue().isEmpty()
        ? Optional.of(node.textValue())
        : Optional.empty();
  }
}
