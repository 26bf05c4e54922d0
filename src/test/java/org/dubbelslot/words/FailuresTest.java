package org.dubbelslot.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.keys.DirectoryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailuresTest {
  private final Words words = Words.in(Language.EN);
  private final Failures failures = new Failures(words);

  @Test
  void aFailureIsCodeSentenceAndRemedy() {
    Failure failure = describe(new LocalFileException.Exists(Path.of("a/b.docx")), "x");

    assertThat(failure.line(words))
        .isEqualTo(
            "DS-411: Something already stands where the result should go."
                + " Choose another name, or add --force to replace it.");
    assertThat(failure.code().exit()).isEqualTo(Exit.LOCAL);
  }

  @Test
  void aFailureWithoutASubjectOfItsOwnTakesTheCommands() {
    Failure failure = describe(new DriveException.Throttled(Duration.ofSeconds(12)), "a.docx");

    assertThat(failure.sentence(words))
        .isEqualTo("OneDrive asks us to slow down; a.docx has to wait.");
    assertThat(failure.remedy(words)).isEqualTo("Try again in 12 seconds.");
    assertThat(failure.code().exit()).isEqualTo(Exit.DRIVE);
  }

  /** Met only by whoever typed a command, or runs the practice OneDrive for tests. */
  private static final Set<Integer> OF_COMMANDS =
      Set.of(1, 2, 3, 4, 5, 6, 9, 10, 11, 202, 234, 240, 249, 250, 254, 290, 375, 381, 382, 384);

  @ParameterizedTest
  @EnumSource(FailureCode.class)
  void nobodyAtTheWindowIsToldToTypeACommand(FailureCode code) {
    if (OF_COMMANDS.contains(Integer.valueOf(code.code().substring("DS-".length())))) {
      return;
    }
    for (Language language : Language.values()) {
      Failure failure = Failure.of(code, "a", "b", "c", "d", "e");
      assertThat(failure.remedyInWindow(Words.in(language)))
          .endsWith(".")
          .doesNotContain("--")
          .doesNotContainPattern("dubbelslot [a-z]");
    }
  }

  @Test
  void theNearestKnownCauseCounts() {
    Exception wrapped =
        new ExecutionException(
            new UncheckedIOException(new LocalFileException.Vanished(Path.of("a"))));

    assertThat(describe(wrapped, "x").code()).isEqualTo(FailureCode.FILE_VANISHED);
  }

  @Test
  void whatItCarriesStandsInTheSentence() {
    assertThat(
            describe(new DirectoryException.QuorumMissing("organisation", 1, 2), "x").line(words))
        .startsWith(
            "DS-504: Too few custodians signed the key directory: 1 of 2 needed (organisation).");
  }

  @Test
  void theUnexpectedTellsNothingOfItsMessage() {
    assertThat(describe(new IllegalStateException("secret"), "x").line(words))
        .startsWith("DS-499: The program failed unexpectedly (IllegalStateException).");
    assertThat(describe(new IOException("secret"), "x").line(words))
        .startsWith("DS-490: X could not be read or written.");
  }

  private Failure describe(Throwable thrown, String subject) {
    return failures.describe(thrown, Optional.of(subject));
  }
}
