package org.dubbelslot.age;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.dubbelslot.crypto.SecretBytes;

/** Whatever bytes come, the age room reads them or refuses them in its own words. */
class AgeFuzzTest {
  private static final int CHUNK = 64 << 10;

  private final SecretBytes seed = SecretBytes.wrap(new byte[32]);
  private final SecretBytes fileKey = SecretBytes.wrap(new byte[Age.FILE_KEY_BYTES]);
  private final SecretBytes passphrase = Passphrase.of("geheim".toCharArray());
  private final XWingIdentity identity = new XWingIdentity(seed);
  private final ScryptIdentity cheap = new ScryptIdentity(passphrase, 4);

  @FuzzTest
  void decrypt(byte[] file) {
    try (SecretBytes plaintext = Age.decrypt(List.of(identity, cheap), file)) {
      assertThat(plaintext.length()).isLessThan(file.length);
    } catch (AgeException refused) {
      assertThat(refused).hasMessageNotContaining("geheim");
    }
  }

  /** A header has one spelling: what was read is what we would write. */
  @FuzzTest
  void readHeader(byte[] file) throws IOException {
    try {
      Header header = Header.read(new AgeReader(new ByteArrayInputStream(file)::read));
      byte[] read = header.bytes();
      assertThat(file).startsWith(read);
      String ours = new String(Header.of(header.stanzas(), fileKey).bytes(), ISO_8859_1);
      String theirs = new String(read, ISO_8859_1);
      int mac = theirs.lastIndexOf("--- ");
      assertThat(ours.substring(0, mac)).isEqualTo(theirs.substring(0, mac));
    } catch (AgeException refused) {
      assertThat(refused.getMessage()).contains("age ");
    }
  }

  /** Armor has one spelling, but for line ends and blanks around it. */
  @FuzzTest
  void readArmor(byte[] text) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      AgeReader armor =
          new AgeReader(new Armor(new AgeReader(new ByteArrayInputStream(text)::read)));
      for (int b = armor.read(); b >= 0; b = armor.read()) {
        file.write(b);
      }
    } catch (AgeException refused) {
      assertThat(refused).isInstanceOf(AgeException.ArmorMalformed.class);
      return;
    }
    String lines = new String(text, ISO_8859_1).replace("\r\n", "\n").strip();
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(file.toByteArray());
    assertThat(lines)
        .isEqualTo(
            "-----BEGIN AGE ENCRYPTED FILE-----\n"
                + base64
                + (base64.isEmpty() ? "" : "\n")
                + "-----END AGE ENCRYPTED FILE-----");
  }

  /** Flips, cuts and additions after the header never pass for the plaintext. */
  @FuzzTest
  void decryptDamagedPayload(FuzzedDataProvider data) throws IOException {
    byte[] plaintext = new byte[data.consumeInt(0, 2 * CHUNK + 1)];
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    Payload.encrypt(fileKey, new ByteArrayInputStream(plaintext), sealed);
    byte[] file = sealed.toByteArray();
    byte[] damaged = Arrays.copyOf(file, data.consumeInt(0, file.length + 100));
    for (int flips = data.consumeInt(0, 4); flips > 0 && damaged.length > 0; flips--) {
      damaged[data.consumeInt(0, damaged.length - 1)] ^= data.consumeByte();
    }
    ByteArrayOutputStream opened = new ByteArrayOutputStream();
    try {
      AgeReader reader = new AgeReader(new ByteArrayInputStream(damaged)::read);
      Payload.decrypt(fileKey, reader, opened);
      assertThat(damaged).isEqualTo(file);
    } catch (AgeException refused) {
      assertThat(damaged).isNotEqualTo(file);
    }
    // What came out before a failure is the true beginning.
    assertThat(opened.toByteArray()).isEqualTo(Arrays.copyOf(plaintext, opened.size()));
  }

  /** A key has one spelling. */
  @FuzzTest
  void readKey(byte[] text) {
    try (SecretBytes written = SecretBytes.copyOf(text);
        XWingIdentity read = XWingIdentity.parse(written);
        SecretBytes again = read.text()) {
      assertThat(again).isEqualTo(written);
    } catch (AgeException.KeyMalformed refused) {
      assertThat(refused.getMessage()).startsWith("age key");
    }
    String latin = new String(text, ISO_8859_1);
    try {
      assertThat(XWingRecipient.parse(latin)).hasToString(latin);
    } catch (AgeException.KeyMalformed refused) {
      assertThat(refused.getMessage()).startsWith("age key");
    }
    try (SecretBytes data = Bech32.decode("age", text)) {
      assertThat(new String(Bech32.encode("age", data.bytes()), US_ASCII)).isEqualTo(latin);
    } catch (AgeException.KeyMalformed refused) {
      assertThat(refused.getMessage()).startsWith("age key");
    }
  }
}
