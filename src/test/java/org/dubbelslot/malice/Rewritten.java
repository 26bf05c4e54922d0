package org.dubbelslot.malice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** An answer of the sandbox, with the addresses of {@link EvilGraph} in place of its own. */
record Rewritten(HttpResponse<byte[]> answer, EvilGraph graph) implements HttpResponse<byte[]> {
  @Override
  public int statusCode() {
    return answer.statusCode();
  }

  @Override
  public byte[] body() {
    boolean json = answer.headers().firstValue("content-type").orElse("").contains("json");
    return json ? graph.ours(new String(answer.body(), UTF_8)).getBytes(UTF_8) : answer.body();
  }

  @Override
  public HttpHeaders headers() {
    Map<String, List<String>> ours = new LinkedHashMap<>();
    answer
        .headers()
        .map()
        .forEach((name, values) -> ours.put(name, values.stream().map(graph::ours).toList()));
    return HttpHeaders.of(ours, (name, value) -> true);
  }

  @Override
  public HttpRequest request() {
    return answer.request();
  }

  @Override
  public Optional<HttpResponse<byte[]>> previousResponse() {
    return Optional.empty();
  }

  @Override
  public Optional<SSLSession> sslSession() {
    return Optional.empty();
  }

  @Override
  public URI uri() {
    return answer.uri();
  }

  @Override
  public HttpClient.Version version() {
    return answer.version();
  }
}
