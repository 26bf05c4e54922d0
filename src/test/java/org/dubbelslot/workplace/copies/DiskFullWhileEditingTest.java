package org.dubbelslot.workplace.copies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.words.FailureCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On a small disk in the place of the folder of copies, where the computer lets one be put. */
@DisplayName("When the disk is full while somebody edits, a working copy")
@Timeout(120)
class DiskFullWhileEditingTest {
  private static final String NAME = "Verslag.docx";
  private static final String GONE =
      "[{\"method\":\"\",\"path\":\"\",\"status\":401,\"times\":-1}]";

  private @TempDir Path folder;
  private CopiesWorld it;
  private Path disk;

  @BeforeEach
  void make() throws Exception {
    it = new CopiesWorld(folder);
    disk = Files.createDirectories(it.all());
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=1m,mode=700", "tmpfs", disk.toString()),
        "no small disk can be put there");
  }

  @AfterEach
  void unmount() throws Exception {
    it.world.noFaults();
    it.close();
    run("umount", "-l", disk.toString());
  }

  private static boolean run(String... command) throws Exception {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }

  /** Until not one more byte fits. */
  private Path fill() throws IOException {
    Path filler = disk.resolve("vol");
    byte[] piece = new byte[4096];
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(piece);
      }
    } catch (IOException full) {
      return filler;
    }
  }

  @Test
  @DisplayName("still goes back into the place: what is small needs no room here")
  void goesBack() throws Exception {
    Path file = it.edit(NAME, "eerste");
    Files.writeString(file, "tweede");
    fill();
    it.quiet();
    it.awaitState(Copy.State.Saved.class);
    assertThat(it.asRead(NAME)).isEqualTo("tweede");
    it.closeCopies();
    assertThat(it.readable()).isEmpty();
  }

  @Test
  @DisplayName("that can neither go back nor be sealed at the lock stays, which is told, till then")
  void stays() throws Exception {
    Path file = it.edit(NAME, "eerste");
    Files.writeString(file, "tweede");
    Path filler = fill();
    it.world.faults(GONE);
    it.closeCopies();
    assertThat(file).hasContent("tweede");
    assertThat(it.told)
        .anyMatch(
            event ->
                event instanceof CopyEvent.Trouble(var why)
                    && why.code() == FailureCode.COPY_REMAINS);

    Files.delete(filler);
    it.world.noFaults();
    it.copies().recover();
    it.await(List::isEmpty);
    assertThat(it.asRead(NAME)).isEqualTo("tweede");
    assertThat(it.readable()).isEmpty();
    assertThat(it.told).contains(new CopyEvent.Recovered(NAME));
  }

  @Test
  @DisplayName("that would be opened leaves nothing half, and says why")
  void notOpened() throws Exception {
    fill();
    it.world.put(World.BAS, "foto.png", "beeld");
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> it.copies().open(it.place, it.file("foto.png"), CopiesWorld.STRICT))
        .isInstanceOf(org.dubbelslot.files.LocalFileException.DiskFull.class);
    assertThat(it.readable()).isEmpty();
  }
}
