package org.dubbelslot.age;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.crypto.XWing;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one implementation of age writes, the other reads. */
class AgeNodeTest {
  private static final List<Integer> SIZES = List.of(0, 1, 65_535, 65_536, 65_537, 1 << 20);
  private static final String PASSPHRASE = "héél geheim 🔑 en lang";
  private static final int FAST = 10;

  private static NodeAge node;

  @TempDir private Path scratch;

  private final List<Map<String, Object>> jobs = new ArrayList<>();

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    node = NodeAge.installed();
  }

  @Test
  void nodeReadsWhatWeWriteForAKey() throws Exception {
    try (XWingIdentity identity = new XWingIdentity(XWing.newSeed())) {
      for (int size : SIZES) {
        Path file = scratch.resolve(size + ".age");
        Files.write(file, Age.encrypt(List.of(identity.recipient()), plaintext(size)));
        jobs.add(job("decrypt", file, size + ".txt", "identity", text(identity)));
      }
      node.run(scratch, jobs);
      for (int size : SIZES) {
        assertThat(scratch.resolve(size + ".txt")).hasBinaryContent(plaintext(size));
      }
    }
  }

  @Test
  void nodeReadsWhatWeWriteForAPassphrase() throws Exception {
    try (SecretBytes passphrase = passphrase();
        ScryptRecipient recipient = new ScryptRecipient(passphrase, FAST)) {
      for (int size : SIZES) {
        Path file = scratch.resolve(size + ".age");
        Files.write(file, Age.encrypt(List.of(recipient), plaintext(size)));
        jobs.add(job("decrypt", file, size + ".txt", "passphrase", PASSPHRASE));
      }
      node.run(scratch, jobs);
      for (int size : SIZES) {
        assertThat(scratch.resolve(size + ".txt")).hasBinaryContent(plaintext(size));
      }
    }
  }

  @Test
  void weReadWhatNodeWritesForAKey() throws Exception {
    try (XWingIdentity identity = new XWingIdentity(XWing.newSeed())) {
      for (int size : SIZES) {
        Path plain = scratch.resolve(size + ".txt");
        Files.write(plain, plaintext(size));
        String recipient = identity.recipient().toString();
        jobs.add(job("encrypt", plain, size + ".age", "recipient", recipient));
        jobs.add(
            job("encrypt", plain, size + ".asc", "recipient", recipient, "armor", Boolean.TRUE));
      }
      node.run(scratch, jobs);
      for (int size : SIZES) {
        assertDecrypts(identity, size + ".age", plaintext(size));
        assertDecrypts(identity, size + ".asc", plaintext(size));
      }
    }
  }

  @Test
  void weReadWhatNodeWritesForAPassphrase() throws Exception {
    for (int size : SIZES) {
      Path plain = scratch.resolve(size + ".txt");
      Files.write(plain, plaintext(size));
      jobs.add(job("encrypt", plain, size + ".age", "passphrase", PASSPHRASE, "workFactor", FAST));
    }
    node.run(scratch, jobs);
    try (SecretBytes passphrase = passphrase();
        ScryptIdentity identity = new ScryptIdentity(passphrase)) {
      for (int size : SIZES) {
        assertDecrypts(identity, size + ".age", plaintext(size));
      }
    }
  }

  @Test
  void bothAgreeOnTheWorkFactorThatKeysHave() throws Exception {
    byte[] plaintext = plaintext(100);
    Files.write(scratch.resolve("100.txt"), plaintext);
    try (SecretBytes passphrase = passphrase();
        ScryptRecipient recipient = new ScryptRecipient(passphrase);
        ScryptIdentity identity = new ScryptIdentity(passphrase)) {
      byte[] ours = Age.encrypt(List.of(recipient), plaintext);
      assertThat(new String(ours, StandardCharsets.ISO_8859_1))
          .matches("(?s)age-encryption.org/v1\n-> scrypt [^ ]{22} 18\n.*");
      Files.write(scratch.resolve("ours.age"), ours);
      jobs.add(job("decrypt", scratch.resolve("ours.age"), "ours.txt", "passphrase", PASSPHRASE));
      Path plain = scratch.resolve("100.txt");
      jobs.add(job("encrypt", plain, "theirs.age", "passphrase", PASSPHRASE, "workFactor", 18));
      node.run(scratch, jobs);
      assertThat(scratch.resolve("ours.txt")).hasBinaryContent(plaintext);
      assertDecrypts(identity, "theirs.age", plaintext);
    }
  }

  @Test
  void bothDeriveTheSameRecipientFromAnIdentity() throws Exception {
    try (XWingIdentity identity = new XWingIdentity(XWing.newSeed())) {
      jobs.add(job("recipient", scratch, "recipient.txt", "identity", text(identity)));
      node.run(scratch, jobs);
      assertThat(scratch.resolve("recipient.txt")).hasContent(identity.recipient().toString());
    }
  }

  private void assertDecrypts(AgeIdentity identity, String file, byte[] expected)
      throws IOException, AgeException {
    byte[] bytes = Files.readAllBytes(scratch.resolve(file));
    try (SecretBytes plaintext = Age.decrypt(List.of(identity), bytes)) {
      assertThat(plaintext.bytes()).as(file).isEqualTo(expected);
    }
  }

  private Map<String, Object> job(
      String what, Path in, String out, String key, String value, Object... more) {
    Map<String, Object> job = new HashMap<>();
    job.put("do", what);
    job.put("in", in.toString());
    job.put("out", scratch.resolve(out).toString());
    job.put(key, value);
    if (more.length > 0) {
      job.put(more[0].toString(), more[1]);
    }
    return job;
  }

  private static String text(XWingIdentity identity) {
    try (SecretBytes text = identity.text()) {
      return new String(text.bytes(), StandardCharsets.US_ASCII);
    }
  }

  private static SecretBytes passphrase() {
    return Passphrase.of(PASSPHRASE.toCharArray());
  }

  private static byte[] plaintext(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
