package org.dubbelslot.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressTest {
  @TempDir Path folder;
  private final List<String> userAgents = new CopyOnWriteArrayList<>();
  private final EgressLog log = EgressLog.inMemory();
  private final Egress egress = new Egress(log, "Dubbelslot/test");
  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/echo",
        exchange -> {
          userAgents.add(String.valueOf(exchange.getRequestHeaders().getFirst("User-Agent")));
          byte[] body = exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, 2L * body.length);
          exchange.getResponseBody().write(body);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.createContext(
        "/away",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "http://example.org/");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void close() {
    egress.close();
    server.stop(0);
  }

  @Test
  void recordsWhatJavaNetHttpSends() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri("/echo?secret")).POST(BodyPublishers.ofString("hello")).build();
    assertThat(egress.client().send(request, Purpose.UPLOAD, BodyHandlers.ofString()).body())
        .isEqualTo("hellohello");
    assertRecorded(Purpose.UPLOAD, 5, 10);
    assertThat(userAgents).containsExactly("Dubbelslot/test");
  }

  @Test
  void recordsAStreamThatIsNotReadToItsEnd() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri("/echo"))
            .POST(BodyPublishers.ofByteArray(new byte[300_000]))
            .build();
    try (InputStream in =
        egress.client().send(request, Purpose.DOWNLOAD, BodyHandlers.ofInputStream()).body()) {
      assertThat(in.read()).isZero();
    }
    egress.close();
    assertThat(log.records()).hasSize(1);
    assertThat(log.records().getFirst().bytesIn()).isBetween(1L, 600_000L);
  }

  @Test
  void recordsAStreamThatIsReadAsItComes() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri("/echo?secret")).build();
    for (int i = 0; i < 2; i++) {
      HttpResponse<InputStream> answer =
          egress.client().open(request, Purpose.DOWNLOAD, Duration.ofSeconds(30));
      try (InputStream in = answer.body()) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(in.readAllBytes()).isEmpty();
      }
    }
    assertThat(userAgents).containsOnly("Dubbelslot/test");
    assertThat(log.records())
        .hasSize(2)
        .allSatisfy(
            entry -> {
              assertThat(entry.host()).isEqualTo("127.0.0.1");
              assertThat(entry.peer()).isEqualTo("127.0.0.1:" + port());
              assertThat(entry.purpose()).isEqualTo(Purpose.DOWNLOAD);
              assertThat(entry.status()).isEqualTo(200);
            });
  }

  @Test
  void givesARedirectBackInsteadOfFollowingIt() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri("/away")).build();
    HttpResponse<InputStream> answer =
        egress.client().open(request, Purpose.DOWNLOAD, Duration.ofSeconds(30));
    answer.body().close();
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location")).isPresent();
    assertThat(answer.uri()).isEqualTo(uri("/away"));
  }

  @Test
  void streamsOnlyFromWhereItIsAllowed() throws Exception {
    HttpRequest plain = HttpRequest.newBuilder(URI.create("http://192.0.2.1/")).build();
    assertThatExceptionOfType(EgressException.PlainHttpRefused.class)
        .isThrownBy(() -> egress.client().open(plain, Purpose.DOWNLOAD, Duration.ofSeconds(30)));
    assertThat(log.records()).isEmpty();
  }

  @Test
  void recordsWhatIsPut() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri("/echo?secret")).build();
    byte[] bytes = "hello and more".getBytes(StandardCharsets.US_ASCII);
    HttpResponse<byte[]> answer = egress.client().put(request, bytes, 5, Purpose.UPLOAD, 10);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).asString().isEqualTo("hellohello");
    assertRecorded(Purpose.UPLOAD, 5, 10);
    assertThat(userAgents).containsExactly("Dubbelslot/test");
  }

  @Test
  void takesNoLongerAnswerToWhatIsPut() {
    HttpRequest request = HttpRequest.newBuilder(uri("/echo")).build();
    assertThatExceptionOfType(EgressException.Broken.class)
        .isThrownBy(() -> egress.client().put(request, new byte[5], 5, Purpose.UPLOAD, 9));
  }

  @ParameterizedTest
  @ValueSource(ints = {307, 308, 408, 503})
  void neverPutsTwice(int status) throws Exception {
    AtomicInteger asked = new AtomicInteger();
    server.createContext(
        "/again",
        exchange -> {
          asked.incrementAndGet();
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().add("Location", "/echo");
          exchange.getResponseHeaders().add("Retry-After", "0");
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    HttpRequest request = HttpRequest.newBuilder(uri("/again")).build();
    HttpResponse<byte[]> answer = egress.client().put(request, new byte[5], 5, Purpose.UPLOAD, 100);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(asked).hasValue(1);
    assertThat(userAgents).isEmpty();
  }

  @Test
  void doesNotPutAgainWhenTheAnswerGetsLost() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    server.createContext(
        "/lost",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          if (asked.incrementAndGet() > 1) {
            exchange.close();
          } else {
            exchange.sendResponseHeaders(202, -1);
          }
        });
    HttpRequest request = HttpRequest.newBuilder(uri("/lost")).build();
    egress.client().put(request, new byte[5], 5, Purpose.UPLOAD, 100);
    assertThatExceptionOfType(EgressException.Broken.class)
        .isThrownBy(() -> egress.client().put(request, new byte[5], 5, Purpose.UPLOAD, 100));
    assertThat(asked).hasValue(2);
  }

  @Test
  void takesABreakBeforeTheOtherSideHasProvedItselfForABreak() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(
              new FutureTask<>(
                  () -> {
                    try (Socket socket = silent.accept()) {
                      return socket.getInputStream().read();
                    }
                  }));
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + silent.getLocalPort())).build();
      assertThatExceptionOfType(EgressException.Broken.class)
          .isThrownBy(() -> egress.client().put(request, new byte[5], 5, Purpose.UPLOAD, 100));
    }
  }

  @Test
  void recordsWhatOkHttpSends() throws Exception {
    OkHttpClient client = egress.okHttp(Purpose.METADATA, List.of());
    for (int i = 0; i < 2; i++) {
      Request request =
          new Request.Builder()
              .url(uri("/echo?secret").toString())
              .post(RequestBody.create("hello", MediaType.get("text/plain")))
              .build();
      try (Response response = client.newCall(request).execute()) {
        assertThat(response.body().string()).isEqualTo("hellohello");
      }
    }
    assertThat(log.records()).hasSize(2);
    assertThat(log.records().getFirst().peer()).isEqualTo("127.0.0.1:" + port());
    assertThat(log.records())
        .allSatisfy(
            entry -> {
              assertThat(entry.port()).isEqualTo(port());
              assertThat(entry.purpose()).isEqualTo(Purpose.METADATA);
              assertThat(entry.bytesOut()).isEqualTo(5);
              assertThat(entry.bytesIn()).isEqualTo(10);
              assertThat(entry.status()).isEqualTo(200);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.org/",
        "http://127.0.0.1.example.org/",
        "http://localhost.example.org/",
        "http://10.0.0.1/",
        "http://user@example.org/",
        "ftp://127.0.0.1/"
      })
  void refusesPlainHttpToOthers(String address) {
    assertThatExceptionOfType(EgressException.class)
        .isThrownBy(() -> Destination.of(URI.create(address)));
    assertThat(log.records()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org/",
        "http://127.0.0.1:80/",
        "http://LOCALHOST/",
        "http://[::1]:1234/"
      })
  void allowsHttpsAndLoopback(String address) throws Exception {
    assertThat(Destination.of(URI.create(address)).uri()).isEqualTo(URI.create(address));
  }

  @Test
  void refusesPlainHttpThroughOkHttp() {
    OkHttpClient client = egress.okHttp(Purpose.METADATA, List.of());
    assertThatExceptionOfType(EgressException.PlainHttpRefused.class)
        .isThrownBy(
            () ->
                client
                    .newCall(new Request.Builder().url("http://192.0.2.1/").build())
                    .execute()
                    .close());
    assertThat(log.records()).isEmpty();
  }

  @Test
  void followsNoRedirect() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri("/away")).build();
    assertThat(
            egress.client().send(request, Purpose.DOWNLOAD, BodyHandlers.discarding()).statusCode())
        .isEqualTo(302);
    OkHttpClient client = egress.okHttp(Purpose.METADATA, List.of());
    try (Response response =
        client.newCall(new Request.Builder().url(uri("/away").toString()).build()).execute()) {
      assertThat(response.code()).isEqualTo(302);
    }
    assertThat(log.records()).hasSize(2);
  }

  @Test
  void recordsAHostThatDoesNotAnswer() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    URI nobody = URI.create("http://127.0.0.1:" + free + "/");
    HttpRequest request = HttpRequest.newBuilder(nobody).build();
    assertThatExceptionOfType(EgressException.Unreachable.class)
        .isThrownBy(
            () -> egress.client().send(request, Purpose.METADATA, BodyHandlers.discarding()))
        .satisfies(e -> assertThat(e.host()).isEqualTo("127.0.0.1"));
    assertThat(log.records()).hasSize(1);
    OkHttpClient client = egress.okHttp(Purpose.METADATA, List.of());
    assertThatThrownBy(
            () ->
                client
                    .newCall(new Request.Builder().url(nobody.toString()).build())
                    .execute()
                    .close())
        .isInstanceOf(IOException.class);
    assertThat(log.records())
        .hasSizeGreaterThan(1)
        .extracting(EgressRecord::peer)
        .containsOnly("127.0.0.1:" + free);
  }

  @Test
  void keepsARecordInAFileThatIsTheUsersAlone() throws Exception {
    Path file = folder.resolve("connections.jsonl");
    List<EgressRecord> heard = new ArrayList<>();
    EgressLog kept = EgressLog.to(file);
    kept.onRecord(heard::add);
    HttpRequest request = HttpRequest.newBuilder(uri("/echo?secret")).build();
    try (Egress door = new Egress(kept, "Dubbelslot/test")) {
      door.client().send(request, Purpose.KEY_DIRECTORY, BodyHandlers.discarding());
    }
    assertThat(kept.failure()).isEmpty();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file)).doesNotContain("secret", "echo").endsWith("}\n");
    Files.writeString(file, Files.readString(file) + "half a line");
    assertThat(EgressLog.to(file).history(10)).isEqualTo(heard).hasSize(1);
    assertThat(EgressLog.to(file).history(0)).isEmpty();
  }

  @Test
  void keepsTheFileSmallAndOneOlderOne() throws Exception {
    Path file = folder.resolve("connections.jsonl");
    EgressLog kept = EgressLog.to(file);
    try (Egress door = new Egress(kept, "Dubbelslot/test")) {
      HttpRequest request = HttpRequest.newBuilder(uri("/echo")).build();
      door.client().send(request, Purpose.METADATA, BodyHandlers.discarding());
      String line = Files.readString(file);
      Files.writeString(file, line.repeat((5 << 20) / line.length()));
      door.client().send(request, Purpose.UPLOAD, BodyHandlers.discarding());
    }
    assertThat(Files.readString(file).lines()).hasSize(1);
    assertThat(kept.history(3))
        .extracting(EgressRecord::purpose)
        .containsExactly(Purpose.METADATA, Purpose.METADATA, Purpose.UPLOAD);
  }

  @Test
  void goesOnWhenTheFileCannotBeWritten() throws Exception {
    EgressLog lost = EgressLog.to(folder.resolve("absent").resolve("connections.jsonl"));
    try (Egress door = new Egress(lost, "Dubbelslot/test")) {
      door.client()
          .send(
              HttpRequest.newBuilder(uri("/echo")).build(),
              Purpose.METADATA,
              BodyHandlers.discarding());
    }
    assertThat(lost.records()).hasSize(1);
    assertThat(lost.failure()).isPresent();
  }

  private void assertRecorded(Purpose purpose, long out, long in) {
    assertThat(log.records()).hasSize(1);
    EgressRecord entry = log.records().getFirst();
    assertThat(entry.host()).isEqualTo("127.0.0.1");
    assertThat(entry.port()).isEqualTo(port());
    assertThat(entry.peer()).isEqualTo("127.0.0.1:" + port());
    assertThat(entry.purpose()).isEqualTo(purpose);
    assertThat(entry.bytesOut()).isEqualTo(out);
    assertThat(entry.bytesIn()).isEqualTo(in);
    assertThat(entry.toString()).doesNotContain("secret", "echo");
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  private int port() {
    return server.getAddress().getPort();
  }
}
