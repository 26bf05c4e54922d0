package org.dubbelslot.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  @Test
  void appearsOnlyWhenCommitted() throws IOException {
    Path target = folder.resolve("verslag.docx");

    try (AtomicFile file = AtomicFile.create(target, false)) {
      file.output().write("inhoud".getBytes(UTF_8));
      assertThat(target).doesNotExist();
      file.commit();
    }

    assertThat(folder).isDirectoryContaining(path -> path.equals(target));
    assertThat(target).hasContent("inhoud");
    assertThat(Files.list(folder)).containsExactly(target);
  }

  @Test
  void leavesNothingWhenClosedBefore() throws IOException {
    try (AtomicFile file = AtomicFile.create(folder.resolve("verslag.docx"), false)) {
      file.output().write(new byte[100_000]);
    }

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void isReadableByItsOwnerAlone() throws IOException {
    Path target = folder.resolve("geheim.txt");
    try (AtomicFile file = AtomicFile.create(target, false)) {
      file.commit();
    }

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
        .isEqualTo("rw-------");
  }

  @Test
  void replacesWhatWasThereWhenTold() throws IOException {
    Path target = Files.writeString(folder.resolve("a"), "old", UTF_8);

    try (AtomicFile file = AtomicFile.create(target, true)) {
      file.output().write('n');
      assertThat(target).hasContent("old");
      file.commit();
    }

    assertThat(target).hasContent("n");
  }

  @Test
  void closingAfterwardsTakesNothingAway() throws IOException {
    Path target = folder.resolve("a");
    AtomicFile file = AtomicFile.create(target, false);
    file.commit();
    file.close();
    file.close();

    assertThat(target).exists();
    assertThatThrownBy(file::commit).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void takesItsPartsAnywhereAndFromSeveralThreads() throws Exception {
    Path target = folder.resolve("a");
    byte[] parts = new byte[64 * 1024];
    new Random(3).nextBytes(parts);
    try (AtomicFile file = AtomicFile.create(target, false)) {
      List<Thread> threads = new ArrayList<>();
      for (int first : new int[] {3, 1, 0, 2}) {
        threads.add(Thread.ofPlatform().start(() -> writeEveryFourth(file, parts, first)));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      file.commit();
    }

    assertThat(target).hasBinaryContent(parts);
  }

  private static void writeEveryFourth(AtomicFile file, byte[] parts, int first) {
    try {
      for (int at = first * 1024; at < parts.length; at += 4096) {
        file.write(at, parts, at, 1024);
      }
    } catch (LocalFileException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void takesNothingAnyMoreOnceItWasClosed() throws IOException {
    AtomicFile file = AtomicFile.create(folder.resolve("a"), false);
    file.close();

    assertThatExceptionOfType(LocalFileException.WriteFailed.class)
        .isThrownBy(() -> file.write(0, new byte[1], 0, 1));
    assertThat(folder).isEmptyDirectory();
  }

  @Nested
  class Refuses {
    @Test
    void whatExists() throws IOException {
      Path target = Files.writeString(folder.resolve("a"), "old", UTF_8);

      assertThatExceptionOfType(LocalFileException.Exists.class)
          .isThrownBy(() -> AtomicFile.create(target, false))
          .matches(e -> e.path().equals(target))
          .withMessage("Exists");
      assertThat(target).hasContent("old");
    }

    @Test
    void whatAppearsMeanwhile() throws IOException {
      Path target = folder.resolve("a");
      try (AtomicFile file = AtomicFile.create(target, false)) {
        Files.writeString(target, "somebody else's", UTF_8);

        assertThatExceptionOfType(LocalFileException.Exists.class).isThrownBy(file::commit);
      }
      assertThat(target).hasContent("somebody else's");
      assertThat(Files.list(folder)).containsExactly(target);
    }

    @Test
    void aFolder() {
      assertThatExceptionOfType(LocalFileException.Folder.class)
          .isThrownBy(() -> AtomicFile.create(folder, true));
    }

    @Test
    void aDevice() {
      assertThatExceptionOfType(LocalFileException.Special.class)
          .isThrownBy(() -> AtomicFile.create(Path.of("/dev/null"), true));
    }

    @Test
    void aMissingFolder() {
      assertThatExceptionOfType(LocalFileException.NoFolder.class)
          .isThrownBy(() -> AtomicFile.create(folder.resolve("no/such"), false))
          .matches(e -> e.path().equals(folder.resolve("no")));
    }

    @Test
    void aFileInPlaceOfTheFolder() throws IOException {
      Path file = Files.createFile(folder.resolve("file"));
      assertThatExceptionOfType(LocalFileException.NoFolder.class)
          .isThrownBy(() -> AtomicFile.create(file.resolve("a"), false));
    }

    @Test
    void aNameThatIsTooLong() {
      assertThatExceptionOfType(LocalFileException.ImpossibleName.class)
          .isThrownBy(() -> AtomicFile.create(folder.resolve("é".repeat(128)), false));
    }

    @Test
    void aFullDisk() throws IOException {
      Path full = Path.of("/dev/full");
      assumeTrue(Files.exists(full), "no /dev/full on this system");
      IOException said;
      try (var out = Files.newOutputStream(full)) {
        out.write(1);
        said = new IOException("did not fail");
      } catch (IOException e) {
        said = e;
      }
      assertThat(LocalFileException.whileWriting(folder, said))
          .isInstanceOf(LocalFileException.DiskFull.class)
          .hasMessage("DiskFull");
    }
  }
}
