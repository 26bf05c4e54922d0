package org.dubbelslot.floe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.dubbelslot.floe.FloeTestKit.AAD;
import static org.dubbelslot.floe.FloeTestKit.SMALL;
import static org.dubbelslot.floe.FloeTestKit.decrypt;
import static org.dubbelslot.floe.FloeTestKit.encrypt;
import static org.dubbelslot.floe.FloeTestKit.inline;
import static org.dubbelslot.floe.FloeTestKit.key;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.dubbelslot.crypto.SecretBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to a message, it is refused, with the place where it was done. */
class FloeTamperTest {
  private static final int HEADER = FloeParameters.HEADER_BYTES;
  private static final int SEGMENT = 48;

  /** Three full segments and one of 5 bytes. */
  private static final byte[] PLAINTEXT = FloeTestKit.random(11, 3 * 16 + 5);

  private static long segmentAt(long offset) {
    return (offset - HEADER) / SEGMENT;
  }

  private static void assertAltered(byte[] ciphertext, long position) {
    FloeException.SegmentAltered refused =
        catchThrowableOfType(FloeException.SegmentAltered.class, () -> decrypt(SMALL, ciphertext));
    assertThat(refused.position()).isEqualTo(position);
  }

  @Test
  void everyBitFlipped() throws Exception {
    byte[] ciphertext = encrypt(SMALL, PLAINTEXT);
    for (int bit = 0; bit < ciphertext.length * 8; bit++) {
      byte[] altered = ciphertext.clone();
      altered[bit / 8] ^= (byte) (1 << bit % 8);
      long segment = segmentAt(bit / 8);
      FloeException refused =
          catchThrowableOfType(FloeException.class, () -> decrypt(SMALL, altered));
      if (bit / 8 < HEADER) {
        assertThat(refused).as("bit %d", bit).isInstanceOf(FloeException.HeaderAltered.class);
      } else if (refused instanceof FloeException.CutShort cut) {
        assertThat(bit / 8)
            .as("a final length that promises more than there is")
            .isBetween(ciphertext.length - 37, ciphertext.length - 34);
        assertThat(cut.position()).isEqualTo(3);
      } else {
        assertThat(refused)
            .as("bit %d", bit)
            .isInstanceOfSatisfying(
                FloeException.SegmentAltered.class,
                e -> assertThat(e.position()).isEqualTo(segment));
      }
    }
  }

  @Test
  void everyCut() throws Exception {
    byte[] ciphertext = encrypt(SMALL, PLAINTEXT);
    for (int length = 0; length < ciphertext.length; length++) {
      byte[] cut = Arrays.copyOf(ciphertext, length);
      for (OptionalLong known :
          List.of(OptionalLong.empty(), OptionalLong.of(length), OptionalLong.of(999))) {
        FloeException.CutShort refused =
            catchThrowableOfType(
                FloeException.CutShort.class,
                () -> decrypt(SMALL, new ByteArrayInputStream(cut), known, inline()));
        assertThat(refused.position())
            .as("cut at %d", length)
            .isEqualTo(length < HEADER ? 0 : segmentAt(length));
      }
    }
  }

  @Test
  void aKnownLengthThatEndsEarlierIsNotReadBeyond() throws Exception {
    byte[] ciphertext = encrypt(SMALL, PLAINTEXT);
    for (int length = 0; length < ciphertext.length; length++) {
      ByteArrayInputStream source = new ByteArrayInputStream(ciphertext);
      OptionalLong known = OptionalLong.of(length);
      assertThatThrownBy(() -> decrypt(SMALL, source, known, inline()))
          .isInstanceOf(FloeException.CutShort.class);
      assertThat(source.available()).isGreaterThanOrEqualTo(ciphertext.length - length);
    }
  }

  @Test
  void aKnownLengthThatGoesOnAfterTheFinalSegment() throws Exception {
    byte[] longer = Arrays.copyOf(encrypt(SMALL, PLAINTEXT), 400);
    FloeException.ContinuesAfterEnd refused =
        catchThrowableOfType(
            FloeException.ContinuesAfterEnd.class,
            () -> decrypt(SMALL, new ByteArrayInputStream(longer), OptionalLong.of(400), inline()));
    assertThat(refused.position()).isEqualTo(3);
  }

  @Test
  void aMessageCutAtABorderWithOtherBytesBehindIt() throws Exception {
    byte[] cut = Arrays.copyOf(encrypt(SMALL, PLAINTEXT), HEADER + 2 * SEGMENT);
    ByteBuffer withTrailer = ByteBuffer.allocate(cut.length + 512);
    withTrailer.put(cut).put(FloeTestKit.random(5, 512));
    assertAltered(withTrailer.array(), 2);
  }

  @Test
  void segmentsSwapped() throws Exception {
    byte[] ciphertext = encrypt(SMALL, PLAINTEXT);
    byte[] swapped = ciphertext.clone();
    System.arraycopy(ciphertext, HEADER, swapped, HEADER + SEGMENT, SEGMENT);
    System.arraycopy(ciphertext, HEADER + SEGMENT, swapped, HEADER, SEGMENT);
    assertAltered(swapped, 0);
  }

  @Test
  void segmentsSplicedFromAnotherMessageUnderTheSameKey() throws Exception {
    byte[] ciphertext = encrypt(SMALL, PLAINTEXT);
    byte[] other = encrypt(SMALL, PLAINTEXT);
    for (int i = 0; i < 4; i++) {
      int at = HEADER + i * SEGMENT;
      byte[] spliced = ciphertext.clone();
      System.arraycopy(other, at, spliced, at, Math.min(SEGMENT, other.length - at));
      assertAltered(spliced, i);
    }
  }

  @Test
  void aSegmentLeftOutOrRepeated() throws Exception {
    byte[] ciphertext = encrypt(SMALL, PLAINTEXT);
    ByteArrayOutputStream leftOut = new ByteArrayOutputStream();
    leftOut.write(ciphertext, 0, HEADER + SEGMENT);
    int third = HEADER + 2 * SEGMENT;
    leftOut.write(ciphertext, third, ciphertext.length - third);
    assertAltered(leftOut.toByteArray(), 1);

    ByteArrayOutputStream repeated = new ByteArrayOutputStream();
    repeated.write(ciphertext, 0, HEADER + SEGMENT);
    repeated.write(ciphertext, HEADER, ciphertext.length - HEADER);
    assertAltered(repeated.toByteArray(), 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 31, 33, 47, 49, 100, Integer.MAX_VALUE, Integer.MIN_VALUE, -2})
  void aSegmentThatClaimsToBeTheLastOne(int claimed) throws Exception {
    byte[] ciphertext = encrypt(SMALL, PLAINTEXT);
    ByteBuffer.wrap(ciphertext).putInt(HEADER + SEGMENT, claimed);
    assertAltered(ciphertext, 1);
  }

  @Test
  void aFullSegmentMarkedAsLastAndTheLastMarkedAsNot() throws Exception {
    byte[] ciphertext = encrypt(SMALL, new byte[32]);
    byte[] early = ciphertext.clone();
    ByteBuffer.wrap(early).putInt(HEADER, SEGMENT);
    assertAltered(early, 0);
    byte[] late = ciphertext.clone();
    ByteBuffer.wrap(late).putInt(HEADER + SEGMENT, -1);
    FloeException refused = catchThrowableOfType(FloeException.class, () -> decrypt(SMALL, late));
    assertThat(refused).isInstanceOf(FloeException.SegmentAltered.class);
  }

  @Test
  void theFirstOfSeveralFailuresIsReportedAfterAllThatIsSound() throws Exception {
    byte[] ciphertext = Arrays.copyOf(encrypt(SMALL, PLAINTEXT), HEADER + 3 * SEGMENT + 7);
    ciphertext[HEADER + 2 * SEGMENT + 20] ^= 1;
    List<Long> handedOut = new ArrayList<>();
    try (SecretBytes key = key();
        FloeWorkers workers = FloeWorkers.pool(4);
        FloeReader reader =
            new FloeReader(
                SMALL,
                key,
                AAD,
                new ByteArrayInputStream(ciphertext),
                OptionalLong.empty(),
                workers)) {
      assertThatThrownBy(() -> reader.transferTo(s -> handedOut.add(s.position())))
          .isInstanceOfSatisfying(
              FloeException.SegmentAltered.class, e -> assertThat(e.position()).isEqualTo(2));
    }
    assertThat(handedOut).containsExactly(0L, 1L);
  }

  @Test
  void anotherKeyOtherAssociatedDataOrOtherParametersFailAtTheHeader() throws Exception {
    byte[] header = Arrays.copyOf(encrypt(SMALL, PLAINTEXT), HEADER);
    byte[] one = new byte[32];
    one[31] = 1;
    try (SecretBytes key = key();
        SecretBytes otherKey = SecretBytes.wrap(one)) {
      assertThatThrownBy(() -> FloeMessage.decrypt(SMALL, otherKey, AAD, header))
          .isInstanceOf(FloeException.HeaderAltered.class);
      assertThatThrownBy(() -> FloeMessage.decrypt(SMALL, key, new byte[0], header))
          .isInstanceOf(FloeException.HeaderAltered.class);
      FloeParameters other = new FloeParameters(49, 2, 64);
      assertThatThrownBy(() -> FloeMessage.decrypt(other, key, AAD, header))
          .isInstanceOf(FloeException.HeaderAltered.class);
      byte[] shortHeader = Arrays.copyOf(header, 73);
      assertThatThrownBy(() -> FloeMessage.decrypt(SMALL, key, AAD, shortHeader))
          .isInstanceOf(FloeException.HeaderAltered.class);
    }
  }

  @Test
  void aPlainSegmentReadAsLastOrAtAnotherPositionGivesNoPlaintext() throws Exception {
    try (SecretBytes key = key();
        FloeMessage message = FloeMessage.encrypt(SMALL, key, AAD);
        SegmentCipher cipher = message.newCipher()) {
      byte[] segment = new byte[SEGMENT];
      cipher.encrypt(5, false, PLAINTEXT, 0, 16, segment, 0);
      byte[] target = new byte[16];
      assertThatThrownBy(() -> cipher.decrypt(5, true, segment, 0, SEGMENT, target, 0))
          .isInstanceOf(FloeException.SegmentAltered.class);
      assertThatThrownBy(() -> cipher.decrypt(4, false, segment, 0, SEGMENT, target, 0))
          .isInstanceOf(FloeException.SegmentAltered.class);
      assertThatThrownBy(() -> cipher.decrypt(9, false, segment, 0, SEGMENT, target, 0))
          .isInstanceOf(FloeException.SegmentAltered.class);
      assertThatThrownBy(() -> cipher.decrypt(5, false, segment, 0, SEGMENT - 1, target, 0))
          .isInstanceOf(FloeException.SegmentAltered.class);
      assertThat(target).containsOnly(0);
      assertThat(cipher.decrypt(5, false, segment, 0, SEGMENT, target, 0)).isEqualTo(16);
      assertThat(target).isEqualTo(Arrays.copyOf(PLAINTEXT, 16));
    }
  }

  @Test
  void theOnlineReaderNoticesAMissingEndAndAnythingAfterIt() throws Exception {
    byte[] ciphertext = encrypt(SMALL, PLAINTEXT);
    byte[] target = new byte[16];
    try (SecretBytes key = key();
        OnlineDecryptor decryptor =
            new OnlineDecryptor(SMALL, key, AAD, Arrays.copyOf(ciphertext, HEADER))) {
      for (int i = 0; i < 3; i++) {
        decryptor.decryptSegment(ciphertext, HEADER + i * SEGMENT, SEGMENT, target, 0);
      }
      assertThatThrownBy(() -> decryptor.decryptSegment(ciphertext, HEADER, 4, target, 0))
          .isInstanceOf(FloeException.SegmentAltered.class);
      assertThatThrownBy(decryptor::requireFinished)
          .isInstanceOfSatisfying(
              FloeException.CutShort.class, e -> assertThat(e.position()).isEqualTo(3));
      int last = HEADER + 3 * SEGMENT;
      decryptor.decryptSegment(ciphertext, last, 37, target, 0);
      decryptor.requireFinished();
      assertThatThrownBy(() -> decryptor.decryptSegment(ciphertext, last, 37, target, 0))
          .isInstanceOf(IllegalStateException.class);
    }
  }
}
