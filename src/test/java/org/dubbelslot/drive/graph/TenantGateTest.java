package org.dubbelslot.drive.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.Pause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantGateTest {
  private final GraphSandbox.TestPause pause = new GraphSandbox.TestPause();
  private final TenantGate gate = new TenantGate(pause);

  @Test
  void holdsEveryRequestBackUntilTheLongestWishIsOver() throws Exception {
    gate.pass();
    assertThat(pause.waited()).isEmpty();
    gate.close(Duration.ofSeconds(30));
    gate.close(Duration.ofSeconds(10));
    assertThat(gate.closedFor()).isEqualTo(Duration.ofSeconds(30));
    gate.pass();
    gate.pass();
    assertThat(pause.waited()).containsExactly(Duration.ofSeconds(30));
  }

  @Test
  void letsAnInterruptedThreadGo() {
    TenantGate stopped =
        new TenantGate(
            new Pause() {
              @Override
              public Instant now() {
                return Instant.EPOCH;
              }

              @Override
              public void forTime(Duration time) throws InterruptedException {
                throw new InterruptedException();
              }
            });
    stopped.close(Duration.ofSeconds(1));
    assertThatExceptionOfType(DriveException.Stopped.class).isThrownBy(stopped::pass);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void letsManyThreadsThroughAFewAtATime() throws Exception {
    AtomicInteger underWay = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Random random = new Random(77);
    List<Callable<Integer>> requests = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      Kind kind = Kind.values()[random.nextInt(2)];
      int status = random.nextInt(50) == 0 ? 429 : random.nextInt(20) == 0 ? 0 : 200;
      requests.add(
          () -> {
            try (TenantGate.Pass pass = gate.enter(kind)) {
              most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
              Thread.yield();
              underWay.decrementAndGet();
              if (status > 0) {
                pass.answered(status);
              }
            }
            return status;
          });
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> request : threads.invokeAll(requests)) {
        assertThat(request.get()).isNotNegative();
      }
    }
    assertThat(underWay).hasValue(0);
    assertThat(most.get()).isBetween(1, 66);
  }

  @Test
  void patienceGrowsAndEnds() throws Exception {
    Patience patience = Patience.forBytes(gate);
    DriveException failure = new DriveException.Unreachable("example.org", null);
    for (int i = 0; i < 7; i++) {
      patience.failed(failure);
    }
    assertThatExceptionOfType(DriveException.Unreachable.class)
        .isThrownBy(() -> patience.failed(failure));
    assertThat(pause.waited())
        .extracting(Duration::toSeconds)
        .containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
    patience.restore();
    patience.failed(failure);
  }

  @ParameterizedTest
  @CsvSource({
    "7,7",
    "0,0",
    "'Mon, 02 Nov 2026 09:00:20 GMT',20",
    "'Mon, 02 Nov 2026 08:00:00 GMT',0",
  })
  void readsRetryAfter(String header, long seconds) {
    assertThat(GraphFailures.retryAfter(Optional.of(header), Optional.empty(), pause.now()))
        .contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-1", "1.5", "99999999999999999999", ""})
  void passesOverRetryAfterWithoutSense(String header) {
    assertThat(GraphFailures.retryAfter(Optional.of(header), Optional.empty(), pause.now()))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 327_679, 327_681, 62_914_560})
  void fragmentsHaveASizeThatGraphTakes(int fragment) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GraphSettings(Cloud.GLOBAL.graph(), "1", 200, fragment));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://example.org", "https://example.org/", "https://example.org/v1.0/"})
  void theAddressOfAGraphHoldsTheVersion(String address) {
    assertThat(new GraphSettings(URI.create(address), "1").graph())
        .isEqualTo(URI.create("https://example.org/v1.0"));
  }
}
