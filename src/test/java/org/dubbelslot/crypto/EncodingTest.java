package org.dubbelslot.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One value, one spelling: Crockford base32, identifiers, base64url. */
class EncodingTest {
  private static final long SEED = 20261102;

  @Nested
  class CrockfordBase32 {
    /** RFC 4648's examples, in the other alphabet and without padding. */
    @ParameterizedTest
    @CsvSource({
      "'', ''",
      "f, cr",
      "fo, csqg",
      "foo, csqpy",
      "foob, csqpyrg",
      "fooba, csqpyrk1",
      "foobar, csqpyrk1e8"
    })
    void spellsTheExamples(String value, String text) {
      byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
      assertThat(Crockford.encode(bytes)).isEqualTo(text);
      assertThat(Crockford.decode(text)).isEqualTo(bytes);
    }

    @Test
    void bringsEveryLengthBackAndAgreesWithArithmetic() {
      Random random = new Random(SEED);
      for (int length = 0; length < 300; length++) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        String text = Crockford.encode(bytes);
        assertThat(Crockford.decode(text)).as("seed %d", SEED).isEqualTo(bytes);
        assertThat(text).as("seed %d", SEED).hasSize((length * 8 + 4) / 5);
        if (length > 0 && length % 5 == 0) {
          BigInteger value = new BigInteger(1, bytes);
          assertThat(new BigInteger(standardDigits(text), 32)).as("seed %d", SEED).isEqualTo(value);
        }
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "0", "000", "000000", "cs", "cr=", "CR", "ci", "cl", "co", "cu", "c-r", " cr", "cé", "c０"
        })
    void refusesEveryOtherSpelling(String text) {
      assertThatIllegalArgumentException().isThrownBy(() -> Crockford.decode(text));
    }

    private static String standardDigits(String text) {
      StringBuilder digits = new StringBuilder();
      text.chars()
          .map("0123456789abcdefghjkmnpqrstvwxyz"::indexOf)
          .forEach(value -> digits.append(Character.forDigit(value, 32)));
      return digits.toString();
    }
  }

  @Nested
  class AnIdentifier {
    @Test
    void has16BytesAnd26Characters() {
      Kid kid = Kid.random();
      assertThat(kid.bytes()).hasSize(Kid.BYTES);
      assertThat(kid.text()).hasSize(Kid.CHARACTERS);
      assertThat(Kid.of(kid.bytes())).isEqualTo(kid).hasToString(kid.text());
      assertThat(Kid.random()).isNotEqualTo(kid);
    }

    @Test
    void sortsAsItsBytesDo() {
      Kid low = Kid.of(new byte[16]);
      byte[] bytes = new byte[16];
      bytes[15] = 1;
      assertThat(low.compareTo(Kid.of(bytes))).isNegative();
      bytes[0] = (byte) 0xff;
      assertThat(Kid.of(new byte[16])).isLessThan(Kid.of(bytes));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "0000000000000000000000000",
          "000000000000000000000000000",
          "00000000000000000000000001",
          "0000000000000000000000000A",
          "0000000000000000000000000i"
        })
    void hasOneSpelling(String text) {
      assertThatIllegalArgumentException().isThrownBy(() -> new Kid(text));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 15, 17})
    void hasNoOtherLength(int length) {
      assertThatIllegalArgumentException().isThrownBy(() -> Kid.of(new byte[length]));
    }
  }

  @Nested
  class Base64url {
    @ParameterizedTest
    @CsvSource({"'', ''", "f, Zg", "fo, Zm8", "foo, Zm9v", "??>, Pz8-", "???, Pz8_"})
    void spellsTheExamples(String value, String text) {
      byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
      assertThat(Base64Url.encode(bytes)).isEqualTo(text);
      assertThat(Base64Url.decode(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"Zg==", "Zg=", "Zh", "Zm9", "Z", "Pz8+", "Pz8/", "Zg\n", " Zg", "Zé", "Zｇ"})
    void refusesEveryOtherSpelling(String text) {
      assertThatIllegalArgumentException().isThrownBy(() -> Base64Url.decode(text));
    }
  }

  @Nested
  class LabelsForHkdf {
    @Test
    void endInOneZeroByteBeforeTheirParts() {
      byte[] joined = Hkdf.info("ab", new byte[] {1}, new byte[] {2, 3});
      assertThat(joined).containsExactly('a', 'b', 0, 1, 2, 3);
      assertThat(Hkdf.info("ab")).containsExactly('a', 'b', 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 8161})
    void expandToNoImpossibleLength(int length) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Hkdf.expand(new byte[32], new byte[0], length));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Hkdf.expand(new byte[31], new byte[0], 32));
    }
  }
}
