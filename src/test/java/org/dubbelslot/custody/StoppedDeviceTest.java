package org.dubbelslot.custody;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.floe.FloeWorkers;
import org.dubbelslot.format.OrganisationAlgorithm;
import org.dubbelslot.format.SignerStatus;
import org.dubbelslot.keys.EnrolmentRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A colleague's device that was stopped")
class StoppedDeviceTest {
  @TempDir Path temporary;
  private final FloeWorkers workers = FloeWorkers.pool(1);
  private final Tools tools = TestTools.at(TestTools.NOW, workers);
  private Path folder;
  private CustodianDesk desk;
  private Kid team;
  private Kid device;

  @BeforeEach
  void admitAColleague() throws Exception {
    folder = temporary.resolve("keys");
    Path home = temporary.resolve("founder");
    Founding.Founded founded =
        new Founding(tools)
            .found(
                Founding.Plan.usual(
                    "Stichting De Brug", "Marieke", Optional.of("Bestuur"), TestTools.NOW),
                Founding.Places.in(home, folder));
    team = founded.team().orElseThrow();
    desk = CustodianDesk.open(home, tools);
    EnrolmentRequest request =
        new Enrolment(temporary.resolve("colleague"), tools)
            .request(
                new DirectoryAddress(folder.toString()), Optional.of(founded.pin()), "Jan Bakker");
    desk.members().approve(request, Optional.empty(), List.of(team), false);
    device = request.device().kid();
  }

  @AfterEach
  void close() {
    desk.close();
    workers.close();
  }

  @Test
  @DisplayName("by one custodian is granted no new key while the others have yet to sign")
  void grantedNothingNew() throws Exception {
    desk.publisher()
        .suspend(desk.directory().organisation().id(), device, desk.now(), "lost", desk.identity());

    desk.teams().rotateByOwnSteward(team);
    desk.keys().rotate(OrganisationAlgorithm.HPKE_X_WING, 0);

    assertThat(desk.directory().isActive(device)).isTrue();
    Kid teamKid = desk.directory().activeTeamKey(team).orElseThrow().kid();
    assertThat(desk.publisher().hasGrant(device, teamKid)).isFalse();
    assertThat(desk.grantMissing()).isZero();
  }

  @Test
  @DisplayName("as compromised does not take the names along that were sealed on it")
  void namesStay() throws Exception {
    Kid jan = desk.directory().memberOf(device).orElseThrow().id();
    desk.members().join(jan, team, true);
    try (Membership steward = colleague()) {
      Steward jans = new Steward(steward, desk.publisher(), tools);
      desk.teams().accept(jans.rotate(team, desk.names()));
    }

    desk.members().revokeDevice(device, true);

    try (Membership founder = desk.own().orElseThrow()) {
      Map<Kid, SecretBytes> nameKeys = founder.nameKeys(team);
      assertThat(nameKeys).hasSize(2);
      nameKeys.values().forEach(SecretBytes::close);
      assertThat(founder.names().member(jan)).contains("Jan Bakker");
    }
  }

  @Test
  @DisplayName("by rubbish in the place of its grant is granted the key again")
  void grantedInPlaceOfRubbish() throws Exception {
    Kid teamKid = desk.directory().activeTeamKey(team).orElseThrow().kid();
    try (Membership founder = desk.own().orElseThrow()) {
      new Steward(founder, desk.publisher(), tools).grantMissing(team);
    }
    assertThat(desk.publisher().hasGrant(device, teamKid)).isTrue();
    Path grant = folder.resolve("grants").resolve(device.text()).resolve(teamKid + ".age");
    for (byte[] rubbish :
        List.of(new byte[0], new byte[700], "age-encryption.org/v1\n-> x".getBytes(UTF_8))) {
      Files.write(grant, rubbish);

      assertThat(desk.publisher().hasGrant(device, teamKid)).isFalse();
      try (Membership founder = desk.own().orElseThrow()) {
        assertThat(new Steward(founder, desk.publisher(), tools).grantMissing(team)).hasSize(1);
      }
      assertThat(desk.publisher().hasGrant(device, teamKid)).isTrue();
    }
    try (Membership colleague = colleague()) {
      assertThat(colleague.pickedUp()).contains(teamKid);
    }
  }

  private Membership colleague() throws Exception {
    return Membership.open(temporary.resolve("colleague"), tools, Overrides.none());
  }

  @Test
  @DisplayName("for ever does not come back by being suspended and resumed")
  void staysRevoked() throws Exception {
    desk.members().revokeDevice(device, true);

    assertThatThrownBy(() -> desk.members().suspendDevice(device, "lost"))
        .isInstanceOf(CustodyException.NoSuchTransition.class);
    desk.members().revokeDevice(device, false);

    assertThat(desk.directory().signer(device))
        .isInstanceOfSatisfying(
            SignerStatus.Revoked.class, revoked -> assertThat(revoked.compromised()).isTrue());
  }
}
