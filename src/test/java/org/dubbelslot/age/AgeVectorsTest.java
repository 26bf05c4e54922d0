package org.dubbelslot.age;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.InflaterInputStream;
import org.dubbelslot.crypto.SecretBytes;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every age vector that C2SP publishes (CCTV, 143 files), with the outcome it asks for. */
class AgeVectorsTest {
  private static final Path VECTORS =
      Path.of(System.getProperty("shared.dir", "../shared"), "data/vectors/cctv-age");

  @TestFactory
  Stream<DynamicTest> everyPublishedVectorEndsAsItMust() throws IOException {
    return vectors().stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
  }

  @TestFactory
  Stream<DynamicTest> thePublicDoorSucceedsAndFailsOnTheSameVectors() throws IOException {
    return vectors().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(),
                    () -> {
                      Vector vector = Vector.read(file);
                      assertThat(openedByDoor(vector)).isEqualTo(vector.expect.equals("success"));
                    }));
  }

  @Test
  void noneOfTheVectorsIsMissing() throws IOException {
    assertThat(vectors()).hasSize(143);
  }

  private static List<Path> vectors() throws IOException {
    assumeTrue(Files.isDirectory(VECTORS), "the age vectors are not at " + VECTORS);
    try (Stream<Path> files = Files.list(VECTORS)) {
      return files.filter(file -> !file.getFileName().toString().contains(".")).sorted().toList();
    }
  }

  private static void check(Path file) throws Exception {
    Vector vector = Vector.read(file);
    ByteArrayOutputStream plaintext = new ByteArrayOutputStream();
    String outcome = "success";
    try {
      AgeReader reader = new AgeReader(new ByteArrayInputStream(vector.file)::read);
      Age.decryptBinary(
          vector.identities, vector.armored ? new AgeReader(new Armor(reader)) : reader, plaintext);
    } catch (AgeException e) {
      outcome = outcome(e);
    }
    assertThat(outcome).isEqualTo(vector.expect);
    if (!vector.payload.isEmpty()) {
      assertThat(sha256(plaintext.toByteArray())).isEqualTo(vector.payload);
    }
  }

  private static boolean openedByDoor(Vector vector) {
    try (SecretBytes plaintext = Age.decrypt(vector.identities, vector.file)) {
      return sha256(plaintext.bytes()).equals(vector.payload);
    } catch (AgeException e) {
      return false;
    }
  }

  private static String outcome(AgeException failure) {
    return switch (failure) {
      case AgeException.ArmorMalformed e -> "armor failure";
      case AgeException.HeaderMac e -> "HMAC failure";
      case AgeException.NoMatchingIdentity e -> "no match";
      case AgeException.WrongPassphrase e -> "no match";
      case AgeException.PayloadAltered e -> "payload failure";
      case AgeException.PayloadCutShort e -> "payload failure";
      case AgeException.PayloadTrailing e -> "payload failure";
      case AgeException.NotAge e -> "header failure";
      case AgeException.UnsupportedVersion e -> "header failure";
      case AgeException.HeaderMalformed e -> "header failure";
      case AgeException.HeaderCutShort e -> "header failure";
      case AgeException.WorkFactorTooHigh e -> "header failure";
      case AgeException.TooLittleMemory e -> "too little memory for this test";
      case AgeException.KeyMalformed e -> "malformed key in the vector";
    };
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A vector's text head and the age file under it. */
  private static final class Vector {
    private final List<AgeIdentity> identities = new ArrayList<>();
    private String expect = "";
    private String payload = "";
    private boolean armored;
    private boolean compressed;
    private byte[] file = {};

    static Vector read(Path path) throws IOException, AgeException {
      byte[] bytes = Files.readAllBytes(path);
      Vector vector = new Vector();
      int from = 0;
      while (bytes[from] != '\n') {
        int to = from;
        while (bytes[to] != '\n') {
          to++;
        }
        vector.head(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        from = to + 1;
      }
      InputStream body = new ByteArrayInputStream(bytes, from + 1, bytes.length - from - 1);
      vector.file = (vector.compressed ? new InflaterInputStream(body) : body).readAllBytes();
      return vector;
    }

    private void head(String line) throws AgeException {
      String value = line.substring(line.indexOf(": ") + 2);
      byte[] text = value.getBytes(StandardCharsets.UTF_8);
      switch (line.substring(0, line.indexOf(": "))) {
        case "expect" -> expect = value;
        case "payload" -> payload = value;
        case "armored" -> armored = value.equals("yes");
        case "compressed" -> {
          assertThat(value).isEqualTo("zlib");
          compressed = true;
        }
        case "identity" ->
            identities.add(
                value.startsWith("AGE-SECRET-KEY-PQ-")
                    ? XWingIdentity.parse(SecretBytes.wrap(text))
                    : X25519Identity.parse(text));
        case "passphrase" -> identities.add(new ScryptIdentity(SecretBytes.wrap(text)));
        case "file key", "comment" -> {} // For people who look for an error.
        default -> throw new IllegalArgumentException("unknown head: " + line);
      }
    }
  }
}
