package org.dubbelslot.workplace.copies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.dubbelslot.crypto.LocalSeal;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.files.SourceFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Kept content")
class KeptContentTest {
  private static final int PIECE = 1 << 20;

  private @TempDir Path folder;
  private final LocalSeal seal = new LocalSeal(SecretBytes.random(32));

  private KeptContent kept() {
    return new KeptContent(folder.resolve("kept-main"), seal, "abc");
  }

  private byte[] keep(int size) throws Exception {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    Path source = Files.write(folder.resolve("source"), content);
    kept().keep(SourceFile.of(source), "Zorgplan.docx");
    return content;
  }

  private static byte[] read(KeptContent kept) throws Exception {
    try (InputStream in = kept.content().source().open()) {
      return in.readAllBytes();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE})
  @DisplayName("comes back byte by byte, as often as it is asked for")
  void comesBack(int size) throws Exception {
    byte[] content = keep(size);
    assertThat(kept().head().name()).isEqualTo("Zorgplan.docx");
    assertThat(kept().content().size()).isEqualTo(size);
    assertThat(read(kept())).isEqualTo(content);
    assertThat(read(kept())).isEqualTo(content);
  }

  @Test
  @DisplayName("that was altered, cut or exchanged does not open")
  void altered() throws Exception {
    keep(2 * PIECE);
    byte[] whole = Files.readAllBytes(kept().file());
    byte[] other = whole.clone();
    other[whole.length - 1] ^= 1;
    Files.write(kept().file(), other);
    assertThatExceptionOfType(LocalFileException.StoreDamaged.class).isThrownBy(() -> read(kept()));
    Files.write(kept().file(), java.util.Arrays.copyOf(whole, PIECE + 500));
    assertThatExceptionOfType(LocalFileException.StoreDamaged.class).isThrownBy(() -> read(kept()));
    Path elsewhere = Files.write(folder.resolve("kept-1"), whole);
    assertThatExceptionOfType(LocalFileException.StoreDamaged.class)
        .isThrownBy(() -> new KeptContent(elsewhere, seal, "abc").head());
  }
}
