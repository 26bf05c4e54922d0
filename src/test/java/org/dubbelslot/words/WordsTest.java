package org.dubbelslot.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  private final Words dutch = Words.in(Language.NL);
  private final Words english = Words.in(Language.EN);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0            | 0 B    | 0 B
          999          | 999 B  | 999 B
          1000         | 1,0 kB | 1.0 kB
          9949         | 9,9 kB | 9.9 kB
          9951         | 10 kB  | 10 kB
          48123        | 48 kB  | 48 kB
          999499       | 999 kB | 999 kB
          999500       | 1,0 MB | 1.0 MB
          52428800     | 52 MB  | 52 MB
          1099511627776| 1,1 TB | 1.1 TB
          """)
  void sizesReadLikeSizes(long bytes, String inDutch, String inEnglish) {
    assertThat(dutch.size(bytes)).isEqualTo(inDutch);
    assertThat(english.size(bytes)).isEqualTo(inEnglish);
  }

  @Test
  void datesAreWrittenAsPeopleDo() {
    assertThat(dutch.date(LocalDate.of(2026, 11, 3))).isEqualTo("3 november 2026");
    assertThat(english.date(LocalDate.of(2026, 11, 3))).isEqualTo("3 November 2026");
  }

  @Test
  void namesCannotMoveTheCursorOrTurnTheText() {
    assertThat(english.text("failure.401", "a\u001b[2Jb\u202egpj.exe\r\n"))
        .isEqualTo("a\ufffd[2Jb\ufffdgpj.exe\ufffd\ufffd does not exist.");
  }

  @Test
  void namesWithBracesStayAsTheyAre() {
    assertThat(english.text("failure.401", "{1}'s")).isEqualTo("{1}'s does not exist.");
  }

  @Test
  void anUnknownSentenceIsAFault() {
    assertThatThrownBy(() -> dutch.text("no.such")).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"nl-NL,NL", "nl-BE,NL", "en-GB,EN", "de-DE,EN", "und,EN"})
  void speaksDutchToTheDutchAndEnglishToOthers(String tag, Language expected) {
    assertThat(Language.forLocale(Locale.forLanguageTag(tag))).isEqualTo(expected);
  }
}
