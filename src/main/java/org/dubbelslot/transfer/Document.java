package org.dubbelslot.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.OptionalLong;
import org.dubbelslot.crypto.Base64Url;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.format.FileId;
import org.dubbelslot.format.Metadata;
import org.dubbelslot.json.StrictJson;

/**
 * A sealed file as it was when somebody began to edit it: what their changes are the next revision
 * of.
 *
 * @param file where it lies, and its true name
 * @param sealing which one it was
 * @param metadata what it said about itself
 */
public record Document(Entry.SealedFile file, FileId sealing, Metadata metadata) {
  /** Its true name. */
  public String name() {
    return file.name();
  }

  /** As bytes that {@link #read} reads; they hold true names, so whoever keeps them seals them. */
  public byte[] write() {
    ObjectNode json = JobJson.object();
    json.set("item", JobJson.item(file.item()));
    json.put("name", file.name()).put("fullForm", file.fullForm());
    json.set("parent", JobJson.target(Task.Target.of(file.folder())));
    json.put("sealing", sealing.toString());
    json.put("sealedName", metadata.name()).put("team", metadata.team().text());
    metadata.modified().ifPresent(time -> json.put("modified", time.toString()));
    metadata.type().ifPresent(type -> json.put("type", type));
    metadata.size().ifPresent(size -> json.put("size", Long.toString(size)));
    json.put("document", metadata.document().toString());
    json.put("revision", Long.toString(metadata.revision()));
    metadata.replaces().ifPresent(id -> json.put("replaces", id.toString()));
    metadata.keepUntil().ifPresent(day -> json.put("keepUntil", day.toString()));
    metadata.classification().ifPresent(value -> json.put("class", value));
    return StrictJson.write(json);
  }

  /**
   * What was written.
   *
   * @throws IOException when it is something else
   */
  public static Document read(byte[] bytes) throws IOException {
    try {
      ObjectNode json = StrictJson.parse(bytes);
      Entry.SealedFile file =
          new Entry.SealedFile(
              JobJson.item(json.path("item")),
              JobJson.text(json, "name"),
              json.path("fullForm").asBoolean(),
              JobJson.folder(JobJson.target(json.path("parent"))));
      Metadata metadata =
          new Metadata(
              JobJson.text(json, "sealedName"),
              JobJson.optional(json, "modified").map(Instant::parse),
              JobJson.optional(json, "type"),
              JobJson.optional(json, "size")
                  .map(size -> OptionalLong.of(Long.parseLong(size)))
                  .orElseGet(OptionalLong::empty),
              new Kid(JobJson.text(json, "team")),
              id(JobJson.text(json, "document")),
              Long.parseLong(JobJson.text(json, "revision")),
              JobJson.optional(json, "replaces").map(Document::id),
              JobJson.optional(json, "keepUntil").map(LocalDate::parse),
              JobJson.optional(json, "class"));
      return new Document(file, id(JobJson.text(json, "sealing")), metadata);
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      throw new IOException("not a document that was being edited", e);
    }
  }

  private static FileId id(String text) {
    return FileId.of(Base64Url.decode(text));
  }
}
