package org.dubbelslot.drive;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuickXorHashTest {
  /** Short values as Microsoft's own code gives them. */
  @ParameterizedTest
  @CsvSource({
    "'',AAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    "Sg==,SgAAAAAAAAAAAAAAAQAAAAAAAAA=",
    "tbQ=,taAFAAAAAAAAAAAAAgAAAAAAAAA=",
    "0pZP,0rDEEwAAAAAAAAAAAwAAAAAAAAA="
  })
  void hashesAsMicrosoftDoes(String input, String hash) {
    byte[] bytes = Base64.getDecoder().decode(input);
    assertThat(hash(bytes, bytes.length + 1)).isEqualTo(hash);
  }

  @Test
  void doesNotDependOnThePieces() {
    long seed = 7;
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      byte[] bytes = new byte[random.nextInt(5000)];
      random.nextBytes(bytes);
      int piece = 1 + random.nextInt(700);
      assertThat(hash(bytes, piece))
          .as("seed %d, size %d, piece %d", seed, bytes.length, piece)
          .isEqualTo(byTheBook(bytes));
    }
  }

  private static String hash(byte[] bytes, int piece) {
    QuickXorHash hash = new QuickXorHash();
    for (int at = 0; at < bytes.length; at += piece) {
      hash.update(bytes, at, Math.min(piece, bytes.length - at));
    }
    return hash.base64();
  }

  /** The description, word for word, on one large number. */
  private static String byTheBook(byte[] bytes) {
    BigInteger all = BigInteger.ONE.shiftLeft(160).subtract(BigInteger.ONE);
    BigInteger state = BigInteger.ZERO;
    for (int i = 0; i < bytes.length; i++) {
      BigInteger shifted = BigInteger.valueOf(bytes[i] & 0xff).shiftLeft((11 * i) % 160);
      state = state.xor(shifted.and(all)).xor(shifted.shiftRight(160));
    }
    state = state.xor(BigInteger.valueOf(bytes.length).shiftLeft(160 - 64));
    byte[] hash = new byte[20];
    for (int i = 0; i < 20; i++) {
      hash[i] = state.shiftRight(8 * i).byteValue();
    }
    return Base64.getEncoder().encodeToString(hash);
  }
}
