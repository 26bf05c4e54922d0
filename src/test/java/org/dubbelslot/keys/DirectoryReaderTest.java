package org.dubbelslot.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.format.SignerStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The key directory")
class DirectoryReaderTest {
  @TempDir Path temporary;
  private Path folder;
  private Path home;
  private TestOrganisation organisation;

  @BeforeEach
  void publishAnOrganisation() throws Exception {
    folder = temporary.resolve("directory");
    home = temporary.resolve("home");
    organisation = new TestOrganisation(folder);
  }

  private DirectoryReader reader() {
    return organisation.reader(home);
  }

  @Test
  @DisplayName("reads as it was published")
  void reads() throws Exception {
    KeyDirectory directory = reader().refresh();

    assertThat(directory.revision()).isEqualTo(1);
    assertThat(directory.organisation().name()).isEqualTo("Voorbeeld");
    assertThat(directory.active(Line.MAIN).orElseThrow().key())
        .isEqualTo(organisation.organisationKey.publicKey());
    assertThat(directory.activeTeamKey(organisation.team).orElseThrow().kid())
        .isEqualTo(organisation.teamKey.kid());
    assertThat(directory.device(organisation.device.device())).isPresent();
    assertThat(directory.signer(organisation.device.device()))
        .isInstanceOf(SignerStatus.Known.class);
    assertThat(directory.signer(Kid.random())).isInstanceOf(SignerStatus.Unknown.class);
    assertThat(directory.file(DirectoryPaths.names(organisation.team, organisation.teamKey.kid())))
        .contains(new byte[] {1, 2, 3});
  }

  @Test
  @DisplayName("names nobody: no file holds a person's name")
  void holdsNoMembersNames() throws Exception {
    assertThat(Files.readString(folder.resolve("members/" + organisation.member.id() + "~1.json")))
        .doesNotContain("name");
  }

  @Test
  @DisplayName("is read again without the share, from the copy at home")
  void worksOffline() throws Exception {
    reader().refresh();
    delete(folder);

    DirectoryReader.View view = reader().read();

    assertThat(view.directory().revision()).isEqualTo(1);
    assertThat(view.trouble()).containsInstanceOf(DirectoryException.NotFound.class);
  }

  @Test
  @DisplayName("that is not there is said to be so")
  void notThere() throws Exception {
    delete(folder);

    assertThatThrownBy(() -> reader().read()).isInstanceOf(DirectoryException.NotFound.class);
  }

  @Nested
  @DisplayName("is refused")
  class Refused {
    @Test
    @DisplayName("when it is another organisation's than the pinned one")
    void otherOrganisation() {
      Pin other = new Pin(Kid.random(), organisation.pin.custodians());

      assertThatThrownBy(() -> new DirectoryReader(new FolderSource(folder), home, other).read())
          .isInstanceOf(DirectoryException.WrongOrganisation.class);
    }

    @Test
    @DisplayName("when its first custodian set is not the pinned one")
    void otherCustodians() throws Exception {
      Pin mine = organisation.pin;
      Path theirs = temporary.resolve("theirs");
      Pin other = new TestOrganisation(theirs).pin;
      Pin mixed = new Pin(other.organisation(), mine.custodians());

      assertThatThrownBy(() -> new DirectoryReader(new FolderSource(theirs), home, mixed).read())
          .isInstanceOf(DirectoryException.WrongOrganisation.class);
    }

    @Test
    @DisplayName("when one byte of the revision was changed")
    void altered() throws Exception {
      replaceText("organisation~1.json", "Voorbeeld", "Voorbeelt");

      assertThatThrownBy(() -> reader().read())
          .isInstanceOfSatisfying(
              DirectoryException.BadSignature.class,
              e -> assertThat(e.where()).isEqualTo("organisation~1.json"));
    }

    @Test
    @DisplayName("when only the Ed25519 half of the signature holds")
    void mlDsaForged() throws Exception {
      forge(
          signature ->
              new DirectorySignature(
                  signature.custodian(), signature.ed25519(), flipped(signature.mldsa65())));

      assertThatThrownBy(() -> reader().read()).isInstanceOf(DirectoryException.BadSignature.class);
    }

    @Test
    @DisplayName("when only the ML-DSA half of the signature holds")
    void ed25519Forged() throws Exception {
      forge(
          signature ->
              new DirectorySignature(
                  signature.custodian(), flipped(signature.ed25519()), signature.mldsa65()));

      assertThatThrownBy(() -> reader().read()).isInstanceOf(DirectoryException.BadSignature.class);
    }

    @Test
    @DisplayName("when somebody who is no custodian signed it")
    void strangerSigned() throws Exception {
      byte[] top = Files.readAllBytes(folder.resolve("organisation~1.json"));
      try (CustodianIdentity stranger = CustodianIdentity.generate()) {
        writeSignatures("organisation~1.sig.json", List.of(stranger.sign(top)));
      }

      assertThatThrownBy(() -> reader().read())
          .isInstanceOfSatisfying(
              DirectoryException.QuorumMissing.class, e -> assertThat(e.valid()).isZero());
    }

    @Test
    @DisplayName("when the signature is one over another kind of file")
    void otherFileSigned() throws Exception {
      byte[] set = Files.readAllBytes(folder.resolve("custodians/1.json"));
      Files.write(folder.resolve("organisation~1.json"), set);
      writeSignatures(
          "organisation~1.sig.json", List.of(organisation.custodians.getFirst().sign(set)));

      assertThatThrownBy(() -> reader().read()).isInstanceOf(DirectoryException.Malformed.class);
    }

    @Test
    @DisplayName("when it demands understanding of something newer")
    void newer() throws Exception {
      byte[] top = Files.readAllBytes(folder.resolve("organisation~1.json"));
      byte[] newer =
          new String(top, StandardCharsets.UTF_8)
              .replaceFirst("\\{", "{\"crit\":[\"x\"],")
              .getBytes(StandardCharsets.UTF_8);
      Files.write(folder.resolve("organisation~1.json"), newer);
      writeSignatures(
          "organisation~1.sig.json", List.of(organisation.custodians.getFirst().sign(newer)));

      assertThatThrownBy(() -> reader().read())
          .isInstanceOfSatisfying(
              DirectoryException.Malformed.class, e -> assertThat(e.where()).endsWith("crit"));
    }

    @Test
    @DisplayName("when a name in it leads out of the directory")
    void namesLeadNowhereElse() throws Exception {
      Path policy = folder.resolve("organisation~1.json");
      byte[] altered =
          Files.readString(policy)
              .replace("\"policy~1.json\"", "\"../policy~1.json\"")
              .getBytes(StandardCharsets.UTF_8);
      Files.write(policy, altered);
      writeSignatures(
          "organisation~1.sig.json", List.of(organisation.custodians.getFirst().sign(altered)));

      assertThatThrownBy(() -> reader().read()).isInstanceOf(DirectoryException.Malformed.class);
    }

    private void forge(java.util.function.UnaryOperator<DirectorySignature> forger)
        throws Exception {
      byte[] top = Files.readAllBytes(folder.resolve("organisation~1.json"));
      writeSignatures(
          "organisation~1.sig.json",
          List.of(forger.apply(organisation.custodians.getFirst().sign(top))));
    }
  }

  @Nested
  @DisplayName("with a quorum of two")
  class Quorum {
    @BeforeEach
    void publishWithThreeCustodians() throws Exception {
      delete(folder);
      organisation = new TestOrganisation(folder, 3, 2);
    }

    @Test
    @DisplayName("is believed with two signatures, and not with one")
    void two() throws Exception {
      assertThat(reader().read().directory().revision()).isEqualTo(1);
      byte[] top = Files.readAllBytes(folder.resolve("organisation~1.json"));
      DirectorySignature one = organisation.custodians.getFirst().sign(top);
      writeSignatures("organisation~1.sig.json", List.of(one));

      assertThatThrownBy(() -> reader().refresh())
          .isInstanceOfSatisfying(
              DirectoryException.QuorumMissing.class,
              e -> {
                assertThat(e.valid()).isEqualTo(1);
                assertThat(e.needed()).isEqualTo(2);
              });
    }

    @Test
    @DisplayName("counts a custodian who signs twice once")
    void twiceIsOnce() throws Exception {
      byte[] top = Files.readAllBytes(folder.resolve("organisation~1.json"));
      DirectorySignature one = organisation.custodians.getFirst().sign(top);
      writeSignatures("organisation~1.sig.json", List.of(one, one));

      assertThatThrownBy(() -> reader().refresh())
          .isInstanceOf(DirectoryException.QuorumMissing.class);
    }

    @Test
    @DisplayName("cannot be published by one custodian alone; prepared, it goes to the second")
    void fourEyes() throws Exception {
      Revision prepared =
          RevisionDraft.after(organisation.directory)
              .build(TestOrganisation.NOW, TestOrganisation.NOW.plus(TestOrganisation.TERM))
              .signedBy(organisation.custodians.get(0));
      assertThatThrownBy(() -> organisation.publisher.publish(organisation.pin, prepared))
          .isInstanceOf(DirectoryException.QuorumMissing.class);
      assertThat(Files.readString(folder.resolve("latest"))).isEqualTo("1");
      Path onItsWay = temporary.resolve("prepared");
      prepared.save(onItsWay);

      Revision signed = Revision.load(onItsWay, 2).signedBy(organisation.custodians.get(1));
      organisation.publisher.publish(organisation.pin, signed);

      assertThat(reader().refresh().revision()).isEqualTo(2);
    }
  }

  @Nested
  @DisplayName("whose custodians changed")
  class Chain {
    private final List<CustodianIdentity> successors = TestOrganisation.newCustodians(2);

    @Test
    @DisplayName("is believed when the old set and the new one both signed the new one")
    void chained() throws Exception {
      publishSuccessors(true);

      KeyDirectory directory = reader().refresh();

      assertThat(directory.custodians().number()).isEqualTo(2);
      assertThat(directory.custodians().quorum()).isEqualTo(2);
    }

    @Test
    @DisplayName("is refused when the old set did not sign the new one")
    void oldSetDidNotSign() throws Exception {
      publishSuccessors(true);
      byte[] set = Files.readAllBytes(folder.resolve("custodians/2.json"));
      writeSignatures("custodians/2.sig.json", successors.stream().map(s -> s.sign(set)).toList());

      assertThatThrownBy(() -> reader().read())
          .isInstanceOfSatisfying(
              DirectoryException.QuorumMissing.class,
              e -> assertThat(e.where()).isEqualTo("custodians/2.json"));
    }

    @Test
    @DisplayName("is refused when the new set does not name the old one")
    void otherPredecessor() throws Exception {
      publishSuccessors(true);
      CustodianSet other =
          organisation.set(2, Optional.of(Digests.sha256Text(new byte[1])), 2, successors);
      byte[] set = CustodiansJson.write(other);
      Files.write(folder.resolve("custodians/2.json"), set);
      List<DirectorySignature> all =
          List.of(
              organisation.custodians.getFirst().sign(set),
              successors.get(0).sign(set),
              successors.get(1).sign(set));
      writeSignatures("custodians/2.sig.json", all);

      assertThatThrownBy(() -> reader().read()).isInstanceOf(DirectoryException.BrokenChain.class);
    }

    @Test
    @DisplayName("is not believed any more when the old custodians sign a later revision")
    void oldSetMayNotComeBack() throws Exception {
      publishSuccessors(true);
      KeyDirectory second = reader().refresh();
      Organisation top = second.organisation();
      Organisation usurped =
          new Organisation(
              top.id(),
              top.name(),
              top.example(),
              3,
              top.issued(),
              top.expires(),
              Optional.of(second.hash()),
              1,
              top.recovery(),
              top.logKeys(),
              top.files());
      byte[] bytes = OrganisationJson.write(usurped);
      Files.write(folder.resolve("organisation~3.json"), bytes);
      writeSignatures(
          "organisation~3.sig.json", List.of(organisation.custodians.getFirst().sign(bytes)));
      Files.writeString(folder.resolve("latest"), "3");

      assertThatThrownBy(() -> reader().refresh())
          .isInstanceOf(DirectoryException.BrokenChain.class);
      assertThat(reader().read().directory().revision()).isEqualTo(2);
    }

    @Test
    @DisplayName("is not believed when the old custodians signed a second successor")
    void secondSuccessor() throws Exception {
      publishSuccessors(true);
      KeyDirectory second = reader().refresh();
      CustodianIdentity old = organisation.custodians.getFirst();
      byte[] rival =
          CustodiansJson.write(
              organisation.set(2, second.custodians().previous(), 1, List.of(old)));
      Files.write(folder.resolve("custodians/2.json"), rival);
      writeSignatures("custodians/2.sig.json", List.of(old.sign(rival)));
      Revision next =
          RevisionDraft.after(second)
              .build(TestOrganisation.NOW, TestOrganisation.NOW.plus(TestOrganisation.TERM))
              .signedBy(old);
      next.save(folder);
      Files.writeString(folder.resolve("latest"), "3");

      assertThatThrownBy(() -> reader().refresh())
          .isInstanceOf(DirectoryException.BrokenChain.class);
    }

    @Test
    @DisplayName("is not signed by accident: a set that a prepared revision hides is refused")
    void hiddenSuccessor() throws Exception {
      publishSuccessors(true);
      KeyDirectory second = reader().refresh();
      Path prepared = temporary.resolve("prepared");
      RevisionDraft.after(second)
          .build(TestOrganisation.NOW, TestOrganisation.NOW.plus(TestOrganisation.TERM))
          .save(prepared);
      Revision.load(prepared, 3).requireFollows(second);
      CustodianSet rival =
          organisation.set(2, second.custodians().previous(), 1, organisation.custodians);
      AtomicFiles.write(prepared.resolve("custodians/2.json"), CustodiansJson.write(rival));

      Revision hiding = Revision.load(prepared, 3);

      assertThat(hiding.changesSince(second)).isEmpty();
      assertThatThrownBy(() -> hiding.requireFollows(second))
          .isInstanceOf(DirectoryException.BrokenChain.class);
    }

    @Test
    @DisplayName("shows another term to whoever is asked to sign it")
    void otherTerm() throws Exception {
      Revision longer =
          RevisionDraft.after(organisation.directory)
              .build(TestOrganisation.NOW, TestOrganisation.NOW.plus(Duration.ofDays(9_000)));

      assertThat(longer.changesSince(organisation.directory)).containsExactly("expires");
    }

    private void publishSuccessors(boolean oldSigns) throws Exception {
      RevisionDraft draft =
          RevisionDraft.after(organisation.directory).put(organisation.nextSet(2, successors));
      Revision revision =
          draft.build(TestOrganisation.NOW, TestOrganisation.NOW.plus(TestOrganisation.TERM));
      for (CustodianIdentity successor : successors) {
        revision = revision.signedBy(successor);
      }
      if (oldSigns) {
        revision = revision.signedBy(organisation.custodians.getFirst());
      }
      organisation.publisher.publish(organisation.pin, revision);
    }
  }

  @Nested
  @DisplayName("that goes back in time")
  class Rollback {
    @Test
    @DisplayName("is refused, and what was seen stays in force")
    void olderRevision() throws Exception {
      Path old = temporary.resolve("old");
      copy(folder, old);
      organisation.publishNext();
      reader().refresh();
      DirectoryReader fooled = new DirectoryReader(new FolderSource(old), home, organisation.pin);

      assertThatThrownBy(fooled::refresh)
          .isInstanceOfSatisfying(
              DirectoryException.RolledBack.class,
              e -> {
                assertThat(e.seen()).isEqualTo(2);
                assertThat(e.offered()).isEqualTo(1);
              });
      DirectoryReader.View view = fooled.read();
      assertThat(view.directory().revision()).isEqualTo(2);
      assertThat(view.trouble()).containsInstanceOf(DirectoryException.RolledBack.class);
    }

    @Test
    @DisplayName("by its hint alone is merely behind")
    void staleHint() throws Exception {
      organisation.publishNext();
      reader().refresh();
      Files.writeString(folder.resolve("latest"), "1");

      assertThat(reader().refresh().revision()).isEqualTo(2);
    }

    @Test
    @DisplayName("or offers the same revision with other content is refused")
    void otherContent() throws Exception {
      Path twin = temporary.resolve("twin");
      copy(folder, twin);
      organisation.publishNext();
      reader().refresh();
      RevisionDraft other =
          RevisionDraft.after(organisation.reader(temporary.resolve("other")).refresh());
      assertThat(other.number()).isEqualTo(3);
      KeyDirectory first =
          new DirectoryReader(new FolderSource(twin), temporary.resolve("h2"), organisation.pin)
              .refresh();
      Revision forked =
          RevisionDraft.after(first)
              .build(TestOrganisation.NOW, TestOrganisation.NOW.plus(Duration.ofDays(2)))
              .signedBy(organisation.custodians.getFirst());
      new DirectoryPublisher(twin).publish(organisation.pin, forked);

      DirectoryReader fooled = new DirectoryReader(new FolderSource(twin), home, organisation.pin);

      assertThatThrownBy(fooled::refresh).isInstanceOf(DirectoryException.RolledBack.class);
    }
  }

  @Test
  @DisplayName("allows opening after its term, and nothing that adds to it")
  void freezes() throws Exception {
    KeyDirectory directory = reader().refresh();
    Instant end = TestOrganisation.NOW.plus(TestOrganisation.TERM);

    assertThat(directory.expired(end.minusSeconds(1))).isFalse();
    assertThat(directory.expired(end)).isTrue();
    assertThatThrownBy(() -> directory.requireCurrent(end))
        .isInstanceOf(DirectoryException.Expired.class);
  }

  @Test
  @DisplayName("copied by halves keeps the last verified revision in force")
  void halfCopied() throws Exception {
    reader().refresh();
    Member changed =
        new Member(
            organisation.member.id(),
            Member.State.SUSPENDED,
            TestOrganisation.NOW,
            new TreeSet<>(),
            organisation.member.devices());
    organisation.publish(RevisionDraft.after(organisation.directory).put(changed));
    Path missing = folder.resolve("members/" + changed.id() + "~2.json");
    byte[] bytes = Files.readAllBytes(missing);
    Files.write(missing, java.util.Arrays.copyOf(bytes, bytes.length / 2));

    assertThatThrownBy(() -> reader().refresh())
        .isInstanceOfSatisfying(
            DirectoryException.HalfCopied.class, e -> assertThat(e.where()).startsWith("members/"));
    assertThat(reader().read().directory().revision()).isEqualTo(1);

    Files.write(missing, bytes);
    KeyDirectory whole = reader().refresh();
    assertThat(whole.revision()).isEqualTo(2);
    assertThat(whole.isActive(organisation.device.device())).isFalse();
  }

  @Test
  @DisplayName("tells of a device that one custodian stopped, until a quorum lifts it")
  void suspension() throws Exception {
    Kid device = organisation.device.device();
    KeyDirectory directory = reader().refresh();
    assertThat(reader().suspension(directory, device)).isEmpty();
    CustodianIdentity custodian = organisation.custodians.getFirst();
    organisation.publisher.suspend(
        organisation.id, device, TestOrganisation.NOW, "lost", custodian);

    Suspension suspension = reader().suspension(directory, device).orElseThrow();

    assertThat(suspension.by()).isEqualTo(custodian.id());
    Device known = organisation.member.devices().getFirst();
    Device resumed =
        new Device(
            known.kid(),
            known.xwing(),
            known.ed25519(),
            Device.State.ACTIVE,
            known.since(),
            false,
            List.of(suspension.hash()));
    organisation.publish(
        RevisionDraft.after(directory)
            .put(
                new Member(
                    organisation.member.id(),
                    Member.State.ACTIVE,
                    TestOrganisation.NOW,
                    new TreeSet<>(),
                    List.of(resumed))));
    assertThat(reader().suspension(reader().refresh(), device)).isEmpty();
  }

  @Test
  @DisplayName("keeps a device stopped when the custodian who stopped it has left")
  void suspensionOutlivesItsCustodian() throws Exception {
    Kid device = organisation.device.device();
    organisation.publisher.suspend(
        organisation.id, device, TestOrganisation.NOW, "lost", organisation.custodians.getFirst());
    try (CustodianIdentity successor = CustodianIdentity.generate()) {
      Revision revision =
          RevisionDraft.after(organisation.directory)
              .put(organisation.nextSet(1, List.of(successor)))
              .build(TestOrganisation.NOW, TestOrganisation.NOW.plus(TestOrganisation.TERM))
              .signedBy(successor);
      for (CustodianIdentity leaving : organisation.custodians) {
        revision = revision.signedBy(leaving);
      }
      organisation.publisher.publish(organisation.pin, revision);
    }
    KeyDirectory directory = reader().refresh();

    assertThat(directory.custodians().number()).isEqualTo(2);
    assertThat(reader().suspension(directory, device)).isPresent();
    assertThat(organisation.publisher.isStopped(directory, device)).isTrue();
  }

  @Test
  @DisplayName("takes no stranger's word for a suspension")
  void forgedSuspension() throws Exception {
    Kid device = organisation.device.device();
    try (CustodianIdentity stranger = CustodianIdentity.generate()) {
      organisation.publisher.suspend(
          organisation.id, device, TestOrganisation.NOW, "lost", stranger);
    }

    assertThatThrownBy(() -> reader().suspension(reader().refresh(), device))
        .isInstanceOf(DirectoryException.BadSignature.class);
  }

  @Test
  @DisplayName("does not believe a suspension in another custodian's name")
  void suspensionInAnothersName() throws Exception {
    KeyDirectory directory = reader().refresh();
    Kid device = organisation.device.device();
    byte[] statement =
        JsonBytes.bytes(
            JsonBytes.object("suspension")
                .put("organisation", organisation.id.text())
                .put("device", device.text())
                .put("at", JsonBytes.text(TestOrganisation.NOW))
                .put("by", Kid.random().text())
                .put("why", "lost"));
    byte[] file =
        CustodiansJson.writeSuspension(
            statement, organisation.custodians.getFirst().sign(statement));
    AtomicFiles.write(folder.resolve(DirectoryPaths.suspension(device)), file);

    assertThatThrownBy(() -> reader().suspension(directory, device))
        .isInstanceOf(DirectoryException.BadSignature.class);
  }

  private void writeSignatures(String name, List<DirectorySignature> signatures)
      throws IOException {
    Files.write(folder.resolve(name), CustodiansJson.writeSignatures(signatures));
  }

  private void replaceText(String name, String old, String replacement) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, Files.readString(file).replace(old, replacement));
  }

  private static byte[] flipped(byte[] bytes) {
    byte[] copy = bytes.clone();
    copy[copy.length / 2] ^= 1;
    return copy;
  }

  private static void delete(Path tree) throws IOException {
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
