package org.dubbelslot.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a:b",
        "a?",
        "a*",
        "a|b",
        "<a>",
        "\"",
        "a\\b",
        "con",
        "NUL.txt",
        "COM1",
        "lpt9.tar.gz",
        "a.",
        "a ",
        "AUX .txt",
        "CONIN$",
        "a\u0007"
      })
  void windowsCannotHoldWhatOthersCan(String name) {
    assertThat(LocalName.isPossible(name, true)).isFalse();
    assertThat(LocalName.isPossible(name, false)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "a\0b"})
  void nobodyCanHoldThese(String name) {
    assertThat(LocalName.isPossible(name, true)).isFalse();
    assertThat(LocalName.isPossible(name, false)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"verslag.docx", "console.txt", "COM10", ".gitignore", "日本語.pdf", "é 🎉"})
  void everybodyCanHoldThese(String name) {
    assertThat(LocalName.isPossible(name, true)).isTrue();
    assertThat(LocalName.isPossible(name, false)).isTrue();
    assertThat(LocalName.substitute(name)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "a:b.txt,a：b.txt",
    "wat?.doc,wat？.doc",
    "a/b,a／b",
    "NUL.txt,_NUL.txt",
    "einde.,einde_",
    "..,__",
    "a. .,a___"
  })
  void substitutesReadAlmostTheSame(String name, String expected) {
    assertThat(LocalName.substitute(name)).isEqualTo(expected);
  }

  @Test
  void longNamesKeepTheirExtension() {
    assertThat(LocalName.substitute("é".repeat(200) + ".docx"))
        .endsWith("é.docx")
        .matches(name -> name.getBytes(UTF_8).length <= 255);
  }

  @Test
  void everySubstituteIsPossibleEverywhere() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    String alphabet = "ab.:? \0\\/<CON\u0001é🎉";
    int[] characters = alphabet.codePoints().toArray();
    for (int i = 0; i < 5_000; i++) {
      StringBuilder name = new StringBuilder();
      int length = random.nextInt(i % 50 == 0 ? 300 : 8);
      for (int j = 0; j < length; j++) {
        name.appendCodePoint(characters[random.nextInt(characters.length)]);
      }
      String substitute = LocalName.substitute(name.toString());
      assertThat(LocalName.isPossible(substitute, true))
          .as("seed %d: %s became %s", seed, name, substitute)
          .isTrue();
    }
  }
}
