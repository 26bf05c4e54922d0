package org.dubbelslot.malice;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.dubbelslot.sandbox.Sandbox;
import org.dubbelslot.sandbox.SandboxOptions;

/**
 * A Graph that lies: a real HTTP server before the sandbox, which passes on what is asked and
 * answered until a test tells it a trick. A second server plays the host of uploads and downloads,
 * a third a host that has nothing to do with either. Every request is remembered.
 */
final class EvilGraph implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Set<String> NOT_PASSED_ON =
      Set.of("host", "connection", "content-length", "expect", "upgrade", "transfer-encoding");
  private static final Set<String> NOT_PASSED_BACK =
      Set.of("connection", "content-length", "transfer-encoding", "date", "server", "keep-alive");

  /** Which of the three servers. */
  enum Server {
    GRAPH,
    CONTENT,
    STRANGER
  }

  /** A request that came in. */
  record Seen(Server server, String method, String pathAndQuery, boolean withToken) {}

  /** What to answer; {@code body} writes as much as it likes, as slowly as it likes. */
  record Answer(int status, Map<String, String> headers, long length, Body body) {
    /** Writes the answer's bytes. */
    @FunctionalInterface
    interface Body {
      void to(OutputStream out) throws IOException;
    }

    static Answer of(int status, byte[] body) {
      return new Answer(status, new LinkedHashMap<>(), body.length, out -> out.write(body));
    }

    static Answer json(int status, String body) {
      return of(status, body.getBytes(UTF_8)).with("Content-Type", "application/json");
    }

    static Answer redirect(String location) {
      return of(302, new byte[0]).with("Location", location);
    }

    /** An answer of unknown length. */
    static Answer streamed(int status, Body body) {
      return new Answer(status, new LinkedHashMap<>(), -1, body);
    }

    Answer with(String header, String value) {
      Map<String, String> all = new LinkedHashMap<>(headers);
      all.put(header, value);
      return new Answer(status, all, length, body);
    }
  }

  /** What was asked, and what an honest drive would answer. */
  interface Ask {
    String method();

    String path();

    int number();

    HttpResponse<byte[]> honest() throws IOException;
  }

  /** Makes an answer out of a question. */
  @FunctionalInterface
  interface Trick {
    Answer answer(Ask ask) throws IOException;
  }

  private record Rule(Server server, String method, Pattern path, Trick trick, AtomicInteger met) {}

  private final Sandbox sandbox;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<Server, HttpServer> servers = new LinkedHashMap<>();
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final Path tokenFile;
  private volatile int limit = Integer.MAX_VALUE;

  EvilGraph(Path folder) throws Exception {
    Path root = Files.createTempDirectory(folder, "evil");
    sandbox =
        Sandbox.start(SandboxOptions.at(root.resolve("sandbox").toAbsolutePath()).withLog(l -> {}));
    tokenFile = Files.writeString(root.resolve("token"), sandbox.token());
    for (Server server : Server.values()) {
      HttpServer made =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      made.setExecutor(threads);
      made.createContext("/", exchange -> handle(server, exchange));
      made.start();
      servers.put(server, made);
    }
  }

  /** Graph's address, as the client is told it. */
  URI graph() {
    return URI.create(address(Server.GRAPH) + "/v1.0");
  }

  Path tokenFile() {
    return tokenFile;
  }

  /** Address of a server, without a path. */
  String address(Server server) {
    String host = server == Server.CONTENT ? "localhost" : "127.0.0.1";
    return "http://" + host + ":" + servers.get(server).getAddress().getPort();
  }

  /** From now on, requests of this method whose path has the expression in it meet a trick. */
  EvilGraph on(Server server, String method, String path, Trick trick) {
    rules.addFirst(new Rule(server, method, Pattern.compile(path), trick, new AtomicInteger()));
    return this;
  }

  /** The same, changing the JSON that an honest drive would answer. */
  EvilGraph changing(String method, String path, Consumer<ObjectNode> change) {
    return on(
        Server.GRAPH,
        method,
        path,
        ask -> {
          HttpResponse<byte[]> honest = ask.honest();
          if (honest.statusCode() / 100 != 2 || honest.body().length == 0) {
            return passed(honest);
          }
          ObjectNode json = (ObjectNode) JSON.readTree(honest.body());
          change.accept(json);
          return Answer.json(honest.statusCode(), json.toString());
        });
  }

  /** Becomes honest again, and forgets what it saw. */
  void reform() {
    rules.clear();
    seen.clear();
    limit = Integer.MAX_VALUE;
  }

  /**
   * Ends every loop: after so many requests everything is refused. A test then shows that the
   * client stopped by itself.
   */
  void atMost(int requests) {
    limit = requests;
  }

  List<Seen> seen() {
    return List.copyOf(seen);
  }

  /** Requests that carried the person's token to a server that is not Graph. */
  List<Seen> tokensGivenAway() {
    return seen.stream().filter(s -> s.server() != Server.GRAPH && s.withToken()).toList();
  }

  private void handle(Server server, HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().toString();
      seen.add(
          new Seen(
              server,
              exchange.getRequestMethod(),
              path,
              exchange.getRequestHeaders().containsKey("Authorization")));
      if (seen.size() > limit) {
        send(exchange, Answer.json(400, "{\"error\":{\"code\":\"enough\"}}"));
        return;
      }
      for (Rule rule : rules) {
        if (rule.server() == server
            && (rule.method().isEmpty() || rule.method().equals(exchange.getRequestMethod()))
            && rule.path().matcher(path).find()) {
          send(exchange, rule.trick().answer(ask(server, exchange, body, rule)));
          return;
        }
      }
      send(exchange, passed(honest(server, exchange, body)));
    }
  }

  private Ask ask(Server server, HttpExchange exchange, byte[] body, Rule rule) {
    int number = rule.met().getAndIncrement();
    return new Ask() {
      @Override
      public String method() {
        return exchange.getRequestMethod();
      }

      @Override
      public String path() {
        return exchange.getRequestURI().toString();
      }

      @Override
      public int number() {
        return number;
      }

      @Override
      public HttpResponse<byte[]> honest() throws IOException {
        return EvilGraph.this.honest(server, exchange, body);
      }
    };
  }

  private HttpResponse<byte[]> honest(Server server, HttpExchange exchange, byte[] body)
      throws IOException {
    URI base = server == Server.CONTENT ? sandbox.content() : sandbox.graph();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(origin(base) + exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    try {
      HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
      return new Rewritten(answer, this);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** The honest answer as it is. */
  static Answer passed(HttpResponse<byte[]> honest) {
    Answer answer = Answer.of(honest.statusCode(), honest.body());
    for (Map.Entry<String, List<String>> header : honest.headers().map().entrySet()) {
      if (!NOT_PASSED_BACK.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        answer = answer.with(header.getKey(), header.getValue().getFirst());
      }
    }
    return answer;
  }

  /** The sandbox tells its own addresses; the client must be told ours. */
  String ours(String text) {
    return text.replace(origin(sandbox.graph()), address(Server.GRAPH))
        .replace(origin(sandbox.content()), address(Server.CONTENT));
  }

  private static String origin(URI address) {
    return address.getScheme() + "://" + address.getRawAuthority();
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
    boolean empty = answer.length() == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(answer.status(), empty ? -1 : Math.max(0, answer.length()));
    if (!empty) {
      try (OutputStream out = exchange.getResponseBody()) {
        answer.body().to(out);
      }
    }
  }

  /** What the sandbox holds, listed by itself: for what a test wants to know of the truth. */
  List<JsonNode> children(String path) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(sandbox.graph() + path))
                .header("Authorization", "Bearer " + sandbox.token())
                .build(),
            BodyHandlers.ofByteArray());
    List<JsonNode> items = new ArrayList<>();
    JSON.readTree(answer.body()).path("value").forEach(items::add);
    return items;
  }

  @Override
  public void close() throws Exception {
    servers.values().forEach(server -> server.stop(0));
    threads.shutdownNow();
    http.close();
    sandbox.close();
  }
}
