package org.dubbelslot.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.format.OrganisationAlgorithm;
import org.dubbelslot.format.OrganisationPrivateKey;
import org.dubbelslot.format.TeamKey;

/** A small organisation with a published first revision: one team, one member with one device. */
final class TestOrganisation {
  static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
  static final Duration TERM = Duration.ofDays(180);

  final Path folder;
  final Kid id = Kid.random();
  final List<CustodianIdentity> custodians;
  final CustodianSet firstSet;
  final OrganisationPrivateKey organisationKey =
      OrganisationPrivateKey.generate(OrganisationAlgorithm.HPKE_X_WING, 0);
  final Kid team = Kid.random();
  final TeamKey teamKey = TeamKey.generate(team);
  final DeviceIdentity device = DeviceIdentity.generate();
  final Member member;
  final DirectoryPublisher publisher;
  final Pin pin;
  KeyDirectory directory;

  TestOrganisation(Path folder) throws Exception {
    this(folder, 1, 1);
  }

  TestOrganisation(Path folder, int custodians, int quorum) throws Exception {
    this.folder = folder;
    this.custodians = newCustodians(custodians);
    this.firstSet = set(1, Optional.empty(), quorum, this.custodians);
    this.publisher = new DirectoryPublisher(folder);
    this.member =
        new Member(
            Kid.random(),
            Member.State.ACTIVE,
            NOW,
            new TreeSet<>(),
            List.of(device.publicDevice(NOW)));
    RevisionDraft draft = RevisionDraft.first(id, "Voorbeeld", false, firstSet);
    draft.put(
        new OrganisationKeyVersion(
            organisationKey.publicKey(), Line.MAIN, born(), KeyCustody.folder()));
    draft.put(
        new Team(
            team,
            new TreeSet<>(List.of(member.id())),
            new TreeSet<>(List.of(member.id())),
            Optional.of(teamKey.kid()),
            false));
    draft.put(new TeamKeyVersion(team, teamKey.kid(), born()));
    draft.put(member);
    draft.put(DirectoryPaths.POLICY, "{}".getBytes(StandardCharsets.UTF_8));
    draft.put(DirectoryPaths.names(team, teamKey.kid()), new byte[] {1, 2, 3});
    Revision first = sign(draft.build(NOW, NOW.plus(TERM)), quorum);
    this.pin = first.pin().orElseThrow();
    this.directory = publisher.publish(pin, first);
  }

  static List<CustodianIdentity> newCustodians(int count) {
    return new ArrayList<>(
        IntStream.range(0, count).mapToObj(i -> CustodianIdentity.generate()).toList());
  }

  CustodianSet set(
      int number, Optional<String> previous, int quorum, List<CustodianIdentity> identities) {
    return new CustodianSet(
        id,
        number,
        previous,
        quorum,
        identities.stream().map(CustodianIdentity::custodian).toList());
  }

  CustodianSet nextSet(int quorum, List<CustodianIdentity> identities) throws IOException {
    byte[] before = AtomicFiles.read(folder.resolve("custodians/1.json"), 1 << 20).orElseThrow();
    return set(2, Optional.of(Digests.sha256Text(before)), quorum, identities);
  }

  History born() {
    return History.beginning(
        new StateChange(KeyState.ACTIVE, NOW, custodians.getFirst().id(), "created"));
  }

  Revision sign(Revision revision, int signers) {
    Revision signed = revision;
    for (CustodianIdentity custodian : custodians.subList(0, signers)) {
      signed = signed.signedBy(custodian);
    }
    return signed;
  }

  /** Publishes one revision more, with nothing changed but its number and dates. */
  KeyDirectory publishNext() throws Exception {
    return publish(RevisionDraft.after(directory));
  }

  KeyDirectory publish(RevisionDraft draft) throws Exception {
    Revision revision = sign(draft.build(NOW, NOW.plus(TERM)), firstSet.quorum());
    directory = publisher.publish(pin, revision);
    return directory;
  }

  DirectoryReader reader(Path home) {
    return new DirectoryReader(new FolderSource(folder), home, pin);
  }
}
