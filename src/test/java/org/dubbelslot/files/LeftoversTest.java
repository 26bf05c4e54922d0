package org.dubbelslot.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
  @TempDir Path folder;
  private Path target;
  private Path left;

  @BeforeEach
  void leaveOne() throws IOException {
    target = folder.resolve("verslag.docx");
    try (AtomicFile file = AtomicFile.create(target, false)) {
      file.output().write("half".getBytes(UTF_8));
      file.keep();
      left = file.temporary();
    }
  }

  @Test
  void areFoundAndToldApartByTheirTarget() throws IOException {
    Files.writeString(folder.resolve(".dubbelslot-readme"), "somebody else's", UTF_8);
    assertThat(Leftovers.in(folder)).containsExactly(left);
    assertThat(Leftovers.isOf(left, target)).isTrue();
    assertThat(Leftovers.isOf(left, folder.resolve("brief.txt"))).isFalse();
    assertThat(Leftovers.in(folder.resolve("nowhere"))).isEmpty();
  }

  @Test
  void areRemovedUnlessTheyAreInUse() throws IOException {
    try (AtomicFile inUse = AtomicFile.create(target, false)) {
      Leftovers.sweep(folder);
      assertThat(in(folder)).containsExactly(inUse.temporary());
    }
    assertThat(Leftovers.remove(left)).isTrue();
    assertThatIllegalArgumentException().isThrownBy(() -> Leftovers.remove(target));
  }

  @Test
  void areGoneOnWith() throws IOException {
    try (AtomicFile file = AtomicFile.resume(target, false, left).orElseThrow()) {
      assertThat(file.content().size()).isEqualTo(4);
      ByteBuffer read = ByteBuffer.allocate(4);
      file.content().read(read);
      assertThat(read.array()).isEqualTo("half".getBytes(UTF_8));
      file.output().write(" and the rest".getBytes(UTF_8));
      file.force();
      Instant time = Instant.parse("2026-01-02T03:04:05Z");
      file.commit(AtomicFile.Durability.SYSTEM, Optional.of(time));
      assertThat(Files.getLastModifiedTime(target).toInstant()).isEqualTo(time);
    }
    assertThat(target).hasContent("half and the rest");
    assertThat(in(folder)).containsExactly(target);
  }

  @Test
  void areNotGoneOnWithTwiceAtATime() throws IOException {
    try (AtomicFile _ = AtomicFile.resume(target, false, left).orElseThrow()) {
      assertThat(AtomicFile.resume(target, false, left)).isEmpty();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void areNotBelievedWhenOthersCouldHaveWrittenThem() throws IOException {
    Files.setPosixFilePermissions(left, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertThat(AtomicFile.resume(target, false, left)).isEmpty();
    Files.setPosixFilePermissions(left, PosixFilePermissions.fromString("rw-------"));
    Path link = Files.createLink(folder.resolve("second name"), left);
    assertThat(AtomicFile.resume(target, false, left)).isEmpty();
    Files.delete(link);
    assertThat(AtomicFile.resume(folder.resolve("other"), false, left)).isEmpty();
    Files.move(left, link);
    Files.createSymbolicLink(left, link);
    assertThat(AtomicFile.resume(target, false, left)).isEmpty();
    assertThat(link).hasContent("half");
  }

  @Test
  void ofAProgramKilledAfterItsLastStepLeaveTheFileItself() throws IOException {
    Files.createLink(target, left);
    assertThat(Leftovers.remove(left)).isTrue();
    assertThat(target).hasContent("half");
    assertThat(in(folder)).containsExactly(target);
  }

  private static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
