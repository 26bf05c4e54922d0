package org.dubbelslot.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.dubbelslot.crypto.Base64Url;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.json.StrictJson;

/**
 * What a sealed file says about itself, to who can open it.
 *
 * @param name the name at sealing: one path segment in NFC; the drive's name is what is shown
 * @param modified last change of the original, in whole seconds; may be absent
 * @param type media type; may be absent
 * @param size bytes of the original; absent when it was not known beforehand
 * @param team the team for which it was sealed
 * @param document 16 bytes that stay the same over re-sealings of one document
 * @param revision counts the re-sealings, from 1
 * @param replaces the sealing that was edited; may be absent
 * @param keepUntil last day of retention; may be absent
 * @param classification a class of the organisation's policy; may be absent
 */
public record Metadata(
    String name,
    Optional<Instant> modified,
    Optional<String> type,
    OptionalLong size,
    Kid team,
    FileId document,
    long revision,
    Optional<FileId> replaces,
    Optional<LocalDate> keepUntil,
    Optional<String> classification) {

  /** Longest name in UTF-16 units; no file system or drive holds a longer one. */
  private static final int MAX_NAME = 1024;

  private static final int TIME_LENGTH = "2026-11-23T09:15:00Z".length();
  private static final int DAY_LENGTH = "2026-11-23".length();

  /**
   * Normalises the name and the time; a time outside the years 0000 to 9999, which only a broken
   * clock gives, counts as absent.
   *
   * @throws IllegalArgumentException for a name that is no single path segment, negative numbers,
   *     or a day that four digits of year cannot tell
   */
  public Metadata {
    name = Normalizer.normalize(name, Normalizer.Form.NFC);
    modified = modified.map(time -> time.truncatedTo(ChronoUnit.SECONDS)).filter(Metadata::hasYear);
    Objects.requireNonNull(team);
    Objects.requireNonNull(document);
    if (!isSegment(name)) {
      throw new IllegalArgumentException("the name is not one path segment");
    }
    if (revision < 1 || size.isPresent() && size.getAsLong() < 0) {
      throw new IllegalArgumentException("a revision or size below its least value");
    }
    if (keepUntil.isPresent() && keepUntil.get().toString().length() != DAY_LENGTH) {
      throw new IllegalArgumentException("the last day of retention is out of range");
    }
  }

  /** A new document of that name and team, with nothing else known. */
  public static Metadata of(String name, Kid team) {
    byte[] document = new byte[FileId.BYTES];
    new SecureRandom().nextBytes(document);
    return new Metadata(
        name,
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        team,
        FileId.of(document),
        1,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same with the original's size and time of last change. */
  public Metadata withSizeAndTime(OptionalLong newSize, Optional<Instant> newModified) {
    return new Metadata(
        name,
        newModified,
        type,
        newSize,
        team,
        document,
        revision,
        replaces,
        keepUntil,
        classification);
  }

  /** The same with a media type. */
  public Metadata withType(String newType) {
    return new Metadata(
        name,
        modified,
        Optional.of(newType),
        size,
        team,
        document,
        revision,
        replaces,
        keepUntil,
        classification);
  }

  /** The same with a last day of retention. */
  public Metadata withKeepUntil(LocalDate day) {
    return new Metadata(
        name,
        modified,
        type,
        size,
        team,
        document,
        revision,
        replaces,
        Optional.of(day),
        classification);
  }

  /** The same with a class of the organisation's policy. */
  public Metadata withClassification(String name) {
    return new Metadata(
        this.name,
        modified,
        type,
        size,
        team,
        document,
        revision,
        replaces,
        keepUntil,
        Optional.of(name));
  }

  /** The next revision of this document, edited from the sealing {@code edited}. */
  public Metadata nextRevision(FileId edited) {
    return new Metadata(
        name,
        modified,
        type,
        size,
        team,
        document,
        revision + 1,
        Optional.of(edited),
        keepUntil,
        classification);
  }

  /** The same document under another name. */
  public Metadata withName(String newName) {
    return new Metadata(
        newName,
        modified,
        type,
        size,
        team,
        document,
        revision,
        replaces,
        keepUntil,
        classification);
  }

  /** Whether nothing is said of the size, or just this. */
  boolean allowsSize(long bytes) {
    return size.isEmpty() || size.getAsLong() == bytes;
  }

  private static boolean hasYear(Instant time) {
    return time.toString().length() == TIME_LENGTH;
  }

  private static boolean isSegment(String name) {
    return !name.isEmpty()
        && name.length() <= MAX_NAME
        && !name.equals(".")
        && !name.equals("..")
        && name.codePoints()
            .noneMatch(
                c ->
                    c == '/'
                        || c == '\\'
                        || Character.isISOControl(c)
                        || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  byte[] json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("name", name);
    modified.ifPresent(time -> root.put("modified", time.toString()));
    type.ifPresent(value -> root.put("type", value));
    size.ifPresent(value -> root.put("size", value));
    root.put("team", team.text());
    root.put("document", document.toString());
    root.put("revision", revision);
    replaces.ifPresent(id -> root.put("replaces", id.toString()));
    keepUntil.ifPresent(day -> root.put("keepUntil", day.toString()));
    classification.ifPresent(value -> root.put("class", value));
    return StrictJson.write(root);
  }

  /** Length of the metadata block, tag included, that a sealer takes. */
  int blockLength() {
    int needed = json().length + Layout.GCM_TAG_LENGTH;
    int rounded = (needed + Layout.METADATA_STEP - 1) / Layout.METADATA_STEP * Layout.METADATA_STEP;
    if (rounded > Layout.MAX_METADATA) {
      throw new IllegalArgumentException("metadata over 64 KiB");
    }
    return Math.max(Layout.USUAL_METADATA, rounded);
  }

  static Metadata parse(byte[] plaintext) throws FormatException {
    try {
      ObjectNode root = StrictJson.parse(plaintext);
      String name = required(root, "name");
      if (!Normalizer.isNormalized(name, Normalizer.Form.NFC)) {
        throw new FormatException.MetadataAltered();
      }
      Metadata metadata =
          new Metadata(
              name,
              text(root, "modified").map(Instant::parse),
              text(root, "type"),
              root.has("size") ? OptionalLong.of(number(root, "size")) : OptionalLong.empty(),
              new Kid(required(root, "team")),
              FileId.of(Base64Url.decode(required(root, "document"))),
              number(root, "revision"),
              text(root, "replaces").map(id -> FileId.of(Base64Url.decode(id))),
              text(root, "keepUntil").map(LocalDate::parse),
              text(root, "class"));
      requireSpelling(root, "modified", metadata.modified());
      requireSpelling(root, "keepUntil", metadata.keepUntil());
      return metadata;
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      throw new FormatException.MetadataAltered();
    }
  }

  /** One spelling for each time and day: what we would have written ourselves. */
  private static void requireSpelling(ObjectNode root, String member, Optional<?> read)
      throws FormatException {
    if (!text(root, member).equals(read.map(Object::toString))) {
      throw new FormatException.MetadataAltered();
    }
  }

  private static String required(ObjectNode root, String member) throws FormatException {
    return text(root, member).orElseThrow(FormatException.MetadataAltered::new);
  }

  private static Optional<String> text(ObjectNode root, String member) throws FormatException {
    JsonNode value = root.get(member);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw new FormatException.MetadataAltered();
    }
    return Optional.of(value.textValue());
  }

  private static long number(ObjectNode root, String member) throws FormatException {
    JsonNode value = root.get(member);
    if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new FormatException.MetadataAltered();
    }
    return value.longValue();
  }

  @Override
  public String toString() {
    return "Metadata[" + document + ", revision " + revision + "]";
  }
}
