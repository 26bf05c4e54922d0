package org.dubbelslot.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that falls silent: no exchange waits for ever, and none that moves is broken off. */
@Timeout(60)
class StandstillTest {
  private static final Duration STANDSTILL = Duration.ofMillis(400);
  private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n";

  private final EgressLog log = EgressLog.inMemory();
  private final Egress egress = new Egress(log, "Dubbelslot/test", STANDSTILL);
  private final CountDownLatch over = new CountDownLatch(1);
  private ServerSocket server;

  /** What the server does with a connection of which it has read the request's head. */
  private interface Manner {
    void meet(InputStream in, OutputStream out) throws IOException, InterruptedException;
  }

  @BeforeEach
  void open() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    over.countDown();
    egress.close();
    server.close();
  }

  private HttpRequest.Builder ask(Manner manner) {
    Thread.ofVirtual().start(() -> serve(manner));
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"));
  }

  private void serve(Manner manner) {
    try (Socket socket = server.accept()) {
      InputStream in = socket.getInputStream();
      int newLines = 0;
      while (newLines < 2) {
        int next = in.read();
        newLines = next == '\n' ? newLines + 1 : next == '\r' ? newLines : 0;
      }
      manner.meet(in, socket.getOutputStream());
      over.await();
    } catch (IOException | InterruptedException e) {
      over.countDown();
    }
  }

  private static void head(OutputStream out) throws IOException {
    out.write(HEAD.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Test
  void endsWhenNoAnswerComes() {
    HttpRequest request = ask((in, out) -> {}).build();
    assertThatExceptionOfType(EgressException.Broken.class)
        .isThrownBy(
            () -> egress.client().send(request, Purpose.METADATA, BodyHandlers.ofByteArray()));
    assertThat(log.records()).hasSize(1);
  }

  @Test
  void endsWhenTheRequestIsNotTaken() {
    HttpRequest request =
        ask((in, out) -> {}).PUT(BodyPublishers.ofByteArray(new byte[32 << 20])).build();
    assertThatExceptionOfType(EgressException.Broken.class)
        .isThrownBy(
            () -> egress.client().send(request, Purpose.UPLOAD, BodyHandlers.ofByteArray()));
  }

  @Test
  void endsWhenAShortAnswerStops() {
    HttpRequest request = ask((in, out) -> head(out)).build();
    assertThatExceptionOfType(EgressException.Broken.class)
        .isThrownBy(
            () -> egress.client().send(request, Purpose.METADATA, BodyHandlers.ofByteArray()));
  }

  @Test
  void endsWhileABodyIsRead() throws Exception {
    HttpRequest request =
        ask((in, out) -> {
              head(out);
              out.write(new byte[5000]);
              out.flush();
            })
            .build();
    try (InputStream body =
        egress.client().send(request, Purpose.DOWNLOAD, BodyHandlers.ofInputStream()).body()) {
      assertThat(body.readNBytes(5000)).hasSize(5000);
      assertThatExceptionOfType(IOException.class).isThrownBy(body::read);
    }
  }

  @Test
  void doesNotCountTheReadersOwnSlowness() throws Exception {
    HttpRequest request =
        ask((in, out) -> {
              head(out);
              out.write(new byte[100_000]);
              out.flush();
            })
            .build();
    try (InputStream body =
        egress.client().send(request, Purpose.DOWNLOAD, BodyHandlers.ofInputStream()).body()) {
      assertThat(body.read()).isZero();
      assertThat(over.await(4 * STANDSTILL.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
      assertThat(body.readAllBytes()).hasSize(99_999);
    }
  }

  @Test
  void lastsAsLongAsItMoves() throws Exception {
    HttpRequest request =
        ask((in, out) -> {
              head(out);
              for (int sent = 0; sent < 100_000; sent += 10_000) {
                out.write(new byte[10_000]);
                out.flush();
                if (over.await(STANDSTILL.toMillis() / 4, TimeUnit.MILLISECONDS)) {
                  return;
                }
              }
            })
            .build();
    assertThat(egress.client().send(request, Purpose.DOWNLOAD, BodyHandlers.ofByteArray()).body())
        .hasSize(100_000);
  }

  @Test
  void endsWhenAnAnswerCrawls() {
    HttpRequest request =
        ask((in, out) -> {
              head(out);
              while (!over.await(20, TimeUnit.MILLISECONDS)) {
                out.write(0);
                out.flush();
              }
            })
            .build();
    assertThatExceptionOfType(EgressException.Broken.class)
        .isThrownBy(
            () -> egress.client().send(request, Purpose.METADATA, BodyHandlers.ofByteArray()));
  }

  @Test
  void endsWhenTheHeadOfAStreamDoesNotCome() {
    HttpRequest request = ask((in, out) -> {}).build();
    assertThatExceptionOfType(EgressException.Broken.class)
        .isThrownBy(() -> egress.client().open(request, Purpose.DOWNLOAD, STANDSTILL));
    assertThat(log.records()).hasSize(1);
  }

  @Test
  void endsWhenTheHeadOfAStreamDripsIn() {
    HttpRequest request =
        ask((in, out) -> {
              out.write("HTTP/1.1 200 OK\r\nX-Long: ".getBytes(StandardCharsets.US_ASCII));
              while (!over.await(20, TimeUnit.MILLISECONDS)) {
                out.write('x');
                out.flush();
              }
            })
            .build();
    assertThatExceptionOfType(EgressException.Broken.class)
        .isThrownBy(() -> egress.client().open(request, Purpose.DOWNLOAD, STANDSTILL));
  }

  @Test
  void endsWhenAStreamFallsSilent() throws Exception {
    try (Egress patient = new Egress(log, "Dubbelslot/test")) {
      HttpRequest request = ask((in, out) -> headAndBytes(out, 5000)).build();
      try (InputStream body = patient.client().open(request, Purpose.DOWNLOAD, STANDSTILL).body()) {
        assertThat(body.readNBytes(5000)).hasSize(5000);
        assertThatExceptionOfType(IOException.class).isThrownBy(body::read);
      }
    }
    assertThat(log.records()).extracting(EgressRecord::bytesIn).containsExactly(5000L);
  }

  @Test
  void endsWhenAStreamCrawls() throws Exception {
    HttpRequest request =
        ask((in, out) -> {
              head(out);
              while (!over.await(20, TimeUnit.MILLISECONDS)) {
                out.write(0);
                out.flush();
              }
            })
            .build();
    try (InputStream body =
        egress.client().open(request, Purpose.DOWNLOAD, Duration.ofMinutes(1)).body()) {
      assertThatExceptionOfType(IOException.class).isThrownBy(body::readAllBytes);
    }
  }

  @Test
  void doesNotCountTheSlownessOfAStreamsReader() throws Exception {
    HttpRequest request = ask((in, out) -> headAndBytes(out, 100_000)).build();
    try (InputStream body = egress.client().open(request, Purpose.DOWNLOAD, STANDSTILL).body()) {
      assertThat(body.read()).isZero();
      assertThat(over.await(4 * STANDSTILL.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
      assertThat(body.readAllBytes()).hasSize(99_999);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void endsWhenTheReaderOfAStreamIsInterrupted(boolean virtual) throws Exception {
    HttpRequest request = ask((in, out) -> headAndBytes(out, 5000)).build();
    CountDownLatch reading = new CountDownLatch(1);
    FutureTask<Throwable> outcome =
        new FutureTask<>(
            () -> {
              try (InputStream body =
                  egress.client().open(request, Purpose.DOWNLOAD, Duration.ofMinutes(1)).body()) {
                body.readNBytes(5000);
                reading.countDown();
                return catchThrowable(body::read);
              }
            });
    Thread reader = (virtual ? Thread.ofVirtual() : Thread.ofPlatform()).start(outcome);
    reading.await();
    reader.interrupt();
    assertThat(outcome.get()).isInstanceOf(IOException.class);
    assertThat(log.records()).hasSize(1);
  }

  @Test
  void endsWhenWhoAwaitsAStreamIsInterrupted() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    HttpRequest request = ask((in, out) -> asked.countDown()).build();
    FutureTask<Throwable> outcome =
        new FutureTask<>(
            () ->
                catchThrowable(
                    () -> egress.client().open(request, Purpose.DOWNLOAD, Duration.ofMinutes(1))));
    Thread reader = Thread.ofPlatform().start(outcome);
    asked.await();
    reader.interrupt();
    assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
    assertThat(log.records()).hasSize(1);
  }

  @Test
  void endsWithTheDoor() throws Exception {
    HttpRequest request = ask((in, out) -> headAndBytes(out, 5000)).build();
    try (InputStream body =
        egress.client().open(request, Purpose.DOWNLOAD, Duration.ofMinutes(1)).body()) {
      body.readNBytes(5000);
      FutureTask<Throwable> outcome = new FutureTask<>(() -> catchThrowable(body::read));
      Thread.ofPlatform().start(outcome);
      egress.close();
      assertThat(outcome.get()).isInstanceOf(IOException.class);
    }
    assertThatExceptionOfType(EgressException.Broken.class)
        .isThrownBy(() -> egress.client().open(request, Purpose.DOWNLOAD, STANDSTILL));
  }

  @Test
  void endsWhenWhatIsPutIsNotTaken() {
    HttpRequest request = ask((in, out) -> {}).build();
    byte[] bytes = new byte[32 << 20];
    assertThatExceptionOfType(EgressException.Broken.class).isThrownBy(() -> put(request, bytes));
    assertThat(log.records())
        .singleElement()
        .satisfies(entry -> assertThat(entry.bytesOut()).isBetween(1L, bytes.length - 1L));
  }

  @Test
  void endsWhenNoAnswerComesToWhatWasPut() {
    HttpRequest request = ask((in, out) -> in.readNBytes(5000)).build();
    assertThatExceptionOfType(EgressException.Broken.class)
        .isThrownBy(() -> put(request, new byte[5000]));
    assertThat(log.records()).extracting(EgressRecord::bytesOut).containsExactly(5000L);
  }

  @Test
  void putsForAsLongAsItMoves() throws Exception {
    HttpRequest request =
        ask((in, out) -> {
              for (int got = 0; got < 64 << 20; got += 8 << 20) {
                in.skipNBytes(8 << 20);
                if (over.await(STANDSTILL.toMillis() / 4, TimeUnit.MILLISECONDS)) {
                  return;
                }
              }
              out.write(
                  "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"
                      .getBytes(StandardCharsets.US_ASCII));
            })
            .build();
    assertThat(put(request, new byte[64 << 20]).statusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void endsWhenWhoPutsIsInterrupted(boolean virtual) throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (Egress patient = new Egress(log, "Dubbelslot/test")) {
      HttpRequest request = ask((in, out) -> asked.countDown()).build();
      FutureTask<Throwable> outcome =
          new FutureTask<>(
              () ->
                  catchThrowable(
                      () ->
                          patient
                              .client()
                              .put(request, new byte[32 << 20], 32 << 20, Purpose.UPLOAD, 100)));
      Thread sender = (virtual ? Thread.ofVirtual() : Thread.ofPlatform()).start(outcome);
      asked.await();
      sender.interrupt();
      assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
    }
    assertThat(log.records()).hasSize(1);
  }

  @Test
  void endsWhatIsPutWithTheDoor() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (Egress patient = new Egress(log, "Dubbelslot/test")) {
      HttpRequest request = ask((in, out) -> asked.countDown()).build();
      byte[] bytes = new byte[32 << 20];
      FutureTask<Throwable> outcome =
          new FutureTask<>(
              () ->
                  catchThrowable(
                      () ->
                          patient.client().put(request, bytes, bytes.length, Purpose.UPLOAD, 100)));
      Thread.ofPlatform().start(outcome);
      asked.await();
      patient.close();
      assertThat(outcome.get()).isInstanceOf(EgressException.Broken.class);
    }
    assertThat(log.records()).hasSize(1);
  }

  private HttpResponse<byte[]> put(HttpRequest request, byte[] bytes)
      throws EgressException, InterruptedException {
    return egress.client().put(request, bytes, bytes.length, Purpose.UPLOAD, 100);
  }

  private static void headAndBytes(OutputStream out, int bytes) throws IOException {
    head(out);
    out.write(new byte[bytes]);
    out.flush();
  }

  @Test
  void endsForLibrariesToo() {
    HttpRequest request = ask((in, out) -> {}).build();
    OkHttpClient client = egress.okHttp(Purpose.METADATA, java.util.List.of());
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () ->
                client
                    .newCall(new Request.Builder().url(request.uri().toString()).build())
                    .execute()
                    .close());
  }
}
