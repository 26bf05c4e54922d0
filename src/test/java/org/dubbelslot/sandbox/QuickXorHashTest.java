package org.dubbelslot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuickXorHashTest {
  private static final Base64.Decoder BASE64 = Base64.getDecoder();

  /** Known answers that OneDrive itself gave, as rclone's tests list them. */
  @ParameterizedTest
  @CsvSource({
    "'', AAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    "Sg==, SgAAAAAAAAAAAAAAAQAAAAAAAAA=",
    "tbQ=, taAFAAAAAAAAAAAAAgAAAAAAAAA=",
    "0pZP, 0rDEEwAAAAAAAAAAAwAAAAAAAAA=",
    "h490d57Pqz5q2rtT, h3gEHe7giWeswgdq3MYupgAAAAA=",
    "gQaybEqS/4UlDc8e4IJm, gDCALNigBEn8oxAlZ8AzPAAOQZg=",
    "XJZSOiNO2bmfKnTKD7fztcQX, /6ZArHQwAidkIxefQgEdlPGAW8w=",
    "g8VtAh+2Kf4k0kY5tzji2i2zmA==, wDNrgwHWAVukwB8kg4YRcnALHIg="
  })
  void matchesKnownAnswers(String input, String expected) {
    byte[] bytes = BASE64.decode(input);
    QuickXorHash hash = new QuickXorHash();
    hash.update(bytes, 0, bytes.length);
    assertThat(hash.base64()).isEqualTo(expected);
  }

  @Test
  void matchesTheDefinitionBitByBitHoweverItIsCut() {
    long seed = 5;
    Random random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      byte[] bytes = new byte[random.nextInt(2000)];
      random.nextBytes(bytes);
      QuickXorHash hash = new QuickXorHash();
      int at = 0;
      while (at < bytes.length) {
        int n = 1 + random.nextInt(bytes.length - at);
        hash.update(bytes, at, n);
        hash = QuickXorHash.from(hash.copy().state());
        at += n;
      }
      assertThat(hash.base64()).as("seed %d round %d", seed, round).isEqualTo(slow(bytes));
    }
  }

  private static String slow(byte[] bytes) {
    byte[] ring = new byte[20];
    for (int i = 0; i < bytes.length; i++) {
      for (int bit = 0; bit < 8; bit++) {
        int to = (i * 11 + bit) % 160;
        ring[to / 8] ^= (byte) ((bytes[i] >> bit & 1) << (to % 8));
      }
    }
    for (int i = 0; i < 8; i++) {
      ring[12 + i] ^= (byte) ((long) bytes.length >>> (8 * i));
    }
    return Base64.getEncoder().encodeToString(ring);
  }
}
