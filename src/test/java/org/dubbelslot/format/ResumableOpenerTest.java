package org.dubbelslot.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.dubbelslot.floe.FloeWorkers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An opening that is gone on with")
class ResumableOpenerTest {
  private static final int SEGMENT = 262_112;
  private static final int SIZE = 4 * SEGMENT + 1234;

  private final FloeWorkers workers = FloeWorkers.pool(2);
  private final TestKeys keys = new TestKeys();
  private final TestKeys.Member member = keys.member(OrganisationAlgorithm.HPKE_X_WING);

  @TempDir Path folder;
  private Path file;
  private byte[] plaintext;
  private byte[] sealed;
  private long askedFrom = -1;

  @BeforeEach
  void seal() throws Exception {
    file = folder.resolve("unfinished");
    plaintext = bytes(SIZE, 1);
    sealed = seal(plaintext, true);
  }

  @AfterEach
  void close() {
    workers.close();
  }

  private static byte[] bytes(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private byte[] seal(byte[] content, boolean knownSize) throws Exception {
    OptionalLong size = knownSize ? OptionalLong.of(content.length) : OptionalLong.empty();
    Metadata metadata =
        Metadata.of("opname.wav", member.team().team()).withSizeAndTime(size, Optional.empty());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Sealer(workers).seal(member.request(metadata), new ByteArrayInputStream(content), out);
    return out.toByteArray();
  }

  /** Opens {@code sealed}, of which only {@code most} bytes come over each connection. */
  private Opened open(long written, long most) throws IOException, FormatException {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return new ResumableOpener(workers)
          .open(source(most), keys, OpenOptions.STRICT, target(channel, written));
    }
  }

  private ResumableOpener.Source source(long most) {
    return new ResumableOpener.Source() {
      @Override
      public InputStream head() {
        return new ByteArrayInputStream(
            sealed, 0, Math.min(sealed.length, ResumableOpener.LONGEST_HEAD));
      }

      @Override
      public InputStream from(long position) {
        askedFrom = position;
        int start = (int) Math.min(sealed.length, position);
        return new Breaking(new ByteArrayInputStream(sealed, start, sealed.length - start), most);
      }
    };
  }

  private static ResumableOpener.Target target(FileChannel channel, long written) {
    return new ResumableOpener.Target() {
      @Override
      public ResumableOpener.Plaintext begin(FileId id, Metadata metadata) {
        return new ResumableOpener.Plaintext(channel, written);
      }

      @Override
      public void reached(long bytes) throws IOException {
        assertThat(bytes % SEGMENT).isZero();
        assertThat(bytes).isLessThanOrEqualTo(channel.size());
      }
    };
  }

  /** A connection that breaks. */
  private static final class Breaking extends FilterInputStream {
    private long left;

    Breaking(InputStream in, long most) {
      super(in);
      this.left = most;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
      if (left <= 0 && count > 0) {
        throw new IOException("broken");
      }
      int got = super.read(bytes, offset, (int) Math.min(count, left));
      left -= Math.max(0, got);
      return got;
    }
  }

  private void breakAfter(long sealedBytes) {
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> open(0, sealedBytes));
  }

  @Test
  @DisplayName("ends well however often and wherever it breaks")
  void endsWell() throws Exception {
    int breaks = 0;
    for (int round = 0; round < 40; round++) {
      long seed = new Random().nextLong();
      Random dice = new Random(seed);
      plaintext = bytes(dice.nextInt(6 * SEGMENT), seed);
      // Zeros at the end look like padding.
      Arrays.fill(plaintext, dice.nextInt(plaintext.length + 1), plaintext.length, (byte) 0);
      sealed = seal(plaintext, dice.nextBoolean());
      Files.deleteIfExists(file);
      long most = 300_000L + dice.nextInt(700_000);
      boolean done = false;
      while (!done) {
        try {
          Opened opened = open(Files.exists(file) ? Files.size(file) : 0, most);
          assertThat(opened.size()).as("seed %d", seed).isEqualTo(plaintext.length);
          done = true;
        } catch (IOException e) {
          breaks++;
        }
      }
      assertThat(file).as("seed %d", seed).hasBinaryContent(plaintext);
    }
    assertThat(breaks).isPositive();
  }

  @Test
  @DisplayName("fetches only what is missing")
  void fetchesWhatIsMissing() throws Exception {
    breakAfter(2 * 262_144 + 5000);
    open(Files.size(file), Long.MAX_VALUE);
    assertThat(askedFrom).isGreaterThan(2 * 262_144);
    assertThat(file).hasBinaryContent(plaintext);
  }

  @Test
  @DisplayName("fetches the last segment and the trailer even when all the plaintext is there")
  void verifiesTheEnd() throws Exception {
    Files.write(file, plaintext);
    open(plaintext.length, Long.MAX_VALUE);
    assertThat(sealed.length - askedFrom).isGreaterThan(512);
    assertThat(file).hasBinaryContent(plaintext);

    byte[] before = plaintext;
    sealed[sealed.length - 600] ^= 1;
    assertThatExceptionOfType(FormatException.SegmentAltered.class)
        .isThrownBy(() -> open(before.length, Long.MAX_VALUE));
  }

  @ParameterizedTest(name = "refuses a byte that was flipped at {0} in what is taken over")
  @ValueSource(ints = {0, 1, SEGMENT - 1, SEGMENT, 2 * SEGMENT + 77, 4 * SEGMENT - 1})
  void flipped(int place) throws Exception {
    byte[] altered = plaintext.clone();
    altered[place] ^= 1;
    Files.write(file, altered);
    assertThatExceptionOfType(FormatException.SizeOrRootFalse.class)
        .isThrownBy(() -> open(altered.length, Long.MAX_VALUE));
  }

  @Test
  @DisplayName("refuses segments that were swapped in what is taken over")
  void swapped() throws Exception {
    byte[] altered = plaintext.clone();
    System.arraycopy(plaintext, 0, altered, SEGMENT, SEGMENT);
    System.arraycopy(plaintext, SEGMENT, altered, 0, SEGMENT);
    Files.write(file, altered);
    assertThatExceptionOfType(FormatException.SizeOrRootFalse.class)
        .isThrownBy(() -> open(altered.length, Long.MAX_VALUE));
  }

  @ParameterizedTest(name = "goes on when {0} bytes were left, whatever was noted")
  @ValueSource(ints = {0, 1, SEGMENT - 1, SEGMENT, SEGMENT + 1, 3 * SEGMENT + 99, SIZE})
  void cut(int length) throws Exception {
    Files.write(file, Arrays.copyOf(plaintext, length));
    open(SIZE, Long.MAX_VALUE);
    assertThat(file).hasBinaryContent(plaintext);
  }

  @ParameterizedTest(name = "goes on when {0} bytes were appended")
  @ValueSource(ints = {1, SEGMENT, 3 * SEGMENT, 20 * SEGMENT})
  void appended(int length) throws Exception {
    breakAfter(2 * 262_144 + 5000);
    long noted = Files.size(file);
    Files.write(file, bytes(length, 4), StandardOpenOption.APPEND);
    open(noted, Long.MAX_VALUE);
    assertThat(file).hasBinaryContent(plaintext);
  }

  @Test
  @DisplayName("does not believe what was appended even when it was noted")
  void appendedAndNoted() throws Exception {
    breakAfter(2 * 262_144 + 5000);
    Files.write(file, bytes(40 * SEGMENT, 4), StandardOpenOption.APPEND);
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> open(Files.size(file), Long.MAX_VALUE));
    sealed = seal(plaintext, false);
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> open(Files.size(file), Long.MAX_VALUE));
  }

  @Test
  @DisplayName("refuses the beginning of another sealing, even of the same document")
  void another() throws Exception {
    breakAfter(2 * 262_144 + 5000);
    byte[] other = bytes(SIZE, 2);
    sealed = seal(other, true);
    assertThatExceptionOfType(FormatException.SizeOrRootFalse.class)
        .isThrownBy(() -> open(Files.size(file), Long.MAX_VALUE));
  }

  @Test
  @DisplayName("refuses content of another sealing behind the head of the first")
  void replacedBetween() throws Exception {
    byte[] head = Arrays.copyOf(sealed, ResumableOpener.LONGEST_HEAD);
    byte[] other = seal(bytes(SIZE, 2), true);
    sealed = other.clone();
    System.arraycopy(head, 0, sealed, 0, 8000);
    assertThatExceptionOfType(FormatException.class).isThrownBy(() -> open(0, Long.MAX_VALUE));
  }

  @Test
  @DisplayName("writes no padding beyond a size that is known, and leaves none where it is not")
  void padding() throws Exception {
    plaintext = bytes(30 * SEGMENT, 9);
    sealed = seal(plaintext, true);
    breakAfter(sealed.length - 10_000);
    assertThat(Files.size(file)).isLessThanOrEqualTo(plaintext.length);
    open(Files.size(file), Long.MAX_VALUE);
    assertThat(file).hasBinaryContent(plaintext);

    sealed = seal(plaintext, false);
    open(0, Long.MAX_VALUE);
    assertThat(file).hasBinaryContent(plaintext);
  }

  @Test
  @DisplayName("begins nothing when the lock does not open")
  void noKey() {
    assertThatExceptionOfType(FormatException.NoLockForTeams.class)
        .isThrownBy(
            () ->
                new ResumableOpener(workers)
                    .open(
                        source(Long.MAX_VALUE),
                        new TestKeys(),
                        OpenOptions.STRICT,
                        new ResumableOpener.Target() {
                          @Override
                          public ResumableOpener.Plaintext begin(FileId id, Metadata metadata) {
                            throw new AssertionError("nothing is to be written");
                          }

                          @Override
                          public void reached(long bytes) {
                            throw new AssertionError("nothing is to be written");
                          }
                        }));
  }

  @Test
  @DisplayName("never passes with a file that was altered at random")
  void alteredAtRandom() throws Exception {
    for (int round = 0; round < 60; round++) {
      long seed = new Random().nextLong();
      Random dice = new Random(seed);
      byte[] left = Arrays.copyOf(plaintext, dice.nextInt(SIZE));
      for (int change = dice.nextInt(3); change > 0 && left.length > 0; change--) {
        left[dice.nextInt(left.length)] ^= (byte) (1 + dice.nextInt(255));
      }
      Files.write(file, left);
      try {
        open(left.length, Long.MAX_VALUE);
        assertThat(file).as("seed %d", seed).hasBinaryContent(plaintext);
      } catch (FormatException.SizeOrRootFalse e) {
        assertThat(firstSegmentsOf(left)).as("seed %d", seed).isFalse();
      }
    }
  }

  /** Whether the whole segments of {@code left} are those of the plaintext. */
  private boolean firstSegmentsOf(byte[] left) {
    int whole = left.length / SEGMENT * SEGMENT;
    return ByteBuffer.wrap(left, 0, whole).equals(ByteBuffer.wrap(plaintext, 0, whole));
  }
}
