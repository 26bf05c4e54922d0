package org.dubbelslot.drive.graph;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dubbelslot.drive.ByteRange;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.egress.Egress;
import org.dubbelslot.egress.EgressLog;

/** Graph and a content host with one file, which answer as wrongly as they are told. */
final class ContentServer implements AutoCloseable {
  private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-([0-9]*)");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Egress egress = new Egress(EgressLog.inMemory(), "Dubbelslot/test");
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicInteger addresses = new AtomicInteger();
  final GraphSandbox.TestPause pause = new GraphSandbox.TestPause();
  final List<Ask> asked = new CopyOnWriteArrayList<>();
  volatile byte[] content;
  volatile String tag = "\"1\"";
  volatile Function<Ask, Fault> faults = ask -> new Fault.None();

  /** A request to the content host; {@code first} and {@code last} are of the range wanted. */
  record Ask(int number, int address, long first, long last, boolean ranged) {}

  /** What goes wrong with an answer. */
  sealed interface Fault {
    record None() implements Fault {}

    /** The connection breaks after so many bytes of the body. */
    record Cut(long after) implements Fault {}

    /** The connection stays and says nothing more after so many bytes. */
    record Silent(long after) implements Fault {}

    /** The whole file instead of a range. */
    record Whole() implements Fault {}

    /** A head that tells of another range, or another file. */
    record ContentRange(String value) implements Fault {}

    record Status(int status) implements Fault {}
  }

  ContentServer(byte[] content) throws IOException {
    this.content = content;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v1.0/", this::graph);
    server.createContext("/bytes/", this::bytes);
    server.start();
  }

  private String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** How many addresses Graph gave away. */
  int addresses() {
    return addresses.get();
  }

  InputStream open(Downloads downloads, ByteRange range) throws DriveException {
    GraphSettings settings = new GraphSettings(URI.create(base()), "9.9");
    TenantGate gate = new TenantGate(pause);
    ByteDoor door = new ByteDoor(egress.client(), settings, () -> "token", gate, pause);
    return downloads.open(door, "/drives/d/items/i/content", range);
  }

  private void graph(HttpExchange exchange) throws IOException {
    try (exchange) {
      String address = base() + "/bytes/" + addresses.incrementAndGet();
      exchange.getResponseHeaders().set("Location", address);
      exchange.sendResponseHeaders(302, -1);
    }
  }

  private void bytes(HttpExchange exchange) throws IOException {
    byte[] now = content;
    String path = exchange.getRequestURI().getPath();
    int address = Integer.parseInt(path.substring("/bytes/".length()));
    String header = exchange.getRequestHeaders().getFirst("Range");
    Matcher range = RANGE.matcher(header == null ? "" : header);
    boolean ranged = range.matches();
    long first = ranged ? Long.parseLong(range.group(1)) : 0;
    long last =
        ranged && !range.group(2).isEmpty()
            ? Math.min(now.length - 1, Long.parseLong(range.group(2)))
            : now.length - 1;
    Ask ask;
    synchronized (asked) {
      ask = new Ask(asked.size(), address, first, last, ranged);
      asked.add(ask);
    }
    exchange.getResponseHeaders().set("ETag", tag);
    switch (faults.apply(ask)) {
      case Fault.None() -> answer(exchange, ask, now, Long.MAX_VALUE, false);
      case Fault.Cut(long after) -> answer(exchange, ask, now, after, false);
      case Fault.Silent(long after) -> answer(exchange, ask, now, after, true);
      case Fault.Whole() ->
          answer(exchange, new Ask(0, 0, 0, now.length - 1, false), now, Long.MAX_VALUE, false);
      case Fault.ContentRange(String value) -> {
        exchange.getResponseHeaders().set("Content-Range", value);
        send(exchange, 206, now, first, last, Long.MAX_VALUE, false);
      }
      case Fault.Status(int status) -> {
        try (exchange) {
          exchange.sendResponseHeaders(status, -1);
        }
      }
    }
  }

  private void answer(HttpExchange exchange, Ask ask, byte[] now, long most, boolean silent)
      throws IOException {
    if (ask.first() >= now.length) {
      exchange.getResponseHeaders().set("Content-Range", "bytes */" + now.length);
      try (exchange) {
        exchange.sendResponseHeaders(ask.ranged() ? 416 : 200, -1);
      }
      return;
    }
    if (ask.ranged()) {
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes " + ask.first() + "-" + ask.last() + "/" + now.length);
    }
    send(exchange, ask.ranged() ? 206 : 200, now, ask.first(), ask.last(), most, silent);
  }

  /** An exchange that is closed before its length is reached breaks the connection. */
  private void send(
      HttpExchange exchange,
      int status,
      byte[] now,
      long first,
      long last,
      long most,
      boolean silent)
      throws IOException {
    long length = last - first + 1;
    exchange.sendResponseHeaders(status, length);
    try {
      OutputStream out = exchange.getResponseBody();
      out.write(now, (int) first, (int) Math.min(length, most));
      out.flush();
      if (silent) {
        closing.await();
      } else if (most >= length) {
        out.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    egress.close();
    server.stop(0);
    threads.close();
  }
}
