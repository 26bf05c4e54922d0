package org.dubbelslot.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dubbelslot.drive.Waiting;
import org.dubbelslot.words.Language;
import org.dubbelslot.words.Words;
import org.dubbelslot.workplace.Notice;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {
  @ParameterizedTest
  @CsvSource({
    "THROTTLED,12,OneDrive asks us to slow down; going on in 12 s",
    "FAILED,16,The connection broke or the drive failed; trying again in 16 s",
    "DOUBTED,5,The drive is asked again in 5 s"
  })
  void tellsWhyNothingHappens(Waiting.Why why, int seconds, String text) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(
            Map.of(),
            Locale.ENGLISH,
            InputStream.nullInputStream(),
            new ByteArrayOutputStream(),
            err,
            UTF_8,
            Optional.empty(),
            true);
    Words words = Words.in(Language.EN);
    Output output = new Output(surroundings, words, false);
    Session session = new Session(words, output, null, null, surroundings, null, false);
    new Terminal(session).notice(new Notice.DriveWaits(why, Duration.ofSeconds(seconds)));
    assertThat(err.toString(UTF_8)).contains(text);
  }
}
