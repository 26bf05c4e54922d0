package org.dubbelslot.format;

import static org.dubbelslot.format.CrookedSealer.flip;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.dubbelslot.crypto.Base64Url;

/** The vectors that are refused before any lock is tried. */
final class StructureVectors {
  private static final String DAMAGED = "damaged-structure";

  private final VectorCast cast;
  private final byte[] good;
  private final List<SealedVector> vectors = new ArrayList<>();

  StructureVectors(VectorCast cast) {
    this.cast = cast;
    this.good = cast.crooked().seal(OpeningVectors.pattern(100));
  }

  List<SealedVector> all() {
    fixedPart();
    json();
    locks();
    return vectors;
  }

  private void fixedPart() {
    refuse("not-sealed-empty", "not-sealed", "Nothing at all.", new byte[0]);
    refuse("not-sealed-short", "not-sealed", "Seven bytes.", Arrays.copyOf(good, 7));
    refuse(
        "not-sealed-text",
        "not-sealed",
        "CR LF became LF, as when a file is sent as text.",
        replace(good, "\r\n", "\n"));
    refuse("version-2", "newer-version", "Version 2.", with(good, 8, 2));
    refuse("version-0", "newer-version", "Version 0.", with(good, 8, 0));
    refuse("suite-2", "newer-version", "Suite 2.", with(good, 9, 2));
    damaged("cut-in-fixed-part", "Cut after 31 bytes.", Arrays.copyOf(good, 31));
    damaged("cut-in-header-area", "Cut within the header area.", Arrays.copyOf(good, 2079));
    damaged("cut-in-header-tag", "Cut within the header tag.", Arrays.copyOf(good, 2111));
    damaged("cut-in-metadata", "Cut within the metadata block.", Arrays.copyOf(good, 2112 + 511));
    damaged("metadata-length-0", "M is 0.", withShort(good, 10, 0));
    damaged("metadata-length-240", "M is less than 256.", withShort(good, 10, 15));
    damaged("metadata-length-528", "M is no multiple of 256.", withShort(good, 10, 33));
    damaged("metadata-length-65792", "M is more than 65,536.", withShort(good, 10, 4112));
    damaged("header-length-1024", "H is less than 2,048.", withInt(good, 28, 1024));
    damaged("header-length-2560", "H is no multiple of 1,024.", withInt(good, 28, 2560));
    damaged("header-length-66560", "H is more than 65,536.", withInt(good, 28, 66_560));
    damaged("header-length-huge", "H is 4,294,966,272.", withInt(good, 28, -1024));
  }

  private void json() {
    crooked("json-bom", "A byte order mark.", json -> "\u00ef\u00bb\u00bf" + json);
    crooked("json-space-before", "A space before the object.", json -> " " + json);
    crooked("json-line-after", "A line break after the object.", json -> json + "\n");
    crooked("json-nul-after", "A zero byte after the object.", json -> json + "\u0000");
    crooked("json-twice", "Two objects.", json -> json + "{}");
    crooked("json-array", "An array instead of an object.", json -> "[" + json + "]");
    crooked("json-empty", "Spaces only.", json -> "");
    crooked("json-trailing-comma", "A trailing comma.", json -> extended(json, ""));
    crooked("json-comment", "A comment.", json -> json.replace("[]", "[/**/]"));
    crooked(
        "json-not-utf8", "A byte that is not UTF-8.", json -> extended(json, "\"x\":\"\u00ff\""));
    crooked(
        "json-overlong",
        "An overlong UTF-8 form.",
        json -> extended(json, "\"x\":\"\u00c1\u00a1\""));
    crooked("json-control", "A raw tab in a string.", json -> extended(json, "\"x\":\"\t\""));
    crooked("json-duplicate", "A member twice.", json -> extended(json, "\"crit\":[]"));
    crooked(
        "json-duplicate-escaped",
        "A member twice, once with an escape in its name.",
        json -> extended(json, "\"cr\\u0069t\":[]"));
    crooked(
        "json-duplicate-unknown",
        "An unknown member twice.",
        json -> extended(json, "\"x\":{\"y\":1,\"y\":1}"));
    crooked(
        "json-depth-9",
        "Nested nine deep, in a member that is otherwise ignored.",
        json -> extended(json, "\"x\":[[[[[[[[1]]]]]]]]"));
    crooked(
        "json-depth-9-objects",
        "Objects nested nine deep, in a member that is otherwise ignored.",
        json -> extended(json, "\"x\":" + "{\"y\":".repeat(8) + "1" + "}".repeat(8)));
    ignored("json-number-2-53", "The number 2^53", "9007199254740992");
    ignored("json-number-1.0", "The number 1.0", "1.0");
    ignored("json-number-1e2", "The number 1e2", "1e2");
    ignored("json-surrogate", "Half a surrogate pair", "\"\\ud83d\"");
    crooked(
        "json-leading-zero", "A number with a leading zero.", json -> extended(json, "\"x\":01"));
  }

  private void locks() {
    crooked("locks-none", "No lock.", json -> json.replaceFirst("\\[.*}]", "[]"));
    crooked("locks-missing", "No locks member.", json -> "{\"crit\":[]}");
    crooked(
        "locks-object",
        "One lock instead of a list.",
        json -> json.replaceFirst("\\[(.*})]", "$1"));
    crooked("locks-null", "A lock that is null.", json -> json.replaceFirst("\\[.*}]", "[null]"));
    LockKeys[] many = Collections.nCopies(8, cast.lock()).toArray(LockKeys[]::new);
    vectors.add(
        SealedVector.of(
                "locks-seventeen",
                DAMAGED,
                "Seventeen locks.",
                head(
                    new CrookedSealer(cast.request(cast.metadata("verslag.docx"), many))
                        .headerLength(32_768)
                        .header(
                            json -> {
                              String lock =
                                  json.substring(json.indexOf('[') + 1, json.indexOf("},{") + 1);
                              return "{\"locks\":["
                                  + String.join(",", Collections.nCopies(17, lock))
                                  + "]}";
                            })))
            .with(cast.keys()));
    crooked(
        "lock-without-key", "No key in a lock.", json -> json.replaceFirst("\"key\":", "\"yek\":"));
    crooked(
        "lock-without-team",
        "No team in a lock.",
        json -> json.replaceFirst("\"team\"", "\"maet\""));
    crooked("lock-alg-null", "alg is null.", json -> json.replaceFirst("\"HPKE-X-Wing\"", "null"));
    crooked("lock-alg-empty", "alg is empty.", json -> json.replaceFirst("HPKE-X-Wing", ""));
    crooked(
        "lock-alg-space",
        "An unknown alg with a space in it.",
        json -> json.replaceFirst("HPKE-X-Wing", "HPKE Future"));
    crooked(
        "lock-alg-long",
        "An unknown alg of 65 characters.",
        json -> json.replaceFirst("HPKE-X-Wing", "x".repeat(65)));
    crooked(
        "lock-kid-upper-case",
        "A key identifier in upper case.",
        json ->
            json.replaceFirst(
                cast.team.kid().text(), cast.team.kid().text().toUpperCase(Locale.ROOT)));
    crooked(
        "lock-kid-long",
        "A key identifier of 27 characters.",
        json -> json.replaceFirst(cast.team.kid().text(), cast.team.kid().text() + "0"));
    crooked(
        "lock-kid-not-canonical",
        "A key identifier whose unused bits are not zero.",
        json ->
            json.replaceFirst(
                cast.team.kid().text(), cast.team.kid().text().substring(0, 25) + "1"));
    crooked(
        "lock-key-padded",
        "base64url with padding.",
        json -> json.replaceFirst("(\"key\":\"[^\"]+)\"", "$1==\""));
    crooked(
        "lock-key-not-canonical",
        "base64url whose unused bits are not zero.",
        json -> json.replaceFirst("(\"key\":\"[^\"]{53})[^\"]\"", "$1B\""));
    crooked(
        "lock-key-short",
        "A wrapped content key of 39 bytes.",
        json -> json.replaceFirst("(\"key\":\"[^\"]{52})[^\"]+\"", "$1\""));
    crooked(
        "lock-wrapped-short",
        "An X-Wing half of 1,201 bytes.",
        json -> json.replaceFirst("(\"wrapped\":\"[^\"]{1600})[^\"]+\"", "$1AA\""));
    wrappedByRsa("lock-wrapped-rsa-255", "An RSA half of 255 bytes.", 255);
    wrappedByRsa("lock-wrapped-rsa-1025", "An RSA half of 1,025 bytes.", 1025);
    crooked(
        "lock-wrapped-standard",
        "Standard base64 instead of base64url.",
        json -> json.replaceFirst("\"wrapped\":\"..", "\"wrapped\":\"+/"));
    crooked(
        "lock-unused-damaged",
        "The damaged lock is one that the reader would not need.",
        json -> json.replaceFirst("\\{\"org\"", "{\"org\":{}},{\"org\""));
    crooked("crit-object", "crit is no list.", json -> json.replace("[]", "{}"));
    crooked("crit-number", "crit names no member.", json -> json.replace("[]", "[1]"));
    vectors.add(
        SealedVector.of(
                "crit-in-order",
                "unknown-critical-member",
                "The entries of crit are judged in their order: an unknown one, then a number.",
                head(cast.crooked().header(json -> json.replace("[]", "[\"pin\",1]"))))
            .with(cast.keys()));
    critical("crit-unknown", "crit names a member that no reader knows.", "pin");
    critical("crit-unknown-in-lock", "crit names an unknown member of locks.", "locks.pin");
    critical("crit-empty-path", "crit names an empty path.", "");
    vectors.add(
        SealedVector.of(
                "crit-before-locks",
                "unknown-critical-member",
                "crit is judged before locks, which are damaged here.",
                head(cast.crooked().header(json -> "{\"locks\":7,\"crit\":[\"pin\"]}")))
            .with(cast.keys()));
  }

  private void wrappedByRsa(String name, String comment, int length) {
    String lock = "\"RSA-OAEP-256\",\"wrapped\":\"" + Base64Url.encode(new byte[length]) + "\"";
    crooked(
        name, comment, json -> json.replaceFirst("\"HPKE-X-Wing\",\"wrapped\":\"[^\"]+\"", lock));
  }

  private void ignored(String name, String comment, String value) {
    crooked(
        name,
        comment + ", in a member that is otherwise ignored.",
        json -> extended(json, "\"x\":" + value));
  }

  private void critical(String name, String comment, String path) {
    vectors.add(
        SealedVector.of(
                name,
                "unknown-critical-member",
                comment,
                head(
                    cast.crooked()
                        .header(
                            json -> json.replace("\"crit\":[]", "\"crit\":[\"" + path + "\"]"))))
            .with(cast.keys()));
  }

  private void crooked(String name, String comment, UnaryOperator<String> change) {
    damaged(name, comment, head(cast.crooked().header(change)));
  }

  /** A header area is refused before the content would be missed, so the content is left out. */
  private static byte[] head(CrookedSealer sealer) {
    byte[] sealed = sealer.seal(OpeningVectors.pattern(100));
    try {
      return Arrays.copyOf(sealed, Layout.parse(sealed).contentPosition());
    } catch (FormatException e) {
      throw new IllegalStateException(e);
    }
  }

  private void damaged(String name, String comment, byte[] sealed) {
    refuse(name, DAMAGED, comment, sealed);
  }

  private void refuse(String name, String expect, String comment, byte[] sealed) {
    vectors.add(SealedVector.of(name, expect, comment, sealed).with(cast.keys()));
  }

  private static String extended(String json, String member) {
    return json.substring(0, json.length() - 1) + "," + member + "}";
  }

  private static byte[] with(byte[] sealed, int position, int value) {
    byte[] changed = flip(sealed, position);
    changed[position] = (byte) value;
    return changed;
  }

  private static byte[] withShort(byte[] sealed, int position, int value) {
    return ByteBuffer.wrap(sealed.clone()).putShort(position, (short) value).array();
  }

  private static byte[] withInt(byte[] sealed, int position, int value) {
    return ByteBuffer.wrap(sealed.clone()).putInt(position, value).array();
  }

  private static byte[] replace(byte[] sealed, String from, String to) {
    return new String(sealed, StandardCharsets.ISO_8859_1)
        .replaceFirst(from, to)
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
