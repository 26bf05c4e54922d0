package org.dubbelslot.drive.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.dubbelslot.drive.ByteRange;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.graph.ContentServer.Ask;
import org.dubbelslot.drive.graph.ContentServer.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ParallelDownloadTest {
  private static final int PIECE = 50_000;
  private static final int ALONE = 120_000;

  /** In each 64 KiB; a reader that gets on less than that between breaks loses its patience. */
  private static final int MOST_PER_PLACE = 2;

  private static final Duration LONG = Duration.ofMinutes(1);

  private final Random random = new Random();
  private ContentServer server;
  private Downloads downloads;

  @BeforeEach
  void start() throws IOException {
    server = new ContentServer(bytes(1_000_000, 3));
    downloads = new Downloads(new ReadSettings(ALONE, PIECE, 4, LONG));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static byte[] bytes(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private byte[] get(ByteRange range) throws IOException {
    try (InputStream in = server.open(downloads, range)) {
      return in.readAllBytes();
    }
  }

  private void onceEach(Function<Ask, Fault> fault) {
    List<Long> met = new ArrayList<>();
    server.faults =
        ask -> {
          synchronized (met) {
            if (met.contains(ask.first())) {
              return new Fault.None();
            }
            met.add(ask.first());
            return fault.apply(ask);
          }
        };
  }

  @Nested
  class ALargeFile {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, ALONE - 1, ALONE, ALONE + 1, ALONE + PIECE, 999_999, 1_000_000})
    void arrivesWholeFromWherever(int first) throws Exception {
      assertThat(get(ByteRange.from(first)))
          .isEqualTo(Arrays.copyOfRange(server.content, first, 1_000_000));
      assertThat(downloads.buffers().lent()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, ALONE - 1, ALONE, ALONE + 1, ALONE + PIECE})
    void arrivesWholeWhateverItsLength(int length) throws Exception {
      server.content = bytes(length, 8);
      assertThat(get(ByteRange.ALL)).isEqualTo(server.content);
      assertThat(server.asked).hasSize(length <= ALONE ? 1 : 2);
    }

    @Test
    void isFetchedInSeveralPiecesAtTheSameTime() throws Exception {
      CountDownLatch together = new CountDownLatch(4);
      server.faults =
          ask -> {
            if (ask.first() >= ALONE && ask.first() < ALONE + 4 * PIECE) {
              together.countDown();
              await(together);
            }
            return new Fault.None();
          };
      assertThat(get(ByteRange.ALL)).isEqualTo(server.content);
      assertThat(together.getCount()).isZero();
    }

    @Test
    void costsOneQuestionToGraph() throws Exception {
      get(ByteRange.ALL);
      assertThat(server.addresses()).isEqualTo(1);
      assertThat(server.asked).hasSize(1 + (1_000_000 - ALONE + PIECE - 1) / PIECE);
    }

    @Test
    void arrivesWholeWhilePiecesMayGrow() throws Exception {
      server.content = bytes(12_345_678, 5);
      downloads = new Downloads(new ReadSettings(ALONE, PIECE, 8, LONG));
      assertThat(get(ByteRange.ALL)).isEqualTo(server.content);
      assertThat(downloads.buffers().mostLent()).isLessThanOrEqualTo(8);
      assertThat(downloads.buffers().lent()).isZero();
    }

    @Test
    void isReadToNoFurtherThanWanted() throws Exception {
      assertThat(get(new ByteRange(1000, 300_000)))
          .isEqualTo(Arrays.copyOfRange(server.content, 1000, 301_000));
      assertThat(server.asked).allMatch(ask -> ask.last() < 301_000);
    }

    @Test
    void isGivenUpInTheMiddle() throws Exception {
      try (InputStream in = server.open(downloads, ByteRange.ALL)) {
        in.readNBytes(ALONE + 10);
      }
      assertThat(downloads.buffers().lent()).isZero();
    }
  }

  @Nested
  class Memory {
    @Test
    void isBoundedForAllDownloadsTogether() throws Exception {
      List<InputStream> open = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        open.add(server.open(downloads, ByteRange.ALL));
      }
      for (int at = 0; at < 1_000_000; at += 1000) {
        for (InputStream in : open) {
          assertThat(in.readNBytes(1000))
              .isEqualTo(Arrays.copyOfRange(server.content, at, at + 1000));
        }
      }
      for (InputStream in : open) {
        assertThat(in.read()).isNegative();
        in.close();
      }
      assertThat(downloads.buffers().mostLent()).isEqualTo(4);
      assertThat(downloads.buffers().lent()).isZero();
    }

    @Test
    void isSixteenMegabytesAsUsual() {
      ReadSettings usual = ReadSettings.USUAL;
      assertThat((long) usual.piece() * usual.pieces()).isEqualTo(16L << 20);
      assertThat(usual.silence()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void isGivenInAsManyBuffersAsThereAre() {
      PieceBuffers buffers = new PieceBuffers(10, 4);
      List<byte[]> three = buffers.take(1, 3);
      assertThat(three).hasSize(3);
      assertThat(buffers.take(2, 2)).isEmpty();
      List<byte[]> one = buffers.take(1, 2);
      assertThat(one).hasSize(1);
      assertThat(buffers.take(1, 1)).isEmpty();
      buffers.give(three);
      buffers.give(one);
      assertThat(buffers.lent()).isZero();
      assertThat(buffers.mostLent()).isEqualTo(4);
    }

    @Test
    void isNotNeededToGoOn() throws Exception {
      downloads = new Downloads(new ReadSettings(ALONE, PIECE, 0, LONG));
      assertThat(get(ByteRange.ALL)).isEqualTo(server.content);
    }
  }

  @Nested
  class Faults {
    @Test
    void hundredsOfThemLeaveEveryByteInItsPlace() throws Exception {
      int met = 0;
      for (int round = 0; round < 100; round++) {
        long seed = random.nextLong();
        Random dice = new Random(seed);
        server.content = bytes(1 + dice.nextInt(1_200_000), seed);
        downloads = new Downloads(new ReadSettings(ALONE, 5000 + dice.nextInt(90_000), 4, LONG));
        AtomicInteger count = new AtomicInteger();
        Map<Long, Integer> perPlace = new HashMap<>();
        server.faults =
            ask -> {
              synchronized (dice) {
                if (perPlace.merge(ask.first() >> 16, 1, Integer::sum) > MOST_PER_PLACE) {
                  return new Fault.None();
                }
                Fault fault = chosen(dice, ask);
                count.addAndGet(fault instanceof Fault.None ? 0 : 1);
                return fault;
              }
            };
        int first = dice.nextInt(server.content.length);
        assertThat(get(ByteRange.from(first)))
            .as("seed %d", seed)
            .isEqualTo(Arrays.copyOfRange(server.content, first, server.content.length));
        assertThat(downloads.buffers().lent()).as("seed %d", seed).isZero();
        met += count.get();
      }
      assertThat(met).isGreaterThan(200);
    }

    private Fault chosen(Random dice, Ask ask) {
      long length = Math.max(1, ask.last() - ask.first() + 1);
      return switch (dice.nextInt(12)) {
        case 0, 1, 2, 3 -> new Fault.Cut(dice.nextLong(length));
        case 4 ->
            new Fault.Status(List.of(500, 502, 503, 504, 429, 401, 404, 410).get(dice.nextInt(8)));
        case 5 -> new Fault.ContentRange("bytes 7-" + (7 + length - 1) + "/99999999");
        default -> new Fault.None();
      };
    }

    @Test
    void aPieceOfAnotherRangeIsAskedAnew() throws Exception {
      onceEach(ask -> new Fault.ContentRange("bytes 0-" + (ask.last() - ask.first()) + "/1000000"));
      assertThat(get(ByteRange.from(1)))
          .isEqualTo(Arrays.copyOfRange(server.content, 1, 1_000_000));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "bytes 0-9/1000000",
          "bytes 5-4/1000000",
          "bytes 5-2000000/1000000",
          "bytes 5-10/*",
          "pages 5-10/1000000",
          "bytes 5-10/99999999999999999999999999",
          ""
        })
    void anAnswerThatNeverFitsIsTold(String contentRange) {
      server.faults = ask -> new Fault.ContentRange(contentRange);
      assertThatExceptionOfType(DriveException.Protocol.class)
          .isThrownBy(() -> get(ByteRange.from(5)))
          .satisfies(e -> assertThat(e.code()).isEqualTo("otherRange"));
    }

    @Test
    void aDriveWithoutRangesIsReadOnce() throws Exception {
      server.faults = ask -> new Fault.Whole();
      assertThat(get(ByteRange.ALL)).isEqualTo(server.content);
      assertThat(server.asked).hasSize(1);
    }

    @Test
    void aDriveThatStopsGivingRangesIsReadFromThereOnInOneStream() throws Exception {
      server.faults = ask -> ask.first() >= 400_000 ? new Fault.Whole() : new Fault.None();
      assertThat(get(ByteRange.ALL)).isEqualTo(server.content);
      assertThat(server.asked.size()).isLessThan(20);
      assertThat(downloads.buffers().lent()).isZero();
    }

    @Test
    void aSilentConnectionIsLeft() throws Exception {
      downloads = new Downloads(new ReadSettings(ALONE, PIECE, 4, Duration.ofMillis(400)));
      onceEach(
          ask ->
              ask.first() == 0 || ask.first() == ALONE + PIECE
                  ? new Fault.Silent(1234)
                  : new Fault.None());
      assertThat(get(ByteRange.ALL)).isEqualTo(server.content);
      assertThat(server.asked).anyMatch(ask -> ask.first() == 1234);
    }

    @Test
    void aDriveThatSaysNothingForEverIsUnreachable() {
      downloads = new Downloads(new ReadSettings(ALONE, PIECE, 4, Duration.ofMillis(50)));
      server.faults = ask -> new Fault.Silent(0);
      assertThatExceptionOfType(DriveException.Unreachable.class)
          .isThrownBy(() -> get(ByteRange.ALL));
    }

    @Test
    void anAddressThatGrowsOldIsReplaced() throws Exception {
      AtomicInteger answered = new AtomicInteger();
      server.faults =
          ask ->
              ask.address() <= 2 && answered.incrementAndGet() > ask.address() * 5
                  ? new Fault.Status(401)
                  : new Fault.None();
      assertThat(get(ByteRange.ALL)).isEqualTo(server.content);
      assertThat(server.addresses()).isBetween(3, 12);
    }

    @Test
    void aFileThatIsReplacedMeanwhileIsNotMixed() throws Exception {
      server.faults =
          ask -> {
            if (ask.first() >= 400_000) {
              server.tag = "\"2\"";
            }
            return new Fault.None();
          };
      // The answer to the question that changes it bears the old tag.
      assertThatExceptionOfType(DriveException.Changed.class).isThrownBy(() -> get(ByteRange.ALL));
      assertThat(downloads.buffers().lent()).isZero();
    }

    @Test
    void aFileThatBecomesShorterIsNotMixed() {
      onceEach(
          ask -> {
            if (ask.first() == ALONE) {
              server.content = bytes(900_000, 3);
            }
            return new Fault.None();
          });
      assertThatExceptionOfType(DriveException.Changed.class).isThrownBy(() -> get(ByteRange.ALL));
    }
  }

  @Test
  void anInterruptedReaderIsStopped() throws Exception {
    server.faults = ask -> ask.first() >= ALONE ? new Fault.Silent(0) : new Fault.None();
    try (InputStream in = server.open(downloads, ByteRange.ALL)) {
      in.readNBytes(ALONE);
      Thread.currentThread().interrupt();
      assertThatExceptionOfType(DriveException.Stopped.class).isThrownBy(in::read);
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(downloads.buffers().lent()).isZero();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
