package org.dubbelslot.desktop.start;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The hint about a passphrase")
class PassphraseHintTest {
  @ParameterizedTest
  @CsvSource({
    "'', NONE",
    "welkom1, SHORT",
    "welkom12, WEAK",
    "aaaaaaaaaaaaaaaaaaaaaaaa, WEAK",
    "fiets regen mos, FAIR",
    "fiets regen mos lantaarn, GOOD"
  })
  @DisplayName("grows with the length, not with one sign repeated")
  void grows(String typed, PassphraseHint hint) {
    assertThat(PassphraseHint.of(typed)).isEqualTo(hint);
    assertThat(hint.mayBeChosen()).isEqualTo(typed.length() >= PassphraseHint.LEAST);
  }
}
