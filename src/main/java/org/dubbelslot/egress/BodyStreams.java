package org.dubbelslot.egress;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.MalformedURLException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.dubbelslot.files.BlockInputStream;

/**
 * Bodies that are read or sent as they come, over blocking sockets: for a gigabyte over TLS {@code
 * java.net.http} needs about twice the processor time of OkHttp, because every record passes
 * several queues and threads.
 *
 * <p>The thread that reads is the one that decrypts, and the one that sends encrypts. When it is
 * interrupted, its connection breaks.
 */
final class BodyStreams {
  /** More than there are pieces of files under way at a time. */
  private static final int MOST_IDLE = 16;

  private static final Duration LONGEST_IDLE = Duration.ofSeconds(30);

  private final Exchanges exchanges;
  private final OkHttpClient http;
  private final OkHttpClient sending;
  private final Throttle sent = new Throttle();
  private final Throttle received = new Throttle();
  private final Set<Call> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  BodyStreams(Exchanges exchanges, Duration connectPatience) {
    this.exchanges = exchanges;
    this.http =
        new OkHttpClient.Builder()
            .followRedirects(false)
            .followSslRedirects(false)
            // Of a question that was never answered, over a connection that had grown old.
            .retryOnConnectionFailure(true)
            .protocols(List.of(Protocol.HTTP_1_1))
            .socketFactory(new ChannelSockets())
            .connectionPool(
                new ConnectionPool(MOST_IDLE, LONGEST_IDLE.toSeconds(), TimeUnit.SECONDS))
            .connectTimeout(connectPatience)
            .build();
    this.sending =
        http.newBuilder()
            .retryOnConnectionFailure(false)
            // Of these it is the exchange that does not stand still for too long.
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .build();
  }

  /** From now on sends and receives no more bytes a second than this. */
  void limit(long toSend, long toReceive) {
    sent.limit(toSend);
    received.limit(toReceive);
  }

  /**
   * Asks, and waits for the answer's head.
   *
   * @param request a GET; its timeout counts for nothing
   * @param silence how long the head may take altogether, and every wait for bytes of the body
   */
  HttpResponse<InputStream> open(HttpRequest request, Purpose purpose, Duration silence)
      throws EgressException, InterruptedException {
    Destination to = Destination.of(request.uri());
    Request.Builder asked = translated(request, to.host());
    Exchange exchange = begin(to, purpose);
    Call call =
        http.newBuilder().readTimeout(silence).writeTimeout(silence).build().newCall(asked.build());
    Optional<ScheduledFuture<?>> late = exchanges.after(silence, call::cancel);
    try {
      return answer(request, call, exchange);
    } finally {
      late.ifPresent(watch -> watch.cancel(false));
    }
  }

  /**
   * Sends the first {@code length} of {@code bytes} with PUT, once, and reads the answer whole.
   *
   * @param request says where to, and the headers; no more of it counts
   * @param longest how many bytes the answer may have
   */
  HttpResponse<byte[]> put(
      HttpRequest request, byte[] bytes, int length, Purpose purpose, int longest)
      throws EgressException, InterruptedException {
    Destination to = Destination.of(request.uri());
    Request.Builder asked = translated(request, to.host());
    Exchange exchange = begin(to, purpose);
    Call call = sending.newCall(asked.put(new CountedBody(bytes, length, exchange, sent)).build());
    Answer<InputStream> answer = answer(request, call, exchange);
    try (InputStream in = answer.body()) {
      byte[] whole = in.readNBytes(longest + 1);
      if (whole.length > longest) {
        throw new IOException("too long an answer");
      }
      return new Answer<>(request, answer.statusCode(), answer.headers(), whole);
    } catch (IOException e) {
      throw failure(to.host(), exchange, e);
    }
  }

  private Exchange begin(Destination to, Purpose purpose)
      throws EgressException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return exchanges.begin(to.host(), to.port(), purpose, to.peer());
  }

  private Answer<InputStream> answer(HttpRequest request, Call call, Exchange exchange)
      throws EgressException, InterruptedException {
    Body body = new Body(exchange, call);
    exchange.onStandstill(call::cancel);
    try {
      if (closed) {
        throw new IOException("closed");
      }
      Response answer = call.execute();
      body.begin(answer);
      return new Answer<>(
          request,
          answer.code(),
          HttpHeaders.of(answer.headers().toMultimap(), (name, value) -> true),
          body);
    } catch (IOException e) {
      body.over();
      throw failure(request.uri().getHost(), exchange, e);
    } catch (RuntimeException e) {
      body.close();
      throw e;
    }
  }

  /** Breaks off what is under way. */
  void close() {
    closed = true;
    open.forEach(Call::cancel);
    http.connectionPool().evictAll();
  }

  private static Request.Builder translated(HttpRequest request, String host)
      throws EgressException {
    HttpUrl url = HttpUrl.parse(request.uri().toString());
    if (url == null) {
      throw new EgressException.Unreachable(host, new MalformedURLException("not to be asked"));
    }
    Request.Builder builder = new Request.Builder().url(url);
    // What is not asked for is not compressed on the way either: it is already.
    builder.header("Accept-Encoding", "identity");
    request.headers().map().forEach((name, all) -> all.forEach(one -> builder.header(name, one)));
    return builder;
  }

  private static EgressException failure(String host, Exchange exchange, IOException cause)
      throws InterruptedException {
    if (Thread.interrupted()) {
      throw (InterruptedException) new InterruptedException().initCause(cause);
    }
    return switch (cause) {
      case EgressException ours -> ours;
      case ConnectException refused -> new EgressException.Unreachable(host, refused);
      case NoRouteToHostException none -> new EgressException.Unreachable(host, none);
      case UnknownHostException unknown -> new EgressException.Unreachable(host, unknown);
      case SSLException tls when !exchange.hasMoved() && !isBroken(tls) ->
          new EgressException.NotTrusted(host, tls);
      default -> new EgressException.Broken(host, cause);
    };
  }

  /** Whether it was the connection that broke while the other side was still to prove itself. */
  private static boolean isBroken(SSLException tls) {
    for (Throwable cause = tls.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof EOFException
          || cause instanceof SocketException
          || cause instanceof ClosedChannelException) {
        return true;
      }
    }
    return false;
  }

  /** An answer in the shape that callers know. */
  private record Answer<T>(HttpRequest request, int statusCode, HttpHeaders headers, T body)
      implements HttpResponse<T> {
    @Override
    public Optional<HttpResponse<T>> previousResponse() {
      return Optional.empty();
    }

    @Override
    public Optional<SSLSession> sslSession() {
      return Optional.empty();
    }

    @Override
    public URI uri() {
      return request.uri();
    }

    @Override
    public HttpClient.Version version() {
      return HttpClient.Version.HTTP_1_1;
    }
  }

  /** What the reader sees; counted. For one thread. */
  private final class Body extends BlockInputStream {
    private final Exchange exchange;
    private final Call call;
    private Response answer;
    private InputStream in = nullInputStream();
    private long left;
    private boolean ended;

    Body(Exchange exchange, Call call) {
      this.exchange = exchange;
      this.call = call;
      open.add(call);
    }

    void begin(Response given) {
      answer = given;
      exchange.answered(given.code());
      in = given.body().byteStream();
      left = given.body().contentLength();
      exchange.awaited(false);
      if (left == 0) {
        over();
      }
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
      if (count == 0) {
        return 0;
      }
      if (ended) {
        return -1;
      }
      exchange.awaited(true);
      int got;
      try {
        got = in.read(bytes, offset, count);
      } catch (IOException e) {
        close();
        throw e;
      } finally {
        exchange.awaited(false);
      }
      if (got > 0) {
        exchange.received(got);
        received.pass(got);
        left -= got;
      }
      if (got < 0 || left == 0) {
        over();
      }
      return got;
    }

    /** Gives the connection up, unless the whole answer was read: then it serves again. */
    @Override
    public void close() {
      if (!ended) {
        // Else it would read on for a while, to keep the connection.
        call.cancel();
      }
      over();
    }

    void over() {
      ended = true;
      if (answer != null) {
        answer.close();
      }
      open.remove(call);
      exchange.end();
    }
  }
}
