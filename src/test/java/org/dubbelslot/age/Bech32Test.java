package org.dubbelslot.age;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import org.dubbelslot.crypto.SecretBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Bech32Test {
  private static final String IDENTITY =
      "AGE-SECRET-KEY-PQ-1XX76JRALNLXDMEW0CRK45QMCCH4X06SE84UN3VPM33W6HWDX0H3SK3ZQFR";

  @Test
  void aPublishedIdentityIsReadAndWrittenAlike() throws Exception {
    try (XWingIdentity identity = XWingIdentity.parse(ascii(IDENTITY));
        SecretBytes text = identity.text()) {
      assertThat(text.bytes()).asString(StandardCharsets.US_ASCII).isEqualTo(IDENTITY);
      String recipient = identity.recipient().toString();
      assertThat(recipient).startsWith("age1pq1x34nzsvr0rxjsgdn8zgyhfe8j7ceq5r9rd").hasSize(1959);
      assertThat(recipient).endsWith("y7saeq0d3fzv49zc0k");
      assertThat(XWingRecipient.parse(recipient)).isEqualTo(identity.recipient());
    }
  }

  @Test
  void identitiesAreUpperCaseAndRecipientsLowerCaseOnly() throws Exception {
    refused(IDENTITY.toLowerCase(Locale.ROOT));
    refused(IDENTITY.substring(0, 30) + IDENTITY.substring(30).toLowerCase(Locale.ROOT));
    try (XWingIdentity identity = XWingIdentity.parse(ascii(IDENTITY))) {
      String recipient = identity.recipient().toString();
      assertThatExceptionOfType(AgeException.KeyMalformed.class)
          .isThrownBy(() -> XWingRecipient.parse(recipient.toUpperCase(Locale.ROOT)));
      assertThatExceptionOfType(AgeException.KeyMalformed.class)
          .isThrownBy(() -> XWingRecipient.parse(recipient + " "));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "nothing, ''",
    "an X25519 identity,"
        + " AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX",
    "a prefix alone, AGE-SECRET-KEY-PQ-1",
    "a Cyrillic letter,"
        + " AGE-SECRET-KEY-PQ-1ХX76JRALNLXDMEW0CRK45QMCCH4X06SE84UN3VPM33W6HWDX0H3SK3ZQFR",
    "a letter outside the alphabet,"
        + " AGE-SECRET-KEY-PQ-1BX76JRALNLXDMEW0CRK45QMCCH4X06SE84UN3VPM33W6HWDX0H3SK3ZQFR"
  })
  void otherTextsAreRefused(String what, String text) {
    assertThat(what).isNotEmpty();
    refused(text);
  }

  @Test
  void everySingleTypingErrorIsNoticed() {
    for (int i = 0; i < IDENTITY.length(); i++) {
      char wrong = IDENTITY.charAt(i) == 'Q' ? 'P' : 'Q';
      refused(IDENTITY.substring(0, i) + wrong + IDENTITY.substring(i + 1));
    }
  }

  @Test
  void anyLengthComesBack() throws Exception {
    long seed = 20261101;
    Random random = new Random(seed);
    for (int length = 0; length < 100; length++) {
      byte[] data = new byte[length];
      random.nextBytes(data);
      try (SecretBytes back = Bech32.decode("age", Bech32.encode("age", data))) {
        assertThat(back.bytes()).as("seed %d", seed).isEqualTo(data);
      }
    }
  }

  private static void refused(String text) {
    assertThatExceptionOfType(AgeException.KeyMalformed.class)
        .as(text)
        .isThrownBy(() -> XWingIdentity.parse(ascii(text)))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("XX76"));
  }

  private static SecretBytes ascii(String text) {
    return SecretBytes.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
