package org.dubbelslot.format;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.dubbelslot.floe.FloeWorkers;

/** The vectors that open. */
final class OpeningVectors {
  private final VectorCast cast;
  private final List<SealedVector> vectors = new ArrayList<>();

  OpeningVectors(VectorCast cast) {
    this.cast = cast;
  }

  List<SealedVector> all() {
    sizes();
    locks();
    metadata();
    signers();
    return vectors;
  }

  private void sizes() {
    for (int size : new int[] {0, 1, 4096, 4097, 262_112, 262_113, 524_224}) {
      Metadata metadata =
          cast.metadata("verslag.docx")
              .withSizeAndTime(
                  OptionalLong.of(size), Optional.of(Instant.parse("2026-11-23T09:15:00Z")));
      open("size-" + size, size + " bytes.", cast.request(metadata), pattern(size), cast.keys());
    }
    byte[] zerosAtTheEnd = Arrays.copyOf(pattern(30_000), 37_000);
    open(
        "stream",
        "A size that nobody knew beforehand; the file ends in 7,000 zeros of its own.",
        cast.request(cast.metadata("opname.wav")),
        zerosAtTheEnd,
        cast.keys());
    open(
        "zeros",
        "A file of zeros only, told from its padding by the trailer alone.",
        cast.request(cast.metadata("leeg.bin")),
        new byte[5000],
        cast.keys());
  }

  private void locks() {
    LockKeys byRsa = new LockKeys(cast.rsa.publicKey(), cast.team);
    LockKeys others = new LockKeys(cast.organisation.publicKey(), cast.otherTeam);
    LockKeys backup = new LockKeys(cast.backup.publicKey(), cast.team);
    open(
        "lock-rsa",
        "One lock whose organisation half is wrapped by RSA-OAEP-256 to a 3,072-bit key.",
        cast.request(cast.metadata("brief.txt"), byRsa),
        pattern(100),
        List.of(VectorCast.line(cast.team), VectorCast.line(cast.rsa), known(cast.device)));
    open(
        "locks-three",
        "Three locks; the reader has the keys of the second, which is another team's.",
        cast.request(cast.metadata("brief.txt"), byRsa, others, backup),
        pattern(100),
        List.of(
            VectorCast.line(cast.otherTeam),
            VectorCast.line(cast.organisation),
            known(cast.device)));
    open(
        "locks-three-backup",
        "Three locks; the organisation key of the first is not to be had, the third opens.",
        cast.request(cast.metadata("brief.txt"), byRsa, others, backup),
        pattern(100),
        List.of(VectorCast.line(cast.team), VectorCast.line(cast.backup), known(cast.device)));
    LockKeys[] sixteen = new LockKeys[16];
    Arrays.fill(sixteen, others);
    sixteen[15] = cast.lock();
    open(
        "locks-sixteen",
        "As many locks as there may be; the last one opens.",
        cast.request(cast.metadata("brief.txt"), sixteen),
        pattern(100),
        cast.keys());
    crooked(
        "lock-unknown-alg",
        "The first lock's algorithm is unknown and the lock is skipped; the second opens.",
        new CrookedSealer(cast.request(cast.metadata("brief.txt"), backup, cast.lock()))
            .headerLength(4096)
            .header(json -> json.replaceFirst("HPKE-X-Wing", "HPKE-Future")));
    crooked(
        "lock-unknown-alg-64",
        "The first lock's algorithm is unknown, has 64 characters and wraps nothing.",
        new CrookedSealer(cast.request(cast.metadata("brief.txt"), backup, cast.lock()))
            .headerLength(4096)
            .header(
                json ->
                    json.replaceFirst("HPKE-X-Wing", "~".repeat(64))
                        .replaceFirst("\"wrapped\":\"[^\"]+\"", "\"wrapped\":\"\"")));
    crooked(
        "lock-broken-first",
        "The first lock's content key does not unwrap; the second lock opens.",
        new CrookedSealer(cast.request(cast.metadata("brief.txt"), cast.lock(), cast.lock()))
            .headerLength(4096)
            .header(json -> json.replaceFirst("\"key\":\"[^\"]+\"", key('A'))));
    crooked(
        "unknown-members",
        "Members that no reader knows in header, lock, metadata and trailer are ignored.",
        cast.crooked()
            .header(
                json ->
                    json.replaceFirst("\\{\"kid\"", "{\"hint\":[{\"a\":null},-7],\"kid\"")
                        .replaceFirst("\"crit\":\\[]", "\"crit\":[],\"later\":{\"b\":[true]}"))
            .metadata(json -> json.replaceFirst("\\{", "{\"colour\":\"red\","))
            .trailer(json -> json.replaceFirst("\\{", "{\"colour\":null,")));
    crooked(
        "crit-known",
        "Every member that may stand in crit.",
        cast.crooked()
            .header(
                json ->
                    json.replaceFirst(
                        "\"crit\":\\[]",
                        "\"crit\":[\"crit\",\"locks\",\"locks.key\",\"locks.org\","
                            + "\"locks.org.alg\",\"locks.org.kid\",\"locks.org.wrapped\","
                            + "\"locks.team\",\"locks.team.kid\"]")));
    crooked(
        "crit-absent",
        "No crit is the same as an empty one.",
        cast.crooked().header(json -> json.replaceFirst(",\"crit\":\\[]", "")));
    crooked(
        "json-depth-8",
        "Nested eight deep, which is allowed, in members that are ignored.",
        cast.crooked()
            .header(json -> json.replaceFirst("\\{", "{\"x\":[[[[[[[1]]]]]]],"))
            .metadata(
                json ->
                    json.replaceFirst(
                        "\\{", "{" + "\"x\":{".repeat(6) + "\"x\":{}" + "}".repeat(6) + ",")));
    crooked(
        "json-spelling",
        "White space between tokens and escapes, as JSON allows.",
        cast.crooked()
            .header(json -> json.replace("\"locks\":", "\"\\u006cocks\" :\n\t\r "))
            .metadata(json -> json.replace("verslag", "versl\\u0061g"))
            .trailer(json -> json.replace(":", " : ")));
  }

  private void metadata() {
    Metadata plain = cast.metadata("verslag.docx");
    Metadata full =
        new Metadata(
            plain.name(),
            Optional.of(Instant.parse("2026-11-23T09:15:59Z")),
            Optional.of("text/plain"),
            OptionalLong.of(100),
            plain.team(),
            plain.document(),
            3,
            Optional.of(FileId.of(VectorCast.id("replaced").bytes())),
            Optional.of(LocalDate.of(2031, 12, 31)),
            Optional.of("vertrouwelijk"));
    open(
        "metadata-full",
        "Every member that metadata may have.",
        cast.request(full),
        pattern(100),
        cast.keys());
    crooked(
        "metadata-time-year-0",
        "Times are in the proleptic Gregorian calendar, in which the year 0000 has a leap day.",
        cast.crooked()
            .metadata(
                json ->
                    json.replace(
                        "\"revision\"",
                        "\"modified\":\"0050-01-01T00:00:00Z\","
                            + "\"keepUntil\":\"0000-02-29\",\"revision\"")));
    open(
        "metadata-name",
        "A name beyond Latin, of more than 255 bytes; the metadata block is 1,280 bytes long.",
        cast.request(cast.metadata("Übersicht 報告 отчёт 🔐".repeat(20) + ".ods")),
        pattern(100),
        cast.keys());
    crooked(
        "lengths-least",
        "The least lengths: 2,048 bytes of header area, 256 of metadata.",
        cast.crooked().metadataLength(256));
    crooked(
        "lengths-most",
        "The greatest lengths: 65,536 bytes of header area and of metadata.",
        cast.crooked().headerLength(65_536).metadataLength(65_536));
    open(
        "team-other",
        "Signed for another team than the one whose lock opens it; a reader says so.",
        cast.request(
            new Metadata(
                plain.name(),
                plain.modified(),
                plain.type(),
                plain.size(),
                cast.otherTeam.team(),
                plain.document(),
                1,
                plain.replaces(),
                plain.keepUntil(),
                plain.classification())),
        pattern(100),
        cast.keys());
  }

  private void signers() {
    open(
        "signer-revoked",
        "Sealed by a device that was revoked since, and not because it was compromised.",
        cast.request(cast.metadata("verslag.docx")),
        pattern(100),
        List.of(
            VectorCast.line(cast.team),
            VectorCast.line(cast.organisation),
            VectorCast.line(cast.device, "revoked")));
    SealedVector nameKey =
        vector(
            "name-key",
            "A name key: the one kind of file that may lack a signature.",
            new SealRequest(List.of(cast.lock()), cast.metadata("name-key"), Optional.empty()),
            VectorCast.secret("name key").bytes(),
            List.of(VectorCast.line(cast.team), VectorCast.line(cast.organisation)));
    vectors.add(nameKey.with("name-key", "yes").range("signature-false"));
  }

  private void crooked(String name, String comment, CrookedSealer sealer) {
    byte[] plaintext = pattern(100);
    byte[] sealed = sealer.seal(plaintext);
    String sealedAs = sealer.request().metadata().name();
    vectors.add(describe(name, comment, sealed, sealedAs, plaintext).with(cast.keys()));
  }

  private void open(
      String name,
      String comment,
      SealRequest request,
      byte[] plaintext,
      List<SealedVector.Field> keys) {
    vectors.add(vector(name, comment, request, plaintext, keys));
  }

  private static SealedVector vector(
      String name,
      String comment,
      SealRequest request,
      byte[] plaintext,
      List<SealedVector.Field> keys) {
    return describe(name, comment, seal(request, plaintext), request.metadata().name(), plaintext)
        .with(keys);
  }

  private static SealedVector describe(
      String name, String comment, byte[] sealed, String sealedAs, byte[] plaintext) {
    return SealedVector.of(name, SealedVector.SUCCESS, comment, sealed)
        .with("name", sealedAs)
        .with("size", Integer.toString(plaintext.length))
        .with("payload", HexFormat.of().formatHex(OrganisationPublicKey.sha256(plaintext)));
  }

  private SealedVector.Field known(VectorCast.Device device) {
    return VectorCast.line(device, "known");
  }

  private static String key(char letter) {
    return "\"key\":\"" + String.valueOf(letter).repeat(53) + "A\"";
  }

  static byte[] seal(SealRequest request, byte[] plaintext) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FloeWorkers workers = FloeWorkers.pool(1)) {
      new Sealer(workers).seal(request, new ByteArrayInputStream(plaintext), out);
    } catch (IOException | SealException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  /** Bytes that are always the same for a size, and differ between sizes. */
  static byte[] pattern(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
