package org.dubbelslot.floe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FloeParametersTest {
  private static final FloeParameters OURS = FloeParameters.STANDARD;

  @Test
  void ourSegmentsCarry262112Bytes() {
    assertThat(OURS.segmentBytes()).isEqualTo(262_144);
    assertThat(OURS.plaintextBytes()).isEqualTo(262_112);
    assertThat(OURS.maximumSegments()).isEqualTo(1L << 40);
    assertThat(OURS.encoded()).containsExactly(0, 0, 0, 4, 0, 0, 0, 0, 0, 32);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 106",
    "1, 1, 107",
    "262112, 1, 262218",
    "262113, 2, 262251",
    "524224, 2, 524362",
    "1099511627776, 4194817, 1099645861994"
  })
  void lengthsFollowFromThePlaintext(long plaintext, long segments, long ciphertext) {
    assertThat(OURS.segmentsOf(plaintext)).isEqualTo(segments);
    assertThat(OURS.ciphertextLength(plaintext)).isEqualTo(ciphertext);
    assertThat(OURS.segmentsIn(ciphertext)).hasValue(segments);
    assertThat(OURS.plaintextLength(ciphertext)).hasValue(plaintext);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 74, 105, 262_219, 262_218 + 31})
  void lengthsThatNoCiphertextHas(long ciphertext) {
    assertThat(OURS.segmentsIn(ciphertext)).isEmpty();
    assertThat(OURS.plaintextLength(ciphertext)).isEmpty();
  }

  @Test
  void anEmptyLastSegmentIsReadThoughNeverWritten() {
    assertThat(OURS.segmentsIn(262_218 + 32)).hasValue(2);
    assertThat(OURS.plaintextLength(262_218 + 32)).hasValue(262_112);
  }

  @Test
  void segmentsLieOneAfterAnother() {
    assertThat(OURS.segmentOffset(0)).isEqualTo(74);
    assertThat(OURS.segmentOffset(3)).isEqualTo(74 + 3 * 262_144);
  }

  @Test
  void theKeyChangesEvery2To20Segments() {
    assertThat(OURS.keyPosition((1 << 20) - 1)).isZero();
    assertThat(OURS.keyPosition(1 << 20)).isEqualTo(1 << 20);
    assertThat(OURS.keyPosition((1L << 40) - 1)).isEqualTo((1L << 40) - (1 << 20));
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, 0, 32, (1 << 30) + 1, Integer.MAX_VALUE})
  void segmentsThatCannotBe(int segmentBytes) {
    assertThatThrownBy(() -> FloeParameters.of(segmentBytes))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
