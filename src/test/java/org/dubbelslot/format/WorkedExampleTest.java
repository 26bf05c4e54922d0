package org.dubbelslot.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.pqc.crypto.xwing.XWingKEMExtractor;
import org.bouncycastle.pqc.crypto.xwing.XWingPrivateKeyParameters;
import org.dubbelslot.crypto.Base64Url;
import org.dubbelslot.crypto.Ed25519;
import org.dubbelslot.crypto.Hkdf;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.crypto.XWing;
import org.dubbelslot.json.StrictJson;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Opens one vector by the formulas of {@code docs/format.md} alone, without the format room. */
@DisplayName("The worked example of the format page")
class WorkedExampleTest {
  private static final Path PAGE =
      Path.of(System.getProperty("project.basedir", "."), "docs", "format.md");
  private static final byte[] ZERO = new byte[1];

  private final StringBuilder shown = new StringBuilder();

  @Test
  @DisplayName("shows what the vector size-1 gives, step by step")
  void isTrue() throws Exception {
    SealedVector vector = SealedVector.committed("size-1");
    byte[] file = vector.sealed();
    byte[] seed = decode(vector.first("organisation-key").orElseThrow().split(" ")[1]);
    byte[] teamKey = decode(vector.first("team-key").orElseThrow().split(" ")[1]);
    byte[] team = ascii(vector.first("team-key").orElseThrow().split(" ")[0]);
    byte[] identity = Arrays.copyOf(file, 28);
    show("file[0..32)", Arrays.copyOf(file, 32));

    JsonNode lock = StrictJson.parse(Arrays.copyOfRange(file, 32, 32 + 4096)).get("locks").get(0);
    byte[] orgKid = ascii(lock.get("org").get("kid").textValue());
    byte[] alg = ascii(lock.get("org").get("alg").textValue());
    byte[] wrapped = decode(lock.get("org").get("wrapped").textValue());
    byte[] teamKid = ascii(lock.get("team").get("kid").textValue());
    text("org.kid", lock.get("org").get("kid").textValue());
    text("team.kid", lock.get("team").get("kid").textValue());

    XWingPrivateKeyParameters xwing = new XWingPrivateKeyParameters(seed);
    byte[] enc = Arrays.copyOf(wrapped, XWing.ENC_BYTES);
    show("sharedSecret", new XWingKEMExtractor(xwing).extractSecret(enc));
    byte[] blob;
    try (OrganisationPrivateKey key =
        OrganisationPrivateKey.of(OrganisationAlgorithm.HPKE_X_WING, SecretBytes.copyOf(seed))) {
      blob = key.unwrap(wrapped).bytes().clone();
    }
    show("blob", blob);
    byte[] tag = sha256(concat(ascii("dubbelslot/1 team"), ZERO, team));
    assertThat(Arrays.copyOfRange(blob, 17, 33)).isEqualTo(Arrays.copyOf(tag, 16));
    byte[] orgHalf = Arrays.copyOfRange(blob, 33, 65);

    byte[] teamHalf =
        expand(teamKey, concat(ascii("dubbelslot/1 team half"), ZERO, identity, ZERO, orgKid));
    show("teamHalf", teamHalf);
    byte[] named = sha256(concat(orgKid, ZERO, alg, ZERO, teamKid, ZERO, wrapped));
    show("named", named);
    byte[] prk = Hkdf.extract(teamHalf, orgHalf).bytes();
    byte[] kek = expand(prk, concat(ascii("dubbelslot/1 lock"), ZERO, identity, named));
    show("KEK", kek);
    Cipher keyWrap = Cipher.getInstance("AES/KW/NoPadding");
    keyWrap.init(Cipher.UNWRAP_MODE, new SecretKeySpec(kek, "AES"));
    byte[] contentKey =
        keyWrap.unwrap(decode(lock.get("key").textValue()), "AES", Cipher.SECRET_KEY).getEncoded();
    show("contentKey", contentKey);

    byte[] headerKey = derived("headerKey", contentKey, "header", identity);
    byte[] metadataKey = derived("metadataKey", contentKey, "metadata", identity);
    byte[] floeKey = derived("floeKey", contentKey, "content", identity);
    byte[] trailerKey = derived("trailerKey", contentKey, "trailer", identity);
    byte[] headerTag = mac("HmacSHA256", headerKey, Arrays.copyOf(file, 32 + 4096));
    show("header tag", headerTag);
    assertThat(Arrays.copyOfRange(file, 4128, 4160)).isEqualTo(headerTag);

    int content = 64 + 4096 + 1024;
    byte[] metadata = gcm(metadataKey, Arrays.copyOfRange(file, 4160, content), identity);
    text("metadata", spacesOff(metadata));

    byte[] params = Arrays.copyOfRange(file, content, content + 10);
    byte[] iv = Arrays.copyOfRange(file, content + 10, content + 42);
    show("FLOE iv", iv);
    byte[] floeTag = kdf(floeKey, params, iv, ascii("HEADER_TAG:"), identity, 32);
    show("FLOE header tag", floeTag);
    assertThat(Arrays.copyOfRange(file, content + 42, content + 74)).isEqualTo(floeTag);
    byte[] messageKey = kdf(floeKey, params, iv, ascii("MESSAGE_KEY:"), identity, 48);
    show("messageKey", messageKey);
    byte[] segmentKey =
        kdf(messageKey, params, iv, concat(ascii("DEK:"), new byte[8]), identity, 32);
    show("segmentKey(0)", segmentKey);
    byte[] nextKey =
        kdf(
            messageKey,
            params,
            iv,
            concat(ascii("DEK:"), new byte[] {0, 0, 0, 0, 0, 0x10, 0, 0}),
            identity,
            32);
    show("segmentKey(2^20)", nextKey);
    int segment = content + 74;
    byte[] plaintext =
        open(
            segmentKey,
            Arrays.copyOfRange(file, segment + 4, segment + 16),
            Arrays.copyOfRange(file, segment + 16, segment + 32 + 4096),
            concat(new byte[8], new byte[] {1}));
    show("segment 0[0..20)", Arrays.copyOfRange(file, segment, segment + 20));
    show("plaintext[0..4)", Arrays.copyOf(plaintext, 4));

    byte[] root = sha256(concat(ascii("dubbelslot/1 root"), ZERO, sha256(plaintext)));
    show("root", root);
    byte[] trailer =
        gcm(trailerKey, Arrays.copyOfRange(file, file.length - 512, file.length), identity);
    text("trailer", spacesOff(trailer));
    byte[] message =
        concat(
            ascii("dubbelslot/1 seal"),
            ZERO,
            identity,
            sha256(metadata),
            new byte[] {0, 0, 0, 0, 0, 0, 0, 1},
            root);
    show("SHA-256 of what is signed", sha256(message));
    JsonNode end = StrictJson.parse(trailer);
    assertThat(decode(end.get("root").textValue())).isEqualTo(root);
    byte[] signer = decode(vector.first("signer").orElseThrow().split(" ")[1]);
    assertThat(Ed25519.verify(signer, message, decode(end.get("sig").textValue()))).isTrue();
    assertThat(HexFormat.of().formatHex(sha256(Arrays.copyOf(plaintext, 1))))
        .isEqualTo(vector.first("payload").orElseThrow());

    assertThat(Files.readString(PAGE).contains("```\n" + shown + "```\n"))
        .as(() -> "the page shows\n" + shown)
        .isTrue();
  }

  private byte[] derived(String name, byte[] contentKey, String label, byte[] identity) {
    byte[] key = expand(contentKey, concat(ascii("dubbelslot/1 " + label), ZERO, identity));
    show(name, key);
    return key;
  }

  private void show(String name, byte[] value) {
    text(name, HexFormat.of().formatHex(value));
  }

  private void text(String name, String value) {
    shown.append(name).append("\n    ").append(value).append('\n');
  }

  private static String spacesOff(byte[] block) {
    return new String(block, StandardCharsets.UTF_8).stripTrailing();
  }

  private static byte[] kdf(
      byte[] key, byte[] params, byte[] iv, byte[] purpose, byte[] aad, int length)
      throws GeneralSecurityException {
    byte[] block = mac("HmacSHA384", key, concat(params, iv, purpose, aad, new byte[] {1}));
    return Arrays.copyOf(block, length);
  }

  private static byte[] mac(String algorithm, byte[] key, byte[] input)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance(algorithm);
    mac.init(new SecretKeySpec(key, algorithm));
    return mac.doFinal(input);
  }

  private static byte[] gcm(byte[] key, byte[] block, byte[] aad) throws GeneralSecurityException {
    return open(key, new byte[12], block, aad);
  }

  private static byte[] open(byte[] key, byte[] nonce, byte[] input, byte[] aad)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    cipher.updateAAD(aad);
    return cipher.doFinal(input);
  }

  private static byte[] expand(byte[] prk, byte[] info) {
    return Hkdf.expand(prk, info, 32).bytes();
  }

  private static byte[] sha256(byte[] input) {
    return OrganisationPublicKey.sha256(input);
  }

  private static byte[] decode(String text) {
    return Base64Url.decode(text);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
