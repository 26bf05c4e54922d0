package org.dubbelslot.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dubbelslot.drive.Pause;
import org.dubbelslot.drive.Waiting;
import org.dubbelslot.words.Language;
import org.dubbelslot.words.Words;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitingShownTest {
  @ParameterizedTest
  @CsvSource({
    "THROTTLED,12,OneDrive asks us to slow down; going on in 1",
    "FAILED,16,The connection broke or the drive failed; trying again in 1",
    "DOUBTED,5,The drive is asked again in",
    "FAILED,2,''"
  })
  void tellsWhyNothingHappensUnlessItIsOverInAMoment(Waiting.Why why, int seconds, String text) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings terminal =
        new Surroundings(
            Map.of(),
            Locale.ENGLISH,
            InputStream.nullInputStream(),
            new ByteArrayOutputStream(),
            err,
            UTF_8,
            Optional.empty(),
            true);
    Output output = new Output(terminal, Words.in(Language.EN), false);
    Pause pause = Pause.real();
    new WaitingShown(output, pause).begins(why, pause.now().plus(Duration.ofSeconds(seconds)));
    if (text.isEmpty()) {
      assertThat(err.toString(UTF_8)).isEmpty();
    } else {
      assertThat(err.toString(UTF_8)).contains(text);
    }
  }
}
