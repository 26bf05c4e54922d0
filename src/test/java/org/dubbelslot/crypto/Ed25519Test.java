package org.dubbelslot.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ed25519Test {
  /** All points of small order, and the other ways to spell them. */
  private static final List<String> SMALL_ORDER =
      List.of(
          "0100000000000000000000000000000000000000000000000000000000000000",
          "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "0000000000000000000000000000000000000000000000000000000000000080",
          "0000000000000000000000000000000000000000000000000000000000000000",
          "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
          "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
          "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
          "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
          "0100000000000000000000000000000000000000000000000000000000000080",
          "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
          "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
          "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff");

  @ParameterizedTest(name = "RFC 8032, section 7.1, test {0}")
  @CsvSource({
    "1, 9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
        + " d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a, '',"
        + " e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac"
        + "c61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    "2, 4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
        + " 3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c, 72,"
        + " 92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e"
        + "458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
  })
  void keysAndSignaturesMeetTheSpecification(
      int test, String seedHex, String publicKey, String message, String signature) {
    assertThat(test).isPositive();
    try (SecretBytes seed = SecretBytes.wrap(HexFormat.of().parseHex(seedHex))) {
      assertThat(Ed25519.publicKey(seed)).asHexString().isEqualToIgnoringCase(publicKey);
      byte[] bytes = HexFormat.of().parseHex(message);
      assertThat(Ed25519.sign(seed, bytes)).asHexString().isEqualToIgnoringCase(signature);
    }
  }

  @Test
  void aSignatureHoldsForItsMessageAndKeyAlone() {
    try (SecretBytes seed = Ed25519.newSeed();
        SecretBytes other = Ed25519.newSeed()) {
      byte[] key = Ed25519.publicKey(seed);
      byte[] message = {1, 2, 3};
      byte[] signature = Ed25519.sign(seed, message);
      assertThat(Ed25519.verify(key, message, signature)).isTrue();
      assertThat(Ed25519.verify(key, new byte[] {1, 2, 4}, signature)).isFalse();
      assertThat(Ed25519.verify(Ed25519.publicKey(other), message, signature)).isFalse();
      assertThat(Ed25519.verify(key, message, Arrays.copyOf(signature, 63))).isFalse();
      assertThat(Ed25519.verify(key, message, Arrays.copyOf(signature, 65))).isFalse();
      assertThat(Ed25519.verify(Arrays.copyOf(key, 31), message, signature)).isFalse();
      assertThat(Ed25519.verify(new byte[0], message, new byte[0])).isFalse();
    }
  }

  /** With such a key and S = 0, a careless verifier accepts one signature for many messages. */
  @Test
  void noKeyAndNoPointOfSmallOrderIsAccepted() {
    for (String key : SMALL_ORDER) {
      for (String point : SMALL_ORDER) {
        byte[] signature = Arrays.copyOf(HexFormat.of().parseHex(point), 64);
        for (int message = 0; message < 16; message++) {
          assertThat(
                  Ed25519.verify(
                      HexFormat.of().parseHex(key), new byte[] {(byte) message}, signature))
              .as("%s with R = %s", key, point)
              .isFalse();
        }
      }
    }
  }

  @Test
  void aSeedHas32Bytes() {
    for (int length : new int[] {0, 31, 33, 64}) {
      try (SecretBytes seed = SecretBytes.random(length)) {
        assertThatThrownBy(() -> Ed25519.publicKey(seed))
            .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Ed25519.sign(seed, new byte[1]))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }
}
