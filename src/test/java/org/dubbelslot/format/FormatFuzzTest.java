package org.dubbelslot.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dubbelslot.floe.FloeWorkers;

/** Whatever bytes come, the format room reads them or refuses them in its own words. */
class FormatFuzzTest {
  private static final FloeWorkers HERE = FloeWorkers.on(Runnable::run, 1);
  private static final Pattern LOCK = Pattern.compile("\\[(.*)],\"crit\"");
  private static final int LONGEST_HEADER = 8 * 1024;
  private static final int LONGEST_METADATA = 1024 - Layout.GCM_TAG_LENGTH;

  private final VectorCast cast = VectorCast.withoutRsa();
  private final TestKeys keys =
      new TestKeys()
          .add(cast.organisation)
          .add(cast.team)
          .put(cast.device.device(), new SignerStatus.Known(cast.device.publicKey()));

  /** A header that is read is read again from what we would write. */
  @FuzzTest
  void header(byte[] area) {
    try {
      Header header = Header.parse(area);
      List<Lock> again = Header.parse(header.json()).locks();
      assertThat(again).usingRecursiveComparison().isEqualTo(header.locks());
    } catch (FormatException refused) {
      assertThat(Outcome.of(refused)).isIn("damaged-structure", "unknown-critical-member");
    }
  }

  @FuzzTest
  void metadata(byte[] block) throws FormatException {
    Metadata metadata;
    try {
      metadata = Metadata.parse(block);
    } catch (FormatException refused) {
      assertThat(Outcome.of(refused)).isEqualTo("metadata-altered");
      return;
    }
    assertThat(Metadata.parse(metadata.json())).isEqualTo(metadata);
  }

  @FuzzTest
  void trailer(byte[] block) throws FormatException {
    Trailer trailer;
    try {
      trailer = Trailer.parse(block);
    } catch (FormatException refused) {
      assertThat(Outcome.of(refused)).isEqualTo("trailer-altered");
      return;
    }
    assertThat(Trailer.parse(trailer.json())).usingRecursiveComparison().isEqualTo(trailer);
  }

  @FuzzTest
  void inspect(byte[] file) throws IOException {
    try {
      Inspection seen = Inspector.inspect(new MemorySource(file));
      assertThat(seen.length()).isEqualTo(file.length);
      assertThat(seen.paddedSize()).isBetween(Padme.SMALLEST, (long) file.length);
      assertThat(seen.locks()).hasSizeBetween(1, Header.MAX_LOCKS);
    } catch (FormatException refused) {
      assertThat(Outcome.of(refused))
          .isIn(
              "not-sealed",
              "newer-version",
              "damaged-structure",
              "unknown-critical-member",
              "content-cut-short");
    }
  }

  /** Somebody without keys changes a file. */
  @FuzzTest
  void open(byte[] file) throws IOException {
    agree(file);
  }

  /**
   * Somebody who holds all keys writes whatever he likes into header, metadata and trailer. The
   * three texts are separated by zero bytes; an empty one is as it should be. {@code $LOCK} stands
   * for the lock that opens, {@code $ROOT}, {@code $SIGNER} and {@code $SIG} for the true values.
   */
  @FuzzTest
  void insider(byte[] texts) throws IOException {
    String[] parts = new String(texts, ISO_8859_1).split("\u0000", 3);
    byte[] sealed =
        cast.crooked()
            .headerLength(LONGEST_HEADER)
            .metadataLength(LONGEST_METADATA + Layout.GCM_TAG_LENGTH)
            .header(json -> text(parts, 0, LONGEST_HEADER, json))
            .metadata(json -> text(parts, 1, LONGEST_METADATA, json))
            .trailer(json -> text(parts, 2, Trailer.PLAINTEXT_LENGTH, json))
            .seal(new byte[] {1});
    agree(sealed);
  }

  private static String text(String[] parts, int index, int longest, String usual) {
    if (parts.length <= index || parts[index].isEmpty()) {
      return usual;
    }
    String text = parts[index];
    Matcher lock = LOCK.matcher(usual);
    if (lock.find()) {
      text = text.replace("$LOCK", lock.group(1));
    }
    for (String member : List.of("root", "signer", "sig")) {
      Matcher value = Pattern.compile("\"" + member + "\":\"([^\"]*)\"").matcher(usual);
      if (value.find()) {
        text = text.replace("$" + member.toUpperCase(Locale.ROOT), value.group(1));
      }
    }
    return text.length() <= longest ? text : usual;
  }

  /** What opens from its first byte to its last opens in every other way, to the same. */
  private void agree(byte[] file) throws IOException {
    MemorySource source = new MemorySource(file);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Opened[] opened = new Opened[1];
    Optional<FormatException> refused =
        Outcome.tryTo(
            () ->
                opened[0] =
                    new Opener(HERE)
                        .open(new ByteArrayInputStream(file), keys, OpenOptions.STRICT, out));
    Optional<FormatException> byHead =
        Outcome.tryTo(() -> HeadOpener.open(new ByteArrayInputStream(file), keys));
    Optional<FormatException> byRange =
        Outcome.tryTo(
            () -> {
              try (RangeOpener opener = RangeOpener.open(source, keys)) {
                if (refused.isEmpty()) {
                  assertThat(opener.metadata()).isEqualTo(opened[0].metadata());
                  assertThat(opener.size()).isEqualTo(out.size());
                }
              }
            });
    Optional<FormatException> byRewrap =
        Outcome.tryTo(() -> Rewrapper.plan(source, keys, List.of(cast.lock()), OpenOptions.STRICT));
    if (refused.isEmpty()) {
      assertThat(byHead).isEmpty();
      assertThat(byRange).isEmpty();
      assertThat(byRewrap).isEmpty();
      assertThat(Outcome.tryTo(() -> Inspector.inspect(source))).isEmpty();
    }
  }
}
