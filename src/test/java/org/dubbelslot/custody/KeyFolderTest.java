package org.dubbelslot.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.crypto.Base64Url;
import org.dubbelslot.crypto.Hpke;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.floe.FloeWorkers;
import org.dubbelslot.format.FileId;
import org.dubbelslot.format.HalfBlob;
import org.dubbelslot.format.Metadata;
import org.dubbelslot.format.OrganisationAlgorithm;
import org.dubbelslot.format.OrganisationPrivateKey;
import org.dubbelslot.format.ReleaseContext;
import org.dubbelslot.format.ReleaseException;
import org.dubbelslot.format.SealRequest;
import org.dubbelslot.format.Sealer;
import org.dubbelslot.json.StrictJson;
import org.dubbelslot.keys.Grants;
import org.dubbelslot.keys.KeyStoreException;
import org.dubbelslot.policy.Policy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A key folder")
class KeyFolderTest {
  @TempDir Path temporary;
  private final FloeWorkers workers = FloeWorkers.pool(1);
  private final Tools tools = TestTools.at(TestTools.NOW, workers);
  private Founding.Founded founded;
  private Membership membership;
  private KeyFolder folder;

  @BeforeEach
  void found() throws Exception {
    Path home = temporary.resolve("home");
    founded =
        new Founding(tools)
            .found(
                Founding.Plan.usual(
                    "Stichting De Brug", "Marieke", Optional.of("Bestuur"), TestTools.NOW),
                Founding.Places.in(home, temporary.resolve("keys")));
    membership = Membership.open(home, tools, Overrides.none());
    folder =
        KeyFolder.ofDevice(
            membership.directory(), new Grants(home), membership.device(), Overrides.none());
  }

  @AfterEach
  void close() {
    folder.close();
    membership.close();
    workers.close();
  }

  @Test
  @DisplayName("releases what a sealer wrapped, in the order asked")
  void releases() throws Exception {
    WrappedHalf half = halfOfASealedFile();

    List<ReleasedHalf> answers = folder.release(List.of(half, half));

    assertThat(answers).hasSize(2);
    for (ReleasedHalf answer : answers) {
      assertThat(answer)
          .isInstanceOfSatisfying(
              ReleasedHalf.Blob.class,
              released -> {
                try (HalfBlob blob = HalfBlob.parse(released.blob()).orElseThrow()) {
                  assertThat(blob.belongsTo(half.why().file(), half.why().team())).isTrue();
                }
              });
      answer.close();
    }
  }

  @Test
  @DisplayName("releases nothing that has not our shape, though it was wrapped to its key")
  void otherShape() {
    WrappedHalf foreign =
        wrapped(new byte[66], founded.directory().organisationKeys().iterator().next().kid());

    assertThat(reason(foreign)).isInstanceOf(ReleaseException.NotUnwrappable.class);
  }

  @Test
  @DisplayName("releases nothing under a version that the directory does not know")
  void unknownVersion() {
    assertThat(reason(wrapped(new byte[66], Kid.random())))
        .isInstanceOf(ReleaseException.UnknownKeyVersion.class);
  }

  @Test
  @DisplayName("releases nothing under another algorithm than the directory's")
  void otherAlgorithm() throws Exception {
    WrappedHalf half = halfOfASealedFile();

    assertThat(
            reason(
                new WrappedHalf(
                    half.kid(), OrganisationAlgorithm.RSA_OAEP_256, half.wrapped(), half.why())))
        .isInstanceOf(ReleaseException.WrongAlgorithm.class);
  }

  @Test
  @DisplayName("keeps private keys under the passphrase, and never writes one over")
  void custodyFolder() throws Exception {
    CustodyFolder custody =
        new CustodyFolder(temporary.resolve("custody"), tools.passphraseProtection());
    try (OrganisationPrivateKey key =
        OrganisationPrivateKey.generate(OrganisationAlgorithm.HPKE_X_WING, 0)) {
      custody.keep(key);

      try (OrganisationPrivateKey again = custody.open(key.publicKey().kid()).orElseThrow()) {
        assertThat(again.publicKey()).isEqualTo(key.publicKey());
      }
      assertThatThrownBy(() -> custody.keep(key))
          .isInstanceOf(KeyStoreException.AlreadyThere.class);
      assertThat(custody.open(Kid.random())).isEmpty();
    }
  }

  private ReleaseException reason(WrappedHalf half) {
    return ((ReleasedHalf.Withheld) folder.release(List.of(half)).getFirst()).why();
  }

  private WrappedHalf wrapped(byte[] blob, Kid kid) {
    byte[] publicKey = folder.active().orElseThrow().encoded();
    byte[] wrapped =
        Hpke.AES_256_GCM
            .seal(
                publicKey,
                "dubbelslot/1 org half".getBytes(StandardCharsets.US_ASCII),
                new byte[0],
                blob)
            .concatenated();
    return new WrappedHalf(kid, OrganisationAlgorithm.HPKE_X_WING, wrapped, context());
  }

  private ReleaseContext context() {
    return new ReleaseContext(
        FileId.random(), founded.team().orElseThrow(), ReleaseContext.Purpose.OPEN);
  }

  private WrappedHalf halfOfASealedFile() throws Exception {
    Kid team = founded.team().orElseThrow();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FileId id;
    try (SealingKeys keys = membership.sealing(team, Policy.defaults())) {
      id =
          new Sealer(workers)
              .seal(
                  new SealRequest(keys.locks(), Metadata.of("a", team), Optional.of(keys.signer())),
                  new ByteArrayInputStream(new byte[1]),
                  out)
              .id();
    }
    byte[] file = out.toByteArray();
    int header = ByteBuffer.wrap(file).getInt(28);
    var lock = StrictJson.parse(Arrays.copyOfRange(file, 32, 32 + header)).get("locks").get(0);
    return new WrappedHalf(
        new Kid(lock.get("org").get("kid").textValue()),
        OrganisationAlgorithm.HPKE_X_WING,
        Base64Url.decode(lock.get("org").get("wrapped").textValue()),
        new ReleaseContext(id, team, ReleaseContext.Purpose.OPEN));
  }
}
