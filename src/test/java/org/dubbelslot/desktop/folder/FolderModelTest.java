package org.dubbelslot.desktop.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.desktop.common.Announcements;
import org.dubbelslot.desktop.common.Desks;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.files.SourceFile;
import org.dubbelslot.format.OpenOptions;
import org.dubbelslot.transfer.Conflict;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Getter;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.PlacePath;
import org.dubbelslot.transfer.Putter;
import org.dubbelslot.transfer.SealedTree;
import org.dubbelslot.words.FailureCode;
import org.dubbelslot.words.Language;
import org.dubbelslot.words.Words;
import org.dubbelslot.workplace.Workplace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The folder that is shown")
@Timeout(120)
class FolderModelTest {
  private @TempDir Path folder;
  private final Words words = Words.in(Language.NL);
  private final ManualClock clock = new ManualClock();
  private final Announcements announcements = new Announcements();
  private World world;
  private Desks desks;
  private FolderModel model;
  private FolderWork work;

  @BeforeEach
  void make() throws Exception {
    world = new World(folder);
    desks = new Desks(world, World.BAS);
    model = new FolderModel(desks.desk, desks.background, words, clock);
    work = new FolderWork(desks.desk, model, announcements, words);
  }

  @AfterEach
  void close() throws Exception {
    world.close();
  }

  private List<String> names() {
    return model.rows().get().stream().map(FolderRow::name).toList();
  }

  private FolderRow row(String name) {
    return model.rows().get().stream()
        .filter(row -> row.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Entry entry(String name) {
    return row(name).entry();
  }

  private void open(String... path) throws Exception {
    model.open(world.place(), List.of(path));
    complete();
  }

  private void complete() throws Exception {
    desks.until(() -> model.state().get() instanceof Shown.Listed(boolean complete) && complete);
  }

  private void shows(String... names) throws Exception {
    desks.until(() -> names().equals(List.of(names)), () -> names() + " " + announcements.shown());
  }

  @Test
  @DisplayName("has true names, folders first, and asks for nothing that is inside a file")
  void lists() throws Exception {
    world.put(World.BAS, "verslag.docx", "besloten");
    world.put(World.BAS, "Begroting.xlsx", "cijfers");
    world.put(World.BAS, "Zorg/plan.txt", "plan");
    world.putReadable("folder voor ouders.pdf", "openbaar");
    world.forgetRequests();
    open();
    shows("Zorg", "Begroting.xlsx", "folder voor ouders.pdf", "verslag.docx");
    assertThat(world.requests("GET", "/content")).as("a release needs the head").isEmpty();
    assertThat(row("folder voor ouders.pdf").mark()).contains(Mark.READABLE);
    assertThat(row("verslag.docx").mark()).isEmpty();
    assertThat(row("Zorg").kind()).isEqualTo(FileKind.FOLDER);
    assertThat(row("Begroting.xlsx").kind()).isEqualTo(FileKind.TABLE);
  }

  @Test
  @DisplayName("shows signer, exact size and keep-until of what was opened, and no more")
  void fillsIn() throws Exception {
    Workplace colleague = world.workplace(World.MARIJKE);
    SealedTree theirs = colleague.writing(world.place());
    Path source = Files.writeString(folder.resolve("notulen.txt"), "besloten");
    new Putter(
            theirs,
            new Putter.Options(Conflict.FAIL, Optional.of(LocalDate.of(2033, 1, 31)), false))
        .put(SourceFile.of(source), theirs.root());
    open();
    shows("notulen.txt");
    assertThat(row("notulen.txt").signer()).isEmpty();
    assertThat(row("notulen.txt").known().keepUntil()).isEmpty();
    assertThat(row("notulen.txt").isSizeExact()).isFalse();

    SealedTree tree = desks.desk.workplace().orElseThrow().reading(world.place());
    try (Getter getter =
        new Getter(tree, new Getter.Options(Conflict.FAIL, OpenOptions.STRICT, false))) {
      getter.get(entry("notulen.txt"), Files.createDirectory(folder.resolve("out")));
    }
    model.changed(Optional.empty());
    desks.until(() -> row("notulen.txt").signer().isPresent());
    assertThat(row("notulen.txt").signer()).contains(World.MARIJKE);
    assertThat(row("notulen.txt").isVerified()).isTrue();
    assertThat(row("notulen.txt").size()).isEqualTo(8);
    assertThat(row("notulen.txt").known().keepUntil()).contains(LocalDate.of(2033, 1, 31));
  }

  @Test
  @DisplayName("is filtered and sorted as asked")
  void filtersAndSorts() throws Exception {
    world.put(World.BAS, "b.txt", "12345");
    world.put(World.BAS, "Éen.txt", "1");
    world.put(World.BAS, "z 10.txt", "123456789");
    world.put(World.BAS, "z 9.txt", "123456789");
    open();
    shows("b.txt", "Éen.txt", "z 9.txt", "z 10.txt");
    model.order().set(new FolderOrder(FolderOrder.Column.SIZE, false));
    shows("z 9.txt", "z 10.txt", "b.txt", "Éen.txt");
    model.filter().set("ÉE");
    shows("Éen.txt");
    assertThat(model.size()).isEqualTo(4);
  }

  @Test
  @DisplayName("shows the first rows before it has all of them")
  void comesInParts() throws Exception {
    for (int i = 0; i < 150; i++) {
      world.putReadable("bestand%03d.txt".formatted(i), "x");
    }
    List<Boolean> complete = new ArrayList<>();
    model
        .state()
        .addListener(
            (property, before, now) -> {
              if (now instanceof Shown.Listed(boolean all)) {
                complete.add(all);
              }
            });
    open();
    desks.until(() -> names().size() == 150);
    assertThat(complete).containsExactly(false, true);
  }

  @Test
  @DisplayName(
      "is not listed from the start again for each of many changes, but once more at its end")
  void endsDespiteChanges() throws Exception {
    for (int i = 0; i < 150; i++) {
      world.putReadable("bestand%03d.txt".formatted(i), "x");
    }
    List<Boolean> complete = new ArrayList<>();
    model
        .state()
        .addListener(
            (property, before, now) -> {
              if (now instanceof Shown.Listed(boolean all)) {
                complete.add(all);
              }
            });
    model.open(world.place());
    for (int i = 0; i < 20; i++) {
      model.changed(Optional.empty());
    }
    complete();
    assertThat(complete).as("it was not begun anew").containsExactly(false, true);
    work.newFolder("Nieuw", failure -> {});
    desks.until(() -> names().contains("Nieuw"), () -> names().toString());
  }

  @Test
  @DisplayName("takes in what others do, now and then")
  void follows() throws Exception {
    world.put(World.BAS, "een.txt", "1");
    model.watch(true);
    open();
    shows("een.txt");
    FolderRow before = row("een.txt");
    world.put(World.MARIJKE, "twee.txt", "2");
    clock.pass();
    shows("een.txt", "twee.txt");
    assertThat(row("een.txt")).isEqualTo(before);
    model.watch(false);
    clock.pass();
    assertThat(model.state().get()).isInstanceOf(Shown.Listed.class);
  }

  @Test
  @DisplayName("says that a colleague deleted it, and leads to the folder above")
  void gone() throws Exception {
    world.put(World.BAS, "Groep 7/plan.txt", "plan");
    model.watch(true);
    open("Groep 7");
    shows("plan.txt");
    Workplace colleague = world.workplace(World.MARIJKE);
    SealedTree theirs = colleague.writing(world.place());
    theirs.remove(theirs.find(new PlacePath(World.PLACE, List.of("Groep 7"))));
    clock.pass();
    desks.until(() -> model.state().get() instanceof Shown.Gone);
    model.up();
    complete();
    desks.until(() -> names().isEmpty());
    assertThat(model.where().get().orElseThrow().trail()).hasSize(1);
  }

  @Test
  @DisplayName("says why it cannot be listed, and tries again when asked to")
  void fails() throws Exception {
    world.put(World.BAS, "een.txt", "1");
    model.open(
        new Place("weg", world.team(World.CARE), new Place.Location.Folder(folder.resolve("weg"))));
    desks.until(() -> model.state().get() instanceof Shown.Failed);
    Files.createDirectory(folder.resolve("weg"));
    model.retry();
    complete();
    assertThat(names()).isEmpty();
  }

  @Test
  @DisplayName("goes to a file by its path, and selects it")
  void byPath() throws Exception {
    world.put(World.BAS, "Groep 7/Toetsen/rekenen.txt", "plan");
    open("Groep 7", "toetsen", "rekenen.txt");
    shows("rekenen.txt");
    assertThat(model.where().get().orElseThrow().path()).containsExactly("Groep 7", "Toetsen");
    assertThat(model.wanted().get()).contains(row("rekenen.txt").id());
  }

  @Test
  @DisplayName("makes folders and gives names, also one that differs only in case")
  void names_() throws Exception {
    world.put(World.BAS, "een.txt", "1");
    open();
    shows("een.txt");
    work.rename(entry("een.txt"), "Een.txt", AssertionError::new);
    shows("Een.txt");
    work.newFolder("Map", AssertionError::new);
    shows("Map", "Een.txt");
    List<FailureCode> failures = new ArrayList<>();
    work.newFolder("map", failure -> failures.add(failure.code()));
    work.rename(entry("Map"), "een.TXT", failure -> failures.add(failure.code()));
    desks.until(() -> failures.size() == 2);
    assertThat(failures).containsOnly(FailureCode.ENTRY_NAME_TAKEN);
    assertThat(work.refused("a/b")).isPresent();
    assertThat(work.refused("a b")).isEmpty();
  }

  @Test
  @DisplayName("moves and copies; a copy is a document of its own")
  void pastes() throws Exception {
    world.put(World.BAS, "een.txt", "1");
    world.put(World.BAS, "Map/twee.txt", "2");
    open();
    shows("Map", "een.txt");
    Where root = model.where().get().orElseThrow();
    Clip copied = Clip.of(world.place(), List.of(entry("een.txt"), entry("Map")), false);
    work.paste(copied, root.folder());
    shows("Map", "Map (2)", "een.txt", "een (2).txt");
    Clip cut = Clip.of(world.place(), List.of(entry("een.txt")), true);
    work.paste(cut, (Entry.Folder) entry("Map (2)"));
    shows("Map", "Map (2)", "een (2).txt");
    open("Map (2)");
    shows("een.txt", "twee.txt");
    // Each has revisions of its own: a new one of the first does not make the second an old one.
    world.put(World.MARIJKE, "Map (2)/een.txt", "nieuw");
    assertThat(read("een (2).txt")).isEqualTo("1");
    assertThat(read("Map (2)/een.txt")).isEqualTo("nieuw");
    assertThat(read("een (2).txt")).isEqualTo("1");
  }

  private String read(String path) throws Exception {
    SealedTree tree = desks.desk.workplace().orElseThrow().reading(world.place());
    Path out = Files.createTempDirectory(folder, "out");
    desks.desk.workplace().orElseThrow().listAnew(world.place());
    Entry found = tree.find(new PlacePath(World.PLACE, List.of(path.split("/"))));
    try (Getter getter =
        new Getter(tree, new Getter.Options(Conflict.FAIL, OpenOptions.STRICT, false))) {
      getter.get(found, out);
    }
    return Files.readString(out.resolve(found.name()), StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("has a path for each entry, which a link in a subfolder is to lead to")
  void pathsOfEntries() throws Exception {
    world.put(World.BAS, "Map/twee.txt", "2");
    open("Map");
    shows("twee.txt");
    Where map = model.where().get().orElseThrow();
    assertThat(map.pathOf(entry("twee.txt"))).hasToString(World.PLACE + ":/Map/twee.txt");
    assertThat(map.pathOf(map.folder())).hasToString(World.PLACE + ":/Map");
  }

  @Test
  @DisplayName("names which of several could not be moved")
  void namesWhatFailed() throws Exception {
    world.put(World.BAS, "Map/een.txt", "1");
    world.put(World.BAS, "Map/twee.txt", "2");
    world.put(World.BAS, "een.txt", "1");
    world.put(World.BAS, "twee.txt", "2");
    open();
    shows("Map", "een.txt", "twee.txt");
    List<Entry> both = List.of(entry("een.txt"), entry("twee.txt"));
    work.paste(Clip.of(world.place(), both, true), (Entry.Folder) entry("Map"));
    desks.until(() -> announcements.shown().size() == 2);
    assertThat(announcements.shown())
        .extracting(told -> ((Announcements.Announcement.Failed) told).failure().sentence(words))
        .satisfiesExactly(
            first -> assertThat(first).contains("een.txt"),
            second -> assertThat(second).contains("twee.txt"));
  }

  @Test
  @DisplayName("puts no folder into itself")
  void intoItself() throws Exception {
    world.put(World.BAS, "Buiten/Binnen/plan.txt", "plan");
    open();
    shows("Buiten");
    Where root = model.where().get().orElseThrow();
    Where outer = root.in((Entry.Folder) entry("Buiten"));
    Clip cut = Clip.of(world.place(), List.of(entry("Buiten")), true);
    Clip copy = Clip.of(world.place(), List.of(entry("Buiten")), false);
    work.paste(cut, outer.folder());
    desks.until(() -> announcements.shown().size() == 1);
    open("Buiten", "Binnen");
    work.paste(copy, model.where().get().orElseThrow().folder());
    desks.until(() -> announcements.shown().size() == 2);
    assertThat(announcements.shown())
        .allSatisfy(
            told ->
                assertThat(told)
                    .isInstanceOfSatisfying(
                        Announcements.Announcement.Failed.class,
                        failed ->
                            assertThat(failed.failure().code())
                                .isEqualTo(FailureCode.FOLDER_INTO_ITSELF)));
  }

  @Test
  @DisplayName("deletes a moment later, unless it is undone, and before a lock")
  void deletes() throws Exception {
    world.put(World.BAS, "een.txt", "1");
    world.put(World.BAS, "twee.txt", "2");
    world.put(World.BAS, "drie.txt", "3");
    Deletions deletions = new Deletions(desks.desk, model, announcements, words, clock);
    open();
    shows("drie.txt", "een.txt", "twee.txt");
    deletions.begin(world.place(), List.of(entry("een.txt")));
    shows("drie.txt", "twee.txt");
    undo();
    shows("drie.txt", "een.txt", "twee.txt");
    clock.pass();
    deletions.begin(world.place(), List.of(entry("twee.txt")));
    shows("drie.txt", "een.txt");
    clock.pass();
    desks.until(() -> world.requests("DELETE", "/items/").size() == 1);
    assertThat(announcements.shown()).isEmpty();
    deletions.begin(world.place(), List.of(entry("een.txt")));
    desks.desk.lock();
    assertThat(world.requests("DELETE", "/items/")).hasSizeBetween(1, 2);
    desks.desk.close();
    Workplace colleague = world.workplace(World.MARIJKE);
    SealedTree theirs = colleague.reading(world.place());
    assertThat(theirs.list(theirs.root())).extracting(Entry::name).doesNotContain("twee.txt");
  }

  @Test
  @DisplayName("shows again after a lock what could not be deleted at it")
  void deletionFailedAtLock() throws Exception {
    world.put(World.BAS, "een.txt", "1");
    Deletions deletions = new Deletions(desks.desk, model, announcements, words, clock);
    open();
    shows("een.txt");
    deletions.begin(world.place(), List.of(entry("een.txt")));
    shows();
    world.unplug();
    desks.desk.lock();
    model.locked();
    // The moment passes during the lock, and nothing of it is left after.
    clock.pass();
    world.plugIn();
    World.unlock(desks.desk);
    desks.until(() -> desks.desk.workplace().isPresent());
    open();
    shows("een.txt");
  }

  private void undo() {
    Announcements.Announcement.Told told =
        (Announcements.Announcement.Told) announcements.shown().getLast();
    announcements.dismiss(told);
    told.offer().orElseThrow().action().run();
  }

  @Test
  @DisplayName("finds by true name across the place")
  void searches() throws Exception {
    world.put(World.BAS, "Groep 7/Toetsen/rekenen.txt", "plan");
    world.put(World.BAS, "Groep 8/Rekenhulp.docx", "plan");
    world.put(World.BAS, "taal.txt", "plan");
    SearchModel search = new SearchModel(desks.desk, desks.background);
    search.text().set("reken");
    search.begin(world.place());
    desks.until(() -> !search.walking().get() && search.hits().get().size() == 2);
    assertThat(search.hits().get())
        .extracting(hit -> String.join("/", hit.folders()) + "/" + hit.name())
        .containsExactly("Groep 8/Rekenhulp.docx", "Groep 7/Toetsen/rekenen.txt");
    search.text().set("toetsen");
    desks.until(() -> search.hits().get().size() == 1);
    assertThat(search.hits().get().getFirst().folder()).isTrue();
    assertThat(search.failure().get()).isEmpty();
    assertThat(world.requests("GET", "/content")).isEmpty();
    try (var files = Files.walk(world.home(World.BAS))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain("Rekenhulp");
      }
    }
  }
}
