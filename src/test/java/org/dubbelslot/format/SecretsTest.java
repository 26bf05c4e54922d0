package org.dubbelslot.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dubbelslot.crypto.Base64Url;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.floe.FloeWorkers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Secrets of a sealed file")
class SecretsTest {
  private static final FloeWorkers HERE = FloeWorkers.on(Runnable::run, 1);

  static List<SealedVector> vectors() throws IOException {
    return SealedVector.committed();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  @DisplayName("that were handed to a reader are destroyed, whatever came of the file")
  void destroyed(SealedVector vector) throws IOException {
    try (VectorKeys keys = new VectorKeys(vector)) {
      Watched watched = new Watched(keys);
      Outcome.tryTo(
          () -> {
            InputStream source = new ByteArrayInputStream(vector.sealed());
            new Opener(HERE)
                .open(source, watched, OpenOptions.STRICT, OutputStream.nullOutputStream());
          });
      Outcome.tryTo(() -> RangeOpener.open(new MemorySource(vector.sealed()), watched).close());
      assertThat(watched.handedOut).allMatch(SecretBytes::isDestroyed);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  @DisplayName("stand in no failure's message, nor does the file's name")
  void silent(SealedVector vector) throws IOException {
    try (VectorKeys keys = new VectorKeys(vector)) {
      Optional<FormatException> failure =
          Outcome.tryTo(
              () -> {
                InputStream source = new ByteArrayInputStream(vector.sealed());
                new Opener(HERE)
                    .open(source, keys, OpenOptions.STRICT, OutputStream.nullOutputStream());
              });
      failure.ifPresent(e -> assertSilent(keys, e));
    }
  }

  private static void assertSilent(VectorKeys keys, Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      String told = at.toString().toLowerCase(Locale.ROOT);
      assertThat(told).doesNotContain("verslag", "docx");
      for (String secret : keys.secrets()) {
        assertThat(told)
            .doesNotContain(secret.toLowerCase(Locale.ROOT))
            .doesNotContain(HexFormat.of().formatHex(Base64Url.decode(secret)));
      }
    }
  }

  @Test
  @DisplayName("derived for one file are destroyed when its keys are closed")
  void derived() throws Exception {
    VectorCast cast = VectorCast.withoutRsa();
    byte[] sealed = OpeningVectors.seal(cast.request(cast.metadata("verslag.docx")), new byte[1]);
    FileHead head = FileHead.read(new MemorySource(sealed));
    TestKeys keys = new TestKeys().add(cast.organisation).add(cast.team);
    Unlocked unlocked = Unlocked.open(head, keys, ReleaseContext.Purpose.OPEN);
    ContentKeys content = new ContentKeys(unlocked.contentKey(), head.layout().identity());

    content.close();
    unlocked.close();

    assertThat(unlocked.contentKey().isDestroyed()).isTrue();
    assertThat(content.content().isDestroyed()).isTrue();
  }

  @Test
  @DisplayName("show in no text that an object gives of itself")
  void texts() {
    VectorCast cast = VectorCast.withoutRsa();
    byte[] half = VectorCast.secret("half").bytes();
    HalfBlob blob = new HalfBlob(FileId.random(), new byte[16], SecretBytes.copyOf(half));
    Metadata metadata = cast.metadata("verslag.docx");
    Object[] objects = {
      cast.team,
      cast.organisation,
      cast.lock(),
      cast.request(metadata),
      blob,
      metadata,
      new Opened(FileId.random(), metadata, 1, new SealedBy.Unsigned(), cast.team.team()),
      new HeadOpener.Head(FileId.random(), metadata)
    };
    List<byte[]> secrets =
        List.of(cast.team.key().bytes(), cast.organisation.encoded().bytes(), half);
    for (Object object : objects) {
      String text = object.toString();
      assertThat(text).doesNotContain("verslag");
      for (byte[] secret : secrets) {
        assertThat(text)
            .doesNotContain(Base64Url.encode(secret))
            .doesNotContain(HexFormat.of().formatHex(secret));
      }
    }
  }

  /** Remembers every secret that it hands out. */
  private static final class Watched implements OpeningKeys {
    private final OpeningKeys keys;
    private final List<SecretBytes> handedOut = new ArrayList<>();

    Watched(OpeningKeys keys) {
      this.keys = keys;
    }

    @Override
    public Optional<TeamKey> team(Kid teamKid) {
      Optional<TeamKey> team = keys.team(teamKid);
      team.ifPresent(key -> handedOut.add(key.key()));
      return team;
    }

    @Override
    public SecretBytes release(
        Kid orgKid, OrganisationAlgorithm alg, byte[] wrapped, ReleaseContext context)
        throws ReleaseException {
      SecretBytes blob = keys.release(orgKid, alg, wrapped, context);
      handedOut.add(blob);
      return blob;
    }

    @Override
    public SignerStatus signer(Kid device) {
      return keys.signer(device);
    }
  }
}
