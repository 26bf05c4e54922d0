package org.dubbelslot.workplace.copies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.files.Trees;
import org.dubbelslot.transfer.CopyException;
import org.dubbelslot.words.Language;
import org.dubbelslot.words.Words;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("At a lock and after a crash, a working copy")
@Timeout(120)
class LeftBehindTest {
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

  /** What a killed run leaves: the copies as they are now, and nobody who has them. */
  private void crash() throws Exception {
    Path saved = folder.resolve("saved");
    copyTree(it.all(), saved);
    it.closeCopies();
    Trees.delete(it.all());
    Files.move(saved, it.all());
  }

  private static void copyTree(Path from, Path to) throws Exception {
    try (Stream<Path> each = Files.walk(from)) {
      for (Path path : each.toList()) {
        Files.copy(
            path, to.resolve(from.relativize(path).toString()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private int sweep() throws Exception {
    return WorkingCopies.sweepLeftovers(it.places());
  }

  @Test
  @DisplayName("is brought back and removed")
  void broughtBack() throws Exception {
    Path file = it.edit(NAME, "eerste");
    Files.writeString(file, "tweede");
    it.closeCopies();
    assertThat(it.onDisk()).isEmpty();
    assertThat(it.asRead(NAME)).isEqualTo("tweede");
    assertThat(it.told).isEmpty();
  }

  @Test
  @DisplayName("that cannot be brought back waits sealed, and arrives after the next unlock")
  void waitsSealed() throws Exception {
    Path file = it.edit(NAME, "eerste");
    Files.writeString(file, "tweede");
    Files.writeString(file.resolveSibling("Kort.docx"), "korter");
    it.world.faults(EXPIRED);
    it.closeCopies();
    assertThat(it.readable()).isEmpty();
    assertThat(it.onDisk()).isNotEmpty();
    for (Path each : it.onDisk()) {
      assertThat(new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1))
          .doesNotContain("tweede", "korter", "Verslag", "Kort");
    }
    assertThat(it.told).containsExactly(new CopyEvent.KeptForLater(NAME));
    assertThat(sweep()).as("what holds changes stays").isEqualTo(1);

    it.copies().recover();
    it.awaitState(Copy.State.Failed.class);
    assertThat(it.only().kind()).isEqualTo(Copy.Kind.KEPT);
    it.world.noFaults();
    it.pass(Duration.ofMinutes(10));
    it.await(List::isEmpty);
    assertThat(it.asRead(NAME)).isEqualTo("tweede");
    assertThat(it.asRead("Kort.docx")).isEqualTo("korter");
    assertThat(it.told)
        .contains(new CopyEvent.Recovered(NAME), new CopyEvent.PutBeside("Kort.docx"));
    assertThat(it.onDisk()).isEmpty();
    assertThat(sweep()).isZero();
  }

  @Test
  @DisplayName("that waited while a colleague changed the document is kept beside it")
  void waitedTooLong() throws Exception {
    Path file = it.edit(NAME, "eerste");
    Files.writeString(file, "van Marijke");
    it.world.faults(EXPIRED);
    it.closeCopies();
    it.world.noFaults();
    it.world.put(World.BAS, NAME, "van Bas");
    it.copies().recover();
    it.await(List::isEmpty);
    assertThat(it.asRead(NAME)).isEqualTo("van Bas");
    assertThat(it.asRead("Verslag (Marijke de Wit, 23 nov 2026 9.00).docx"))
        .isEqualTo("van Marijke");
  }

  @Test
  @DisplayName("without changes is removed at the next start, before anybody unlocks")
  void worthless() throws Exception {
    it.edit(NAME, "eerste");
    it.world.put(World.BAS, "foto.png", "beeld");
    it.copies().open(it.place, it.file("foto.png"), CopiesWorld.STRICT);
    crash();
    assertThat(it.readable()).hasSize(2);
    assertThat(sweep()).isZero();
    assertThat(it.onDisk()).isEmpty();
  }

  @Test
  @DisplayName("that was only half got is removed at the next start")
  void halfGot() throws Exception {
    it.edit(NAME, "eerste");
    crash();
    for (Path copy : PrivateFolder.copies(it.all())) {
      Files.delete(copy.resolve("clean"));
    }
    assertThat(sweep()).isZero();
    assertThat(it.onDisk()).isEmpty();
  }

  @Test
  @DisplayName("with changes is not lost: it is sealed at once and brought back")
  void changes() throws Exception {
    Path file = it.edit(NAME, "eerste");
    Files.writeString(file, "tweede");
    it.world.faults(EXPIRED);
    crash();
    // The run that ended in an orderly way kept its changes too; here they lie readable.
    assertThat(it.readable()).isNotEmpty();
    assertThat(sweep()).isEqualTo(1);
    assertThat(it.readable()).isNotEmpty();
    it.copies().recover();
    assertThat(it.readable()).isEmpty();
    it.awaitState(Copy.State.Failed.class);
    it.world.noFaults();
    it.pass(Duration.ofMinutes(10));
    it.await(List::isEmpty);
    assertThat(it.asRead(NAME)).isEqualTo("tweede");
    assertThat(it.names()).containsExactly(NAME);
    assertThat(it.onDisk()).isEmpty();
  }

  @Test
  @DisplayName("whose changes had arrived just before is not put there twice")
  void hadArrived() throws Exception {
    Path file = it.edit(NAME, "eerste");
    Files.writeString(file, "tweede");
    Path before = folder.resolve("before");
    copyTree(it.all(), before);
    it.copies().saveNow(it.only().id());
    it.closeCopies();
    Trees.delete(it.all());
    Files.move(before, it.all());
    it.copies().recover();
    it.await(List::isEmpty);
    assertThat(it.names()).containsExactly(NAME);
    assertThat(it.asRead(NAME)).isEqualTo("tweede");
    assertThat(it.told).containsExactly(new CopyEvent.Recovered(NAME));
  }

  @Test
  @DisplayName("that somebody still has open is watched again")
  void adopted() throws Exception {
    Path file = it.edit(NAME, "eerste");
    Files.writeString(file, "tweede");
    crash();
    it.programsHold(OpenFiles.Answer.YES);
    it.copies().recover();
    assertThat(it.only().kind()).isEqualTo(Copy.Kind.EDITING);
    it.quiet();
    it.awaitState(Copy.State.Saved.class);
    Path again = it.readable().getFirst();
    Files.writeString(again, "derde");
    it.quiet();
    it.copies().saveNow(it.only().id());
    assertThat(it.asRead(NAME)).isEqualTo("derde");
  }

  @Test
  @DisplayName("that its program writes again after the lock is sealed at the next unlock")
  void changedAfterTheLock() throws Exception {
    Path file = it.edit(NAME, "eerste");
    it.programsHold(OpenFiles.Answer.YES);
    it.closeCopies();
    it.programsHold(OpenFiles.Answer.NO);
    assertThat(it.readable()).isEmpty();
    assertThatExceptionOfType(NoSuchFileException.class)
        .as("the program learns of it, and still has what it shows")
        .isThrownBy(() -> Files.writeString(file, "tweede"));

    // One that makes the folder anew, or one that nobody could remove: as on Windows.
    Files.createDirectories(file.getParent());
    Files.writeString(file, "tweede");
    assertThat(sweep()).as("what holds changes stays").isEqualTo(1);
    it.copies().recover();
    it.await(List::isEmpty);

    assertThat(it.asRead(NAME)).isEqualTo("tweede");
    assertThat(it.told).contains(new CopyEvent.Recovered(NAME));
    assertThat(it.onDisk()).isEmpty();
  }

  @Test
  @DisplayName(
      "that its program had open and never wrote again leaves nothing after the next start")
  void openAtTheLock() throws Exception {
    it.edit(NAME, "eerste");
    it.programsHold(OpenFiles.Answer.YES);
    it.closeCopies();
    assertThat(it.readable()).isEmpty();
    assertThat(sweep()).isZero();
    assertThat(it.onDisk()).isEmpty();
  }

  @Test
  @DisplayName("that is open, unchanged and cannot be deleted at the lock is no change afterwards")
  void undeletableAtTheLock() throws Exception {
    Path file = it.edit(NAME, "eerste");
    it.programsHold(OpenFiles.Answer.YES);
    it.closeCopies();
    it.programsHold(OpenFiles.Answer.NO);
    // As Windows leaves it, which deletes nothing that a program has open.
    Files.createDirectories(file.getParent());
    Files.writeString(file, "eerste");

    assertThat(sweep()).isZero();
    assertThat(it.onDisk()).isEmpty();
    assertThat(it.names()).containsExactly(NAME);
  }

  @Test
  @DisplayName("belongs to one run of the program at a time")
  void oneRun() throws Exception {
    it.copies();
    assertThatExceptionOfType(CopyException.InUse.class)
        .isThrownBy(
            () ->
                new WorkingCopies(
                    it.workplace,
                    it.places(),
                    Surroundings.ofThisComputer(it.clock, Words.in(Language.NL)),
                    new CopyListener() {
                      @Override
                      public void changed(List<Copy> copies) {}

                      @Override
                      public void told(CopyEvent event) {}
                    }));
    assertThat(sweep()).isZero();
  }
}
