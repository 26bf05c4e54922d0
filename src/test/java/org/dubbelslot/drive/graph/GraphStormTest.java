package org.dubbelslot.drive.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.dubbelslot.drive.ByteRange;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.OnConflict;
import org.dubbelslot.drive.Pause;
import org.dubbelslot.drive.Upload;
import org.dubbelslot.drive.UploadRequest;
import org.dubbelslot.drive.UploadSource;
import org.dubbelslot.drive.Waiting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What befalls a whole network, a whole tenant, a sign-in or the clock, not one request. */
@Timeout(300)
class GraphStormTest {
  private static final int SIZE = 1_500_000;
  private static final String BROKEN = "[{\"path\":\"\",\"cutAfterBytes\":0,\"times\":-1}]";

  private static final String WITHOUT_HASHES =
      "[{\"path\":\"\",\"set\":{\"hashes\":null},\"times\":-1}]";

  @TempDir Path folder;
  private GraphSandbox graph;
  private GraphDrive drive;

  @BeforeEach
  void open() throws Exception {
    graph = new GraphSandbox(folder);
    drive = graph.service.open(new DriveChoice.Mine());
  }

  @AfterEach
  void close() throws Exception {
    graph.close();
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private UploadRequest request(int size) {
    return new UploadRequest(drive.rootId(), "a.dslot", size, OnConflict.FAIL);
  }

  private DriveItem put(int size) throws Exception {
    return drive.upload(request(size)).send(UploadSource.of(bytes(size)), done -> {}).item();
  }

  private byte[] get(GraphDrive from, DriveItem item) throws Exception {
    try (InputStream in = from.read(item.id(), ByteRange.ALL)) {
      return in.readAllBytes();
    }
  }

  private GraphService service(AccessTokens tokens, Pause pause, Waiting waiting) throws Exception {
    GraphSettings settings =
        new GraphSettings(
            graph.sandbox.graph(), "9.9", 100, GraphSettings.FRAGMENT_UNIT, GraphSandbox.WHOLE);
    return new GraphService(settings, tokens, graph.egress, pause, waiting);
  }

  @Nested
  class TheNetwork {
    @ParameterizedTest
    @ValueSource(ints = {20_000, SIZE})
    void goesAndComesBackDuringAnUpload(int size) throws Exception {
      Upload upload = drive.upload(request(size));
      graph.faults(BROKEN);
      graph.pause.atWait(4, graph::clearFaults);
      Upload.Uploaded uploaded = upload.send(UploadSource.of(bytes(size)), done -> {});
      assertThat(get(drive, uploaded.item())).isEqualTo(bytes(size));
      assertThat(graph.pause.waited()).hasSizeGreaterThanOrEqualTo(4);
      assertThat(drive.list(drive.rootId()).all()).hasSize(1);
    }

    @Test
    void goesInTheMiddleOfAnUploadThatALaterRunEnds() throws Exception {
      Upload upload = drive.upload(request(SIZE));
      assertThatExceptionOfType(DriveException.Unreachable.class)
          .isThrownBy(
              () ->
                  upload.send(
                      UploadSource.of(bytes(SIZE)),
                      done -> {
                        if (done == 2L * GraphSettings.FRAGMENT_UNIT) {
                          graph.quietly(() -> graph.faults(BROKEN));
                        }
                      }));
      graph.clearFaults();
      graph.forgetRequests();
      Upload.Uploaded uploaded =
          drive.resume(upload.handle()).send(UploadSource.of(bytes(SIZE)), done -> {});
      assertThat(get(drive, uploaded.item())).isEqualTo(bytes(SIZE));
      assertThat(graph.requests())
          .filteredOn(sent -> sent.path("method").asText().equals("PUT"))
          .hasSize(3);
    }

    @Test
    void goesAndComesBackDuringADownload() throws Exception {
      DriveItem item = put(SIZE);
      try (InputStream in = drive.read(item.id(), ByteRange.ALL)) {
        byte[] first = in.readNBytes(1000);
        graph.faults(BROKEN);
        graph.pause.atWait(3, graph::clearFaults);
        assertThat(first).isEqualTo(java.util.Arrays.copyOf(bytes(SIZE), 1000));
        assertThat(in.readAllBytes()).hasSize(SIZE - 1000);
      }
    }

    @Test
    void doesNotKnowTheHost() throws Exception {
      GraphSandbox.TestPause pause = new GraphSandbox.TestPause();
      GraphService nowhere =
          new GraphService(
              new GraphSettings(URI.create("https://graph.nowhere.invalid"), "9.9"),
              () -> "token",
              graph.egress,
              pause);
      assertThatExceptionOfType(DriveException.Unreachable.class)
          .isThrownBy(() -> nowhere.open(new DriveChoice.Mine()))
          .satisfies(e -> assertThat(e.host()).isEqualTo("graph.nowhere.invalid"));
      assertThat(pause.waited()).hasSize(3);
    }
  }

  @Nested
  class TheClock {
    @ParameterizedTest
    @ValueSource(longs = {-86_400, -3, 3, 86_400})
    void isSetWhileTheTenantWantsToBeLeftAlone(long seconds) throws Exception {
      graph.faults(
          "[{\"method\":\"PUT\",\"path\":\"\",\"status\":429,\"headers\":{\"Retry-After\":\"30\"}}]");
      graph.pause.atWait(1, () -> graph.pause.jump(Duration.ofSeconds(seconds)));
      assertThat(get(drive, put(20_000))).isEqualTo(bytes(20_000));
      Duration waited = graph.pause.waited().stream().reduce(Duration.ZERO, Duration::plus);
      assertThat(waited).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
    }

    @Test
    void isWrongWhenTheTenantSaysUntilWhen() throws Exception {
      graph.pause.jump(Duration.ofDays(400));
      graph.faults(
          """
          [{"method":"PUT","path":"","status":503,"headers":{\
          "Date":"Mon, 02 Nov 2026 09:00:00 GMT","Retry-After":"Mon, 02 Nov 2026 09:00:20 GMT"}}]\
          """);
      put(20_000);
      assertThat(graph.pause.waited()).containsExactly(Duration.ofSeconds(20));
    }
  }

  @Nested
  class TheSignIn {
    @Test
    void runsOutInTheMiddleAndIsRenewedOnce() throws Exception {
      DriveItem item = put(SIZE);
      StaleTokens tokens = new StaleTokens();
      GraphDrive later =
          service(tokens, graph.pause, Waiting.unseen()).open(new DriveChoice.Mine());
      assertThat(tokens.renewals.get()).isEqualTo(1);
      tokens.stale = true;
      assertThat(get(later, item)).isEqualTo(bytes(SIZE));
      assertThat(tokens.renewals.get()).isEqualTo(2);
      tokens.stale = true;
      Upload.Uploaded small =
          later
              .upload(new UploadRequest(later.rootId(), "small.dslot", 9, OnConflict.FAIL))
              .send(UploadSource.of(bytes(9)), done -> {});
      assertThat(small.verified()).isTrue();
      assertThat(tokens.renewals.get()).isEqualTo(3);
    }

    private final class StaleTokens implements AccessTokens {
      private final AtomicInteger renewals = new AtomicInteger();
      private volatile boolean stale = true;

      @Override
      public String bearer() {
        return stale ? "stale" : graph.sandbox.token();
      }

      @Override
      public void refused(String token) {
        if (token.equals("stale")) {
          renewals.incrementAndGet();
          stale = false;
        }
      }
    }
  }

  @Nested
  class TheSession {
    @Test
    void runsOutInTheMiddleAndIsToldSo() throws Exception {
      Upload upload = drive.upload(request(SIZE));
      assertThatExceptionOfType(DriveException.SessionLost.class)
          .isThrownBy(
              () ->
                  upload.send(
                      UploadSource.of(bytes(SIZE)),
                      done -> {
                        if (done == 2L * GraphSettings.FRAGMENT_UNIT) {
                          graph.quietly(() -> drive.resume(upload.handle()).cancel());
                        }
                      }));
      upload.cancel();
      assertThat(drive.list(drive.rootId()).all()).isEmpty();
      assertThat(get(drive, put(SIZE))).isEqualTo(bytes(SIZE));
    }

    @Test
    void thatAlwaysLiesIsGivenUp() throws Exception {
      Upload upload = drive.upload(request(SIZE));
      graph.forgetRequests();
      graph.faults(
          "[{\"path\":\"uploadSession\",\"times\":-1,"
              + "\"set\":{\"nextExpectedRanges\":[\"1310720-\"]}}]");
      assertThatExceptionOfType(DriveException.Protocol.class)
          .isThrownBy(() -> upload.send(UploadSource.of(bytes(SIZE)), done -> {}));
      assertThat(graph.requests()).hasSizeLessThan(30);
      graph.clearFaults();
      upload.cancel();
    }
  }

  @Nested
  class ADriveWithoutHashes {
    @ParameterizedTest
    @ValueSource(ints = {20_000, SIZE})
    void leavesItToTheReaderToCompare(int size) throws Exception {
      graph.faults(WITHOUT_HASHES);
      Upload.Uploaded uploaded =
          drive.upload(request(size)).send(UploadSource.of(bytes(size)), done -> {});
      assertThat(uploaded.verified()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {20_000, SIZE})
    void isReadWhenAnAnswerGotLost(int size) throws Exception {
      Upload upload = drive.upload(request(size));
      graph.forgetRequests();
      int skip = size == SIZE ? 4 : 0;
      graph.faults(
          "[{\"method\":\"PUT\",\"path\":\"\",\"cutAfterBytes\":99999999,\"skip\":%d}]"
              .formatted(skip));
      graph.faults(WITHOUT_HASHES);
      DriveItem item = upload.send(UploadSource.of(bytes(size)), done -> {}).item();
      assertThat(graph.requests())
          .filteredOn(sent -> sent.path("method").asText().equals("PUT"))
          .hasSize(skip + 1);
      assertThat(get(drive, item)).isEqualTo(bytes(size));
      assertThat(drive.list(drive.rootId()).all()).hasSize(1);
    }
  }

  @Nested
  class TheTenant {
    @Test
    void tellsWhoeverLooksThatItIsWaitedFor() throws Exception {
      record Told(Waiting.Why why, Instant until) {}
      List<Told> told = new CopyOnWriteArrayList<>();
      GraphDrive watched =
          service(graph.sandbox::token, graph.pause, (why, until) -> told.add(new Told(why, until)))
              .open(new DriveChoice.Mine());
      Instant begun = graph.pause.now();
      graph.faults(
          "[{\"path\":\"\",\"status\":429,\"headers\":{\"Retry-After\":\"12\"}},"
              + "{\"path\":\"\",\"status\":500}]");
      watched.root();
      assertThat(told)
          .containsExactly(
              new Told(Waiting.Why.THROTTLED, begun.plusSeconds(12)),
              new Told(Waiting.Why.FAILED, begun.plusSeconds(13)));
    }

    @Test
    void isNotAskedAgainBeforeItWantsTo() throws Exception {
      graph.faults("[{\"path\":\"\",\"status\":429,\"headers\":{\"Retry-After\":\"1800\"}}]");
      assertThatExceptionOfType(DriveException.Throttled.class).isThrownBy(() -> drive.root());
      graph.forgetRequests();
      assertThatExceptionOfType(DriveException.Throttled.class).isThrownBy(() -> put(20_000));
      assertThatExceptionOfType(DriveException.Throttled.class)
          .isThrownBy(() -> drive.root())
          .satisfies(e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofMinutes(30)));
      assertThat(graph.requests()).isEmpty();
      graph.pause.forTime(Duration.ofMinutes(30));
      assertThat(drive.root().folder()).isTrue();
    }

    @Test
    void answersAllOfManyThreadsAlthoughItThrottles() throws Exception {
      DriveItem item = put(20_000);
      GraphDrive busy =
          service(graph.sandbox::token, Pause.real(), Waiting.unseen())
              .open(new DriveChoice.Mine());
      graph.forgetRequests();
      graph.control("PATCH", "/settings", "{\"unitsPerMinute\":300}");
      List<Callable<DriveItem>> questions = new ArrayList<>();
      for (int i = 0; i < 330; i++) {
        questions.add(() -> busy.stat(item.id()));
      }
      try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
        for (Future<DriveItem> answer : threads.invokeAll(questions)) {
          assertThat(answer.get().id()).isEqualTo(item.id());
        }
      }
      graph.control("PATCH", "/settings", "{\"unitsPerMinute\":0}");
      List<JsonNode> requests = graph.requests();
      long refused =
          requests.stream().filter(request -> request.path("status").asInt() == 429).count();
      assertThat(refused).isBetween(1L, 40L);
      assertThat(requests).hasSize((int) (330 + refused));
    }

    @Test
    void hasItemsThatItDoesNotKnowForAMomentAfterTheyWereMade() throws Exception {
      DriveItem made = drive.createFolder(drive.rootId(), "new");
      graph.faults("[{\"path\":\"\",\"status\":404}]");
      assertThat(drive.stat(made.id()).name()).isEqualTo("new");
      assertThat(graph.pause.waited()).containsExactly(Duration.ofSeconds(5));
      drive.delete(made.id(), Optional.empty());
      assertThatExceptionOfType(DriveException.NotFound.class)
          .isThrownBy(() -> drive.stat(made.id()));
      assertThat(graph.pause.waited()).hasSize(1);
    }
  }
}
