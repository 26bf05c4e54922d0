package org.dubbelslot.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.dubbelslot.floe.FloeWorkers;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Whatever is sealed")
class SealedPropertyTest {
  private static final String LETTERS = "aZ09 .-_()&éßжא日本🔐👩‍🚀";

  @AutoClose private final FloeWorkers workers = FloeWorkers.pool(2);
  private final TestKeys keys = new TestKeys();

  @Test
  @DisplayName("comes back, with all that was said about it, whole and by range")
  void comesBack() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    TestKeys.Member xwing = keys.member(OrganisationAlgorithm.HPKE_X_WING);
    TestKeys.Member rsa = keys.member(OrganisationAlgorithm.RSA_OAEP_256);
    for (int i = 0; i < 25; i++) {
      byte[] plaintext = plaintext(random);
      Metadata metadata = metadata(random, xwing, plaintext.length);
      List<LockKeys> locks = new ArrayList<>();
      for (int lock = random.nextInt(4); lock >= 0; lock--) {
        locks.add(random.nextBoolean() ? xwing.lock() : rsa.lock());
      }
      SealRequest request = new SealRequest(locks, metadata, Optional.of(xwing.signer()));
      ByteArrayOutputStream sealed = new ByteArrayOutputStream();
      new Sealer(workers).seal(request, new ByteArrayInputStream(plaintext), sealed);

      ByteArrayOutputStream out = new ByteArrayOutputStream();
      Opened opened =
          new Opener(workers)
              .open(new ByteArrayInputStream(sealed.toByteArray()), keys, OpenOptions.STRICT, out);

      assertThat(out.toByteArray()).as("seed %d, round %d", seed, i).isEqualTo(plaintext);
      assertThat(opened.metadata()).as("seed %d, round %d", seed, i).isEqualTo(metadata);
      assertThat(sealed.size())
          .as("seed %d, round %d", seed, i)
          .isEqualTo((int) Sealer.sealedLength(request, plaintext.length));
      if (plaintext.length > 0) {
        assertRange(sealed.toByteArray(), plaintext, random, seed);
      }
    }
  }

  private void assertRange(byte[] sealed, byte[] plaintext, Random random, long seed)
      throws Exception {
    int first = random.nextInt(plaintext.length);
    int last = first + random.nextInt(plaintext.length - first);
    ByteArrayOutputStream part = new ByteArrayOutputStream();
    try (RangeOpener opener = RangeOpener.open(new MemorySource(sealed), keys)) {
      opener.copy(first, last, part);
    }
    assertThat(part.toByteArray())
        .as("seed %d, bytes %d to %d", seed, first, last)
        .isEqualTo(Arrays.copyOfRange(plaintext, first, last + 1));
  }

  private static byte[] plaintext(Random random) {
    int size =
        switch (random.nextInt(4)) {
          case 0 -> random.nextInt(10);
          case 1 -> 4090 + random.nextInt(12);
          case 2 -> 262_112 * (1 + random.nextInt(2)) - 5 + random.nextInt(10);
          default -> random.nextInt(700_000);
        };
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    // Trailing zeros are what padding could be mistaken for.
    Arrays.fill(bytes, size - random.nextInt(size + 1) / 2, size, (byte) 0);
    return bytes;
  }

  private static Metadata metadata(Random random, TestKeys.Member member, int size) {
    return new Metadata(
        name(random),
        maybe(random, Instant.ofEpochSecond(random.nextLong(-62_167_219_200L, 253_402_300_800L))),
        maybe(random, "text/" + name(random)),
        random.nextBoolean() ? OptionalLong.of(size) : OptionalLong.empty(),
        member.team().team(),
        FileId.random(),
        random.nextLong(1, 1L << 53),
        maybe(random, FileId.random()),
        maybe(random, LocalDate.ofEpochDay(random.nextInt(2_900_000))),
        maybe(random, "klasse \"" + name(random) + "\""));
  }

  private static <T> Optional<T> maybe(Random random, T value) {
    return random.nextBoolean() ? Optional.of(value) : Optional.empty();
  }

  private static String name(Random random) {
    int[] letters = LETTERS.codePoints().toArray();
    StringBuilder name = new StringBuilder("n");
    for (int left = random.nextInt(200); left > 0; left--) {
      name.appendCodePoint(letters[random.nextInt(letters.length)]);
    }
    return name.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 4096",
    "1, 4096",
    "4095, 4096",
    "4096, 4096",
    "4097, 4352",
    "48123, 49152",
    "262112, 262144",
    "1000003, 1015808",
    "1099511627776, 1099511627776"
  })
  @DisplayName("is padded to these lengths")
  void padded(long size, long padded) {
    assertThat(Padme.padded(size)).isEqualTo(padded);
  }

  @Test
  @DisplayName("grows by a sixteenth at most, and never to a multiple of a segment")
  void paddingBounds() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 100_000; i++) {
      long size = random.nextLong(4096, 1L << 1 + 12 + random.nextInt(28));
      long padded = Padme.padded(size);
      assertThat(padded >= size && padded - size <= size / 16)
          .as("seed %d: %d", seed, size)
          .isTrue();
      assertThat(Padme.padded(padded)).as("seed %d: %d", seed, size).isEqualTo(padded);
      assertThat(padded % ContentGeometry.FLOE.plaintextBytes()).as("seed %d", seed).isNotZero();
    }
  }
}
