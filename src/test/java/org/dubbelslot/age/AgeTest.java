package org.dubbelslot.age;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.crypto.XWing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgeTest {
  private static final int CHUNK = 64 << 10;
  private static final byte[] LETTER = "Beste mevrouw Jansen".getBytes(StandardCharsets.UTF_8);

  private final XWingIdentity anna = new XWingIdentity(XWing.newSeed());
  private final XWingIdentity bram = new XWingIdentity(XWing.newSeed());

  @AfterEach
  void wipe() {
    anna.close();
    bram.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 17})
  void aFileOfAnySizeComesBackByBytesAndByStreams(int size) throws Exception {
    byte[] plaintext = new byte[size];
    new Random(size).nextBytes(plaintext);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    Age.encrypt(List.of(anna.recipient()), new ByteArrayInputStream(plaintext), file);
    try (SecretBytes back = Age.decrypt(List.of(anna), file.toByteArray())) {
      assertThat(back.bytes()).isEqualTo(plaintext);
    }
    ByteArrayOutputStream back = new ByteArrayOutputStream();
    byte[] other = Age.encrypt(List.of(anna.recipient()), plaintext);
    Age.decrypt(List.of(anna), new ByteArrayInputStream(other), back);
    assertThat(back.toByteArray()).isEqualTo(plaintext);
    assertThat(other).hasSameSizeAs(file.toByteArray()).isNotEqualTo(file.toByteArray());
  }

  @Test
  void eachOfSeveralRecipientsOpensItWithAnyOfSeveralIdentities() throws Exception {
    byte[] file = Age.encrypt(List.of(anna.recipient(), bram.recipient()), LETTER);
    try (XWingIdentity carla = new XWingIdentity(XWing.newSeed());
        SecretBytes forAnna = Age.decrypt(List.of(anna), file);
        SecretBytes forBram = Age.decrypt(List.of(carla, bram), file)) {
      assertThat(forAnna.bytes()).isEqualTo(LETTER);
      assertThat(forBram.bytes()).isEqualTo(LETTER);
      assertThatExceptionOfType(AgeException.NoMatchingIdentity.class)
          .isThrownBy(() -> Age.decrypt(List.of(carla), file))
          .matches(e -> !e.passphraseAsked());
    }
  }

  @Test
  void aFileWithoutRecipientsIsNotWritten() {
    assertThatThrownBy(() -> Age.encrypt(List.of(), LETTER))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Nested
  class APassphrase {
    private final SecretBytes right = Passphrase.of("correct paard".toCharArray());
    private final SecretBytes wrong = Passphrase.of("correct Paard".toCharArray());
    private final byte[] file = Age.encrypt(List.of(new ScryptRecipient(right, 6)), LETTER);

    @Test
    void opensWhatItClosed() throws Exception {
      try (SecretBytes back = Age.decrypt(List.of(new ScryptIdentity(right)), file)) {
        assertThat(back.bytes()).isEqualTo(LETTER);
      }
      try (SecretBytes back =
          Age.decrypt(List.of(new ScryptIdentity(wrong), new ScryptIdentity(right)), file)) {
        assertThat(back.bytes()).isEqualTo(LETTER);
      }
    }

    @Test
    void thatIsWrongIsToldFromOneThatIsMissing() {
      assertThatExceptionOfType(AgeException.WrongPassphrase.class)
          .isThrownBy(() -> Age.decrypt(List.of(anna, new ScryptIdentity(wrong)), file));
      assertThatExceptionOfType(AgeException.NoMatchingIdentity.class)
          .isThrownBy(() -> Age.decrypt(List.of(anna), file))
          .matches(AgeException.NoMatchingIdentity::passphraseAsked);
    }

    @Test
    void standsAlone() {
      assertThatThrownBy(
              () -> Age.encrypt(List.of(new ScryptRecipient(right, 6), anna.recipient()), LETTER))
          .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isNotTriedBeyondTheWorkThatTheReaderAllows() {
      assertThatExceptionOfType(AgeException.WorkFactorTooHigh.class)
          .isThrownBy(() -> Age.decrypt(List.of(new ScryptIdentity(right, 5)), file))
          .matches(e -> e.workFactor() == 6 && e.limit() == 5);
      byte[] absurd = replace(file, " 6\n", " 99999999999\n");
      assertThatExceptionOfType(AgeException.WorkFactorTooHigh.class)
          .isThrownBy(() -> Age.decrypt(List.of(new ScryptIdentity(right)), absurd));
    }

    @Test
    void isNotTriedWithMoreMemoryThanThereIs() {
      long needed = 128 * 8 << 6;
      assertThatExceptionOfType(AgeException.TooLittleMemory.class)
          .isThrownBy(() -> Age.decrypt(List.of(new ScryptIdentity(right, 22, needed - 1)), file))
          .matches(e -> e.needed() == needed);
    }

    @Test
    void isWipedFromTheArrayItWasTypedInto() {
      char[] typed = "geheim".toCharArray();
      try (SecretBytes utf8 = Passphrase.of(typed)) {
        assertThat(utf8.bytes()).asString(StandardCharsets.UTF_8).isEqualTo("geheim");
      }
      assertThat(typed).containsOnly('\0');
    }

    @Test
    void isTextAndNotEmpty() {
      assertThatThrownBy(() -> Passphrase.of(new char[0]))
          .isInstanceOf(IllegalArgumentException.class);
      char[] halfPair = {'a', '\ud83d'};
      assertThatThrownBy(() -> Passphrase.of(halfPair))
          .isInstanceOf(IllegalArgumentException.class);
      char[] halfPairFirst = {'\ud83d', 'a'};
      assertThatThrownBy(() -> Passphrase.of(halfPairFirst))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Nested
  class ADamagedFile {
    @Test
    void isRefusedWhicheverBitIsFlipped() {
      byte[] file = Age.encrypt(List.of(anna.recipient()), LETTER);
      for (int bit = 0; bit < file.length * 8; bit++) {
        byte[] altered = file.clone();
        altered[bit / 8] ^= (byte) (1 << bit % 8);
        assertThatThrownBy(() -> Age.decrypt(List.of(anna), altered))
            .as("bit %d", bit)
            .isInstanceOf(AgeException.class);
      }
    }

    @Test
    void isRefusedWhereverItIsCut() {
      byte[] file = Age.encrypt(List.of(anna.recipient()), LETTER);
      for (int length = 0; length < file.length; length++) {
        byte[] cut = Arrays.copyOf(file, length);
        assertThatThrownBy(() -> Age.decrypt(List.of(anna), cut))
            .as("cut at %d", length)
            .isInstanceOf(AgeException.class);
      }
    }

    @Test
    void saysWhatHappenedToIt() {
      byte[] file = Age.encrypt(List.of(anna.recipient()), new byte[2 * CHUNK]);
      int payload = file.length - 2 * (CHUNK + 16);
      byte[] flipped = file.clone();
      flipped[file.length - 1] ^= 1;
      byte[] longer = Arrays.copyOf(file, file.length + 1);
      byte[] nothing = {};
      byte[] letter = LETTER;
      refused(nothing, AgeException.NotAge.class);
      refused(letter, AgeException.NotAge.class);
      refused(replace(file, "/v1\n", "/v2\n"), AgeException.UnsupportedVersion.class);
      refused(replace(file, "/v1\n", "/v1\r\n"), AgeException.HeaderMalformed.class);
      refused(Arrays.copyOf(file, 500), AgeException.HeaderCutShort.class);
      refused(Arrays.copyOf(file, payload - 1), AgeException.HeaderCutShort.class);
      refused(Arrays.copyOf(file, payload), AgeException.PayloadCutShort.class);
      refused(Arrays.copyOf(file, payload + CHUNK + 16), AgeException.PayloadCutShort.class);
      refused(longer, AgeException.PayloadTrailing.class);
      assertThatExceptionOfType(AgeException.PayloadAltered.class)
          .isThrownBy(() -> Age.decrypt(List.of(anna), flipped))
          .matches(e -> e.chunk() == 1);
    }

    @Test
    void cannotMakeTheReaderKeepAnEndlessHeader() {
      byte[] endless = new byte[Header.MAX_BYTES + 100];
      Arrays.fill(endless, (byte) 'A');
      byte[] start = "age-encryption.org/v1\n-> ".getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(start, 0, endless, 0, start.length);
      refused(endless, AgeException.HeaderMalformed.class);
    }

    private void refused(byte[] file, Class<? extends AgeException> failure) {
      assertThatThrownBy(() -> Age.decrypt(List.of(anna), file)).isExactlyInstanceOf(failure);
    }
  }

  private static byte[] replace(byte[] file, String what, String by) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    int at = text.indexOf(what);
    return (text.substring(0, at) + by + text.substring(at + what.length()))
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
