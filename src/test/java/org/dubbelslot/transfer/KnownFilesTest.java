package org.dubbelslot.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.LocalSeal;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.DriveItem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What is known of files")
class KnownFilesTest {
  private @TempDir Path folder;
  private final LocalSeal seal = new LocalSeal(SecretBytes.random(32));
  private final Known facts =
      new Known(
          OptionalLong.of(48),
          Optional.of(new Known.Sealing(Kid.random(), Known.Standing.VERIFIED)),
          Optional.of(LocalDate.of(2033, 1, 31)),
          Optional.of("personeelsdossier"),
          Optional.empty());
  private KnownFiles known;

  @BeforeEach
  void open() throws Exception {
    known = new KnownFiles(folder.resolve("known.db"), seal);
  }

  @AfterEach
  void close() throws Exception {
    known.close();
    seal.close();
  }

  private static DriveItem item(String id, String cTag) {
    return new DriveItem(
        id,
        "x.dslot",
        false,
        100,
        Optional.of("e" + cTag),
        Optional.of(cTag),
        Instant.EPOCH,
        Optional.empty(),
        Optional.empty());
  }

  @Test
  @DisplayName("is told for that content alone, and survives the program")
  void remembers() throws Exception {
    known.remember(item("a", "1"), facts);
    known.close();
    known = new KnownFiles(folder.resolve("known.db"), seal);
    assertThat(known.of(List.of(item("a", "1"), item("b", "1"))))
        .containsExactly(Map.entry("a", facts));
    assertThat(known.of(List.of(item("a", "2")))).isEmpty();
  }

  @Test
  @DisplayName("keeps a doubt beside the facts, and only about the file itself")
  void doubts() throws Exception {
    known.remember(item("a", "1"), facts);
    known.doubt(item("a", "1"), new DriveException.NotFound());
    assertThat(known.of(List.of(item("a", "1"))).get("a")).isEqualTo(facts);
    known.doubt(item("a", "1"), new TransferException.OtherName());
    assertThat(known.of(List.of(item("a", "1"))).get("a"))
        .isEqualTo(facts.doubted(Known.Doubt.SWAPPED));
    known.doubt(item("b", "1"), new TransferException.OlderThanSeen(3, 2));
    assertThat(known.of(List.of(item("b", "1"))).get("b").doubt()).contains(Known.Doubt.OLDER);
    known.remember(item("a", "1"), facts);
    assertThat(known.of(List.of(item("a", "1"))).get("a").doubt()).isEmpty();
  }

  @Test
  @DisplayName("lies unreadable on the disk, and means nothing to another device")
  void sealed() throws Exception {
    known.remember(item("a", "1"), facts);
    known.close();
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .doesNotContain("personeelsdossier");
      }
    }
    try (LocalSeal other = new LocalSeal(SecretBytes.random(32));
        KnownFiles there = new KnownFiles(folder.resolve("known.db"), other)) {
      assertThat(there.of(List.of(item("a", "1")))).isEmpty();
    }
    known = new KnownFiles(folder.resolve("known.db"), seal);
  }
}
