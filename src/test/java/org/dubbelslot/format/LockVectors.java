package org.dubbelslot.format;

import static org.dubbelslot.format.CrookedSealer.flip;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.dubbelslot.crypto.Base64Url;
import org.dubbelslot.json.StrictJson;

/** The vectors whose locks do not open, and those whose header or metadata do not hold. */
final class LockVectors {
  private static final String WRONG_KEY = "wrong-key";
  private static final String METADATA = "metadata-altered";
  private static final byte[] PLAINTEXT = OpeningVectors.pattern(100);

  private final VectorCast cast;
  private final byte[] good;
  private final List<SealedVector> vectors = new ArrayList<>();

  LockVectors(VectorCast cast) {
    this.cast = cast;
    this.good = cast.crooked().seal(PLAINTEXT);
  }

  List<SealedVector> all() {
    notToBeHad();
    bound();
    wrongKeys();
    header();
    metadata();
    return vectors;
  }

  private void notToBeHad() {
    vectors.add(
        SealedVector.of(
                "team-unknown", "no-lock-for-teams", "The reader holds another team's key.", good)
            .with(List.of(VectorCast.line(cast.otherTeam), VectorCast.line(cast.organisation)))
            .with(List.of(VectorCast.line(cast.device, "known"))));
    custody("custody-unreachable", "unreachable", "The organisation key is out of reach.");
    custody("custody-refused", "refused", "Custody refuses.");
    vectors.add(
        SealedVector.of(
                "custody-unknown",
                "organisation-half unknown-key-version",
                "The reader has another version of the organisation key.",
                good)
            .with(List.of(VectorCast.line(cast.team), VectorCast.line(cast.backup))));
    edited(
        "alg-unknown",
        "organisation-half unknown-key-version",
        "The only lock is of an unknown algorithm.",
        org -> org.put("alg", "HPKE-Future"));
    edited(
        "alg-wrong",
        "organisation-half wrong-algorithm",
        "The lock calls an X-Wing key an RSA key.",
        org -> org.put("alg", "RSA-OAEP-256").put("wrapped", Base64Url.encode(new byte[384])));
    vectors.add(
        SealedVector.of(
                "alg-wrong-refused",
                "organisation-half wrong-algorithm",
                "The directory is asked before custody, which would refuse.",
                edit(
                    good,
                    lock ->
                        org(lock)
                            .put("alg", "RSA-OAEP-256")
                            .put("wrapped", Base64Url.encode(new byte[384]))))
            .with("custody", "refused")
            .with(cast.keys()));
    firstReason();
  }

  /** Of several own locks that fail, the first one's reason is reported. */
  private void firstReason() {
    LockKeys unknown = new LockKeys(cast.backup.publicKey(), cast.team);
    refuse(
        "locks-fail-wrong-key-first",
        WRONG_KEY,
        "The first lock's content key does not unwrap, the second's organisation key is unknown.",
        edit(sealed(cast.lock(), unknown), lock -> lock.put("key", flipped(lock.get("key")))));
    refuse(
        "locks-fail-unknown-first",
        "organisation-half unknown-key-version",
        "The first lock's organisation key is unknown, the second's content key does not unwrap.",
        editRoot(
            sealed(unknown, cast.lock()),
            root -> {
              ObjectNode second = (ObjectNode) root.get("locks").get(1);
              second.put("key", flipped(second.get("key")));
            }));
  }

  private void custody(String name, String how, String comment) {
    vectors.add(
        SealedVector.of(name, "organisation-half " + how, comment, good)
            .with("custody", how)
            .with(cast.keys()));
  }

  private void bound() {
    refuse("id-altered", "bound-elsewhere", "One bit of the id.", flip(good, 12));
    refuse(
        "blob-other-file",
        "bound-elsewhere",
        "The half was made for another id.",
        withWrapped(cast.organisation, FileId.random().bytes(), 1, 0, HalfBlob.BYTES));
    refuse(
        "team-other-owner",
        "bound-elsewhere",
        "The half was made for another team with the same team key.",
        sealed(
            new LockKeys(
                cast.organisation.publicKey(),
                TeamKey.of(cast.otherTeam.team(), cast.team.key()))));
  }

  private void wrongKeys() {
    refuse(
        "metadata-length-altered",
        WRONG_KEY,
        "M is 256 instead of 512.",
        ByteBuffer.wrap(good.clone()).putShort(10, (short) 16).array());
    refuse(
        "blob-not-01",
        WRONG_KEY,
        "The blob begins with 02.",
        withWrapped(cast.organisation, null, 2, 0, HalfBlob.BYTES));
    refuse(
        "blob-not-00",
        WRONG_KEY,
        "The blob ends with 01.",
        withWrapped(cast.organisation, null, 1, 1, HalfBlob.BYTES));
    edited(
        "wrapped-altered",
        WRONG_KEY,
        "One bit of the X-Wing half.",
        org -> org.put("wrapped", flipped(org.get("wrapped"))));
    byte[] byRsa = sealed(new LockKeys(cast.rsa.publicKey(), cast.team));
    List<SealedVector.Field> rsaKeys =
        List.of(
            VectorCast.line(cast.team),
            VectorCast.line(cast.rsa),
            VectorCast.line(cast.device, "known"));
    vectors.add(
        SealedVector.of(
                "wrapped-rsa-altered",
                WRONG_KEY,
                "One bit of the RSA half.",
                edit(byRsa, lock -> org(lock).put("wrapped", flipped(org(lock).get("wrapped")))))
            .with(rsaKeys));
    vectors.add(
        SealedVector.of(
                "wrapped-rsa-short",
                WRONG_KEY,
                "An RSA half that is shorter than the key's modulus.",
                edit(byRsa, lock -> org(lock).put("wrapped", Base64Url.encode(new byte[256]))))
            .with(rsaKeys));
    vectors.add(
        SealedVector.of(
                "wrapped-rsa-blob-short",
                WRONG_KEY,
                "The blob inside the RSA half has 65 bytes.",
                edit(
                    byRsa,
                    lock ->
                        org(lock)
                            .put(
                                "wrapped",
                                Base64Url.encode(cast.rsa.publicKey().wrap(new byte[65])))))
            .with(rsaKeys));
    refuse(
        "key-altered",
        WRONG_KEY,
        "One bit of the wrapped content key.",
        edit(good, lock -> lock.put("key", flipped(lock.get("key")))));
    byte[] two = sealed(cast.lock(), cast.lock());
    refuse(
        "locks-mixed",
        WRONG_KEY,
        "Two locks exchanged their organisation halves.",
        editRoot(two, LockVectors::exchangeHalves));
  }

  private void header() {
    int tag = Layout.FIXED_LENGTH + Layout.MIN_HEADER;
    refuse("header-tag-altered", "header-altered", "One bit of the tag.", flip(good, tag));
    refuse(
        "header-member-added",
        "header-altered",
        "A member that readers ignore, under the old tag.",
        edit(good, lock -> lock.put("hint", "x")));
    byte[] two = sealed(cast.lock(), new LockKeys(cast.backup.publicKey(), cast.team));
    refuse(
        "header-lock-removed",
        "header-altered",
        "The second of two locks was taken away.",
        editRoot(two, root -> ((ArrayNode) root.get("locks")).remove(1)));
    byte[] longer = cast.crooked().headerLength(3072).seal(PLAINTEXT);
    refuse(
        "header-length-altered",
        "header-altered",
        "H is 2,048 instead of 3,072.",
        ByteBuffer.wrap(longer).putInt(28, Layout.MIN_HEADER).array());
  }

  private void metadata() {
    int block = Layout.FIXED_LENGTH + Layout.MIN_HEADER + Layout.HEADER_TAG_LENGTH;
    refuse("metadata-bit", METADATA, "One bit of the block.", flip(good, block));
    refuse("metadata-tag", METADATA, "One bit of its tag.", flip(good, block + 511));
    crooked("metadata-line-after", "A line break after the JSON.", json -> json + "\n");
    crooked("metadata-name-missing", "No name.", json -> json.replace("\"name\"", "\"eman\""));
    name("metadata-name-empty", "An empty name.", "");
    name("metadata-name-dot", "The name of the folder itself.", ".");
    name("metadata-name-parent", "The name of the parent folder.", "..");
    name("metadata-name-slash", "A name with a slash.", "a/b");
    name("metadata-name-backslash", "A name with a backslash.", "a\\\\b");
    name("metadata-name-control", "A name with a control character.", "a\\u0085b");
    name("metadata-name-surrogate", "A name with half a character.", "a\\ud83d");
    name("metadata-name-nfd", "A name that is not NFC.", "e\\u0301.txt");
    name("metadata-name-long", "A name of 1,025 characters.", "a".repeat(1025));
    with("metadata-team-missing", "No team.", "\"team\"", "\"maet\"");
    with("metadata-document-short", "A document of 15 bytes.", document(16), document(15));
    member("metadata-replaces-short", "A replaces of 15 bytes.", "replaces", id(15));
    member("metadata-replaces-number", "A replaces that is no string.", "replaces", "7");
    member("metadata-type-number", "A media type that is no string.", "type", "7");
    member("metadata-class-null", "A class that is null.", "class", "null");
    with("metadata-revision-0", "Revision 0.", "\"revision\":1", "\"revision\":0");
    with("metadata-revision-1.0", "Revision 1.0.", "\"revision\":1", "\"revision\":1.0");
    with("metadata-revision-text", "A revision in quotes.", "\"revision\":1", "\"revision\":\"1\"");
    with("metadata-revision-2-53", "Revision 2^53.", ":1}", ":9007199254740992}");
    with("metadata-size-negative", "A negative size.", "\"revision\"", "\"size\":-1,\"revision\"");
    with(
        "metadata-size-null", "A size that is null.", "\"revision\"", "\"size\":null,\"revision\"");
    time("metadata-time-fraction", "A time with a fraction.", "2026-11-23T09:15:00.5Z");
    time("metadata-time-offset", "A time with an offset.", "2026-11-23T09:15:00+00:00");
    time("metadata-time-60", "A leap second.", "2016-12-31T23:59:60Z");
    time("metadata-time-24", "Midnight as 24:00.", "2026-11-23T24:00:00Z");
    time("metadata-time-none", "No such day.", "2026-02-30T09:15:00Z");
    with(
        "metadata-day-none",
        "A last day of retention that does not exist.",
        "\"revision\"",
        "\"keepUntil\":\"2026-13-01\",\"revision\"");
  }

  private String document(int length) {
    byte[] id = cast.metadata("x").document().bytes();
    return Base64Url.encode(Arrays.copyOf(id, length));
  }

  private void name(String vector, String comment, String name) {
    vectors.add(
        SealedVector.of(
                vector,
                METADATA,
                comment,
                cast.crooked()
                    .metadataLength(1536)
                    .metadata(json -> json.replace("verslag.docx", name))
                    .seal(PLAINTEXT))
            .with(cast.keys()));
  }

  private void member(String vector, String comment, String member, String value) {
    with(vector, comment, "\"revision\"", "\"" + member + "\":" + value + ",\"revision\"");
  }

  private static String id(int length) {
    return "\"" + Base64Url.encode(new byte[length]) + "\"";
  }

  private void time(String vector, String comment, String time) {
    with(vector, comment, "\"revision\"", "\"modified\":\"" + time + "\",\"revision\"");
  }

  private void with(String vector, String comment, String from, String to) {
    crooked(vector, comment, json -> json.replace(from, to));
  }

  private void crooked(String vector, String comment, UnaryOperator<String> change) {
    refuse(vector, METADATA, comment, cast.crooked().metadata(change).seal(PLAINTEXT));
  }

  private void edited(String name, String expect, String comment, Consumer<ObjectNode> change) {
    refuse(name, expect, comment, edit(good, lock -> change.accept(org(lock))));
  }

  private void refuse(String name, String expect, String comment, byte[] sealed) {
    vectors.add(SealedVector.of(name, expect, comment, sealed).with(cast.keys()));
  }

  /** The usual file, its organisation half replaced by a blob of this shape. */
  private byte[] withWrapped(
      OrganisationPrivateKey key, byte[] id, int first, int last, int length) {
    byte[] blob = new byte[length];
    blob[0] = (byte) first;
    byte[] file = Optional.ofNullable(id).orElseGet(() -> Arrays.copyOfRange(good, 12, 28));
    System.arraycopy(file, 0, blob, 1, file.length);
    System.arraycopy(TeamKey.tagOf(cast.team.team()), 0, blob, 17, HalfBlob.TEAM_TAG_BYTES);
    blob[length - 1] = (byte) last;
    String wrapped = Base64Url.encode(key.publicKey().wrap(blob));
    return edit(good, lock -> org(lock).put("wrapped", wrapped));
  }

  private byte[] sealed(LockKeys... locks) {
    return new CrookedSealer(cast.request(cast.metadata("verslag.docx"), locks))
        .headerLength(2048 * locks.length)
        .seal(PLAINTEXT);
  }

  private static ObjectNode org(ObjectNode lock) {
    return (ObjectNode) lock.get("org");
  }

  private static String flipped(JsonNode member) {
    return Base64Url.encode(flip(Base64Url.decode(member.textValue()), 7));
  }

  private static void exchangeHalves(ObjectNode root) {
    ObjectNode first = (ObjectNode) root.get("locks").get(0);
    ObjectNode second = (ObjectNode) root.get("locks").get(1);
    JsonNode half = first.get("org");
    first.set("org", second.get("org"));
    second.set("org", half);
  }

  private static byte[] edit(byte[] sealed, Consumer<ObjectNode> lockChange) {
    return editRoot(sealed, root -> lockChange.accept((ObjectNode) root.get("locks").get(0)));
  }

  /** Changes the header's JSON and leaves its tag as it was. */
  private static byte[] editRoot(byte[] sealed, Consumer<ObjectNode> change) {
    try {
      int length = Layout.parse(Arrays.copyOf(sealed, Layout.FIXED_LENGTH)).headerLength();
      int start = Layout.FIXED_LENGTH;
      ObjectNode root = StrictJson.parse(Arrays.copyOfRange(sealed, start, start + length));
      change.accept(root);
      byte[] changed = sealed.clone();
      System.arraycopy(
          ContentKeys.padded(StrictJson.write(root), length), 0, changed, start, length);
      return changed;
    } catch (IOException | FormatException e) {
      throw new IllegalStateException(e);
    }
  }
}
