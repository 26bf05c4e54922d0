package org.dubbelslot.sandbox;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Takes every request: records it, plays its fault, has it answered, sends the answer. */
final class Front extends Handler.Abstract {
  private static final int BUFFER = 256 << 10;

  private final Map<String, Service> services;
  private final Control control;
  private final RequestLog requests;
  private final Faults faults;
  private final Meter meter;
  private final Supplier<Settings> settings;
  private final Consumer<String> log;
  private final CountDownLatch closing = new CountDownLatch(1);

  /** Whatever answers. */
  interface Service {
    Answer answer(Call call) throws GraphException, IOException;
  }

  /**
   * A front for some endpoints.
   *
   * @param services what answers at each endpoint, named as its connector is
   */
  Front(
      Map<String, Service> services,
      Control control,
      RequestLog requests,
      Faults faults,
      Meter meter,
      Supplier<Settings> settings,
      Consumer<String> log) {
    this.services = services;
    this.control = control;
    this.requests = requests;
    this.faults = faults;
    this.meter = meter;
    this.settings = settings;
    this.log = log;
  }

  /** Ends all delays. */
  void closing() {
    closing.countDown();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Map<String, String> headers = headers(request);
    String host = headers.getOrDefault("host", "");
    String endpoint = Endpoints.of(request, host);
    String method = request.getMethod();
    String path = request.getHttpURI().getPathQuery();
    if (endpoint.equals(Endpoints.CONTROL)) {
      byte[] body = Content.Source.asInputStream(request).readAllBytes();
      send(request, response, control(method, request.getHttpURI().getPath(), body), -1);
      callback.succeeded();
      return true;
    }
    RequestLog.Entry entry = requests.received(endpoint, method, host, path, headers);
    Optional<Fault> fault =
        faults.take(method, Encoding.decodeLeniently(request.getHttpURI().getPath()));
    Map<String, String> seen = new TreeMap<>(headers);
    if (fault.isPresent()) {
      entry.faulty();
      seen.keySet().removeAll(fault.get().hide());
    }
    try {
      String base = (request.isSecure() ? "https://" : "http://") + host;
      serve(new Exchange(request, response, callback, endpoint, entry, fault, base, seen));
    } catch (IOException e) {
      // The client has gone, or a fault wants it to believe that we have.
      if (fault.isPresent() && fault.get().silent()) {
        closing.await();
      }
      abort(request, callback, e);
    } finally {
      requests.ended(entry);
    }
    return true;
  }

  /** One request, and where its answer goes. */
  private record Exchange(
      Request request,
      Response response,
      Callback callback,
      String endpoint,
      RequestLog.Entry entry,
      Optional<Fault> fault,
      String base,
      Map<String, String> headers) {

    /** How long the body is: −1 when nobody knows. */
    long announced() {
      return headers.containsKey("transfer-encoding")
          ? -1
          : Long.parseLong(headers.getOrDefault("content-length", "0"));
    }

    long cut() {
      return fault.map(Fault::cutAfterBytes).orElse(-1L);
    }

    Call call(Body body) {
      return Call.of(base, request.getMethod(), request.getHttpURI().getPathQuery(), headers, body);
    }
  }

  private void serve(Exchange exchange) throws IOException {
    long announced = exchange.announced();
    if (announced == 0) {
      Call call = exchange.call(Body.EMPTY);
      send(exchange, call, answer(exchange, call), exchange.cut(), 0);
      return;
    }
    boolean recorded = requests.keepsBodies() || announced < 0;
    Path file = requests.bodyFile(exchange.entry());
    try (FileChannel recording = recorded ? create(file) : null) {
      Incoming incoming =
          new Incoming(
              exchange.request(), announced, exchange.cut(), Optional.ofNullable(recording));
      try {
        if (announced < 0) {
          incoming.drain();
        }
        Call call =
            exchange.call(announced < 0 ? new Body.Staged(file, incoming.received()) : incoming);
        Answer answer = answer(exchange, call);
        incoming.drain();
        noteBody(exchange, incoming);
        send(exchange, call, answer, exchange.cut() >= 0 ? 0 : -1, incoming.received());
      } finally {
        if (!incoming.whole()) {
          noteBody(exchange, incoming);
        }
      }
    } finally {
      if (recorded && !requests.keepsBodies()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Before the answer goes out: who has it may look into the log at once. */
  private void noteBody(Exchange exchange, Incoming incoming) {
    exchange
        .entry()
        .body(
            requests.keepsBodies()
                ? Optional.of(requests.bodyFile(exchange.entry()))
                : Optional.empty(),
            incoming.received(),
            incoming.whole());
  }

  private static FileChannel create(Path file) throws IOException {
    return FileChannel.open(
        file,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
  }

  /** The fault's answer, or the true one. */
  private Answer answer(Exchange exchange, Call call) throws IOException {
    Cost cost = Cost.of(exchange.endpoint(), call);
    exchange.entry().cost(cost);
    Optional<Answer> instead = meter.charge(cost, call);
    Optional<Answer> faulty = exchange.fault().flatMap(f -> f.answer(call));
    if (faulty.isPresent() && call.body() instanceof Incoming incoming) {
      incoming.drain();
    }
    delay(exchange.fault().map(Fault::delayMillis).orElse(0L));
    Answer answer = faulty.or(() -> instead).orElse(null);
    if (answer == null) {
      answer = ask(exchange.endpoint(), call);
      answer = exchange.fault().isPresent() ? exchange.fault().get().spoil(answer) : answer;
    }
    if (exchange.fault().isPresent()) {
      exchange.fault().get().headers().forEach(answer::header);
    }
    return answer;
  }

  private void delay(long millis) throws IOException {
    try {
      if (millis > 0 && closing.await(millis, TimeUnit.MILLISECONDS)) {
        throw new IOException("the sandbox is closing");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the sandbox is closing");
    }
  }

  private Answer ask(String endpoint, Call call) throws IOException {
    try {
      return services.get(endpoint).answer(call);
    } catch (GraphException e) {
      logMissing(log, call, e);
      return e.answer(call);
    } catch (Incoming.Broken e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      log.accept("sandbox: 500 " + call.method() + " " + call.path() + ": " + e);
      return new GraphException(500, "generalException", "The sandbox failed.").answer(call);
    }
  }

  /** One line for what nobody has implemented. */
  static void logMissing(Consumer<String> log, Call call, GraphException e) {
    if (e.status() == 501) {
      log.accept("sandbox: 501 " + call.method() + " " + call.path() + ": " + e.getMessage());
    }
  }

  private Answer control(String method, String path, byte[] body) {
    Call call = Call.of("", method, path, Map.of(), Body.EMPTY);
    try {
      return control.answer(method, path, body);
    } catch (GraphException e) {
      return e.answer(call);
    } catch (IOException e) {
      return GraphException.invalid("The body is not JSON.").answer(call);
    }
  }

  private static Map<String, String> headers(Request request) {
    Map<String, String> headers = new TreeMap<>();
    for (HttpField field : request.getHeaders()) {
      headers.merge(
          field.getName().toLowerCase(Locale.ROOT), field.getValue(), (a, b) -> a + ", " + b);
    }
    return headers;
  }

  private void send(Exchange exchange, Call call, Answer answer, long cut, long received)
      throws IOException {
    answer.header("request-id", call.requestId());
    answer.header("client-request-id", call.clientRequestId());
    exchange.entry().status(answer.status());
    boolean honest = exchange.fault().isEmpty();
    if (honest && settings.get().recordsAnswers() && answer.isJson()) {
      exchange.entry().answer(answer.json());
    }
    meter.answered(answer.status(), received, answer.length());
    send(exchange.request(), exchange.response(), answer, cut);
    exchange.callback().succeeded();
  }

  private static void send(Request request, Response response, Answer answer, long cut)
      throws IOException {
    response.setStatus(answer.status());
    answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
    boolean head = request.getMethod().equals("HEAD");
    if (answer.status() != 204 && answer.status() != 304) {
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.length());
    }
    long most = cut < 0 ? Long.MAX_VALUE : cut;
    if (cut == 0) {
      closeSlice(answer);
      throw new IOException("cut by a fault");
    }
    switch (answer.payload()) {
      case Answer.Empty() -> Content.Sink.write(response, true, null);
      case Answer.Bytes(byte[] bytes) -> {
        int length = (int) Math.min(bytes.length, most);
        ByteBuffer part = head ? null : ByteBuffer.wrap(bytes, 0, length);
        Content.Sink.write(response, length == bytes.length, part);
      }
      case Answer.Slice slice -> sendSlice(request, response, slice, head ? 0 : most);
    }
    if (most < answer.length()) {
      throw new IOException("cut by a fault");
    }
  }

  private static void sendSlice(Request request, Response response, Answer.Slice slice, long most)
      throws IOException {
    RetainableByteBuffer pooled = request.getComponents().getByteBufferPool().acquire(BUFFER, true);
    try (var file = slice.file()) {
      long left = Math.min(slice.length(), most);
      long at = slice.offset();
      boolean cut = left < slice.length() && most > 0;
      if (left == 0) {
        Content.Sink.write(response, true, null);
      }
      ByteBuffer buffer = pooled.getByteBuffer();
      while (left > 0) {
        buffer.clear().limit((int) Math.min(buffer.capacity(), left));
        int n = file.read(buffer, at);
        if (n < 0) {
          throw new IOException("content is shorter than it was");
        }
        at += n;
        left -= n;
        Content.Sink.write(response, left == 0 && !cut, buffer.flip());
      }
    } finally {
      pooled.release();
    }
  }

  private static void closeSlice(Answer answer) throws IOException {
    if (answer.payload() instanceof Answer.Slice slice) {
      slice.file().close();
    }
  }

  private static void abort(Request request, Callback callback, IOException why) {
    request.getConnectionMetaData().getConnection().getEndPoint().close(why);
    callback.failed(why);
  }
}
