package org.dubbelslot.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dubbelslot.crypto.Vectors.hex;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.pqc.crypto.xwing.XWingKEMExtractor;
import org.bouncycastle.pqc.crypto.xwing.XWingKEMGenerator;
import org.bouncycastle.pqc.crypto.xwing.XWingPrivateKeyParameters;
import org.bouncycastle.pqc.crypto.xwing.XWingPublicKeyParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XWingTest {
  @Test
  void bouncyCastleGivesTheAnswersOfTheDraft() throws Exception {
    JsonNode vectors = Vectors.read("xwing/test-vectors.json");
    assertThat(vectors).hasSize(3);
    for (JsonNode vector : vectors) {
      try (SecretBytes seed = SecretBytes.wrap(hex(vector, "seed"))) {
        assertThat(XWing.publicKey(seed)).isEqualTo(hex(vector, "pk"));
        assertThat(
                new XWingKEMExtractor(new XWingPrivateKeyParameters(seed.bytes()))
                    .extractSecret(hex(vector, "ct")))
            .isEqualTo(hex(vector, "ss"));
      }
      SecretWithEncapsulation encapsulated =
          new XWingKEMGenerator(new GivenRandom(hex(vector, "eseed")))
              .generateEncapsulated(new XWingPublicKeyParameters(hex(vector, "pk")));
      assertThat(encapsulated.getEncapsulation()).isEqualTo(hex(vector, "ct"));
      assertThat(encapsulated.getSecret()).isEqualTo(hex(vector, "ss"));
    }
  }

  @Test
  void aPublicKeyIsToldFromWhatOnlyHasItsLength() {
    byte[] key;
    try (SecretBytes seed = XWing.newSeed()) {
      key = XWing.publicKey(seed);
    }
    assertThat(XWing.isPublicKey(key)).isTrue();
    assertThat(XWing.isPublicKey(Arrays.copyOf(key, key.length - 1))).isFalse();
    assertThat(XWing.isPublicKey(Arrays.copyOf(key, key.length + 1))).isFalse();
    byte[] coefficientTooLarge = key.clone();
    coefficientTooLarge[0] = (byte) 0xff;
    coefficientTooLarge[1] |= 0x0f;
    assertThat(XWing.isPublicKey(coefficientTooLarge)).isFalse();
    assertThatThrownBy(() -> seal(coefficientTooLarge))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
      })
  void aPublicKeyOfLowOrderIsRefused(String point) {
    byte[] key;
    try (SecretBytes seed = XWing.newSeed()) {
      key = XWing.publicKey(seed);
    }
    System.arraycopy(HexFormat.of().parseHex(point), 0, key, 1184, 32);
    assertThat(XWing.isPublicKey(key)).isFalse();
    assertThatThrownBy(() -> seal(key)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 33, 64})
  void aSeedHas32Bytes(int length) {
    try (SecretBytes seed = SecretBytes.random(length)) {
      assertThatThrownBy(() -> XWing.publicKey(seed)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static void seal(byte[] publicKey) {
    Hpke.AES_256_GCM.seal(publicKey, new byte[0], new byte[0], new byte[32]);
  }
}
