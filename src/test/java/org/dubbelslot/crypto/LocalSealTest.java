package org.dubbelslot.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LocalSealTest {
  private static final byte[] NAME = "Zorgdossier.docx".getBytes(StandardCharsets.UTF_8);

  @Test
  void aBoxOpensUnderItsContext() throws GeneralSecurityException {
    try (LocalSeal seal = new LocalSeal(SecretBytes.random(32))) {
      byte[] box = seal.seal(NAME, "job 1");

      assertThat(box).hasSize(NAME.length + LocalSeal.OVERHEAD);
      assertThat(seal.open(box, "job 1")).isEqualTo(NAME);
      assertThat(seal.open(seal.seal(new byte[0], ""), "")).isEmpty();
    }
  }

  @Test
  void theSameIsNeverSealedTheSameWay() {
    try (LocalSeal seal = new LocalSeal(SecretBytes.random(32))) {
      assertThat(seal.seal(NAME, "job 1")).isNotEqualTo(seal.seal(NAME, "job 1"));
    }
  }

  @Test
  void aBoxDoesNotOpenUnderAnotherContextOrKey() {
    try (LocalSeal seal = new LocalSeal(SecretBytes.random(32));
        LocalSeal other = new LocalSeal(SecretBytes.random(32))) {
      byte[] box = seal.seal(NAME, "job 1");

      assertThatThrownBy(() -> seal.open(box, "job 2"))
          .isInstanceOf(GeneralSecurityException.class);
      assertThatThrownBy(() -> other.open(box, "job 1"))
          .isInstanceOf(GeneralSecurityException.class);
    }
  }

  @Test
  void anAlteredBoxDoesNotOpen() {
    long seedOfThisRun = System.nanoTime();
    Random random = new Random(seedOfThisRun);
    try (LocalSeal seal = new LocalSeal(SecretBytes.random(32))) {
      byte[] box = seal.seal(NAME, "job 1");
      for (int cut = 0; cut < box.length; cut++) {
        byte[] shorter = Arrays.copyOf(box, cut);
        assertThatThrownBy(() -> seal.open(shorter, "job 1"))
            .as("seed %d, cut to %d", seedOfThisRun, cut)
            .isInstanceOf(GeneralSecurityException.class);
      }
      int at = random.nextInt(box.length);
      box[at] ^= (byte) (1 << random.nextInt(8));
      assertThatThrownBy(() -> seal.open(box, "job 1"))
          .as("seed %d, altered at %d", seedOfThisRun, at)
          .isInstanceOf(GeneralSecurityException.class);
    }
  }

  @Test
  void onceClosedItSealsNothing() {
    LocalSeal seal = new LocalSeal(SecretBytes.random(32));
    seal.close();

    assertThatThrownBy(() -> seal.seal(NAME, "")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aKeyOfAnotherLengthIsRefused() {
    try (SecretBytes shorter = SecretBytes.random(16)) {
      assertThatThrownBy(() -> new LocalSeal(shorter)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
