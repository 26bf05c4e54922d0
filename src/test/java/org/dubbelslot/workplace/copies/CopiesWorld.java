package org.dubbelslot.workplace.copies;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.files.SyncedFolders;
import org.dubbelslot.format.OpenOptions;
import org.dubbelslot.transfer.Conflict;
import org.dubbelslot.transfer.CopyException;
import org.dubbelslot.transfer.Documents;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Getter;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.SealedTree;
import org.dubbelslot.words.Language;
import org.dubbelslot.words.Words;
import org.dubbelslot.workplace.Home;
import org.dubbelslot.workplace.Notice;
import org.dubbelslot.workplace.Person;
import org.dubbelslot.workplace.Workplace;

/** Marijke's working copies in an invented organisation, with time in the hands of the test. */
final class CopiesWorld implements AutoCloseable {
  static final Getter.Options STRICT = new Getter.Options(Conflict.FAIL, OpenOptions.STRICT, false);
  private static final long PATIENCE = 30;

  final World world;
  final Workplace workplace;
  final Place place;
  final List<Path> opened = new CopyOnWriteArrayList<>();
  final List<CopyEvent> told = new CopyOnWriteArrayList<>();
  final Hand clock = new Hand();
  private final Path folder;
  private final BlockingQueue<List<Copy>> changes = new LinkedBlockingQueue<>();
  private volatile OpenFiles.Answer open = OpenFiles.Answer.NO;
  private volatile boolean noProgram;
  private CopyPlaces places;
  private WorkingCopies copies;

  CopiesWorld(Path folder) throws Exception {
    this.folder = folder;
    world = new World(folder);
    workplace = world.workplace(World.MARIJKE);
    place = workplace.place(World.PLACE);
    places = CopyPlaces.own(new Home(home()));
  }

  /** A clock that stands still until it is moved. */
  static final class Hand extends Clock {
    private volatile Instant now = World.NOW;

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private final class Listening implements CopyListener {
    @Override
    public void changed(List<Copy> now) {
      changes.add(now);
    }

    @Override
    public void told(CopyEvent event) {
      told.add(event);
    }
  }

  Surroundings around(Path userHome) {
    Surroundings.Pace usual = Surroundings.Pace.USUAL;
    return new Surroundings(
        file -> {
          if (noProgram) {
            throw new CopyException.NoProgram(null);
          }
          opened.add(file);
        },
        files -> open,
        new SyncedFolders(Map.of(), userHome),
        clock,
        (interval, work) -> () -> {},
        Words.in(Language.NL),
        usual);
  }

  WorkingCopies copies() throws Exception {
    if (copies == null) {
      copies =
          new WorkingCopies(workplace, places, around(folder.resolve("user")), new Listening());
    }
    return copies;
  }

  /** From the next run on. */
  void copiesIn(CopyPlaces other) {
    places = other;
  }

  CopyPlaces places() {
    return places;
  }

  /** Another run, in which the person has unlocked again. */
  WorkingCopies again() throws Exception {
    closeCopies();
    return copies();
  }

  void closeCopies() throws Exception {
    if (copies != null) {
      copies.close();
      copies = null;
    }
  }

  void programsHold(OpenFiles.Answer answer) {
    open = answer;
  }

  void noProgram() {
    noProgram = true;
  }

  Path home() {
    return world.home(World.MARIJKE);
  }

  Path all() {
    return places.current();
  }

  /** Every file that lies among the copies, those of the folder itself excepted. */
  List<Path> onDisk() throws Exception {
    List<Path> found = new ArrayList<>();
    for (Path copy : PrivateFolder.copies(all())) {
      try (var each = Files.walk(copy)) {
        each.filter(Files::isRegularFile).forEach(found::add);
      }
    }
    return found;
  }

  /** The same below one copy's {@code files}. */
  List<Path> readable() throws Exception {
    return onDisk().stream()
        .filter(file -> file.getParent().getFileName().toString().equals("files"))
        .toList();
  }

  Entry.SealedFile file(String name) throws Exception {
    workplace.listAnew(place);
    SealedTree tree = workplace.reading(place);
    return (Entry.SealedFile) tree.find(tree.root(), name).orElseThrow();
  }

  /** Marijke opens a file that Bas has put there. */
  Path edit(String name, String content) throws Exception {
    world.put(World.BAS, name, content);
    copies().edit(place, file(name), STRICT);
    return opened.getLast();
  }

  /** Time passes, and the copies are looked at. */
  void pass(Duration time) throws Exception {
    clock.pass(time);
    copies().look();
  }

  /** Long enough for what was written to count as saved. */
  void quiet() throws Exception {
    copies().look();
    pass(Surroundings.Pace.USUAL.quiet());
  }

  Copy only() throws Exception {
    return copies().copies().getFirst();
  }

  /** Waits for something to be true of the copies, of which each change tells. */
  void await(Predicate<List<Copy>> wanted) throws Exception {
    while (!wanted.test(copies().copies())) {
      assertThat(changes.poll(PATIENCE, TimeUnit.SECONDS)).as("%s", copies().copies()).isNotNull();
    }
  }

  void awaitState(Class<? extends Copy.State> state) throws Exception {
    await(all -> !all.isEmpty() && state.isInstance(all.getFirst().state()));
  }

  /** What a colleague reads in the place. */
  String asRead(String name) throws Exception {
    try (Workplace bas = new Workplace(world.services(World.BAS), new Reader());
        var documents = new Documents(bas.reading(bas.place(World.PLACE)))) {
      SealedTree tree = bas.reading(bas.place(World.PLACE));
      Entry.SealedFile found = (Entry.SealedFile) tree.find(tree.root(), name).orElseThrow();
      try (var bytes = documents.read(found, 1 << 24, STRICT)) {
        return new String(bytes.bytes(), StandardCharsets.UTF_8);
      }
    }
  }

  List<String> names() throws Exception {
    workplace.listAnew(place);
    SealedTree tree = workplace.reading(place);
    return tree.list(tree.root()).stream().map(Entry::name).sorted().toList();
  }

  @Override
  public void close() throws Exception {
    closeCopies();
    world.close();
  }

  /** Somebody whose device needs a passphrase that everybody knows. */
  private static final class Reader implements Person {
    @Override
    public Words words() {
      return Words.in(Language.NL);
    }

    @Override
    public SecretBytes passphrase() {
      return SecretBytes.wrap("verzonnen".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void notice(Notice notice) {}

    @Override
    public void sent(long bytes) {}
  }
}
