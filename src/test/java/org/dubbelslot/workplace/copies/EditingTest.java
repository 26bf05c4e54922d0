package org.dubbelslot.workplace.copies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.format.Metadata;
import org.dubbelslot.transfer.CopyException;
import org.dubbelslot.transfer.Documents;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Mover;
import org.dubbelslot.transfer.SealedTree;
import org.dubbelslot.words.FailureCode;
import org.dubbelslot.workplace.Workplace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A working copy")
@Timeout(120)
class EditingTest {
  private static final String NAME = "Verslag.docx";
  private static final String EXPIRED = "[{\"path\":\"\",\"status\":401,\"times\":-1}]";

  private @TempDir Path folder;
  private CopiesWorld it;

  @BeforeEach
  void make() throws Exception {
    it = new CopiesWorld(folder);
  }

  @AfterEach
  void close() throws Exception {
    it.world.noFaults();
    it.close();
  }

  private Metadata metadata(String name) throws Exception {
    Path target = Files.createTempDirectory(folder, "meta").resolve("x");
    try (Documents documents = new Documents(it.workplace.reading(it.place))) {
      return documents.fetch(it.file(name), target, CopiesWorld.STRICT).metadata();
    } finally {
      Files.deleteIfExists(target);
    }
  }

  @Test
  @DisplayName("to be looked at is its owner's alone, cannot be written, and goes when it is done")
  void readOnly() throws Exception {
    it.world.put(World.BAS, NAME, "eerste");
    Copy copy = it.copies().open(it.place, it.file(NAME), CopiesWorld.STRICT);
    Path file = it.opened.getFirst();
    assertThat(file).hasFileName(NAME).hasContent("eerste");
    assertThat(copy.kind()).isEqualTo(Copy.Kind.READ_ONLY);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("r--------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(it.all())))
        .isEqualTo("rwx------");
    assertThat(it.all().resolve("CACHEDIR.TAG")).exists();

    it.copies().open(it.place, it.file(NAME), CopiesWorld.STRICT);
    assertThat(it.opened).as("the same copy again").containsExactly(file, file);
    assertThat(it.copies().done(copy.id(), false)).isTrue();
    assertThat(it.onDisk()).isEmpty();
    assertThat(it.copies().copies()).isEmpty();
  }

  @Test
  @DisplayName("that is edited comes back as the next revision, once it was quiet for a while")
  void comesBack() throws Exception {
    Path file = it.edit(NAME, "eerste");
    Metadata before = metadata(NAME);
    Files.writeString(file, "tweede");
    it.copies().look();
    assertThat(it.only().state()).isInstanceOf(Copy.State.Changed.class);
    assertThat(it.asRead(NAME)).isEqualTo("eerste");

    it.pass(Surroundings.Pace.USUAL.quiet());
    it.awaitState(Copy.State.Saved.class);
    assertThat(it.asRead(NAME)).isEqualTo("tweede");
    Metadata after = metadata(NAME);
    assertThat(after.document()).isEqualTo(before.document());
    assertThat(after.revision()).isEqualTo(before.revision() + 1);
    assertThat(it.names()).containsExactly(NAME);

    Files.writeString(file, "derde");
    it.quiet();
    it.await(all -> all.getFirst().state() instanceof Copy.State.Saved);
    it.copies().saveNow(it.only().id());
    assertThat(it.asRead(NAME)).isEqualTo("derde");
    assertThat(metadata(NAME).revision()).isEqualTo(before.revision() + 2);
  }

  @Test
  @DisplayName("sends nothing when no byte changed")
  void touched() throws Exception {
    Path file = it.edit(NAME, "eerste");
    it.world.forgetRequests();
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
    it.quiet();
    it.awaitState(Copy.State.Open.class);
    it.copies().saveNow(it.only().id());
    assertThat(it.world.requests("PUT", "")).isEmpty();
    assertThat(it.copies().done(it.only().id(), false)).isTrue();
    assertThat(it.world.requests("PUT", "")).isEmpty();
  }

  @Test
  @DisplayName("is saved as Office does it, and goes when Office has closed it")
  void office() throws Exception {
    Path file = it.edit(NAME, "eerste");
    Path lock = Files.writeString(file.resolveSibling("~$rslag.docx"), "Marijke");
    it.pass(Duration.ofSeconds(1));
    Path temporary = Files.writeString(file.resolveSibling("~WRD0001.tmp"), "tweede");
    it.pass(Duration.ofSeconds(5));
    Files.move(file, file.resolveSibling("~WRL0002.tmp"));
    it.pass(Duration.ofSeconds(5));
    assertThat(it.asRead(NAME)).isEqualTo("eerste");
    Files.move(temporary, file);
    Files.delete(file.resolveSibling("~WRL0002.tmp"));
    it.quiet();
    it.awaitState(Copy.State.Saved.class);
    assertThat(it.asRead(NAME)).isEqualTo("tweede");

    it.pass(Duration.ofHours(1));
    assertThat(it.copies().copies()).as("still open in Office").hasSize(1);
    Files.delete(lock);
    it.pass(Duration.ofSeconds(1));
    it.pass(Surroundings.Pace.USUAL.closed());
    it.await(List::isEmpty);
    assertThat(it.onDisk()).isEmpty();
    assertThat(it.names()).containsExactly(NAME);
  }

  @Test
  @DisplayName("is saved as LibreOffice does it")
  void libreOffice() throws Exception {
    Path file = it.edit("Begroting.ods", "eerste");
    Path lock = Files.writeString(file.resolveSibling(".~lock.Begroting.ods#"), "Marijke");
    it.pass(Duration.ofSeconds(1));
    Path temporary = Files.writeString(file.resolveSibling("lu1234abcd.tmp"), "tweede");
    Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    it.quiet();
    it.awaitState(Copy.State.Saved.class);
    assertThat(it.asRead("Begroting.ods")).isEqualTo("tweede");
    Files.delete(lock);
    it.pass(Duration.ofSeconds(1));
    it.pass(Surroundings.Pace.USUAL.closed());
    it.await(List::isEmpty);
    assertThat(it.onDisk()).isEmpty();
  }

  @Test
  @DisplayName("that was deleted and made anew is saved, and one that is half written is not")
  void deletedAndMade() throws Exception {
    Path file = it.edit("notitie.txt", "eerste");
    Files.delete(file);
    it.quiet();
    Files.writeString(file, "");
    it.quiet();
    assertThat(it.asRead("notitie.txt")).isEqualTo("eerste");
    Files.writeString(file, "tweede");
    it.quiet();
    it.awaitState(Copy.State.Saved.class);
    assertThat(it.asRead("notitie.txt")).isEqualTo("tweede");
  }

  @Test
  @DisplayName("never overwrites what a colleague made of the document meanwhile")
  void conflict() throws Exception {
    Path file = it.edit(NAME, "eerste");
    it.world.put(World.BAS, NAME, "van Bas");
    Files.writeString(file, "van Marijke");
    it.quiet();
    it.awaitState(Copy.State.Conflict.class);
    String ours = "Verslag (Marijke de Wit, 23 nov 2026 9.00).docx";
    assertThat(it.names()).containsExactly(ours, NAME);
    assertThat(it.asRead(NAME)).isEqualTo("van Bas");
    assertThat(it.asRead(ours)).isEqualTo("van Marijke");
    assertThat(it.told).containsExactly(new CopyEvent.KeptBoth(NAME, ours));
    assertThat(it.only().name()).isEqualTo(ours);

    Files.writeString(file, "van Marijke, later");
    it.quiet();
    it.awaitState(Copy.State.Saved.class);
    assertThat(it.asRead(ours)).isEqualTo("van Marijke, later");
    assertThat(it.asRead(NAME)).isEqualTo("van Bas");
    assertThat(it.names()).hasSize(2);
  }

  @Test
  @DisplayName("follows a document that a colleague renamed")
  void renamed() throws Exception {
    Path file = it.edit(NAME, "eerste");
    try (Workplace other = it.world.workplace(World.BAS)) {
      SealedTree tree = other.writing(other.place(World.PLACE));
      Entry entry = tree.find(tree.root(), NAME).orElseThrow();
      new Mover(tree).move(entry, tree.root(), "Jaarverslag.docx");
    }
    Files.writeString(file, "tweede");
    it.quiet();
    it.awaitState(Copy.State.Saved.class);
    assertThat(it.names()).containsExactly("Jaarverslag.docx");
    assertThat(it.asRead("Jaarverslag.docx")).isEqualTo("tweede");
  }

  @Test
  @DisplayName("is kept beside where a colleague deleted the document")
  void deletedThere() throws Exception {
    Path file = it.edit(NAME, "eerste");
    it.workplace.writing(it.place).remove(it.file(NAME));
    Files.writeString(file, "tweede");
    it.quiet();
    it.awaitState(Copy.State.Conflict.class);
    assertThat(it.asRead(it.names().getFirst())).isEqualTo("tweede");
  }

  @Test
  @DisplayName("is kept while the sign-in has expired, says so, and is tried again later")
  void expired() throws Exception {
    Path file = it.edit(NAME, "eerste");
    it.world.faults(EXPIRED);
    Files.writeString(file, "tweede");
    it.quiet();
    it.awaitState(Copy.State.Failed.class);
    Copy.State.Failed failed = (Copy.State.Failed) it.only().state();
    assertThat(failed.why().code()).isEqualTo(FailureCode.NOT_SIGNED_IN);
    assertThat(it.copies().done(it.only().id(), false)).as("not removed").isFalse();
    assertThat(file).hasContent("tweede");

    it.world.noFaults();
    it.pass(Duration.ofHours(1));
    it.awaitState(Copy.State.Saved.class);
    assertThat(it.asRead(NAME)).isEqualTo("tweede");
  }

  @Test
  @DisplayName("says when the drive is full, and keeps both copies")
  void full() throws Exception {
    Path file = it.edit(NAME, "eerste");
    it.world.faults("[{\"method\":\"PUT\",\"path\":\"content\",\"status\":507,\"times\":-1}]");
    Files.writeString(file, "tweede");
    it.quiet();
    it.awaitState(Copy.State.Failed.class);
    Copy.State.Failed failed = (Copy.State.Failed) it.only().state();
    assertThat(failed.why().code()).isEqualTo(FailureCode.QUOTA_FULL);
    it.world.noFaults();
    it.copies().saveNow(it.only().id());
    assertThat(it.only().state()).isInstanceOf(Copy.State.Saved.class);
    assertThat(it.asRead(NAME)).isEqualTo("tweede");
  }

  @Test
  @DisplayName("that another program holds open is not taken from it, unless the person says so")
  void stillOpen() throws Exception {
    Path file = it.edit("foto.pdf", "eerste");
    it.programsHold(OpenFiles.Answer.YES);
    String id = it.only().id();
    assertThatExceptionOfType(CopyException.StillOpen.class)
        .isThrownBy(() -> it.copies().done(id, false));
    it.pass(Duration.ofSeconds(1));
    it.pass(Surroundings.Pace.USUAL.held());
    it.programsHold(OpenFiles.Answer.NO);
    it.pass(Duration.ofSeconds(1));
    assertThat(file).exists();
    it.pass(Surroundings.Pace.USUAL.closed());
    it.await(List::isEmpty);
    assertThat(it.onDisk()).isEmpty();
  }

  @Test
  @DisplayName("stays while its program let go of it at once, as many do that still show it")
  void letGo() throws Exception {
    it.edit("notitie.txt", "eerste");
    it.programsHold(OpenFiles.Answer.YES);
    it.copies().look();
    it.programsHold(OpenFiles.Answer.NO);
    it.pass(Duration.ofHours(1));
    it.pass(Duration.ofHours(1));
    assertThat(it.copies().copies()).hasSize(1);
  }

  @Test
  @DisplayName("brings what was saved under another name beside the document")
  void strays() throws Exception {
    Path file = it.edit(NAME, "eerste");
    Files.writeString(file.resolveSibling("Verslag kort.docx"), "korter");
    Files.writeString(file.resolveSibling(".~lock.Verslag kort.docx#"), "Marijke");
    assertThat(it.copies().done(it.only().id(), true)).isTrue();
    assertThat(it.names()).containsExactly("Verslag kort.docx", NAME);
    assertThat(it.asRead("Verslag kort.docx")).isEqualTo("korter");
    assertThat(it.told).containsExactly(new CopyEvent.PutBeside("Verslag kort.docx"));
    assertThat(it.onDisk()).isEmpty();
  }

  @Test
  @DisplayName("is told to be gone when somebody removed it, and nothing is lost")
  void removed() throws Exception {
    Path file = it.edit(NAME, "eerste");
    Files.delete(file);
    it.copies().look();
    it.pass(Surroundings.Pace.USUAL.missing());
    it.awaitState(Copy.State.Failed.class);
    assertThat(((Copy.State.Failed) it.only().state()).why().code())
        .isEqualTo(FailureCode.COPY_GONE);
    assertThat(it.copies().done(it.only().id(), false)).isTrue();
    assertThat(it.asRead(NAME)).isEqualTo("eerste");
  }

  @Test
  @DisplayName("has a neutral name where policy wants that")
  void neutral() throws Exception {
    Files.writeString(it.home().resolve("settings.json"), "{\"neutralCopyNames\": true}");
    Path file = it.edit("Zorgplan Jansen.docx", "eerste");
    assertThat(file).hasFileName("Document.docx");
    Files.writeString(file, "tweede");
    it.quiet();
    it.awaitState(Copy.State.Saved.class);
    assertThat(it.asRead("Zorgplan Jansen.docx")).isEqualTo("tweede");
  }

  @Test
  @DisplayName("leaves nothing where no program opens it, or the folder is synchronised")
  void refused() throws Exception {
    it.world.put(World.BAS, NAME, "eerste");
    Entry.SealedFile file = it.file(NAME);
    it.noProgram();
    assertThatExceptionOfType(CopyException.NoProgram.class)
        .isThrownBy(() -> it.copies().edit(it.place, file, CopiesWorld.STRICT));
    assertThat(it.onDisk()).isEmpty();
    assertThat(it.copies().copies()).isEmpty();
    it.closeCopies();

    Files.createFile(it.home().resolve(".dropbox"));
    assertThatExceptionOfType(CopyException.NoPrivateFolder.class).isThrownBy(it::copies);
  }

  @Test
  @DisplayName("is one copy for who asks twice, because the first takes its time")
  void askedTwice() throws Exception {
    it.world.put(World.BAS, NAME, "eerste");
    Entry.SealedFile file = it.file(NAME);
    WorkingCopies copies = it.copies();
    try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Copy> press = () -> copies.edit(it.place, file, CopiesWorld.STRICT);
      for (Future<Copy> each : people.invokeAll(List.of(press, press, press))) {
        assertThat(each.get().id()).isEqualTo(it.only().id());
      }
    }
    assertThat(copies.copies()).hasSize(1);
    assertThat(it.opened).hasSize(3).containsOnly(it.opened.getFirst());
  }
}
