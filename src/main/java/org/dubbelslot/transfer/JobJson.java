package org.dubbelslot.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.dubbelslot.crypto.Base64Url;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.OnConflict;
import org.dubbelslot.drive.UploadHandle;
import org.dubbelslot.format.FileId;
import org.dubbelslot.format.OpenOptions;
import org.dubbelslot.names.FolderToken;

/**
 * How tasks, and what was begun of them, stand in the queue's boxes. What does not read as written
 * here throws {@link IllegalArgumentException}.
 */
final class JobJson {
  private JobJson() {}

  static ObjectNode of(Task task) {
    ObjectNode json = object();
    json.put("place", task.place());
    switch (task) {
      case Task.Put put -> {
        json.put("kind", "put").put("shown", put.shown()).put("source", uri(put.source()));
        // Sizes and folder tokens may have more bits than every reader's numbers.
        json.put("size", Long.toString(put.size())).put("modified", put.modified().toString());
        json.set("target", target(put.target()));
        json.put("conflict", put.options().conflict().name());
        put.options().keepUntil().ifPresent(day -> json.put("keepUntil", day.toString()));
        json.put("removeOriginal", put.options().removeOriginal());
        put.options().classification().ifPresent(name -> json.put("class", name));
      }
      case Task.Loose _ -> json.put("kind", "loose");
      case Task.Get get -> {
        json.put("kind", "get").put("shown", get.shown()).put("folder", uri(get.folder()));
        json.put("into", get.into());
        json.put("name", get.file().name()).put("fullForm", get.file().fullForm());
        json.set("item", item(get.file().item()));
        json.set("parent", target(Task.Target.of(get.file().folder())));
        json.put("conflict", get.options().conflict().name());
        json.put("acceptSigner", get.options().open().acceptSigner());
        json.put("acceptName", get.options().acceptOtherName());
        json.put("acceptOlder", get.options().acceptOlder());
      }
    }
    return json;
  }

  static Task task(ObjectNode json) {
    return switch (text(json, "kind")) {
      case "put" ->
          new Task.Put(
              text(json, "place"),
              target(json.path("target")),
              text(json, "shown"),
              path(text(json, "source")),
              Long.parseLong(text(json, "size")),
              Instant.parse(text(json, "modified")),
              new Putter.Options(
                  Conflict.valueOf(text(json, "conflict")),
                  optional(json, "keepUntil").map(LocalDate::parse),
                  json.path("removeOriginal").asBoolean(),
                  optional(json, "class")));
      case "get" ->
          new Task.Get(
              text(json, "place"),
              new Entry.SealedFile(
                  item(json.path("item")),
                  text(json, "name"),
                  json.path("fullForm").asBoolean(),
                  folder(target(json.path("parent")))),
              text(json, "shown"),
              path(text(json, "folder")),
              text(json, "into"),
              new Getter.Options(
                  Conflict.valueOf(text(json, "conflict")),
                  json.path("acceptSigner").asBoolean()
                      ? OpenOptions.ACCEPT_SIGNER
                      : OpenOptions.STRICT,
                  json.path("acceptName").asBoolean(),
                  json.path("acceptOlder").asBoolean()));
      case "loose" -> new Task.Loose(text(json, "place"));
      default -> throw new IllegalArgumentException("no such kind of task");
    };
  }

  static ObjectNode target(Task.Target target) {
    return object()
        .put("id", target.folderId())
        .put("name", target.name())
        .put("token", Long.toString(target.token().value()))
        .put("pathLength", target.pathLength());
  }

  /** The folder of a file that is got: by its id and its token it is looked into, if need be. */
  static Entry.Folder folder(Task.Target target) {
    return target.on(
        new DriveItem(
            target.folderId(),
            "",
            true,
            0,
            Optional.empty(),
            Optional.empty(),
            Instant.EPOCH,
            Optional.empty(),
            Optional.empty()));
  }

  static Task.Target target(JsonNode json) {
    return new Task.Target(
        text(json, "id"),
        text(json, "name"),
        new FolderToken(Long.parseLong(text(json, "token"))),
        json.path("pathLength").asInt());
  }

  static ObjectNode item(DriveItem item) {
    ObjectNode json = object();
    json.put("id", item.id()).put("name", item.name()).put("size", Long.toString(item.size()));
    item.eTag().ifPresent(tag -> json.put("eTag", tag));
    item.cTag().ifPresent(tag -> json.put("cTag", tag));
    json.put("modified", item.modified().toString());
    item.quickXorHash().ifPresent(hash -> json.put("hash", hash));
    item.parentId().ifPresent(parent -> json.put("parent", parent));
    return json;
  }

  static DriveItem item(JsonNode json) {
    return new DriveItem(
        text(json, "id"),
        text(json, "name"),
        false,
        Long.parseLong(text(json, "size")),
        optional(json, "eTag"),
        optional(json, "cTag"),
        Instant.parse(text(json, "modified")),
        optional(json, "hash"),
        optional(json, "parent"));
  }

  static ObjectNode of(Uploader.Partial partial) {
    ObjectNode json = object();
    json.put("folder", partial.address().folderId()).put("name", partial.address().name());
    json.put("conflict", partial.address().onConflict().name());
    partial.address().eTag().ifPresent(tag -> json.put("eTag", tag));
    json.put("handle", partial.handle().text()).put("length", Long.toString(partial.length()));
    partial.spool().ifPresent(spool -> json.put("spool", uri(spool)));
    partial
        .sealed()
        .ifPresent(
            whole ->
                json.put("id", whole.id().toString())
                    .put("sha256", Base64Url.encode(whole.sha256())));
    return json;
  }

  static Uploader.Partial upload(ObjectNode json) {
    return new Uploader.Partial(
        new Parcel.Address(
            text(json, "folder"),
            text(json, "name"),
            OnConflict.valueOf(text(json, "conflict")),
            optional(json, "eTag")),
        new UploadHandle(text(json, "handle")),
        Long.parseLong(text(json, "length")),
        optional(json, "spool").map(JobJson::path),
        optional(json, "id")
            .map(
                id ->
                    new Uploader.SealedAs(
                        FileId.of(Base64Url.decode(id)), Base64Url.decode(text(json, "sha256")))));
  }

  static ObjectNode of(Downloader.Partial partial) {
    return object()
        .put("temporary", uri(partial.temporary()))
        .put("bytes", Long.toString(partial.plaintextBytes()))
        .put("tag", partial.tag());
  }

  static Downloader.Partial download(ObjectNode json) {
    return new Downloader.Partial(
        path(text(json, "temporary")), Long.parseLong(text(json, "bytes")), text(json, "tag"));
  }

  /** A path as it is, even where its bytes are no text. */
  private static String uri(Path path) {
    return path.toUri().toString();
  }

  private static Path path(String uri) {
    return Path.of(URI.create(uri));
  }

  static String text(JsonNode json, String member) {
    return optional(json, member).orElseThrow(() -> new IllegalArgumentException("no " + member));
  }

  static Optional<String> optional(JsonNode json, String member) {
    return Optional.ofNullable(json.path(member).textValue());
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
