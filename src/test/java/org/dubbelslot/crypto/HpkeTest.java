package org.dubbelslot.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dubbelslot.crypto.Vectors.hex;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.pqc.crypto.xwing.XWingPrivateKeyParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HpkeTest {
  private static final int X_WING = 0x647a;
  private static final byte[] INFO = "dubbelslot".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] AAD = {1, 2, 3};
  private static final byte[] MESSAGE =
      "32 bytes are what a key has ....".getBytes(StandardCharsets.US_ASCII);

  private final SecretBytes seed = XWing.newSeed();
  private final byte[] publicKey = XWing.publicKey(seed);

  @AfterEach
  void wipe() {
    seed.close();
  }

  /**
   * Of the 13 vectors in each file, one has our KEM, KDF and an AEAD of ours; the others (P-256,
   * P-384, X448, plain ML-KEM, SHAKE) name parts we do not have.
   */
  @ParameterizedTest
  @ValueSource(strings = {"hpke-pq.json", "hpke-pq-hpkewg.json"})
  void publishedMessagesOpenAndComeOutAgain(String file) throws Exception {
    int run = 0;
    for (JsonNode vector : Vectors.read("hpke/" + file)) {
      if (vector.required("mode").intValue() == 0
          && vector.required("kem_id").intValue() == X_WING
          && vector.required("kdf_id").intValue() == 1
          && vector.required("aead_id").intValue() == 3) {
        run++;
        check(vector);
      }
    }
    assertThat(run).isEqualTo(1);
  }

  private static void check(JsonNode vector) throws GeneralSecurityException {
    JsonNode first = vector.required("encryptions").get(0);
    byte[] info = hex(vector, "info");
    byte[] enc = hex(vector, "enc");
    byte[] ciphertext = hex(first, "ct");
    try (SecretBytes key = SecretBytes.wrap(hex(vector, "skRm"));
        SecretBytes opened =
            Hpke.CHACHA20_POLY1305.open(key, enc, info, hex(first, "aad"), ciphertext);
        Hpke.Schedule schedule =
            Hpke.CHACHA20_POLY1305.schedule(hex(vector, "shared_secret"), info)) {
      assertThat(XWing.publicKey(key)).isEqualTo(hex(vector, "pkRm"));
      assertThat(opened.bytes()).isEqualTo(hex(first, "pt"));
      assertThat(schedule.key().bytes()).isEqualTo(hex(vector, "key"));
      assertThat(schedule.nonce().bytes()).isEqualTo(hex(vector, "base_nonce"));
    }
    Hpke.Sealed sealed =
        Hpke.CHACHA20_POLY1305.seal(
            hex(vector, "pkRm"),
            info,
            hex(first, "aad"),
            hex(first, "pt"),
            new GivenRandom(hex(vector, "ikmE")));
    assertThat(sealed.enc()).isEqualTo(enc);
    assertThat(sealed.ciphertext()).isEqualTo(ciphertext);
  }

  @ParameterizedTest
  @EnumSource
  void anotherImplementationOfHpkeOpensOursAndWeOpenIts(Hpke hpke) throws Exception {
    HPKE other =
        new HPKE(
            HPKE.mode_base,
            HPKE.kem_X_WING,
            HPKE.kdf_HKDF_SHA256,
            hpke == Hpke.AES_256_GCM ? HPKE.aead_AES_GCM256 : HPKE.aead_CHACHA20_POLY1305);
    XWingPrivateKeyParameters privateKey = new XWingPrivateKeyParameters(seed.bytes());
    AsymmetricCipherKeyPair pair =
        new AsymmetricCipherKeyPair(privateKey.getPublicKeyParameters(), privateKey);
    Hpke.Sealed ours = hpke.seal(publicKey, INFO, AAD, MESSAGE);
    assertThat(other.open(ours.enc(), pair, INFO, AAD, ours.ciphertext(), null, null, null))
        .isEqualTo(MESSAGE);
    byte[][] theirs = other.seal(pair.getPublic(), INFO, AAD, MESSAGE, null, null, null);
    try (SecretBytes opened = hpke.open(seed, theirs[1], INFO, AAD, theirs[0])) {
      assertThat(opened.bytes()).isEqualTo(MESSAGE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void onlyTheSameKeyInfoAndAadOpen(Hpke hpke) throws Exception {
    Hpke.Sealed sealed = hpke.seal(publicKey, INFO, AAD, MESSAGE);
    try (SecretBytes opened = hpke.open(seed, sealed.enc(), INFO, AAD, sealed.ciphertext());
        SecretBytes other = XWing.newSeed()) {
      assertThat(opened.bytes()).isEqualTo(MESSAGE);
      refused(hpke, other, sealed.enc(), INFO, AAD, sealed.ciphertext());
      refused(hpke, seed, sealed.enc(), AAD, AAD, sealed.ciphertext());
      refused(hpke, seed, sealed.enc(), INFO, INFO, sealed.ciphertext());
      Hpke otherSuite = hpke == Hpke.AES_256_GCM ? Hpke.CHACHA20_POLY1305 : Hpke.AES_256_GCM;
      refused(otherSuite, seed, sealed.enc(), INFO, AAD, sealed.ciphertext());
    }
  }

  @Test
  void anAlteredMessageDoesNotOpen() {
    Hpke.Sealed sealed = Hpke.AES_256_GCM.seal(publicKey, INFO, AAD, MESSAGE);
    for (int i = 0; i < sealed.enc().length; i += 53) {
      refused(Hpke.AES_256_GCM, seed, flip(sealed.enc(), i), INFO, AAD, sealed.ciphertext());
    }
    for (int i = 0; i < sealed.ciphertext().length; i++) {
      refused(Hpke.AES_256_GCM, seed, sealed.enc(), INFO, AAD, flip(sealed.ciphertext(), i));
    }
  }

  @Test
  void aMessageOfImpossibleShapeIsRefusedBeforeItIsTried() {
    Hpke.Sealed sealed = Hpke.AES_256_GCM.seal(publicKey, INFO, AAD, MESSAGE);
    byte[] shortEnc = Arrays.copyOf(sealed.enc(), XWing.ENC_BYTES - 1);
    byte[] shortText = Arrays.copyOf(sealed.ciphertext(), 15);
    byte[] lowOrder = sealed.enc();
    Arrays.fill(lowOrder, XWing.ENC_BYTES - 32, XWing.ENC_BYTES, (byte) 0);
    for (byte[][] message :
        new byte[][][] {
          {shortEnc, sealed.ciphertext()}, {sealed.enc(), shortText}, {lowOrder, MESSAGE}
        }) {
      assertThatThrownBy(() -> Hpke.AES_256_GCM.open(seed, message[0], INFO, AAD, message[1]))
          .isInstanceOf(GeneralSecurityException.class)
          .isNotInstanceOf(AEADBadTagException.class);
    }
    try (SecretBytes wrongSeed = SecretBytes.random(31)) {
      assertThatThrownBy(
              () -> Hpke.AES_256_GCM.open(wrongSeed, sealed.enc(), INFO, AAD, sealed.ciphertext()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static void refused(
      Hpke hpke, SecretBytes key, byte[] enc, byte[] info, byte[] aad, byte[] ciphertext) {
    assertThatExceptionOfType(AEADBadTagException.class)
        .isThrownBy(() -> hpke.open(key, enc, info, aad, ciphertext));
  }

  private static byte[] flip(byte[] bytes, int at) {
    byte[] altered = bytes.clone();
    altered[at] ^= 1;
    return altered;
  }
}
