package org.dubbelslot.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The length of the content")
class ContentGeometryTest {
  private static final Layout LAYOUT = new Layout(1024, FileId.random(), 2048);
  private static final int SEGMENT = 262_144;

  @ParameterizedTest(name = "{0} bytes after the FLOE header")
  @CsvSource({
    "4128, 1, 4096",
    "262144, 1, 262112",
    "262177, 2, 262113",
    "524288, 2, 524224",
    "524321, 3, 524225"
  })
  @DisplayName("tells segments and plaintext")
  void told(long segmentBytes, long segments, long plaintext) throws FormatException {
    ContentGeometry content = of(74 + segmentBytes);
    assertThat(content.segments()).isEqualTo(segments);
    assertThat(content.plaintextLength()).isEqualTo(plaintext);
  }

  @ParameterizedTest(name = "{0} bytes after the FLOE header")
  @ValueSource(longs = {-586, -75, -74, -1, 0, 31, 32, 4127, SEGMENT + 1, SEGMENT + 31})
  @DisplayName("is refused where no content has it")
  void refused(long segmentBytes) {
    assertThatExceptionOfType(FormatException.ContentCutShort.class)
        .isThrownBy(() -> of(74 + segmentBytes));
  }

  @Test
  @DisplayName("has a greatest value, that of 2^40 bytes of plaintext")
  void greatest() throws FormatException {
    long most = 1L << 40;
    long segments = Math.ceilDiv(most, 262_112L);
    assertThat(of(74 + most + 32 * segments).segments()).isEqualTo(segments);
    assertThatExceptionOfType(FormatException.ContentCutShort.class)
        .isThrownBy(() -> of(74 + most + 32 * segments + 1));
  }

  private static ContentGeometry of(long ciphertext) throws FormatException {
    return ContentGeometry.of(LAYOUT.contentPosition() + ciphertext + 512, LAYOUT);
  }
}
