package org.dubbelslot.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;

/** Bouncy Castle's ML-DSA, held against the JDK's own. */
class MlDsa65Test {
  private static final byte[] MESSAGE = {1, 2, 3};

  @Test
  void theJdkVerifiesWhatWeSign() throws Exception {
    try (SecretBytes seed = MlDsa65.newSeed()) {
      byte[] spki =
          new SubjectPublicKeyInfo(
                  new AlgorithmIdentifier(NISTObjectIdentifiers.id_ml_dsa_65),
                  MlDsa65.publicKey(seed))
              .getEncoded();
      PublicKey key = KeyFactory.getInstance("ML-DSA").generatePublic(new X509EncodedKeySpec(spki));
      Signature verifier = Signature.getInstance("ML-DSA-65");
      verifier.initVerify(key);
      verifier.update(MESSAGE);
      assertThat(verifier.verify(MlDsa65.sign(seed, MESSAGE))).isTrue();
    }
  }

  @Test
  void weVerifyWhatTheJdkSigns() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("ML-DSA-65").generateKeyPair();
    Signature signer = Signature.getInstance("ML-DSA-65");
    signer.initSign(pair.getPrivate());
    signer.update(MESSAGE);
    byte[] key =
        SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded())
            .getPublicKeyData()
            .getOctets();
    assertThat(MlDsa65.verify(key, MESSAGE, signer.sign())).isTrue();
  }

  @Test
  void aSignatureHoldsForItsMessageAndKeyAlone() {
    try (SecretBytes seed = MlDsa65.newSeed();
        SecretBytes other = MlDsa65.newSeed()) {
      byte[] key = MlDsa65.publicKey(seed);
      byte[] signature = MlDsa65.sign(seed, MESSAGE);
      assertThat(key).hasSize(MlDsa65.PUBLIC_BYTES);
      assertThat(signature).hasSize(MlDsa65.SIGNATURE_BYTES);
      assertThat(MlDsa65.verify(key, MESSAGE, signature)).isTrue();
      assertThat(MlDsa65.verify(key, new byte[] {1, 2, 4}, signature)).isFalse();
      assertThat(MlDsa65.verify(MlDsa65.publicKey(other), MESSAGE, signature)).isFalse();
      assertThat(MlDsa65.verify(key, MESSAGE, Arrays.copyOf(signature, 3308))).isFalse();
      assertThat(MlDsa65.verify(key, MESSAGE, Arrays.copyOf(signature, 3310))).isFalse();
      assertThat(MlDsa65.verify(Arrays.copyOf(key, 1951), MESSAGE, signature)).isFalse();
      for (int i = 0; i < signature.length; i += 41) {
        byte[] altered = signature.clone();
        altered[i] ^= 1;
        assertThat(MlDsa65.verify(key, MESSAGE, altered)).as("byte %d", i).isFalse();
      }
      byte[] wild = new byte[MlDsa65.SIGNATURE_BYTES];
      Arrays.fill(wild, (byte) 0xff);
      assertThat(MlDsa65.verify(key, MESSAGE, wild)).isFalse();
    }
  }

  @Test
  void aSeedHas32Bytes() {
    for (int length : new int[] {0, 31, 33, 64}) {
      try (SecretBytes seed = SecretBytes.random(length)) {
        assertThatThrownBy(() -> MlDsa65.publicKey(seed))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }
}
