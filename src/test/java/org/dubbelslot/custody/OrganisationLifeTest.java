package org.dubbelslot.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.floe.FloeWorkers;
import org.dubbelslot.format.FormatException;
import org.dubbelslot.format.Metadata;
import org.dubbelslot.format.OpenOptions;
import org.dubbelslot.format.Opened;
import org.dubbelslot.format.Opener;
import org.dubbelslot.format.OrganisationAlgorithm;
import org.dubbelslot.format.ReleaseException;
import org.dubbelslot.format.SealRequest;
import org.dubbelslot.format.SealedBy;
import org.dubbelslot.format.Sealer;
import org.dubbelslot.keys.CustodianIdentity;
import org.dubbelslot.keys.DeviceIdentity;
import org.dubbelslot.keys.DeviceKeys;
import org.dubbelslot.keys.DirectoryException;
import org.dubbelslot.keys.DirectoryPublisher;
import org.dubbelslot.keys.EnrolmentException;
import org.dubbelslot.keys.EnrolmentRequest;
import org.dubbelslot.keys.KeyState;
import org.dubbelslot.keys.KeyStoreException;
import org.dubbelslot.keys.Line;
import org.dubbelslot.keys.Pin;
import org.dubbelslot.keys.TeamProposal;
import org.dubbelslot.policy.Policy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An organisation that one person founded")
class OrganisationLifeTest {
  private static final byte[] LETTER = "Geachte bewoner,".getBytes(StandardCharsets.UTF_8);

  @TempDir Path temporary;
  private final FloeWorkers workers = FloeWorkers.pool(1);
  private final Tools tools = TestTools.at(TestTools.NOW, workers);
  private Path folder;
  private Path founderHome;
  private Founding.Founded founded;

  @BeforeEach
  void found() throws Exception {
    folder = temporary.resolve("share/keys");
    founderHome = temporary.resolve("founder");
    founded =
        new Founding(tools)
            .found(
                Founding.Plan.usual(
                    "Stichting De Brug", "Marieke", Optional.of("Bestuur"), TestTools.NOW),
                Founding.Places.in(founderHome, folder));
  }

  @AfterEach
  void closeWorkers() {
    workers.close();
  }

  private Membership member(Path home) throws Exception {
    return Membership.open(home, tools, Overrides.none());
  }

  private CustodianDesk desk() throws Exception {
    return CustodianDesk.open(founderHome, tools);
  }

  private Kid team() {
    return founded.team().orElseThrow();
  }

  @Test
  @DisplayName("can be used by that person at once, and says what the combination means")
  void oneGo() throws Exception {
    assertThat(founded.notices())
        .containsExactlyInAnyOrder(
            Notice.NO_RECOVERY,
            Notice.SINGLE_CUSTODIAN,
            Notice.BOTH_HALVES_IN_ONE_HAND,
            Notice.KEY_FOLDER);
    try (Membership membership = member(founderHome)) {
      assertThat(membership.team("bestuur")).isEqualTo(team());
      assertThat(membership.names().member(founded.member())).contains("Marieke");
      byte[] sealed = seal(membership, team());

      assertThat(open(membership, sealed).sealedBy())
          .isEqualTo(new SealedBy.Verified(membership.device().device()));
      Map<Kid, SecretBytes> nameKeys = membership.nameKeys(team());
      assertThat(nameKeys).hasSize(1);
      nameKeys.values().forEach(SecretBytes::close);
    }
  }

  @Test
  @DisplayName("tells no name and no secret in its directory")
  void tellsNothing() throws Exception {
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.getFileName().toString())
            .doesNotContain("Marieke")
            .doesNotContain("Bestuur");
      }
    }
  }

  @Test
  @DisplayName("is not founded twice, neither over its directory nor in the same home")
  void notTwice() {
    Founding.Plan plan = Founding.Plan.usual("Anders", "Jan", Optional.empty(), TestTools.NOW);

    assertThatThrownBy(
            () ->
                new Founding(tools)
                    .found(plan, Founding.Places.in(temporary.resolve("other"), folder)))
        .isInstanceOf(CustodyException.DirectoryThere.class);
    assertThatThrownBy(
            () ->
                new Founding(tools)
                    .found(plan, Founding.Places.in(founderHome, temporary.resolve("new"))))
        .isInstanceOf(CustodyException.AlreadyJoined.class);
  }

  @Test
  @DisplayName("says no recovery yet in every status")
  void status() throws Exception {
    try (CustodianDesk desk = desk()) {
      CustodyStatus status = desk.status();

      assertThat(status.notices()).contains(Notice.NO_RECOVERY);
      assertThat(status.devices()).isEqualTo(new CustodyStatus.Devices(1, 0));
      assertThat(status.teams().getFirst().name()).contains("Bestuur");
    }
    try (CustodianDesk desk =
        CustodianDesk.open(founderHome, TestTools.later(tools, Duration.ofDays(160)))) {
      assertThat(desk.status().notices()).contains(Notice.EXPIRES_SOON);
    }
    try (CustodianDesk desk =
        CustodianDesk.open(founderHome, TestTools.later(tools, Duration.ofDays(800)))) {
      assertThat(desk.status().notices()).contains(Notice.EXPIRED, Notice.ROTATE_SOON);
    }
  }

  @Nested
  @DisplayName("admits a colleague")
  class Colleague {
    private final Path colleagueHome() {
      return temporary.resolve("colleague");
    }

    private EnrolmentRequest ask() throws Exception {
      return new Enrolment(colleagueHome(), tools)
          .request(
              new DirectoryAddress(folder.toString()), Optional.of(founded.pin()), "Jan Bakker");
    }

    private Kid approve(EnrolmentRequest request) throws Exception {
      try (CustodianDesk desk = desk()) {
        return desk.members()
            .approve(
                EnrolmentRequest.parse(request.bytes()), Optional.empty(), List.of(team()), false)
            .member();
      }
    }

    @Test
    @DisplayName("who asks, is compared, approved, granted, and opens what was sealed before")
    void endToEnd() throws Exception {
      byte[] sealed;
      try (Membership founder = member(founderHome)) {
        sealed = seal(founder, team());
      }
      Enrolment enrolment = new Enrolment(colleagueHome(), tools);
      assertThat(enrolment.pickUp()).isEqualTo(Enrolment.Progress.NOT_ASKED);
      EnrolmentRequest request = ask();
      assertThat(ask().comparisonCode()).isEqualTo(request.comparisonCode());
      assertThat(enrolment.pickUp()).isEqualTo(Enrolment.Progress.WAITING_FOR_CUSTODIAN);

      Kid jan = approve(request);

      assertThat(enrolment.pickUp()).isEqualTo(Enrolment.Progress.READY);
      try (Membership colleague = member(colleagueHome());
          Membership founder = member(founderHome)) {
        assertThat(open(colleague, sealed).size()).isEqualTo(LETTER.length);
        assertThat(colleague.names().member(founded.member())).contains("Marieke");
        assertThat(founder.names().member(jan)).contains("Jan Bakker");
      }
    }

    @Test
    @DisplayName("but not one whose device has pinned another organisation")
    void otherPin() throws Exception {
      Pin wrong = new Pin(Kid.random(), founded.pin().custodians());
      EnrolmentRequest request;
      try (DeviceIdentity device = DeviceIdentity.generate()) {
        request = EnrolmentRequest.make(device, wrong, "Jan", TestTools.NOW);
      }

      assertThatThrownBy(() -> approve(request)).isInstanceOf(EnrolmentException.OtherPin.class);
    }

    @Test
    @DisplayName("but not twice by the same request")
    void notTwice() throws Exception {
      EnrolmentRequest request = ask();
      approve(request);

      assertThatThrownBy(() -> approve(request))
          .isInstanceOf(EnrolmentException.AlreadyEnrolled.class);
    }

    @Test
    @DisplayName("and stops that colleague's laptop at once, and lets it work again")
    void suspension() throws Exception {
      approve(ask());
      try (CustodianDesk desk = desk()) {
        Kid jan = desk.members().find("Jan Bakker");
        desk.members().suspend(jan, "lost");
        assertThatThrownBy(() -> member(colleagueHome()))
            .isInstanceOf(CustodyException.Stopped.class);
        assertThat(new Enrolment(colleagueHome(), tools).pickUp())
            .isEqualTo(Enrolment.Progress.STOPPED);

        desk.members().resume(jan);

        member(colleagueHome()).close();
      }
    }

    @Test
    @DisplayName("who leaves: opens nothing more with an honest program, and is out of every team")
    void leaves() throws Exception {
      approve(ask());
      try (CustodianDesk desk = desk()) {
        Kid jan = desk.members().find("Jan Bakker");

        desk.members().remove(jan);

        assertThat(desk.directory().team(team()).orElseThrow().members()).doesNotContain(jan);
        assertThat(desk.members().list()).hasSize(1);
        assertThat(folder.resolve("grants/" + new DeviceKeys(colleagueHome()).kid()))
            .doesNotExist();
      }
      assertThatThrownBy(() -> member(colleagueHome()))
          .isInstanceOf(CustodyException.Stopped.class);
    }

    @Test
    @DisplayName("on a second device too, which opens what the first one sealed")
    void secondDevice() throws Exception {
      Kid jan = approve(ask());
      byte[] sealed;
      try (Membership first = member(colleagueHome())) {
        sealed = seal(first, team());
      }
      Path tablet = temporary.resolve("tablet");
      EnrolmentRequest request =
          new Enrolment(tablet, tools)
              .request(
                  new DirectoryAddress(folder.toString()),
                  Optional.of(founded.pin()),
                  "Jan Bakker");

      try (CustodianDesk desk = desk()) {
        desk.members().approve(request, Optional.of(jan), List.of(), false);
        assertThat(desk.members().list()).hasSize(2);
      }

      try (Membership second = member(tablet)) {
        assertThat(second.member().id()).isEqualTo(jan);
        assertThat(open(second, sealed).size()).isEqualTo(LETTER.length);
      }
    }

    @Test
    @DisplayName("to a team and out of it again: a colleague outside it opens none of its files")
    void joinsAndLeaves() throws Exception {
      Kid jan = approve(ask());
      byte[] sealed;
      try (Membership founder = member(founderHome)) {
        sealed = seal(founder, team());
      }
      try (CustodianDesk desk = desk()) {
        desk.members().leave(jan, team());
        try (Membership outside = member(colleagueHome())) {
          assertThatThrownBy(() -> open(outside, sealed))
              .isInstanceOf(FormatException.NoLockForTeams.class);
        }

        desk.members().join(jan, team(), true);
      }
      try (Membership again = member(colleagueHome())) {
        assertThat(open(again, sealed).size()).isEqualTo(LETTER.length);
        assertThat(again.team("  BESTUUR ")).isEqualTo(team());
      }
    }

    @Test
    @DisplayName("whose device lacks one of the grants cannot open, and the reason is told apart")
    void lacksAGrant() throws Exception {
      byte[] sealed;
      try (Membership founder = member(founderHome)) {
        sealed = seal(founder, team());
      }
      approve(ask());
      Kid device;
      Kid organisationKid;
      Kid teamKid;
      try (Membership colleague = member(colleagueHome())) {
        device = colleague.device().device();
        organisationKid = colleague.directory().active(Line.MAIN).orElseThrow().kid();
        teamKid = colleague.directory().activeTeamKey(team()).orElseThrow().kid();
      }
      forget(device, organisationKid);
      try (Membership colleague = member(colleagueHome())) {
        assertThat(colleague.missingGrants()).containsExactly(organisationKid);
        assertThatThrownBy(() -> open(colleague, sealed))
            .isInstanceOfSatisfying(
                FormatException.OrganisationHalf.class,
                e -> assertThat(e.reason()).isInstanceOf(ReleaseException.UnknownKeyVersion.class));
      }
      forget(device, teamKid);
      try (Membership colleague = member(colleagueHome())) {
        assertThatThrownBy(() -> open(colleague, sealed))
            .isInstanceOf(FormatException.NoLockForTeams.class);
        assertThatThrownBy(() -> colleague.sealing(team(), Policy.defaults()))
            .isInstanceOf(CustodyException.NotGranted.class);
      }

      try (CustodianDesk desk = desk()) {
        assertThat(desk.status().devices().waiting()).isEqualTo(1);
        assertThat(desk.grantMissing()).isEqualTo(1);
      }
    }

    private void forget(Kid device, Kid kid) throws Exception {
      Files.delete(folder.resolve("grants/" + device + "/" + kid + ".age"));
      Files.delete(colleagueHome().resolve("grants/" + kid + ".age"));
    }
  }

  @Nested
  @DisplayName("rotates")
  class Rotation {
    @Test
    @DisplayName("its key: old files open, new ones use the new key")
    void organisationKey() throws Exception {
      byte[] old;
      Kid oldKid;
      try (Membership founder = member(founderHome)) {
        old = seal(founder, team());
        oldKid = founder.directory().active(Line.MAIN).orElseThrow().kid();
      }
      Kid newKid;
      try (CustodianDesk desk = desk()) {
        newKid = desk.keys().rotate(OrganisationAlgorithm.RSA_OAEP_256, 3072).kid();
      }

      try (Membership founder = member(founderHome)) {
        assertThat(founder.pickedUp()).containsExactly(newKid);
        assertThat(open(founder, old).size()).isEqualTo(LETTER.length);
        try (SealingKeys keys = founder.sealing(team(), Policy.defaults())) {
          assertThat(keys.locks().getFirst().organisation().kid()).isEqualTo(newKid);
        }
        assertThat(open(founder, seal(founder, team())).size()).isEqualTo(LETTER.length);
        assertThat(founder.directory().organisationKey(oldKid).orElseThrow().state())
            .isEqualTo(KeyState.DEACTIVATED);
        assertThat(founder.nameKeys(team())).hasSize(1);
      }
    }

    @Test
    @DisplayName("a team's key: old files open, new ones use the new key, both name keys are there")
    void teamKey() throws Exception {
      byte[] old;
      try (Membership founder = member(founderHome)) {
        old = seal(founder, team());
      }
      try (CustodianDesk desk = desk()) {
        assertThat(desk.teams().rotateByOwnSteward(team())).isPresent();
      }

      try (Membership founder = member(founderHome)) {
        assertThat(open(founder, old).size()).isEqualTo(LETTER.length);
        assertThat(open(founder, seal(founder, team())).size()).isEqualTo(LETTER.length);
        assertThat(founder.nameKeys(team())).hasSize(2);
        assertThat(founder.team("Bestuur")).isEqualTo(team());
      }
    }

    @Test
    @DisplayName("and a compromised key opens by a recorded override only")
    void compromised() throws Exception {
      byte[] sealed;
      Kid kid;
      try (Membership founder = member(founderHome)) {
        sealed = seal(founder, team());
        kid = founder.directory().active(Line.MAIN).orElseThrow().kid();
      }
      try (CustodianDesk desk = desk()) {
        desk.keys().change(kid, KeyState.COMPROMISED, "stolen");
        assertThatThrownBy(() -> desk.keys().change(kid, KeyState.ACTIVE, "oops"))
            .isInstanceOf(CustodyException.NoSuchTransition.class);
        assertThat(desk.status().notices()).contains(Notice.NO_ORGANISATION_KEY);
      }
      try (Membership founder = member(founderHome)) {
        assertThatThrownBy(() -> open(founder, sealed))
            .isInstanceOfSatisfying(
                FormatException.OrganisationHalf.class,
                e -> assertThat(e.reason()).isInstanceOf(ReleaseException.Refused.class));
        assertThatThrownBy(() -> founder.sealing(team(), Policy.defaults()))
            .isInstanceOf(CustodyException.NoOrganisationKey.class);
      }
      try (Membership insisting =
          Membership.open(founderHome, tools, (key, state) -> state == KeyState.COMPROMISED)) {
        assertThat(open(insisting, sealed).size()).isEqualTo(LETTER.length);
      }
    }
  }

  @Test
  @DisplayName("opens after its term, and seals and grants nothing more")
  void expired() throws Exception {
    byte[] sealed;
    try (Membership founder = member(founderHome)) {
      sealed = seal(founder, team());
    }
    Tools late = TestTools.later(tools, Duration.ofDays(181));
    try (Membership founder = Membership.open(founderHome, late, Overrides.none())) {
      assertThat(open(founder, sealed).size()).isEqualTo(LETTER.length);
      assertThatThrownBy(() -> founder.sealing(team(), Policy.defaults()))
          .isInstanceOf(DirectoryException.Expired.class);
      Steward steward = new Steward(founder, new DirectoryPublisher(folder), late);
      assertThatThrownBy(() -> steward.grantMissing(team()))
          .isInstanceOf(DirectoryException.Expired.class);
    }
    try (CustodianDesk desk = CustodianDesk.open(founderHome, late)) {
      assertThat(desk.revisions().renew()).isInstanceOf(Outcome.Published.class);
    }
    try (Membership founder = Membership.open(founderHome, late, Overrides.none())) {
      founder.sealing(team(), Policy.defaults()).close();
    }
  }

  @Test
  @DisplayName("dissolves a team: its files still open, nothing is sealed for it")
  void dissolvesATeam() throws Exception {
    try (CustodianDesk desk = desk()) {
      Kid archive = desk.teams().add("Archief", List.of(founded.member())).team();
      byte[] sealed;
      try (Membership founder = member(founderHome)) {
        sealed = seal(founder, archive);
      }
      assertThatThrownBy(() -> desk.teams().add("archief", List.of(founded.member())))
          .isInstanceOf(CustodyException.TeamExists.class);

      desk.teams().remove(archive);

      assertThat(desk.teams().list()).hasSize(1);
      try (Membership founder = member(founderHome)) {
        assertThat(open(founder, sealed).size()).isEqualTo(LETTER.length);
        assertThatThrownBy(() -> founder.sealing(archive, Policy.defaults()))
            .isInstanceOf(CustodyException.UnknownTeam.class);
      }
    }
  }

  @Test
  @DisplayName("publishes no proposal but an active steward's own")
  void proposals() throws Exception {
    try (Membership founder = member(founderHome);
        CustodianDesk desk = desk();
        DeviceIdentity stranger = DeviceIdentity.generate()) {
      TeamProposal genuine =
          new Steward(founder, new DirectoryPublisher(folder), tools).rotate(team(), Names.none());
      TeamProposal forged = TeamProposal.make(genuine.content(), stranger);

      assertThatThrownBy(() -> desk.teams().accept(forged))
          .isInstanceOf(CustodyException.BadProposal.class);
      assertThat(desk.teams().accept(TeamProposal.parse(genuine.bytes())))
          .isInstanceOf(Outcome.Published.class);
      assertThatThrownBy(() -> desk.teams().accept(genuine))
          .isInstanceOf(CustodyException.BadProposal.class);
    }
  }

  @Test
  @DisplayName("takes in a second custodian; from then on, one prepares and the other signs")
  void fourEyes() throws Exception {
    Path secondHome = temporary.resolve("second");
    CustodianIdentity second = new CustodianHome(secondHome).create(tools.passphraseProtection());
    try (CustodianDesk first = desk()) {
      Outcome handover =
          first
              .revisions()
              .custodians(List.of(first.identity().custodian(), second.custodian()), 2);
      assertThat(handover).isInstanceOf(Outcome.Prepared.class);
      new Joined(founded.pin(), new DirectoryAddress(folder.toString()), Optional.empty())
          .keep(secondHome);
      assertThatThrownBy(() -> CustodianDesk.open(secondHome, tools))
          .isInstanceOf(CustodyException.NotACustodian.class);
      Path waiting = ((Outcome.Prepared) handover).folder();
      assertThat(first.revisions().waiting().orElseThrow().changes()).containsExactly("custodians");
      assertThat(first.status().notices()).contains(Notice.REVISION_WAITING);
      assertThatThrownBy(() -> first.revisions().renew())
          .isInstanceOf(CustodyException.AlreadyPrepared.class);

      RevisionOperations.signAsNewcomer(waiting, 2, second);
      assertThat(first.revisions().publish()).isInstanceOf(Outcome.Published.class);

      Outcome prepared = first.keys().rotate(OrganisationAlgorithm.HPKE_X_WING, 0).outcome();
      assertThat(prepared)
          .isInstanceOfSatisfying(
              Outcome.Prepared.class,
              e -> {
                assertThat(e.signatures()).isEqualTo(1);
                assertThat(e.quorum()).isEqualTo(2);
              });
      try (CustodianDesk other = CustodianDesk.open(secondHome, tools)) {
        Path folderOfFirst = ((Outcome.Prepared) prepared).folder();
        assertThat(other.revisions().look(folderOfFirst).changes())
            .hasSize(2)
            .allMatch(path -> path.startsWith("keys/"));
        assertThat(other.revisions().sign(folderOfFirst)).isInstanceOf(Outcome.Published.class);
      }
    }
    second.close();
    try (CustodianDesk first = desk()) {
      assertThat(first.grantMissing()).isEqualTo(1);
    }
    try (Membership founder = member(founderHome)) {
      assertThat(founder.missingGrants()).isEmpty();
    }
  }

  @Test
  @DisplayName("keeps its founder's device out of reach of a wrong passphrase")
  void wrongPassphrase() {
    Tools wrong =
        new Tools(
            () -> SecretBytes.wrap("mis".getBytes(StandardCharsets.UTF_8)),
            tools.egress(),
            tools.workers(),
            tools.clock(),
            tools.scryptWorkFactor());

    assertThatThrownBy(() -> Membership.open(founderHome, wrong, Overrides.none()))
        .isInstanceOf(KeyStoreException.WrongPassphrase.class);
    assertThatThrownBy(() -> CustodianDesk.open(founderHome, wrong))
        .isInstanceOf(KeyStoreException.WrongPassphrase.class);
  }

  private byte[] seal(Membership membership, Kid team) throws Exception {
    try (SealingKeys keys = membership.sealing(team, Policy.defaults())) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      new Sealer(workers)
          .seal(
              new SealRequest(
                  keys.locks(), Metadata.of("brief.txt", team), Optional.of(keys.signer())),
              new ByteArrayInputStream(LETTER),
              out);
      return out.toByteArray();
    }
  }

  private Opened open(Membership membership, byte[] sealed) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Opened opened =
        new Opener(workers)
            .open(new ByteArrayInputStream(sealed), membership.opening(), OpenOptions.STRICT, out);
    assertThat(out.toByteArray()).isEqualTo(LETTER);
    return opened;
  }
}
