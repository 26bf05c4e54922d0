package org.dubbelslot.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A plain HTTP client for tests: no redirects, nothing added. */
final class Client implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final Sandbox sandbox;

  Client(Sandbox sandbox) throws IOException {
    this.sandbox = sandbox;
    GraphDescription.record(sandbox);
  }

  /** What came back. */
  record Reply(HttpResponse<byte[]> response) {
    int status() {
      return response.statusCode();
    }

    byte[] bytes() {
      return response.body();
    }

    JsonNode json() {
      try {
        return Json.read(response.body());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    String code() {
      return json().at("/error/code").asText();
    }

    List<String> names() {
      List<String> names = new ArrayList<>();
      json().path("value").forEach(item -> names.add(item.path("name").asText()));
      return names;
    }
  }

  /** A Graph request with the token; {@code path} stands behind {@code /v1.0}. */
  Reply graph(String method, String path, String json, String... headers) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    HttpRequest.Builder request =
        request(method, URI.create(sandbox.graph() + path), body)
            .setHeader("Authorization", "Bearer " + sandbox.token());
    if (body.length > 0) {
      request.setHeader("Content-Type", "application/json");
    }
    return send(request, headers);
  }

  Reply get(String path) throws IOException {
    return graph("GET", path, "");
  }

  Reply putBytes(String path, byte[] body) throws IOException {
    return send(
        request("PUT", URI.create(sandbox.graph() + path), body)
            .setHeader("Authorization", "Bearer " + sandbox.token()));
  }

  /** A request to any URL, without token. */
  Reply plain(String method, String url, byte[] body, String... headers) throws IOException {
    return send(request(method, URI.create(url), body), headers);
  }

  Reply control(String method, String path, String json) throws IOException {
    return plain(method, sandbox.control() + path, json.getBytes(StandardCharsets.UTF_8));
  }

  void fault(String json) throws IOException {
    control("POST", "/faults", json);
  }

  List<JsonNode> requests() throws IOException {
    List<JsonNode> requests = new ArrayList<>();
    String lines = new String(control("GET", "/requests", "").bytes(), StandardCharsets.UTF_8);
    for (String line : lines.split("\n", -1)) {
      if (!line.isEmpty()) {
        requests.add(Json.read(line.getBytes(StandardCharsets.UTF_8)));
      }
    }
    return requests;
  }

  private static HttpRequest.Builder request(String method, URI uri, byte[] body) {
    return HttpRequest.newBuilder(uri)
        .method(
            method,
            body.length == 0 && !method.equals("PUT")
                ? BodyPublishers.noBody()
                : BodyPublishers.ofByteArray(body));
  }

  private Reply send(HttpRequest.Builder request, String... headers) throws IOException {
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return new Reply(http.send(request.build(), BodyHandlers.ofByteArray()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Also holds everything that was answered against Microsoft's description. */
  @Override
  public void close() throws IOException {
    http.close();
    GraphDescription.checkAnswers(sandbox);
  }
}
