package org.dubbelslot.format;

import static org.dubbelslot.format.CrookedSealer.flip;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The vectors whose content, trailer or signature do not hold. */
final class BodyVectors {
  private static final byte[] PLAINTEXT = OpeningVectors.pattern(100);
  private static final int SEGMENT = ContentGeometry.FLOE.segmentBytes();
  private static final int FLOE_HEADER = 74;
  private static final int SMALLEST_SEGMENT = 4096 + 32;
  private static final String TRAILER = "trailer-altered";
  private static final String SUCCESS = SealedVector.SUCCESS;

  private final VectorCast cast;
  private final byte[] good;
  private final int content;
  private final List<SealedVector> vectors = new ArrayList<>();

  BodyVectors(VectorCast cast) {
    this.cast = cast;
    this.good = cast.crooked().seal(PLAINTEXT);
    this.content = Layout.FIXED_LENGTH + Layout.MIN_HEADER + Layout.HEADER_TAG_LENGTH + 512;
  }

  List<SealedVector> all() {
    contentHeader();
    segments();
    lengths();
    trailer();
    signature();
    return vectors;
  }

  private void contentHeader() {
    String word = "content-header-altered";
    add("content-parameters", word, "Another segment length.", flip(good, content + 3), SUCCESS);
    add("content-iv", word, "One bit of FLOE's IV.", flip(good, content + 10), SUCCESS);
    add("content-tag", word, "One bit of FLOE's header tag.", flip(good, content + 73), SUCCESS);
  }

  private void segments() {
    int first = content + FLOE_HEADER;
    String altered = "segment-altered 0";
    add("segment-bit", altered, "One bit of the ciphertext.", flip(good, first + 99), SUCCESS);
    add("segment-nonce", altered, "One bit of the nonce.", flip(good, first + 4), SUCCESS);
    add(
        "segment-tag",
        altered,
        "One bit of the tag.",
        flip(good, good.length - Layout.TRAILER_LENGTH - 1),
        SUCCESS);
    add(
        "segment-length-less",
        altered,
        "The final segment says that it is shorter.",
        ByteBuffer.wrap(good.clone()).putInt(first, 4000).array(),
        SUCCESS);
    add(
        "segment-length-31",
        altered,
        "The final segment says that it has 31 bytes.",
        ByteBuffer.wrap(good.clone()).putInt(first, 31).array(),
        SUCCESS);
    add(
        "segment-length-32",
        altered,
        "The final segment says that it has 32 bytes, which is allowed; its tag does not hold.",
        ByteBuffer.wrap(good.clone()).putInt(first, 32).array(),
        SUCCESS);
    add(
        "segment-length-262145",
        altered,
        "The final segment says that it has 262,145 bytes.",
        ByteBuffer.wrap(good.clone()).putInt(first, SEGMENT + 1).array(),
        SUCCESS);
    vectors.add(
        SealedVector.of(
                "segment-length-262144",
                "content-cut-short",
                "The final segment says that it has 262,144 bytes, which the file has not.",
                ByteBuffer.wrap(good.clone()).putInt(first, SEGMENT).array())
            .with(cast.keys())
            .range(altered)
            .rewrap(SUCCESS));
    add(
        "segment-length-huge",
        altered,
        "The final segment says that it has 4,294,967,294 bytes.",
        ByteBuffer.wrap(good.clone()).putInt(first, -2).array(),
        SUCCESS);
    CrookedSealer sealer = cast.crooked();
    byte[] spliced = sealer.seal(PLAINTEXT);
    byte[] again = sealer.seal(PLAINTEXT);
    System.arraycopy(again, first, spliced, first, SMALLEST_SEGMENT);
    add(
        "segment-spliced",
        altered,
        "The segment comes from another content under the same keys.",
        spliced,
        SUCCESS);
    byte[] two = cast.crooked().seal(OpeningVectors.pattern(262_200));
    add(
        "segment-second",
        "segment-altered 1",
        "One bit of the second segment.",
        flip(two, first + SEGMENT + 20),
        SUCCESS);
    byte[] withoutFirst =
        ByteBuffer.allocate(two.length - SEGMENT)
            .put(two, 0, first)
            .put(two, first + SEGMENT, two.length - first - SEGMENT)
            .array();
    vectors.add(
        SealedVector.of(
                "segment-left-out", altered, "The first of two segments is missing.", withoutFirst)
            .with(cast.keys())
            .range("size-or-root-false")
            .rewrap("size-or-root-false"));
    vectors.add(
        SealedVector.of(
                "cut-at-segment",
                "content-cut-short",
                "Cut after the first of two segments.",
                Arrays.copyOf(two, first + SEGMENT))
            .with(cast.keys())
            .range(TRAILER)
            .rewrap(TRAILER));
  }

  private void lengths() {
    cut("cut-in-content", "Cut within the content.", good.length - 513, "content-cut-short");
    cut("cut-before-content", "Cut after the metadata.", content, "content-cut-short");
    cut("cut-in-content-header", "Cut in FLOE's header.", content + 40, "content-cut-short");
    cut("cut-trailer", "The trailer is missing.", good.length - 512, "content-cut-short");
    cut("cut-one", "The last byte is missing.", good.length - 1, "content-cut-short");
    byte[] larger = cast.crooked().seal(OpeningVectors.pattern(5000));
    vectors.add(
        SealedVector.of(
                "cut-one-larger",
                "content-cut-short",
                "The last byte is missing, and enough is left for a smaller file.",
                Arrays.copyOf(larger, larger.length - 1))
            .with(cast.keys())
            .range(TRAILER)
            .rewrap(TRAILER));
    vectors.add(
        SealedVector.of(
                "continues-one",
                "content-continues",
                "One byte after the trailer.",
                Arrays.copyOf(good, good.length + 1))
            .with(cast.keys())
            .range(TRAILER)
            .rewrap(TRAILER));
    byte[] twice = Arrays.copyOf(good, good.length + Layout.TRAILER_LENGTH);
    System.arraycopy(
        good, good.length - Layout.TRAILER_LENGTH, twice, good.length, Layout.TRAILER_LENGTH);
    vectors.add(
        SealedVector.of("continues-trailer", "content-continues", "The trailer twice.", twice)
            .with(cast.keys())
            .range("size-or-root-false")
            .rewrap("size-or-root-false"));
  }

  private void cut(String name, String comment, int length, String elsewhere) {
    vectors.add(
        SealedVector.of(name, "content-cut-short", comment, Arrays.copyOf(good, length))
            .with(cast.keys())
            .range(elsewhere)
            .rewrap(elsewhere));
  }

  private void trailer() {
    add("trailer-bit", TRAILER, "One bit.", flip(good, good.length - 500));
    add("trailer-tag", TRAILER, "One bit of its tag.", flip(good, good.length - 1));
    crooked("trailer-array", "An array.", json -> "[" + json + "]");
    crooked("trailer-alg", "Another algorithm.", json -> json.replace("Ed25519", "Ed448"));
    crooked(
        "trailer-root-short",
        "A root of 31 bytes.",
        json -> json.replaceFirst("(\"root\":\"[^\"]{41})..", "$1A"));
    crooked("trailer-sig-missing", "A signer and no sig.", json -> json.replace("sig\"", "gis\""));
    crooked(
        "trailer-sig-short",
        "A signature of 63 bytes.",
        json -> json.replaceFirst("(\"sig\":\"[^\"]{84})[^\"]+", "$1"));
    crooked("trailer-size-missing", "No size.", json -> json.replace("\"size\"", "\"ezis\""));
    crooked("trailer-size-negative", "Size −1.", json -> json.replace(":100,", ":-1,"));
    crooked("trailer-size-1e2", "Size 1e2.", json -> json.replace(":100,", ":1e2,"));
    crooked(
        "trailer-size-huge", "More than 2^40.", json -> json.replace(":100,", ":1099511627777,"));
    String word = "size-or-root-false";
    add(
        "size-padme",
        word,
        "A size of another length.",
        cast.crooked().size(n -> 4097).seal(PLAINTEXT));
    add(
        "size-metadata",
        word,
        "The metadata tell another size.",
        cast.crooked()
            .metadata(json -> json.replace("\"revision\"", "\"size\":101,\"revision\""))
            .seal(PLAINTEXT));
    vectors.add(
        SealedVector.of(
                "root-false",
                word,
                "A root of other content, properly signed.",
                cast.crooked().root(r -> flip(r, 0)).seal(PLAINTEXT))
            .with(cast.keys())
            .range(SUCCESS)
            .rewrap(SUCCESS));
    vectors.add(
        SealedVector.of(
                "padding-not-zero",
                "padding-not-zero",
                "The last byte of the padding is 01.",
                cast.crooked().padded(bytes -> bytes[4095] = 1).seal(PLAINTEXT))
            .with(cast.keys())
            .range(SUCCESS)
            .rewrap(SUCCESS));
  }

  private void signature() {
    String word = "signature-false";
    unchecked(
        "signature-bit",
        word,
        "One bit of the signature.",
        cast.crooked().trailer(BodyVectors::withOtherSignature).seal(PLAINTEXT));
    unchecked(
        "signature-size",
        word,
        "A signature over another size of the same padded length.",
        cast.crooked().trailer(json -> json.replace(":100,", ":101,")).seal(PLAINTEXT));
    unchecked(
        "signature-other-device",
        word,
        "Signed by another device than the one it names.",
        cast.crooked()
            .trailer(
                json -> json.replace(cast.device.device().text(), cast.stranger.device().text()))
            .seal(PLAINTEXT));
    add(
        "signature-missing",
        word,
        "No signature, and the file is no name key.",
        new CrookedSealer(
                new SealRequest(
                    List.of(cast.lock()), cast.metadata("verslag.docx"), Optional.empty()))
            .seal(PLAINTEXT));
    vectors.add(
        SealedVector.of(
                "signer-unknown", "signer-unknown", "The directory does not know the device.", good)
            .with(List.of(VectorCast.line(cast.team), VectorCast.line(cast.organisation)))
            .range(SUCCESS));
    vectors.add(
        SealedVector.of(
                "signer-compromised-false",
                word,
                "The device was compromised, and the signature does not hold either.",
                cast.crooked().trailer(BodyVectors::withOtherSignature).seal(PLAINTEXT))
            .with(
                List.of(
                    VectorCast.line(cast.team),
                    VectorCast.line(cast.organisation),
                    VectorCast.line(cast.device, "compromised")))
            .range(SUCCESS));
    vectors.add(
        SealedVector.of("signer-compromised", "signer-unknown", "The device was compromised.", good)
            .with(
                List.of(
                    VectorCast.line(cast.team),
                    VectorCast.line(cast.organisation),
                    VectorCast.line(cast.device, "compromised")))
            .range(SUCCESS));
  }

  private static String withOtherSignature(String json) {
    int at = json.indexOf("\"sig\":\"") + 20;
    char other = json.charAt(at) == 'A' ? 'B' : 'A';
    return json.substring(0, at) + other + json.substring(at + 1);
  }

  private void unchecked(String name, String expect, String comment, byte[] sealed) {
    vectors.add(
        SealedVector.of(name, expect, comment, sealed)
            .with(cast.keys())
            .with(List.of(VectorCast.line(cast.stranger, "known")))
            .range(SUCCESS));
  }

  private void crooked(String name, String comment, UnaryOperator<String> change) {
    add(name, TRAILER, comment, cast.crooked().trailer(change).seal(PLAINTEXT));
  }

  private void add(String name, String expect, String comment, byte[] sealed, String rewrap) {
    vectors.add(SealedVector.of(name, expect, comment, sealed).with(cast.keys()).rewrap(rewrap));
  }

  private void add(String name, String expect, String comment, byte[] sealed) {
    vectors.add(SealedVector.of(name, expect, comment, sealed).with(cast.keys()));
  }
}
