package org.dubbelslot.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFileTest {
  @TempDir Path folder;
  private Path path;

  @BeforeEach
  void writeFile() throws IOException {
    path = Files.writeString(folder.resolve("brief.txt"), "Geachte heer", UTF_8);
    Files.setLastModifiedTime(path, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
  }

  @Test
  void isReadAsItWas() throws IOException {
    SourceFile source = SourceFile.of(path);

    assertThat(source.size()).isEqualTo(12);
    assertThat(source.modified()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    try (InputStream in = source.open()) {
      assertThat(in.readAllBytes()).isEqualTo("Geachte heer".getBytes(UTF_8));
    }
  }

  @Test
  void growingWhileReadIsNoticed() throws IOException {
    try (InputStream in = SourceFile.of(path).open()) {
      in.readNBytes(5);
      Files.writeString(path, " Jansen", UTF_8, StandardOpenOption.APPEND);

      assertThatExceptionOfType(LocalFileException.Changed.class).isThrownBy(in::readAllBytes);
    }
  }

  @Test
  void shrinkingWhileReadIsNoticed() throws IOException {
    try (InputStream in = SourceFile.of(path).open()) {
      in.readNBytes(5);
      Files.writeString(path, "Weg", UTF_8);

      assertThatExceptionOfType(LocalFileException.Changed.class).isThrownBy(in::readAllBytes);
    }
  }

  @Test
  void rewritingInTheSameLengthIsNoticed() throws IOException {
    try (InputStream in = SourceFile.of(path).open()) {
      in.readNBytes(5);
      Files.writeString(path, "Geachte dame", UTF_8);

      assertThatExceptionOfType(LocalFileException.Changed.class).isThrownBy(in::readAllBytes);
    }
  }

  @Test
  void disappearingBeforeReadIsNoticed() throws IOException {
    SourceFile source = SourceFile.of(path);
    Files.delete(path);

    assertThatExceptionOfType(LocalFileException.Vanished.class).isThrownBy(source::open);
  }

  @Test
  void disappearingAfterTheLastByteDoesNoHarm() throws IOException {
    try (InputStream in = SourceFile.of(path).open()) {
      in.readNBytes(12);
      Files.delete(path);

      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void foldersDevicesAndMissingFilesAreToldApart() {
    assertThatExceptionOfType(LocalFileException.Folder.class)
        .isThrownBy(() -> SourceFile.of(folder));
    assertThatExceptionOfType(LocalFileException.Special.class)
        .isThrownBy(() -> SourceFile.of(Path.of("/dev/null")));
    assertThatExceptionOfType(LocalFileException.Missing.class)
        .isThrownBy(() -> SourceFile.of(folder.resolve("none")));
  }

  @Test
  void noMessageTellsThePath() {
    assertThatExceptionOfType(LocalFileException.Missing.class)
        .isThrownBy(() -> SourceFile.of(folder.resolve("none")))
        .withMessage("Missing")
        .withNoCause();
  }
}
