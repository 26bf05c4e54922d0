package org.dubbelslot.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.dubbelslot.crypto.SecretBytes;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An organisation's RSA key")
class OrganisationPrivateKeyTest {
  @Test
  @DisplayName(
      "unwraps what is exactly as long as its modulus, also where a shorter number is meant")
  void lengthOfTheModulus() throws Exception {
    byte[] blob = new byte[HalfBlob.BYTES];
    blob[0] = 1;
    try (OrganisationPrivateKey key =
        OrganisationPrivateKey.generate(OrganisationAlgorithm.RSA_OAEP_256, 2048)) {
      byte[] wrapped;
      do { // one of 256 begins with a zero byte
        wrapped = key.publicKey().wrap(blob);
      } while (wrapped[0] != 0);
      try (SecretBytes unwrapped = key.unwrap(wrapped)) {
        assertThat(unwrapped.bytes()).isEqualTo(blob);
      }
      byte[] shorter = Arrays.copyOfRange(wrapped, 1, wrapped.length);
      byte[] longer = new byte[wrapped.length + 1];
      System.arraycopy(wrapped, 0, longer, 1, wrapped.length);
      for (byte[] other : new byte[][] {shorter, longer, new byte[0]}) {
        assertThatExceptionOfType(GeneralSecurityException.class)
            .isThrownBy(() -> key.unwrap(other));
      }
    }
  }
}
