package org.dubbelslot.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class SecretBytesTest {
  @Test
  void closingWipesTheVeryArrayAndMayBeDoneTwice() {
    byte[] array = {1, 2, 3};
    SecretBytes secret = SecretBytes.wrap(array);
    assertThat(secret.bytes()).isSameAs(array);
    secret.close();
    secret.close();
    assertThat(array).containsOnly(0);
    assertThat(secret.isDestroyed()).isTrue();
    assertThat(secret.length()).isEqualTo(3);
  }

  @Test
  void aDestroyedSecretGivesNothingAway() {
    SecretBytes secret = SecretBytes.random(32);
    secret.destroy();
    assertThatIllegalStateException().isThrownBy(secret::bytes);
    assertThatIllegalStateException().isThrownBy(secret::copy);
    assertThatIllegalStateException().isThrownBy(() -> secret.key("AES"));
  }

  @Test
  void aCopyLivesOnItsOwn() {
    byte[] array = {1, 2, 3};
    try (SecretBytes copied = SecretBytes.copyOf(array)) {
      SecretBytes again = copied.copy();
      again.close();
      array[0] = 9;
      assertThat(copied.bytes()).containsExactly(1, 2, 3);
    }
    assertThat(array).containsExactly(9, 2, 3);
  }

  @Test
  void equalityIsByContentWhileBothLive() {
    try (SecretBytes one = SecretBytes.copyOf(new byte[] {1, 2});
        SecretBytes same = SecretBytes.copyOf(new byte[] {1, 2});
        SecretBytes other = SecretBytes.copyOf(new byte[] {1, 3})) {
      assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(other);
      same.close();
      assertThat(one).isNotEqualTo(same);
    }
  }

  @Test
  void itsTextIsItsLengthAlone() {
    try (SecretBytes secret = SecretBytes.copyOf(new byte[] {65, 66, 67})) {
      assertThat(secret).hasToString("SecretBytes[3 bytes]");
    }
  }

  @Test
  void randomSecretsDiffer() {
    try (SecretBytes one = SecretBytes.random(32);
        SecretBytes other = SecretBytes.random(32)) {
      assertThat(one).isNotEqualTo(other);
      assertThat(one.length()).isEqualTo(32);
    }
  }
}
