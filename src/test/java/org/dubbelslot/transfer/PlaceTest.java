package org.dubbelslot.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.drive.FolderDrive;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.files.SourceFile;
import org.dubbelslot.floe.FloeWorkers;
import org.dubbelslot.format.FormatException;
import org.dubbelslot.format.OpenOptions;
import org.dubbelslot.format.OrganisationAlgorithm;
import org.dubbelslot.format.TestKeys;
import org.dubbelslot.names.DriveNames;
import org.dubbelslot.names.NameException;
import org.dubbelslot.names.NameKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A place")
class PlaceTest {
  private static final String LONG_NAME = "lang ".repeat(40) + "verslag.docx";

  private final FloeWorkers workers = FloeWorkers.pool(2);
  private final TestKeys keys = new TestKeys();
  private final TestKeys.Member member = keys.member(OrganisationAlgorithm.HPKE_X_WING);
  private final NameKey nameKey = NameKey.of(member.team().kid(), SecretBytes.random(32));

  @TempDir Path folder;
  private Path remote;
  private Path local;
  private FolderDrive drive;
  private SealedTree tree;

  @BeforeEach
  void open() throws IOException {
    remote = Files.createDirectory(folder.resolve("remote"));
    local = Files.createDirectory(folder.resolve("local"));
    drive = new FolderDrive(remote);
    TeamAccess access =
        new TeamAccess(
            member.team().team(),
            List.of(member.lock()),
            new DriveNames(nameKey, List.of()),
            member.signer(),
            keys);
    tree =
        new SealedTree(
            drive, access, new SealedUpload(workers, folder.resolve("spool"), bytes -> {}));
  }

  @AfterEach
  void close() {
    drive.close();
    nameKey.close();
    workers.close();
  }

  @Test
  @DisplayName("shows true names, and the drive none of them")
  void showsTrueNames() throws Exception {
    Entry.Folder made = tree.makeFolder(tree.root(), "Groep 7 – zorg");
    put(file("Verslag Sanne.docx", "geheim"), made);

    assertThat(tree.list(tree.root())).extracting(Entry::name).containsExactly("Groep 7 – zorg");
    assertThat(tree.list(find("Groep 7 – zorg") instanceof Entry.Folder f ? f : null))
        .extracting(Entry::name)
        .containsExactly("Verslag Sanne.docx");
    assertThat(everythingRemote()).noneMatch(p -> p.contains("Sanne") || p.contains("Groep"));
    assertThat(folder.resolve("spool")).as("small files need none").doesNotExist();
  }

  @Test
  @DisplayName("gives back what was put, with its time")
  void givesBack() throws Exception {
    byte[] content = new byte[700_000];
    new Random(7).nextBytes(content);
    Path source = Files.write(local.resolve("opname.wav"), content);
    put(source, tree.root());
    Path target = Files.createDirectory(folder.resolve("target"));

    getter(Conflict.FAIL).get(find("opname.wav"), target);

    assertThat(target.resolve("opname.wav")).hasBinaryContent(content);
    assertThat(Files.getLastModifiedTime(target.resolve("opname.wav")).toMillis() / 1000)
        .isEqualTo(Files.getLastModifiedTime(source).toMillis() / 1000);
  }

  @Test
  @DisplayName("keeps long names and deep folders in the short form, and shows them just the same")
  void shortForms() throws Exception {
    Entry.Folder at = tree.root();
    for (int level = 0; level < 12; level++) {
      at = tree.makeFolder(at, "Niveau " + level);
    }
    put(file(LONG_NAME, "diep"), at);
    put(file("kort.txt", "ook diep"), at);
    Entry.Folder longFolder = tree.makeFolder(tree.root(), "map " + LONG_NAME);
    put(file("in lange map.txt", "x"), longFolder);

    assertThat(tree.list(at))
        .extracting(Entry::name)
        .containsExactlyInAnyOrder(LONG_NAME, "kort.txt");
    assertThat(tree.list(tree.root()))
        .extracting(Entry::name)
        .containsExactlyInAnyOrder("Niveau 0", "map " + LONG_NAME);
    assertThat(everythingRemote()).allMatch(path -> path.length() <= 400);
    PlacePath path =
        PlacePath.parse("plaats:/map " + LONG_NAME + "/in lange map.txt").orElseThrow();
    Path target = Files.createDirectory(folder.resolve("target"));
    getter(Conflict.FAIL).get(tree.find(path), target);
    assertThat(target.resolve("in lange map.txt")).hasContent("x");
  }

  @Test
  @DisplayName("renames and moves, into the short form and out of it again")
  void moves() throws Exception {
    put(file("a.txt", "inhoud"), tree.root());
    Entry.Folder target = tree.makeFolder(tree.root(), "Doel");
    Mover mover = new Mover(tree);

    mover.move(find("a.txt"), target, "b.txt");
    mover.move(tree.find(PlacePath.parse("pl:/Doel/b.txt").orElseThrow()), target, LONG_NAME);
    mover.move(
        tree.find(PlacePath.parse("pl:/Doel/" + LONG_NAME).orElseThrow()), tree.root(), "c.txt");
    mover.move(find("Doel"), tree.root(), "Map " + LONG_NAME);
    mover.move(find("Map " + LONG_NAME), tree.root(), "Kort");

    assertThat(tree.list(tree.root()))
        .extracting(Entry::name)
        .containsExactlyInAnyOrder("c.txt", "Kort");
    getter(Conflict.FAIL).get(find("c.txt"), Files.createDirectory(folder.resolve("out")));
    assertThat(folder.resolve("out/c.txt")).hasContent("inhoud");
  }

  @Test
  @DisplayName("meets a taken name as it was told to")
  void conflicts() throws Exception {
    put(file("a.txt", "een"), tree.root());
    assertThatThrownBy(() -> put(file("a.txt", "twee"), tree.root()))
        .isInstanceOf(TransferException.NameTaken.class);
    assertThat(putter(Conflict.SKIP, false).put(source("a.txt"), tree.root()))
        .isInstanceOf(Putter.Outcome.Skipped.class);

    assertThat(putter(Conflict.BOTH, false).put(source("a.txt"), tree.root()))
        .isEqualTo(new Putter.Outcome.Put("a (2).txt"));
    String before = find("a.txt").item().name();
    putter(Conflict.REPLACE, false).put(source("a.txt"), tree.root());

    assertThat(find("a.txt").item().name()).isEqualTo(before);
    assertThat(tree.head(find("a.txt").item()).metadata().revision()).isEqualTo(2);
    getter(Conflict.REPLACE).get(find("a.txt"), local);
    assertThat(local.resolve("a.txt")).hasContent("twee");
    assertThatThrownBy(() -> getter(Conflict.FAIL).get(find("a.txt"), local))
        .isInstanceOf(LocalFileException.Exists.class);
    assertThat(getter(Conflict.BOTH).get(find("a.txt"), local))
        .isInstanceOfSatisfying(
            Getter.Outcome.Got.class,
            got -> assertThat(got.target()).isEqualTo(local.resolve("a (2).txt")));
  }

  @Test
  @DisplayName("removes an original only when asked, and after the copy opened")
  void removesOriginal() throws Exception {
    Path source = file("weg.txt", "inhoud");
    putter(Conflict.FAIL, true).put(SourceFile.of(source), tree.root());
    assertThat(source).doesNotExist();
    getter(Conflict.FAIL).get(find("weg.txt"), local);
    assertThat(source).hasContent("inhoud");
  }

  @Test
  @DisplayName("shows what lies there readable, and what belongs to others, as such")
  void strangers() throws Exception {
    Files.writeString(remote.resolve("open en bloot.txt"), "x");
    Files.writeString(remote.resolve("vreemd.dslot"), "x");
    assertThat(find("open en bloot.txt")).isInstanceOf(Entry.ReadableFile.class);
    assertThat(find("vreemd.dslot")).isInstanceOf(Entry.Unreadable.class);
    assertThatThrownBy(() -> getter(Conflict.FAIL).get(find("open en bloot.txt"), local))
        .isInstanceOf(TransferException.NotSealed.class);
  }

  @Test
  @DisplayName("leaves nothing behind when a file was altered")
  void altered() throws Exception {
    put(file("a.txt", "inhoud"), tree.root());
    Files.delete(local.resolve("a.txt"));
    Path sealed = remote.resolve(find("a.txt").item().name());
    byte[] bytes = Files.readAllBytes(sealed);
    bytes[bytes.length - 600] ^= 1;
    Files.write(sealed, bytes);
    assertThatThrownBy(() -> getter(Conflict.FAIL).get(find("a.txt"), local))
        .isInstanceOf(FormatException.class);
    assertThat(local).isEmptyDirectory();
  }

  @Test
  @DisplayName("does not open a file of another kind that was put under a file's name")
  void swapped() throws Exception {
    put(file("brief.txt", "brief"), tree.root());
    put(file("programma.exe", "kwaad"), tree.root());
    Path letter = remote.resolve(find("brief.txt").item().name());
    Path program = remote.resolve(find("programma.exe").item().name());
    Files.write(letter, Files.readAllBytes(program));
    Files.delete(local.resolve("brief.txt"));
    assertThatThrownBy(() -> getter(Conflict.FAIL).get(find("brief.txt"), local))
        .isInstanceOf(TransferException.OtherName.class);
    assertThat(local.resolve("brief.txt")).doesNotExist();
  }

  private Path file(String name, String content) throws IOException {
    Path path = local.resolve(name);
    return Files.writeString(path, content);
  }

  private SourceFile source(String name) throws IOException {
    return SourceFile.of(local.resolve(name));
  }

  private void put(Path source, Entry.Folder target) throws Exception {
    putter(Conflict.FAIL, false).put(SourceFile.of(source), target);
  }

  private Putter putter(Conflict conflict, boolean removeOriginal) {
    return new Putter(tree, new Putter.Options(conflict, Optional.empty(), removeOriginal));
  }

  private Getter getter(Conflict conflict) {
    return new Getter(tree, new Getter.Options(conflict, OpenOptions.STRICT, false));
  }

  private Entry find(String name) throws IOException, TransferException, NameException {
    return tree.find(tree.root(), name).orElseThrow();
  }

  private List<String> everythingRemote() throws IOException {
    try (Stream<Path> all = Files.walk(remote)) {
      return all.map(path -> remote.relativize(path).toString()).toList();
    }
  }
}
