package org.dubbelslot.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.floe.FloeWorkers;
import org.dubbelslot.keys.Acceptance;
import org.dubbelslot.keys.DeviceIdentity;
import org.dubbelslot.keys.DirectoryException;
import org.dubbelslot.policy.RulesOfUse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Receipts for rules of use")
class AcceptancesTest {
  private static final RulesOfUse RULES = new RulesOfUse("2026-1", "Vergrendel.", "Lock.");

  private final FloeWorkers workers = FloeWorkers.pool(2);
  private final Tools tools = TestTools.at(TestTools.NOW, workers);
  private @TempDir Path folder;
  private Path home;
  private Path directory;
  private Membership membership;
  private Acceptances acceptances;

  @BeforeEach
  void found() throws Exception {
    directory = folder.resolve("keys");
    home = folder.resolve("home");
    new Founding(tools)
        .found(
            Founding.Plan.usual("De Brug", "Marieke", Optional.of("Zorg"), TestTools.NOW),
            Founding.Places.in(home, directory));
    membership = Membership.open(home, tools, Overrides.none());
    acceptances = new Acceptances(home, tools.clock());
  }

  @AfterEach
  void close() {
    membership.close();
    workers.close();
  }

  @Test
  @DisplayName("hold for one text: another version or letter asks again")
  void holds() throws Exception {
    assertThat(acceptances.has(membership, RULES)).isFalse();
    Acceptance given = acceptances.accept(membership, RULES, "nl");
    assertThat(given.member()).isEqualTo(membership.member().id());
    assertThat(given.at()).isEqualTo(TestTools.NOW);
    assertThat(acceptances.has(membership, RULES)).isTrue();
    assertThat(acceptances.has(membership, new RulesOfUse("2026-2", "Vergrendel.", "Lock.")))
        .isFalse();
    assertThat(acceptances.has(membership, new RulesOfUse("2026-1", "Vergrendel", "Lock.")))
        .isFalse();
  }

  @Test
  @DisplayName("are deposited beside the directory, readable for the custodian, without a name")
  void deposited() throws Exception {
    assertThat(acceptances.deposit()).isTrue();
    Acceptance given = acceptances.accept(membership, RULES, "en");
    assertThat(acceptances.deposit()).isTrue();
    assertThat(acceptances.deposit()).isTrue();
    Files.writeString(directory.resolve("acceptances/planted.json"), "{}");
    assertThat(Acceptances.deposited(directory, membership.directory())).containsExactly(given);
    try (var files = Files.list(directory.resolve("acceptances"))) {
      for (Path file : files.toList()) {
        assertThat(Files.readString(file)).doesNotContain("Marieke");
      }
    }
  }

  @Test
  @DisplayName("count for nothing when another device signed them, or one byte is another")
  void forged() throws Exception {
    Acceptance given = acceptances.accept(membership, RULES, "en");
    try (DeviceIdentity other = DeviceIdentity.generate()) {
      byte[] forged = given.sign(other);
      assertThatThrownBy(() -> Acceptance.verify(forged, membership.directory()))
          .isInstanceOf(DirectoryException.BadSignature.class);
      Acceptance strange =
          new Acceptance(
              given.organisation(),
              given.member(),
              other.device(),
              given.rules(),
              "en",
              given.at());
      assertThatThrownBy(() -> Acceptance.verify(strange.sign(other), membership.directory()))
          .isInstanceOf(DirectoryException.BadSignature.class);
    }
    Acceptance elsewhere =
        new Acceptance(
            Kid.random(), given.member(), given.device(), given.rules(), "en", given.at());
    assertThatThrownBy(
            () -> Acceptance.verify(elsewhere.sign(membership.device()), membership.directory()))
        .isInstanceOf(DirectoryException.Malformed.class);
    Path kept;
    try (var files = Files.list(home.resolve("acceptances"))) {
      kept = files.findFirst().orElseThrow();
    }
    Files.write(kept, "{}".getBytes(StandardCharsets.UTF_8));
    assertThat(acceptances.has(membership, RULES)).isFalse();
  }
}
