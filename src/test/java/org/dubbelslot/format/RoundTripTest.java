package org.dubbelslot.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.floe.FloeWorkers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A sealed file")
class RoundTripTest {
  private final FloeWorkers workers = FloeWorkers.pool(2);
  private final TestKeys keys = new TestKeys();
  private final TestKeys.Member member = keys.member(OrganisationAlgorithm.HPKE_X_WING);

  @AfterEach
  void closeWorkers() {
    workers.close();
  }

  @ParameterizedTest(name = "of {0} bytes comes back as it was")
  @ValueSource(ints = {0, 1, 4095, 4096, 4097, 262_111, 262_112, 262_113, 524_224, 1_000_003})
  void comesBack(int size) throws Exception {
    byte[] plaintext = random(size);
    byte[] sealed =
        seal(metadata().withSizeAndTime(OptionalLong.of(size), Optional.empty()), plaintext);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    Opened opened = open(sealed, keys, out);

    assertThat(out.toByteArray()).isEqualTo(plaintext);
    assertThat(opened.size()).isEqualTo(size);
    assertThat(opened.metadata().name()).isEqualTo("verslag.docx");
    assertThat(opened.sealedBy()).isEqualTo(new SealedBy.Verified(member.signer().device()));
    assertThat(opened.lockTeam()).isEqualTo(member.team().team());
  }

  @Test
  @DisplayName("of a size that nobody knew beforehand comes back, its trailing zeros included")
  void streams() throws Exception {
    byte[] plaintext = new byte[300_000];
    plaintext[17] = 1;
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    Opened opened = open(seal(metadata(), plaintext), keys, out);

    assertThat(out.toByteArray()).isEqualTo(plaintext);
    assertThat(opened.metadata().size()).isEmpty();
  }

  @ParameterizedTest(name = "wrapped by {0} is as long as was foretold")
  @EnumSource(OrganisationAlgorithm.class)
  void lengthIsForetold(OrganisationAlgorithm algorithm) throws Exception {
    TestKeys.Member other = keys.member(algorithm);
    SealRequest request = other.request(metadata());
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    Sealed sealed =
        new Sealer(workers).seal(request, new ByteArrayInputStream(random(70_000)), out);

    assertThat(sealed.length()).isEqualTo(out.size());
    assertThat(Sealer.sealedLength(request, 70_000)).isEqualTo(out.size());
    assertThat(open(out.toByteArray(), keys, new ByteArrayOutputStream()).size()).isEqualTo(70_000);
  }

  @Test
  @DisplayName("is not made from a source that grows or shrinks meanwhile")
  void sourceChanges() {
    Metadata ten = metadata().withSizeAndTime(OptionalLong.of(10), Optional.empty());
    assertThatThrownBy(() -> seal(ten, new byte[11]))
        .isInstanceOf(SealException.SourceChanged.class);
    assertThatThrownBy(() -> seal(ten, new byte[9]))
        .isInstanceOf(SealException.SourceChanged.class);
  }

  @Test
  @DisplayName("opens by any one of its locks, and by no half of one")
  void severalLocks() throws Exception {
    TestKeys.Member second = new TestKeys().member(OrganisationAlgorithm.RSA_OAEP_256);
    SealRequest request =
        new SealRequest(
            List.of(member.lock(), second.lock()), metadata(), Optional.of(member.signer()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Sealer(workers).seal(request, new ByteArrayInputStream(random(5000)), out);
    byte[] sealed = out.toByteArray();
    TestKeys bySecond =
        new TestKeys()
            .add(second.organisation())
            .add(second.team())
            .add((TestKeys.TestSigner) member.signer());

    assertThat(open(sealed, bySecond, new ByteArrayOutputStream()).lockTeam())
        .isEqualTo(second.team().team());
    assertThatThrownBy(
            () -> open(sealed, new TestKeys().add(second.team()), new ByteArrayOutputStream()))
        .isInstanceOf(FormatException.OrganisationHalf.class);
    assertThatThrownBy(
            () ->
                open(
                    sealed, new TestKeys().add(second.organisation()), new ByteArrayOutputStream()))
        .isInstanceOf(FormatException.NoLockForTeams.class);
  }

  @Nested
  @DisplayName("read by range")
  class ByRange {
    @Test
    @DisplayName("gives exactly the bytes asked for, across segments")
    void gives(@TempDir Path folder) throws Exception {
      byte[] plaintext = random(900_000);
      Path file = folder.resolve("a.dslot");
      Files.write(file, seal(metadata(), plaintext));
      long seed = new Random().nextLong();
      Random random = new Random(seed);
      try (FileChannel channel = FileChannel.open(file);
          RangeOpener opener = RangeOpener.open(SealedSource.of(channel), keys)) {
        for (int i = 0; i < 50; i++) {
          int first = random.nextInt(plaintext.length);
          int last = first + random.nextInt(plaintext.length - first);
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          opener.copy(first, last, out);
          assertThat(out.toByteArray())
              .as("seed %d, bytes %d to %d", seed, first, last)
              .isEqualTo(Arrays.copyOfRange(plaintext, first, last + 1));
        }
        assertThatThrownBy(() -> opener.copy(0, plaintext.length, new ByteArrayOutputStream()))
            .isInstanceOf(IndexOutOfBoundsException.class);
      }
    }
  }

  @Nested
  @DisplayName("re-wrapped")
  class Rewrapped {
    @TempDir Path folder;

    @Test
    @DisplayName("in place opens with the new keys only, its content untouched")
    void inPlace() throws Exception {
      byte[] plaintext = random(600_000);
      byte[] sealed = seal(metadata(), plaintext);
      Path file = folder.resolve("a.dslot");
      Files.write(file, sealed);
      TestKeys.Member next = new TestKeys().member(OrganisationAlgorithm.RSA_OAEP_256);

      plan(file, next).applyInPlace(file, folder.resolve("journals"));

      byte[] rewrapped = Files.readAllBytes(file);
      int head = Layout.parse(sealed).metadataPosition();
      assertThat(rewrapped).hasSameSizeAs(sealed);
      assertThat(Arrays.copyOfRange(rewrapped, head, rewrapped.length))
          .isEqualTo(Arrays.copyOfRange(sealed, head, sealed.length));
      assertThat(folder.resolve("journals")).isEmptyDirectory();
      TestKeys newKeys =
          new TestKeys()
              .add(next.organisation())
              .add(next.team())
              .add((TestKeys.TestSigner) member.signer());
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      open(rewrapped, newKeys, out);
      assertThat(out.toByteArray()).isEqualTo(plaintext);
      assertThatThrownBy(() -> open(rewrapped, keys, new ByteArrayOutputStream()))
          .isInstanceOf(FormatException.NoLockForTeams.class);
    }

    @Test
    @DisplayName("and interrupted at any write is finished at the next start")
    void interrupted() throws Exception {
      byte[] sealed = seal(metadata(), random(5000));
      Path file = folder.resolve("a.dslot");
      Files.write(file, sealed);
      Path journals = folder.resolve("journals");
      TestKeys.Member next = keys.member(OrganisationAlgorithm.HPKE_X_WING);
      Rewrapper plan = plan(file, next);
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      plan.copy(new ByteArrayInputStream(sealed), whole);
      int head = Layout.parse(sealed).metadataPosition();
      byte[] newHead = Arrays.copyOf(whole.toByteArray(), head);
      for (int written = 0; written <= head; written += 97) {
        byte[] torn = sealed.clone();
        System.arraycopy(newHead, 0, torn, 0, written);
        Files.write(file, torn);
        RewrapJournal.write(journals, file, newHead);

        assertThat(RewrapJournal.recover(journals)).containsExactly(RewrapJournal.Outcome.FINISHED);

        assertThat(Files.readAllBytes(file)).isEqualTo(whole.toByteArray());
        assertThat(journals).isEmptyDirectory();
      }
    }

    @Test
    @DisplayName("and left behind by a crash leaves a copy alone whose header grew meanwhile")
    void interruptedAndGrown() throws Exception {
      byte[] sealed = seal(metadata(), random(5000));
      Layout layout = Layout.parse(sealed);
      Path file = folder.resolve("a.dslot");
      Path journals = folder.resolve("journals");
      RewrapJournal.write(journals, file, Arrays.copyOf(sealed, layout.metadataPosition()));
      byte[] grown = sealed.clone();
      byte[] fixed = layout.withHeaderLength(layout.headerLength() + 1024).fixedPart();
      System.arraycopy(fixed, 0, grown, 0, fixed.length);
      Files.write(file, grown);

      assertThat(RewrapJournal.recover(journals)).containsExactly(RewrapJournal.Outcome.SUPERSEDED);
      assertThat(Files.readAllBytes(file)).isEqualTo(grown);
    }

    @Test
    @DisplayName("to more locks than fit grows its header area and keeps the rest verbatim")
    void grows() throws Exception {
      byte[] sealed = seal(metadata(), random(5000));
      Path file = folder.resolve("a.dslot");
      Files.write(file, sealed);
      TestKeys.Member next = keys.member(OrganisationAlgorithm.HPKE_X_WING);
      Rewrapper plan;
      try (FileChannel channel = FileChannel.open(file)) {
        plan =
            Rewrapper.plan(
                SealedSource.of(channel),
                keys,
                List.of(next.lock(), member.lock(), next.lock()),
                OpenOptions.STRICT);
      }
      assertThat(plan.fitsInPlace()).isFalse();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      plan.copy(new ByteArrayInputStream(sealed), out);

      assertThat(Layout.parse(out.toByteArray()).headerLength()).isEqualTo(8192);
      assertThat(open(out.toByteArray(), keys, new ByteArrayOutputStream()).size()).isEqualTo(5000);
    }

    private Rewrapper plan(Path file, TestKeys.Member next) throws Exception {
      try (FileChannel channel = FileChannel.open(file)) {
        return Rewrapper.plan(
            SealedSource.of(channel), keys, List.of(next.lock()), OpenOptions.STRICT);
      }
    }
  }

  @Test
  @DisplayName("is described without any key")
  void inspected(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("a.dslot");
    Files.write(file, seal(metadata(), random(5000)));
    try (FileChannel channel = FileChannel.open(file)) {
      Inspection seen = Inspector.inspect(SealedSource.of(channel));
      assertThat(seen.paddedSize()).isEqualTo(5120);
      assertThat(seen.locks()).hasSize(1);
      assertThat(seen.locks().getFirst().team()).isEqualTo(member.team().kid());
    }
  }

  @Test
  @DisplayName("by a device that nobody knows opens after confirmation only")
  void unknownSigner() throws Exception {
    byte[] sealed = seal(metadata(), random(100));
    TestKeys strangers = new TestKeys().add(member.organisation()).add(member.team());
    assertThatThrownBy(() -> open(sealed, strangers, new ByteArrayOutputStream()))
        .isInstanceOf(FormatException.SignerUnknown.class);
    Opened opened =
        new Opener(workers)
            .open(
                new ByteArrayInputStream(sealed),
                strangers,
                OpenOptions.ACCEPT_SIGNER,
                new ByteArrayOutputStream());
    assertThat(opened.sealedBy()).isEqualTo(new SealedBy.Unknown(member.signer().device()));
  }

  private Metadata metadata() {
    return Metadata.of("verslag.docx", member.team().team());
  }

  private byte[] seal(Metadata metadata, byte[] plaintext) throws IOException, SealException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    InputStream source = new ByteArrayInputStream(plaintext);
    new Sealer(workers).seal(member.request(metadata), source, out);
    return out.toByteArray();
  }

  private Opened open(byte[] sealed, OpeningKeys with, ByteArrayOutputStream out)
      throws IOException, FormatException {
    return new Opener(workers)
        .open(new ByteArrayInputStream(sealed), with, OpenOptions.STRICT, out);
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  @Test
  @DisplayName("whose metadata name another team says so")
  void otherTeamSigned() throws Exception {
    Kid other = Kid.random();
    byte[] sealed = seal(Metadata.of("a.txt", other), random(10));
    Opened opened = open(sealed, keys, new ByteArrayOutputStream());
    assertThat(opened.lockTeam()).isNotEqualTo(opened.metadata().team());
  }
}
