package org.dubbelslot.workplace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.custody.CustodianDesk;
import org.dubbelslot.custody.Founding;
import org.dubbelslot.custody.Membership;
import org.dubbelslot.custody.SealingKeys;
import org.dubbelslot.custody.Tools;
import org.dubbelslot.files.SourceFile;
import org.dubbelslot.format.OpenOptions;
import org.dubbelslot.format.OrganisationAlgorithm;
import org.dubbelslot.keys.DirectoryException;
import org.dubbelslot.keys.KeyStoreException;
import org.dubbelslot.transfer.Conflict;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Getter;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.Putter;
import org.dubbelslot.transfer.SealedTree;
import org.dubbelslot.transfer.TransferException;
import org.dubbelslot.words.Words;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A workplace")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkplaceTest {
  private static final String PASSPHRASE = "juist paard";
  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
  private static final int QUICK = 8;
  private static final int THREADS = 8;
  private static final int FILES_EACH = 6;

  @TempDir Path folder;
  private final TestPerson person = new TestPerson(PASSPHRASE);
  private TestServices services;
  private Tools tools;
  private Workplace workplace;
  private Place place;

  @BeforeEach
  void found() throws Exception {
    Path home = folder.resolve("home");
    services = new TestServices(home, Clock.fixed(NOW, ZoneOffset.UTC));
    Tools usual = services.tools(new TestPerson(PASSPHRASE)::passphrase);
    tools = new Tools(usual.passphrases(), usual.egress(), usual.workers(), usual.clock(), QUICK);
    Kid team =
        new Founding(tools)
            .found(
                Founding.Plan.usual("De Brug", "Marieke", Optional.of("Bestuur"), NOW),
                Founding.Places.in(home, folder.resolve("directory")))
            .team()
            .orElseThrow();
    workplace = new Workplace(services, person);
    Path drive = Files.createDirectory(folder.resolve("drive"));
    place = new Place("werk", team, new Place.Location.Folder(drive));
    workplace.places().add(place);
  }

  @AfterEach
  void close() {
    workplace.close();
    services.close();
  }

  private Kid sealedTo() throws Exception {
    try (SealingKeys keys = workplace.sealing(place.team())) {
      return keys.locks().getFirst().organisation().kid();
    }
  }

  private Path file(String name) throws Exception {
    return Files.writeString(folder.resolve(name), "inhoud van " + name);
  }

  private static void put(SealedTree tree, Path file) throws Exception {
    new Putter(tree, new Putter.Options(Conflict.FAIL, Optional.empty(), false))
        .put(SourceFile.of(file), tree.root());
  }

  private static List<String> names(SealedTree tree) throws Exception {
    return tree.list(tree.root()).stream().map(Entry::name).sorted().toList();
  }

  @Test
  @DisplayName("serves many threads that list and put at the same time, and asks once")
  void manyThreads() throws Exception {
    CyclicBarrier together = new CyclicBarrier(THREADS);
    List<String> expected = new ArrayList<>();
    List<Future<SealedTree>> working = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int t = 0; t < THREADS; t++) {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < FILES_EACH; i++) {
          // Every other name has the short form, whose true name has to be read from the file.
          String longName = i % 2 == 0 ? "" : " lang".repeat(30);
          files.add(file("thread %d file %d%s.txt".formatted(t, i, longName)));
        }
        files.forEach(one -> expected.add(one.getFileName().toString()));
        working.add(
            threads.submit(
                () -> {
                  together.await();
                  for (Path one : files) {
                    put(workplace.writing(place), one);
                    assertThat(names(workplace.reading(place)))
                        .contains(one.getFileName().toString());
                  }
                  return workplace.reading(place);
                }));
      }
      for (Future<SealedTree> one : working) {
        assertThat(one.get()).isSameAs(workplace.reading(place));
      }
    }
    assertThat(names(workplace.reading(place))).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(person.asked()).isEqualTo(1);
    assertThat(workplace.drive(place).list(workplace.drive(place).root().id()).all())
        .hasSize(expected.size())
        .noneMatch(item -> item.name().contains("thread"));
  }

  @Test
  @DisplayName(
      "seals to the new keys after it has read the directory anew, and still opens the old")
  void followsTheDirectory() throws Exception {
    SealedTree before = workplace.writing(place);
    put(before, file("before.txt"));
    assertThat(workplace.refresh()).isFalse();
    assertThat(workplace.writing(place)).isSameAs(before);

    Kid newKid;
    try (CustodianDesk desk = CustodianDesk.open(services.home().folder(), tools)) {
      newKid = desk.keys().rotate(OrganisationAlgorithm.HPKE_X_WING, 0).kid();
    }
    assertThat(sealedTo()).isNotEqualTo(newKid);
    assertThat(workplace.refresh()).isTrue();

    assertThat(sealedTo()).isEqualTo(newKid);
    SealedTree after = workplace.writing(place);
    assertThat(after).isNotSameAs(before);
    put(after, file("after.txt"));
    assertThat(names(before)).containsExactly("after.txt", "before.txt");
    Path back = Files.createDirectory(folder.resolve("back"));
    SealedTree reading = workplace.reading(place);
    try (Getter getter =
        new Getter(reading, new Getter.Options(Conflict.FAIL, OpenOptions.STRICT, false))) {
      for (Entry entry : reading.list(reading.root())) {
        getter.get(entry, back);
      }
    }
    assertThat(back.resolve("before.txt")).hasContent("inhoud van before.txt");
    assertThat(back.resolve("after.txt")).hasContent("inhoud van after.txt");
    assertThat(workplace.refresh()).isFalse();
    assertThat(person.asked()).isEqualTo(1);
  }

  @Test
  @DisplayName("lets nothing be written once the directory's term has passed")
  void expires() throws Exception {
    SealedTree tree = workplace.writing(place);
    put(tree, file("before.txt"));
    workplace.close();
    TestServices later =
        new TestServices(
            services.home().folder(),
            Clock.fixed(NOW.plus(Founding.TERM).plus(Duration.ofDays(1)), ZoneOffset.UTC));
    try (later;
        Workplace late = new Workplace(later, person)) {
      assertThat(names(late.reading(place))).containsExactly("before.txt");
      assertThatExceptionOfType(DirectoryException.Expired.class)
          .isThrownBy(() -> late.writing(place));
    }
  }

  @Test
  @DisplayName("forgets every key when it is closed")
  void forgets() throws Exception {
    Membership membership = workplace.membership();
    SealedTree tree = workplace.writing(place);
    put(tree, file("a.txt"));
    workplace.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> membership.device().sign("iets".getBytes(UTF_8)));
    assertThatIllegalStateException().isThrownBy(() -> names(tree));
    assertThatIllegalStateException().isThrownBy(() -> put(tree, file("b.txt")));
    assertThatIllegalStateException().isThrownBy(workplace::membership);
    assertThatIllegalStateException().isThrownBy(() -> workplace.reading(place));
    assertThatIllegalStateException().isThrownBy(() -> workplace.drive(place));
    workplace.close();
  }

  @Test
  @DisplayName("closes while the person is being asked, and then keeps nothing of the answer")
  void closesWhileAsking() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    Person slow = new Slow(person, asked, answer);
    Workplace slowly = new Workplace(services, slow);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Membership> opening = threads.submit(slowly::membership);
      asked.await();
      threads.submit(slowly::close).get();
      answer.countDown();
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> opening.get(30, TimeUnit.SECONDS))
          .withCauseInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  @DisplayName("asks again after no passphrase was to be had")
  void asksAgain() throws Exception {
    Person away =
        new Slow(person, new CountDownLatch(1), new CountDownLatch(0)) {
          private boolean was;

          @Override
          public SecretBytes passphrase() throws KeyStoreException.PassphraseNeeded {
            if (!was) {
              was = true;
              throw new KeyStoreException.PassphraseNeeded();
            }
            return super.passphrase();
          }
        };
    try (Workplace other = new Workplace(services, away)) {
      assertThatExceptionOfType(KeyStoreException.PassphraseNeeded.class)
          .isThrownBy(other::membership);
      assertThat(other.teamName(place.team())).isEqualTo("Bestuur");
      assertThat(other.teams()).extracting(team -> team.id()).containsExactly(place.team());
      assertThat(other.isExample()).isFalse();
    }
  }

  @Test
  @DisplayName("tells what is left when it closes, and what is no place")
  void tellsWhatIsLeft() throws Exception {
    Path file = file("later.txt");
    SealedTree tree = workplace.transfers().writing("werk");
    workplace
        .transfers()
        .put(
            "werk",
            tree.root(),
            SourceFile.of(file),
            new Putter.Options(Conflict.FAIL, Optional.empty(), false));
    assertThatExceptionOfType(TransferException.NoSuchPlace.class)
        .isThrownBy(() -> workplace.place("thuis"));
    workplace.close();
    assertThat(person.notices()).containsExactly(new Notice.TransfersLeft(1));
  }

  /** Answers when the test lets them. */
  private static class Slow implements Person {
    private final TestPerson person;
    private final CountDownLatch asked;
    private final CountDownLatch answer;

    Slow(TestPerson person, CountDownLatch asked, CountDownLatch answer) {
      this.person = person;
      this.asked = asked;
      this.answer = answer;
    }

    @Override
    public Words words() {
      return person.words();
    }

    @Override
    public SecretBytes passphrase() throws KeyStoreException.PassphraseNeeded {
      asked.countDown();
      try {
        answer.await();
      } catch (InterruptedException e) {
        throw new KeyStoreException.PassphraseNeeded(e);
      }
      return person.passphrase();
    }

    @Override
    public void notice(Notice notice) {
      person.notice(notice);
    }

    @Override
    public void sent(long bytes) {
      person.sent(bytes);
    }
  }
}
