package org.dubbelslot.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private static final int CHUNK = 16 << 10;

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1000);
  private final AtomicLong waited = new AtomicLong();
  private final Throttle throttle =
      new Throttle(
          now::get,
          nanos -> {
            waited.addAndGet(nanos);
            now.addAndGet(nanos);
          });

  @Test
  void nothingWaitsWithoutLimit() throws Exception {
    for (int i = 0; i < 100; i++) {
      throttle.pass(CHUNK);
    }
    assertThat(waited.get()).isZero();
  }

  @Test
  void soManyBytesPassInASecond() throws Exception {
    throttle.limit(CHUNK * 10);
    for (int i = 0; i < 21; i++) {
      throttle.pass(CHUNK);
    }
    // The first passes at once: what the others wait for is the line's time for those before them.
    assertThat(Duration.ofNanos(waited.get())).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void theTimeInWhichNothingPassedIsNotMadeUpFor() throws Exception {
    throttle.limit(CHUNK);
    throttle.pass(CHUNK);
    now.addAndGet(Duration.ofMinutes(5).toNanos());
    throttle.pass(CHUNK);
    assertThat(waited.get()).isZero();
    throttle.pass(CHUNK);
    assertThat(Duration.ofNanos(waited.get())).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void anotherLimitCountsAtOnce() throws Exception {
    throttle.limit(1);
    throttle.pass(CHUNK);
    throttle.limit(CHUNK);
    throttle.pass(CHUNK);
    assertThat(waited.get()).isZero();
  }

  @Test
  void whoIsInterruptedWaitsNoLonger() throws Exception {
    Throttle real = new Throttle();
    real.limit(1);
    real.pass(CHUNK);
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(() -> real.pass(1));
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void contentsOfFilesGoNoFasterInEitherDirection() throws Exception {
    byte[] content = new byte[8 * CHUNK];
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        asked -> {
          try (asked) {
            asked.getRequestBody().readAllBytes();
            asked.sendResponseHeaders(200, content.length);
            asked.getResponseBody().write(content);
          }
        });
    server.start();
    try (Egress egress = new Egress(EgressLog.inMemory(), "Dubbelslot/test")) {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"))
              .build();
      egress.limit(32 * CHUNK, Long.MAX_VALUE);
      long begun = System.nanoTime();
      egress.client().put(request, content, content.length, Purpose.UPLOAD, content.length);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(200));

      egress.limit(Long.MAX_VALUE, 32 * CHUNK);
      begun = System.nanoTime();
      try (InputStream in =
          egress.client().open(request, Purpose.DOWNLOAD, Duration.ofMinutes(1)).body()) {
        assertThat(in.readAllBytes()).hasSize(content.length);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(150));
    } finally {
      server.stop(0);
    }
  }
}
