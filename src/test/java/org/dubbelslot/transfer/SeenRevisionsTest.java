package org.dubbelslot.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.LocalSeal;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.format.FileId;
import org.dubbelslot.format.Metadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The memory of revisions")
class SeenRevisionsTest {
  @TempDir Path folder;
  private final LocalSeal seal = new LocalSeal(SecretBytes.random(32));
  private final Metadata first = Metadata.of("Verslag Sanne.docx", Kid.random());
  private final FileId firstId = FileId.random();
  private final Metadata second = first.nextRevision(firstId);
  private final FileId secondId = FileId.random();
  private SeenRevisions seen;

  @BeforeEach
  void open() throws Exception {
    seen = new SeenRevisions(folder.resolve("seen.db"), seal);
  }

  @AfterEach
  void close() throws Exception {
    seen.close();
    seal.close();
  }

  @Test
  @DisplayName("knows nothing of a document that it never met")
  void meetsADocument() throws Exception {
    seen.requireNotOlder(second, secondId);
    seen.remember(second, secondId);
    seen.requireNotOlder(second, secondId);
    seen.requireNotOlder(Metadata.of("Verslag Sanne.docx", first.team()), FileId.random());
  }

  @Test
  @DisplayName("does not take an older revision for the present one, however often it is shown")
  void older() throws Exception {
    seen.remember(second, secondId);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> seen.requireNotOlder(first, firstId))
          .isInstanceOfSatisfying(
              TransferException.OlderThanSeen.class,
              e -> {
                assertThat(e.seen()).isEqualTo(2);
                assertThat(e.given()).isEqualTo(1);
              });
      seen.remember(first, firstId); // the person insisted
    }
  }

  @Test
  @DisplayName("tells two sealings of one revision apart, until the person chose one")
  void forked() throws Exception {
    seen.remember(second, secondId);
    FileId other = FileId.random();
    assertThatThrownBy(() -> seen.requireNotOlder(second, other))
        .isInstanceOf(TransferException.OtherThanSeen.class);
    seen.remember(second, other);
    seen.requireNotOlder(second, other);
  }

  @Test
  @DisplayName("outlives the program, and shows nothing on the disk")
  void lies() throws Exception {
    seen.remember(second, secondId);
    seen.close();
    seen = new SeenRevisions(folder.resolve("seen.db"), seal);
    assertThatThrownBy(() -> seen.requireNotOlder(first, firstId))
        .isInstanceOf(TransferException.OlderThanSeen.class);
    seen.close();
    try (Stream<Path> files = Files.list(folder).filter(Files::isRegularFile)) {
      for (Path file : files.toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(bytes)
            .doesNotContain("Sanne")
            .doesNotContain(text(second.document().bytes()))
            .doesNotContain(text(secondId.bytes()));
      }
    }
    seen = new SeenRevisions(folder.resolve("seen.db"), seal);
  }

  @Test
  @DisplayName("begins anew on a device that enrolled anew")
  void anotherDevice() throws Exception {
    seen.remember(second, secondId);
    seen.close();
    try (LocalSeal other = new LocalSeal(SecretBytes.random(32));
        SeenRevisions anew = new SeenRevisions(folder.resolve("seen.db"), other)) {
      assertThatCode(() -> anew.requireNotOlder(first, firstId)).doesNotThrowAnyException();
      anew.remember(first, firstId);
    }
    seen = new SeenRevisions(folder.resolve("seen.db"), seal);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
