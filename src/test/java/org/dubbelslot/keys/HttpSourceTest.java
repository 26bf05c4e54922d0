package org.dubbelslot.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dubbelslot.egress.Egress;
import org.dubbelslot.egress.EgressLog;
import org.dubbelslot.egress.EgressRecord;
import org.dubbelslot.egress.Purpose;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The key directory on a web server")
class HttpSourceTest {
  @TempDir Path temporary;
  private final List<String> answers = new CopyOnWriteArrayList<>();
  private final EgressLog log = EgressLog.inMemory();
  private final Egress egress = new Egress(log, "dubbelslot-test");
  private TestOrganisation organisation;
  private HttpServer server;

  @BeforeEach
  void serve() throws Exception {
    organisation = new TestOrganisation(temporary.resolve("directory"));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/keys/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    egress.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring("/keys/".length());
    Path file = organisation.folder.resolve(path);
    try (exchange) {
      if (path.equals("moved")) {
        exchange.getResponseHeaders().set("Location", "/keys/latest");
        exchange.sendResponseHeaders(302, -1);
        return;
      }
      if (!Files.exists(file)) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      byte[] body = Files.readAllBytes(file);
      String eTag = "\"" + Digests.sha256Text(body) + "\"";
      exchange.getResponseHeaders().set("ETag", eTag);
      if (eTag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
        answers.add("304 " + path);
        exchange.sendResponseHeaders(304, -1);
        return;
      }
      answers.add("200 " + path);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private HttpSource source() {
    return new HttpSource(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys"), egress.client());
  }

  @Test
  @DisplayName("reads as it does from a folder, and is asked for by ETag the next time")
  void readsAndPolls() throws Exception {
    DirectoryReader reader =
        new DirectoryReader(source(), temporary.resolve("home"), organisation.pin);
    assertThat(reader.refresh().revision()).isEqualTo(1);
    assertThat(answers).isNotEmpty().allMatch(answer -> answer.startsWith("200"));
    answers.clear();

    assertThat(reader.refresh().revision()).isEqualTo(1);

    assertThat(answers).isNotEmpty().allMatch(answer -> answer.startsWith("304"));
    assertThat(log.records()).extracting(EgressRecord::purpose).containsOnly(Purpose.KEY_DIRECTORY);
  }

  @Test
  @DisplayName("that is not there, redirects or does not answer is said to be so")
  void troubles() throws Exception {
    HttpSource source = source();
    assertThat(source.fetch("suspended/none.json", 100)).isEmpty();
    assertThatThrownBy(() -> source.fetch("moved", 100))
        .isInstanceOf(DirectoryException.Unreachable.class);
    assertThatThrownBy(() -> source.fetch("organisation~1.json", 100))
        .isInstanceOf(DirectoryException.Malformed.class);
    server.stop(0);

    assertThatThrownBy(() -> source.fetch("latest", 100))
        .isInstanceOf(DirectoryException.Unreachable.class);
  }
}
