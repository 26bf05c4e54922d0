package org.dubbelslot.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dubbelslot.crypto.Vectors.hex;
import static org.dubbelslot.crypto.Vectors.wycheproof;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.cryptomator.siv.SivMode;
import org.cryptomator.siv.UnauthenticCiphertextException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The providers that we build on, against Wycheproof. Every vector of every file runs; nothing is
 * skipped.
 */
class WycheproofTest {
  private static final int TAG_BITS = 128;

  @Test
  void aesGcmOfTheJdk() throws Exception {
    wycheproof(
        "aes_gcm_test.json",
        316,
        (group, vector) ->
            aead(
                vector,
                "AES/GCM/NoPadding",
                "AES",
                new GCMParameterSpec(TAG_BITS, hex(vector, "iv"))));
  }

  @Test
  void chacha20Poly1305OfTheJdk() throws Exception {
    wycheproof(
        "chacha20_poly1305_test.json",
        325,
        (group, vector) ->
            aead(vector, "ChaCha20-Poly1305", "ChaCha20", new IvParameterSpec(hex(vector, "iv"))));
  }

  private static boolean aead(
      JsonNode vector, String transformation, String algorithm, AlgorithmParameterSpec iv)
      throws GeneralSecurityException {
    byte[] message = hex(vector, "msg");
    byte[] sealed = concat(hex(vector, "ct"), hex(vector, "tag"));
    SecretKey key = new SecretKeySpec(hex(vector, "key"), algorithm);
    Cipher cipher = Cipher.getInstance(transformation);
    cipher.init(Cipher.DECRYPT_MODE, key, iv);
    cipher.updateAAD(hex(vector, "aad"));
    boolean opens = Arrays.equals(cipher.doFinal(sealed), message);
    Cipher other = Cipher.getInstance(transformation);
    other.init(Cipher.ENCRYPT_MODE, key, iv);
    other.updateAAD(hex(vector, "aad"));
    return opens && Arrays.equals(other.doFinal(message), sealed);
  }

  @Test
  void aesSivOfSivMode() throws Exception {
    wycheproof(
        "aes_siv_cmac_test.json",
        442,
        (group, vector) -> {
          byte[] both = hex(vector, "key");
          byte[] mac = Arrays.copyOf(both, both.length / 2);
          byte[] ctr = Arrays.copyOfRange(both, both.length / 2, both.length);
          byte[] message = hex(vector, "msg");
          byte[] sealed = hex(vector, "ct");
          byte[] aad = hex(vector, "aad");
          SivMode siv = new SivMode();
          try {
            return Arrays.equals(siv.decrypt(ctr, mac, sealed, aad), message)
                && Arrays.equals(siv.encrypt(ctr, mac, message, aad), sealed);
          } catch (UnauthenticCiphertextException altered) {
            return false;
          }
        });
  }

  /**
   * We wrap with AES-KW, for which there is no file here. AES-KWP (RFC 5649) shares its code in the
   * JDK, so its file runs against that; and nothing that is wrapped with padding may unwrap
   * without.
   */
  @Test
  void aesKeyWrapOfTheJdk() throws Exception {
    wycheproof(
        "aes_kwp_test.json",
        254,
        (group, vector) ->
            !keyWrap("AES/KW/NoPadding", vector) && keyWrap("AES/KWP/NoPadding", vector));
  }

  @ParameterizedTest(name = "RFC 3394, section {0}")
  @CsvSource({
    "4.1, 000102030405060708090A0B0C0D0E0F, 00112233445566778899AABBCCDDEEFF,"
        + " 1FA68B0A8112B447AEF34BD8FB5A7B829D3E862371D2CFE5",
    "4.3, 000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F,"
        + " 00112233445566778899AABBCCDDEEFF,"
        + " 64E8C3F9CE0F5BA263E9777905818A2A93C8191E7D6E8AE7",
    "4.6, 000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F,"
        + " 00112233445566778899AABBCCDDEEFF000102030405060708090A0B0C0D0E0F,"
        + " 28C9F404C4B810F4CBCCB35CFB87F8263F5786E2D80ED326CBC7F0E71A99F43BFB988B9B7A02DD21"
  })
  void aesKeyWrapMeetsItsSpecification(String section, String key, String data, String sealed)
      throws Exception {
    assertThat(section).startsWith("4.");
    byte[] wrapped = HexFormat.of().parseHex(sealed);
    SecretKey kek = new SecretKeySpec(HexFormat.of().parseHex(key), "AES");
    Cipher cipher = Cipher.getInstance("AES/KW/NoPadding");
    cipher.init(Cipher.WRAP_MODE, kek);
    assertThat(cipher.wrap(new SecretKeySpec(HexFormat.of().parseHex(data), "AES")))
        .isEqualTo(wrapped);
    cipher.init(Cipher.UNWRAP_MODE, kek);
    assertThat(cipher.unwrap(wrapped, "AES", Cipher.SECRET_KEY).getEncoded())
        .isEqualTo(HexFormat.of().parseHex(data));
    for (int bit = 0; bit < wrapped.length * 8; bit++) {
      byte[] altered = wrapped.clone();
      altered[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(unwraps(cipher, altered)).as("bit %d", bit).isFalse();
    }
  }

  private static boolean unwraps(Cipher cipher, byte[] wrapped) {
    try {
      return cipher.unwrap(wrapped, "AES", Cipher.SECRET_KEY) != null;
    } catch (GeneralSecurityException refused) {
      return false;
    }
  }

  private static boolean keyWrap(String transformation, JsonNode vector) {
    try {
      SecretKey kek = new SecretKeySpec(hex(vector, "key"), "AES");
      Cipher cipher = Cipher.getInstance(transformation);
      cipher.init(Cipher.UNWRAP_MODE, kek);
      byte[] unwrapped = cipher.unwrap(hex(vector, "ct"), "any", Cipher.SECRET_KEY).getEncoded();
      cipher.init(Cipher.WRAP_MODE, kek);
      byte[] wrapped = cipher.wrap(new SecretKeySpec(hex(vector, "msg"), "any"));
      return Arrays.equals(unwrapped, hex(vector, "msg"))
          && Arrays.equals(wrapped, hex(vector, "ct"));
    } catch (GeneralSecurityException refused) {
      return false;
    }
  }

  @Test
  void hkdfSha256OfTheJdkThroughHkdf() throws Exception {
    wycheproof(
        "hkdf_sha256_test.json",
        86,
        (group, vector) -> {
          try (SecretBytes derived =
              Hkdf.derive(
                  hex(vector, "salt"),
                  hex(vector, "ikm"),
                  hex(vector, "info"),
                  vector.required("size").intValue())) {
            return Arrays.equals(derived.bytes(), hex(vector, "okm"));
          }
        });
  }

  @Test
  void hmacSha256OfTheJdk() throws Exception {
    wycheproof(
        "hmac_sha256_test.json",
        174,
        (group, vector) -> {
          Mac mac = Mac.getInstance("HmacSHA256");
          mac.init(new SecretKeySpec(hex(vector, "key"), "HmacSHA256"));
          byte[] tag = mac.doFinal(hex(vector, "msg"));
          int length = group.required("tagSize").intValue() / 8;
          return MessageDigest.isEqual(Arrays.copyOf(tag, length), hex(vector, "tag"));
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {2048, 3072, 4096})
  void rsaOaepWithSha256TwiceOfTheJdk(int bits) throws Exception {
    wycheproof(
        "rsa_oaep_" + bits + "_sha256_mgf1sha256_test.json",
        37,
        (group, vector) ->
            Arrays.equals(decrypt(group, vector, hex(vector, "label")), hex(vector, "msg")));
  }

  @Test
  void rsaOaepWithAnotherLabelDoesNotDecrypt() throws Exception {
    JsonNode group =
        Vectors.read("wycheproof/rsa_oaep_3072_sha256_mgf1sha256_test.json").at("/testGroups/0");
    int labelled = 0;
    for (JsonNode vector : group.required("tests")) {
      if (hex(vector, "label").length > 0) {
        labelled++;
        assertThat(Vectors.accepts((g, v) -> decrypt(g, v, new byte[0]) != null, group, vector))
            .isFalse();
      }
    }
    assertThat(labelled).isPositive();
  }

  /** The provider's default, and many a vendor's: our parameters must not open any of it. */
  @Test
  void rsaOaepWithMgf1Sha1DoesNotDecrypt() throws Exception {
    JsonNode group =
        Vectors.read("wycheproof/rsa_oaep_2048_sha256_mgf1sha1_test.json").at("/testGroups/0");
    int run = 0;
    for (JsonNode vector : group.required("tests")) {
      run++;
      assertThat(Vectors.accepts((g, v) -> decrypt(g, v, hex(v, "label")) != null, group, vector))
          .as("vector %s", vector.required("tcId"))
          .isFalse();
    }
    assertThat(run).isEqualTo(31);
  }

  private static byte[] decrypt(JsonNode group, JsonNode vector, byte[] label)
      throws GeneralSecurityException {
    PrivateKey key =
        KeyFactory.getInstance("RSA")
            .generatePrivate(new PKCS8EncodedKeySpec(hex(group, "privateKeyPkcs8")));
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        key,
        new OAEPParameterSpec(
            "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, new PSource.PSpecified(label)));
    return cipher.doFinal(hex(vector, "ct"));
  }

  /** The half of X-Wing that Bouncy Castle's ML-KEM does. */
  @Test
  void mlKem768OfBouncyCastle() throws Exception {
    wycheproof(
        "mlkem_768_test.json",
        193,
        (group, vector) -> {
          MLKEMPrivateKeyParameters key =
              new MLKEMPrivateKeyParameters(MLKEMParameters.ml_kem_768, hex(vector, "seed"));
          boolean sameKey =
              !vector.has("ek") || Arrays.equals(key.getPublicKey(), hex(vector, "ek"));
          byte[] shared = new MLKEMExtractor(key).extractSecret(hex(vector, "c"));
          return sameKey && Arrays.equals(shared, hex(vector, "K"));
        });
  }

  /**
   * The other half of X-Wing. Wycheproof calls unusual public keys acceptable; Bouncy Castle
   * computes them, and refuses exactly those whose shared secret is zero.
   */
  @Test
  void x25519OfBouncyCastle() throws Exception {
    int run = 0;
    JsonNode file = Vectors.read("wycheproof/x25519_test.json");
    for (JsonNode vector : file.at("/testGroups/0/tests")) {
      run++;
      byte[] shared = new byte[X25519.POINT_SIZE];
      boolean agreed =
          X25519.calculateAgreement(hex(vector, "private"), 0, hex(vector, "public"), 0, shared, 0);
      assertThat(shared).as("vector %s", vector.required("tcId")).isEqualTo(hex(vector, "shared"));
      assertThat(agreed)
          .as("vector %s", vector.required("tcId"))
          .isNotEqualTo(vector.required("flags").toString().contains("ZeroSharedSecret"));
    }
    assertThat(run).isEqualTo(518);
  }

  @Test
  void ed25519OfBouncyCastleThroughEd25519() throws Exception {
    wycheproof(
        "ed25519_test.json",
        151,
        (group, vector) ->
            Ed25519.verify(
                hex(group.required("publicKey"), "pk"), hex(vector, "msg"), hex(vector, "sig")));
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }
}
