package org.dubbelslot.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.words.FailureCode;
import org.dubbelslot.words.Language;
import org.dubbelslot.words.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassphrasesTest {
  private static final Words WORDS = Words.in(Language.EN);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"'één zin',één zin", "'a b\n',a b", "'a\r\n',a", "'a\nb\n',a", "' a ',' a '"})
  void aFileGivesItsFirstLine(String content, String expected) throws Exception {
    try (Passphrases passphrases = fromFile(content);
        SecretBytes secret = passphrases.existing("passphrase.again")) {
      assertThat(secret.bytes()).isEqualTo(expected.getBytes(UTF_8));
    }
  }

  @Test
  void aFileIsReadOnceAndGivesItAgain() throws Exception {
    try (Passphrases passphrases = fromFile("a b c")) {
      passphrases.existing("passphrase.again").close();
      Files.delete(folder.resolve("passphrase"));
      try (SecretBytes again = passphrases.chosen("passphrase.again")) {
        assertThat(again.bytes()).isEqualTo("a b c".getBytes(UTF_8));
      }
    }
  }

  @Test
  void aNewOneIsTypedTwice() throws Exception {
    try (Passphrases passphrases = typed("één zin", "één zin");
        SecretBytes secret = passphrases.chosen("passphrase.again")) {
      assertThat(secret.bytes()).isEqualTo("één zin".getBytes(UTF_8));
    }
  }

  @Test
  void twoThatDifferAreRefused() {
    assertRefused(typed("a", "b"), FailureCode.PASSPHRASES_DIFFER);
  }

  @Test
  void anEmptyOneIsRefused() throws IOException {
    assertRefused(typed(""), FailureCode.PASSPHRASE_EMPTY);
    assertRefused(fromFile("\nsecond"), FailureCode.PASSPHRASE_EMPTY);
  }

  @Test
  void nobodyToAskIsAFailure() {
    assertRefused(
        new Passphrases(Optional.empty(), Optional.empty(), WORDS), FailureCode.PASSPHRASE_NEEDED);
    assertRefused(typed(), FailureCode.PASSPHRASE_NEEDED);
  }

  @Test
  void anEndlessFileIsNotRead() {
    assertRefused(
        new Passphrases(Optional.of(Path.of("/dev/zero")), Optional.empty(), WORDS),
        FailureCode.PASSPHRASE_UNREADABLE);
    assertRefused(
        new Passphrases(Optional.of(folder.resolve("none")), Optional.empty(), WORDS),
        FailureCode.PASSPHRASE_UNREADABLE);
  }

  private static void assertRefused(Passphrases passphrases, FailureCode code) {
    try (passphrases) {
      assertThatExceptionOfType(CommandException.class)
          .isThrownBy(() -> passphrases.chosen("passphrase.again"))
          .matches(e -> e.failure().code() == code);
    }
  }

  private Passphrases fromFile(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("passphrase"), content, UTF_8);
    return new Passphrases(Optional.of(file), Optional.empty(), WORDS);
  }

  private static Passphrases typed(String... lines) {
    Deque<String> answers = new ArrayDeque<>(List.of(lines));
    return new Passphrases(
        Optional.empty(),
        Optional.of(
            new Surroundings.Asker() {
              @Override
              public Optional<String> line(String question) {
                return Optional.ofNullable(answers.poll());
              }

              @Override
              public Optional<char[]> secret(String question) {
                return line(question).map(String::toCharArray);
              }
            }),
        WORDS);
  }
}
