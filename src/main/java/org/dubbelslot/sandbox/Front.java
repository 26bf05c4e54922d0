package org.dubbelslot.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Takes every request: records it, plays its fault, has it answered, sends the answer. */
final class Front extends Handler.Abstract {
  private static final int BUFFER = 128 << 10;

  private final Map<String, Service> services;
  private final Control control;
  private final RequestLog requests;
  private final Faults faults;
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
      Consumer<String> log) {
    this.services = services;
    this.control = control;
    this.requests = requests;
    this.faults = faults;
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
      send(request, response, callback, control(method, request.getHttpURI().getPath(), body), -1);
      return true;
    }
    RequestLog.Entry entry = requests.received(endpoint, method, host, path, headers);
    Optional<Fault> fault =
        faults.take(method, Encoding.decodeLeniently(request.getHttpURI().getPath()));
    long cut = fault.map(Fault::cutAfterBytes).orElse(-1L);
    boolean mayHaveBody =
        headers.containsKey("transfer-encoding")
            || !headers.getOrDefault("content-length", "0").equals("0");
    Body body = Body.EMPTY;
    try {
      if (mayHaveBody) {
        body = stage(request, entry, cut);
      }
      if (fault.isPresent() && fault.get().delayMillis() > 0) {
        boolean stopped = closing.await(fault.get().delayMillis(), TimeUnit.MILLISECONDS);
        if (stopped) {
          throw new IOException("the sandbox is closing");
        }
      }
      String base = (request.isSecure() ? "https://" : "http://") + host;
      Call call = Call.of(base, method, path, headers, body);
      Answer answer = fault.flatMap(f -> f.answer(call)).orElseGet(() -> ask(endpoint, call));
      fault.ifPresent(f -> f.headers().forEach(answer::header));
      answer.header("request-id", call.requestId());
      answer.header("client-request-id", call.clientRequestId());
      entry.status(answer.status());
      send(request, response, callback, answer, mayHaveBody && cut >= 0 ? 0 : cut);
    } catch (IOException e) {
      // The client has gone, or a fault wants it to believe that we have.
      abort(request, callback, e);
    } finally {
      requests.release(entry);
    }
    return true;
  }

  private Answer ask(String endpoint, Call call) {
    try {
      return services.get(endpoint).answer(call);
    } catch (GraphException e) {
      if (e.status() == 501) {
        log.accept("sandbox: 501 " + call.method() + " " + call.path() + ": " + e.getMessage());
      }
      return e.answer(call);
    } catch (IOException | RuntimeException e) {
      log.accept("sandbox: 500 " + call.method() + " " + call.path() + ": " + e);
      return new GraphException(500, "generalException", "The sandbox failed.").answer(call);
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

  /** Receives the body into a file of its own, whole or up to the cut. */
  private Body stage(Request request, RequestLog.Entry entry, long cut) throws IOException {
    Path file = requests.bodyFile(entry);
    long received = 0;
    boolean whole = false;
    try (OutputStream out = Files.newOutputStream(file)) {
      InputStream in = Content.Source.asInputStream(request);
      byte[] buffer = new byte[BUFFER];
      while (cut < 0 || received < cut) {
        int most = cut < 0 ? buffer.length : (int) Math.min(buffer.length, cut - received);
        int n = in.read(buffer, 0, most);
        if (n < 0) {
          whole = true;
          break;
        }
        out.write(buffer, 0, n);
        received += n;
      }
    } finally {
      entry.body(file, received, whole);
    }
    if (!whole) {
      throw new IOException("cut by a fault");
    }
    return received == 0 ? Body.EMPTY : new Body.Staged(file, received);
  }

  private void send(Request request, Response response, Callback callback, Answer answer, long cut)
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
      case Answer.Slice slice -> sendSlice(response, slice, head, most);
    }
    if (most < answer.length()) {
      throw new IOException("cut by a fault");
    }
    callback.succeeded();
  }

  private static void sendSlice(Response response, Answer.Slice slice, boolean head, long most)
      throws IOException {
    try (var file = slice.file()) {
      long left = head ? 0 : Math.min(slice.length(), most);
      long at = slice.offset();
      boolean cut = left < slice.length() && !head;
      if (left == 0) {
        Content.Sink.write(response, true, null);
      }
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
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
