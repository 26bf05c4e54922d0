package org.dubbelslot.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dubbelslot.crypto.Kid;

/** The top of a revision as JSON: {@code organisation~<r>.json}. */
final class OrganisationJson {
  private static final int MAX_NAME = 200;
  private static final int SHA256_BYTES = 32;

  private OrganisationJson() {}

  static byte[] write(Organisation organisation) {
    ObjectNode object =
        JsonBytes.object("organisation")
            .put("id", organisation.id().text())
            .put("name", organisation.name());
    if (organisation.example()) {
      object.put("example", true);
    }
    object
        .put("revision", organisation.revision())
        .put("issued", JsonBytes.text(organisation.issued()))
        .put("expires", JsonBytes.text(organisation.expires()));
    organisation.previous().ifPresent(previous -> object.put("previous", previous));
    object.put("custodians", organisation.custodians());
    object.set("recovery", JsonBytes.texts(organisation.recovery()));
    object.set("logKeys", JsonBytes.texts(organisation.logKeys()));
    ObjectNode files = object.putObject("files");
    organisation
        .files()
        .forEach(
            (path, file) ->
                files
                    .putObject(path)
                    .put("name", file.name())
                    .put("sha256", file.sha256())
                    .put("size", file.size()));
    return JsonBytes.bytes(object);
  }

  static Organisation read(String where, byte[] bytes) throws DirectoryException.Malformed {
    Fields fields = Fields.of(where, bytes, "organisation");
    Kid id = fields.kid("id");
    String name = fields.text("name");
    if (name.isBlank() || name.length() > MAX_NAME) {
      throw fields.malformed("name");
    }
    boolean example = fields.flag("example");
    long revision = fields.number("revision", 1, DirectoryPaths.MAX_REVISION);
    Instant issued = fields.instant("issued");
    Instant expires = fields.instant("expires");
    Optional<String> previous = fields.optionalText("previous");
    int custodians = (int) fields.number("custodians", 1, Integer.MAX_VALUE);
    List<String> recovery = fields.texts("recovery");
    List<String> logKeys = fields.texts("logKeys");
    SortedMap<String, ListedFile> files = readFiles(fields.object("files"), revision);
    return fields.build(
        () ->
            new Organisation(
                id,
                name,
                example,
                revision,
                issued,
                expires,
                previous,
                custodians,
                recovery,
                logKeys,
                files));
  }

  private static SortedMap<String, ListedFile> readFiles(Fields files, long revision)
      throws DirectoryException.Malformed {
    SortedMap<String, ListedFile> listed = new TreeMap<>();
    for (String path : files.names()) {
      Fields item = files.object(path);
      DirectoryPaths.Kind kind =
          DirectoryPaths.kindOf(path).orElseThrow(() -> files.malformed("path"));
      String actual = item.text("name");
      if (!DirectoryPaths.isVersionOf(path, actual, revision)) {
        throw item.malformed("name");
      }
      String sha256 = item.text("sha256");
      if (item.bytes("sha256").length != SHA256_BYTES) {
        throw item.malformed("sha256");
      }
      listed.put(path, new ListedFile(actual, sha256, item.number("size", 0, kind.maxBytes())));
    }
    return listed;
  }
}
