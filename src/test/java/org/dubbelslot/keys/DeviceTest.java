package org.dubbelslot.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.dubbelslot.crypto.Base64Url;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.format.OrganisationAlgorithm;
import org.dubbelslot.format.OrganisationPrivateKey;
import org.dubbelslot.format.TeamKey;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A device")
class DeviceTest {
  private static final int QUICK = 10;

  @TempDir Path home;

  private static PassphraseSource passphrase(String text) {
    return () -> SecretBytes.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  @Nested
  @DisplayName("keeps its keys")
  class Keys {
    @Test
    @DisplayName("under a passphrase, and unlocks with that one only")
    void passphrases() throws Exception {
      DeviceKeys keys = new DeviceKeys(home);
      Kid kid;
      try (DeviceIdentity made =
          keys.create(new PassphraseProtection(passphrase("juist paard"), QUICK))) {
        kid = made.device();
      }

      assertThat(keys.kid()).isEqualTo(kid);
      try (DeviceIdentity unlocked = keys.unlock(false, passphrase("juist paard"))) {
        assertThat(unlocked.device()).isEqualTo(kid);
      }
      assertThatThrownBy(() -> keys.unlock(false, passphrase("onjuist")))
          .isInstanceOf(KeyStoreException.WrongPassphrase.class);
      assertThatThrownBy(() -> keys.unlock(false, PassphraseSource.none()))
          .isInstanceOf(KeyStoreException.PassphraseNeeded.class);
    }

    @Test
    @DisplayName("unprotected for an example organisation alone, readable by this user alone")
    void unprotected() throws Exception {
      DeviceKeys keys = new DeviceKeys(home);
      keys.create(Unprotected.forExample(true)).close();

      keys.unlock(true, PassphraseSource.none()).close();
      assertThatThrownBy(() -> keys.unlock(false, PassphraseSource.none()))
          .isInstanceOf(KeyStoreException.UnprotectedRefused.class);
      assertThatThrownBy(() -> Unprotected.forExample(false))
          .isInstanceOf(KeyStoreException.UnprotectedRefused.class);
      Assumptions.assumeTrue(
          Files.getFileStore(home).supportsFileAttributeView("posix"),
          "this file system has no modes");
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(home.resolve("device.key"))))
          .isEqualTo("rw-------");
    }

    @Test
    @DisplayName("and never makes new ones over them")
    void neverOverwrites() throws Exception {
      DeviceKeys keys = new DeviceKeys(home);
      keys.create(Unprotected.forExample(true)).close();

      assertThatThrownBy(() -> keys.create(Unprotected.forExample(true)))
          .isInstanceOf(KeyStoreException.AlreadyThere.class);
    }

    @Test
    @DisplayName("says so when there are none, or they are damaged")
    void missingOrDamaged() throws Exception {
      DeviceKeys keys = new DeviceKeys(home);
      assertThatThrownBy(() -> keys.unlock(true, PassphraseSource.none()))
          .isInstanceOf(KeyStoreException.Missing.class);
      Files.writeString(home.resolve("device.key"), "{\"type\":\"device\"}");

      assertThatThrownBy(() -> keys.unlock(true, PassphraseSource.none()))
          .isInstanceOf(KeyStoreException.Damaged.class);
    }
  }

  @Nested
  @DisplayName("takes a grant")
  class Granted {
    private final DeviceIdentity device = DeviceIdentity.generate();

    @Test
    @DisplayName("of a team key")
    void team() throws Exception {
      TeamKey key = TeamKey.generate(Kid.random());
      byte[] file = new Grant.OfTeam(key).sealTo(device.publicDevice(TestOrganisation.NOW));
      Grants grants = new Grants(home);

      assertThat(grants.keep(directory(), Map.of(key.kid(), file), device))
          .containsExactly(key.kid());
      assertThat(grants.keep(directory(), Map.of(key.kid(), file), device)).isEmpty();

      try (Grant grant = grants.open(key.kid(), device).orElseThrow()) {
        assertThat(grant)
            .isInstanceOfSatisfying(
                Grant.OfTeam.class,
                team -> {
                  assertThat(team.key().team()).isEqualTo(key.team());
                  assertThat(team.key().key()).isEqualTo(key.key());
                });
      }
    }

    @ParameterizedTest(name = "of an organisation key for {0}")
    @EnumSource(OrganisationAlgorithm.class)
    void organisation(OrganisationAlgorithm alg) throws Exception {
      OrganisationPrivateKey key = OrganisationPrivateKey.generate(alg, 2048);
      byte[] file = new Grant.OfOrganisation(key).sealTo(device.publicDevice(TestOrganisation.NOW));

      try (SecretBytes plain = device.open(file);
          Grant grant = Grant.decode(plain)) {
        assertThat(grant.kid()).isEqualTo(key.publicKey().kid());
      }
    }

    private KeyDirectory directory() throws Exception {
      return new TestOrganisation(home.resolve("keys-" + Kid.random())).directory;
    }

    @Test
    @DisplayName("not when it gives a team's key to another team")
    void wrongTeam() throws Exception {
      TestOrganisation organisation = new TestOrganisation(home.resolve("keys"));
      TeamKey swapped = TeamKey.of(Kid.random(), organisation.teamKey.key().copy());
      byte[] file = new Grant.OfTeam(swapped).sealTo(device.publicDevice(TestOrganisation.NOW));
      Grants grants = new Grants(home);

      assertThat(grants.keep(organisation.directory, Map.of(swapped.kid(), file), device))
          .isEmpty();
      assertThat(grants.has(swapped.kid())).isFalse();
    }

    @Test
    @DisplayName("not when it holds another key than its name says")
    void wrongName() throws Exception {
      TeamKey key = TeamKey.generate(Kid.random());
      Kid claimed = Kid.random();
      byte[] file = new Grant.OfTeam(key).sealTo(device.publicDevice(TestOrganisation.NOW));
      Grants grants = new Grants(home);

      assertThat(grants.keep(directory(), Map.of(claimed, file), device)).isEmpty();
      assertThat(grants.has(claimed)).isFalse();
      AtomicFiles.write(home.resolve("grants").resolve(claimed + ".age"), file);
      assertThatThrownBy(() -> grants.open(claimed, device))
          .isInstanceOf(KeyStoreException.Damaged.class);
    }

    @Test
    @DisplayName("not when the key in it is not the one that it names")
    void wrongKid() {
      String plain =
          "{\"type\":\"team\",\"team\":\"%s\",\"kid\":\"%s\",\"alg\":\"HKDF-SHA256\",\"key\":\"%s\"}"
              .formatted(Kid.random(), Kid.random(), Base64Url.encode(new byte[32]));

      assertThatThrownBy(
              () -> Grant.decode(SecretBytes.wrap(plain.getBytes(StandardCharsets.UTF_8))))
          .isInstanceOf(KeyStoreException.Damaged.class);
    }

    @Test
    @DisplayName("not when it was made for another device")
    void otherDevice() {
      byte[] file =
          new Grant.OfTeam(TeamKey.generate(Kid.random()))
              .sealTo(DeviceIdentity.generate().publicDevice(TestOrganisation.NOW));

      assertThatThrownBy(() -> device.open(file)).isInstanceOf(KeyStoreException.Damaged.class);
    }
  }

  @Nested
  @DisplayName("asks to be admitted")
  class Enrolment {
    private final DeviceIdentity device = DeviceIdentity.generate();
    private final Pin pin = new Pin(Kid.random(), Base64Url.encode(new byte[32]));

    @Test
    @DisplayName("with a request that proves its key and says what it has pinned")
    void request() throws Exception {
      EnrolmentRequest made =
          EnrolmentRequest.make(device, pin, "Marieke de Vries", TestOrganisation.NOW);

      EnrolmentRequest read = EnrolmentRequest.parse(made.bytes());

      assertThat(read.device()).isEqualTo(device.publicDevice(TestOrganisation.NOW));
      assertThat(read.name()).isEqualTo("Marieke de Vries");
      read.requirePin(pin);
      assertThat(read.comparisonCode())
          .isEqualTo(made.comparisonCode())
          .matches("([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}");
    }

    @Test
    @DisplayName("and is refused when it has pinned something else")
    void otherPin() throws Exception {
      EnrolmentRequest request =
          EnrolmentRequest.make(device, pin, "Marieke", TestOrganisation.NOW);

      assertThatThrownBy(() -> request.requirePin(new Pin(Kid.random(), pin.custodians())))
          .isInstanceOf(EnrolmentException.OtherPin.class);
    }

    @Test
    @DisplayName("and is refused when the proof does not hold")
    void badProof() throws Exception {
      EnrolmentRequest mine = EnrolmentRequest.make(device, pin, "Marieke", TestOrganisation.NOW);
      EnrolmentRequest theirs =
          EnrolmentRequest.make(DeviceIdentity.generate(), pin, "Marieke", TestOrganisation.NOW);
      String proof = member(theirs.bytes(), "signature");
      String forged =
          new String(mine.bytes(), StandardCharsets.UTF_8)
              .replace(member(mine.bytes(), "signature"), proof);

      assertThatThrownBy(() -> EnrolmentRequest.parse(forged.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(EnrolmentException.BadProof.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "a\nb", "a\u202eb", "a\u200bb"})
    @DisplayName("not under a name that could deceive")
    void deceivingNames(String name) {
      assertThatThrownBy(() -> EnrolmentRequest.make(device, pin, name, TestOrganisation.NOW))
          .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("with a code that every program computes alike")
    void vector() {
      assertThat(ComparisonCode.of("dubbelslot".getBytes(StandardCharsets.UTF_8)))
          .isEqualTo(EXPECTED_CODE);
    }

    private static String member(byte[] json, String name) throws Exception {
      return org.dubbelslot.json.StrictJson.parse(json).get(name).textValue();
    }
  }

  /** Computed with Python's hashlib: scrypt(sha256(b"dubbelslot"), …), base32 by Crockford. */
  private static final String EXPECTED_CODE = "a5ws-xr8t-7ctv-rb1r";
}
