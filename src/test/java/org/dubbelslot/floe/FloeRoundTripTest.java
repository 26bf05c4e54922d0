package org.dubbelslot.floe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dubbelslot.floe.FloeTestKit.AAD;
import static org.dubbelslot.floe.FloeTestKit.SMALL;
import static org.dubbelslot.floe.FloeTestKit.key;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.dubbelslot.crypto.SecretBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes in comes out: every way of writing, every way of reading. */
class FloeRoundTripTest {
  private static final byte[] TRAILER = FloeTestKit.random(99, 512);

  /** The bytes of a source, a few at a time. */
  private static final class Trickle extends InputStream {
    private final InputStream bytes;
    private final Random sizes;

    Trickle(byte[] bytes, Random sizes) {
      this.bytes = new ByteArrayInputStream(bytes);
      this.sizes = sizes;
    }

    @Override
    public int read() throws java.io.IOException {
      return bytes.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws java.io.IOException {
      return bytes.read(target, offset, Math.min(length, 1 + sizes.nextInt(7)));
    }
  }

  private record Digest(long position, int length, List<Byte> sha256) {}

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void everySizeAroundTheSegmentBordersOfSmallMessages(int threads) throws Exception {
    try (FloeWorkers workers = FloeWorkers.pool(threads)) {
      for (int size = 0; size <= 16 * 20 + 1; size++) {
        roundTrip(SMALL, size, size, workers);
      }
    }
  }

  static IntStream sizesAroundOurSegmentBorders() {
    return IntStream.of(
        0, 1, 4_096, 262_111, 262_112, 262_113, 262_144, 524_223, 524_224, 524_225, 3_000_000);
  }

  @ParameterizedTest
  @MethodSource("sizesAroundOurSegmentBorders")
  void sizesAroundTheSegmentBordersOfOurMessages(int size) throws Exception {
    try (FloeWorkers workers = FloeWorkers.perProcessor()) {
      roundTrip(FloeParameters.STANDARD, size, size, workers);
    }
  }

  @Test
  void withoutThreadsAndWithAStoppedPool() throws Exception {
    FloeWorkers stopped = FloeWorkers.pool(2);
    stopped.close();
    for (FloeWorkers workers : List.of(FloeTestKit.inline(), stopped)) {
      roundTrip(SMALL, 16 * 9, 1, workers);
    }
  }

  @Test
  void onAnExecutorThatNeverRunsAnything() throws Exception {
    roundTrip(SMALL, 16 * 9 + 3, 1, FloeWorkers.on(task -> assertThat(task).isNotNull(), 2));
  }

  @Test
  void insideTheOnlyThreadOfItsOwnPool() throws Exception {
    try (ExecutorService one = Executors.newSingleThreadExecutor()) {
      FloeWorkers workers = FloeWorkers.on(one, 2);
      one.submit(
              () -> {
                roundTrip(SMALL, 16 * 30, 1, workers);
                return null;
              })
          .get();
    }
  }

  private static void roundTrip(FloeParameters parameters, int size, long seed, FloeWorkers workers)
      throws Exception {
    byte[] plaintext = FloeTestKit.random(seed, size);
    Random random = new Random(seed);
    List<Digest> digests = new ArrayList<>();
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    long written;
    try (SecretBytes key = key();
        FloeWriter writer =
            new FloeWriter(
                parameters,
                key,
                AAD,
                sink,
                workers,
                (position, length, sha256) ->
                    digests.add(new Digest(position, length, list(sha256))))) {
      feed(writer, plaintext, random);
      written = writer.finish();
    }
    byte[] ciphertext = sink.toByteArray();
    assertThat(written)
        .as("seed %d", seed)
        .isEqualTo(ciphertext.length)
        .isEqualTo(parameters.ciphertextLength(size));
    assertThat(parameters.plaintextLength(ciphertext.length)).hasValue(size);
    assertThat(digests).as("seed %d", seed).isEqualTo(digestsOf(parameters, plaintext));

    sink.write(TRAILER);
    InputStream source = new Trickle(sink.toByteArray(), random);
    boolean known = random.nextBoolean();
    digests.clear();
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    try (SecretBytes key = key();
        FloeReader reader =
            new FloeReader(
                parameters,
                key,
                AAD,
                source,
                known ? OptionalLong.of(ciphertext.length) : OptionalLong.empty(),
                workers)) {
      long length =
          reader.transferTo(
              segment -> {
                read.write(segment.plaintext(), 0, segment.length());
                digests.add(
                    new Digest(segment.position(), segment.length(), list(segment.sha256())));
                assertThat(segment.last())
                    .isEqualTo(segment.position() == parameters.segmentsOf(size) - 1);
              });
      assertThat(length).isEqualTo(size);
    }
    assertThat(read.toByteArray()).as("seed %d", seed).isEqualTo(plaintext);
    assertThat(digests).as("seed %d", seed).isEqualTo(digestsOf(parameters, plaintext));
    assertThat(source.readAllBytes()).as("what follows the message").isEqualTo(TRAILER);
  }

  /** Some by array, the rest by stream, in two parts. */
  private static void feed(FloeWriter writer, byte[] plaintext, Random random) throws Exception {
    int first = random.nextInt(plaintext.length + 1);
    int done = 0;
    while (done < first) {
      int part = Math.min(first - done, 1 + random.nextInt(1 + plaintext.length / 5));
      writer.write(plaintext, done, part);
      done += part;
    }
    int second = done + random.nextInt(plaintext.length - done + 1);
    assertThat(
            writer.transferFrom(new Trickle(Arrays.copyOfRange(plaintext, done, second), random)))
        .isEqualTo(second - done);
    writer.transferFrom(new ByteArrayInputStream(plaintext, second, plaintext.length - second));
  }

  private static List<Digest> digestsOf(FloeParameters parameters, byte[] plaintext)
      throws Exception {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    List<Digest> digests = new ArrayList<>();
    for (int i = 0; i < parameters.segmentsOf(plaintext.length); i++) {
      int from = i * parameters.plaintextBytes();
      int length = Math.min(parameters.plaintextBytes(), plaintext.length - from);
      sha256.update(plaintext, from, length);
      digests.add(new Digest(i, length, list(sha256.digest())));
    }
    return digests;
  }

  private static List<Byte> list(byte[] bytes) {
    List<Byte> list = new ArrayList<>();
    for (byte b : bytes) {
      list.add(b);
    }
    return list;
  }

  @Test
  void onlineWriterAndParallelReaderAgree() throws Exception {
    byte[] plaintext = FloeTestKit.random(7, 16 * 5);
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    byte[] target = new byte[100];
    try (SecretBytes key = key();
        OnlineEncryptor encryptor = new OnlineEncryptor(SMALL, key, AAD)) {
      sink.write(encryptor.header());
      for (int i = 0; i < 4; i++) {
        sink.write(target, 3, encryptor.encryptSegment(plaintext, 16 * i, target, 3));
      }
      assertThat(encryptor.isFinished()).isFalse();
      sink.write(target, 0, encryptor.encryptLastSegment(plaintext, 64, 16, target, 0));
      assertThat(encryptor.isFinished()).isTrue();
      assertThatThrownBy(() -> encryptor.encryptSegment(plaintext, 0, target, 0))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> encryptor.encryptLastSegment(plaintext, 0, 0, target, 0))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(FloeTestKit.decrypt(SMALL, sink.toByteArray())).isEqualTo(plaintext);
  }

  @Test
  void thousandsOfSegmentsThroughManyThreadsAtOnce() throws Exception {
    FloeParameters parameters = new FloeParameters(128, 5, 1L << 40);
    try (FloeWorkers workers = FloeWorkers.pool(4);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var done =
          IntStream.range(0, 8)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            roundTrip(parameters, 96 * 1_000 + i, i, workers);
                            return i;
                          }))
              .toList();
      for (var one : done) {
        one.get();
      }
    }
  }

  @Test
  void theLongestMessageIsWrittenAndReadButNoLonger() throws Exception {
    byte[] longest = FloeTestKit.random(3, 16 * 64);
    assertThat(FloeTestKit.decrypt(SMALL, FloeTestKit.encrypt(SMALL, longest))).isEqualTo(longest);

    assertThatThrownBy(() -> FloeTestKit.encrypt(SMALL, new byte[16 * 64 + 1]))
        .isInstanceOfSatisfying(
            FloeException.TooLong.class, e -> assertThat(e.maximumSegments()).isEqualTo(64));

    FloeParameters longer = new FloeParameters(48, 2, 1L << 40);
    byte[] tooLong = FloeTestKit.encrypt(longer, new byte[16 * 64 + 1]);
    assertThatThrownBy(() -> FloeTestKit.decrypt(SMALL, tooLong))
        .isInstanceOf(FloeException.TooLong.class);
  }

  @Test
  void twoMessagesOfTheSameContentHaveNothingInCommon() throws Exception {
    byte[] one = FloeTestKit.encrypt(SMALL, new byte[16]);
    byte[] other = FloeTestKit.encrypt(SMALL, new byte[16]);
    assertThat(Arrays.copyOfRange(one, 10, 42)).isNotEqualTo(Arrays.copyOfRange(other, 10, 42));
    assertThat(Arrays.copyOfRange(one, 78, 90)).isNotEqualTo(Arrays.copyOfRange(other, 78, 90));
  }
}
