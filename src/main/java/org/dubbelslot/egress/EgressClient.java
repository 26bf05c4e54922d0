package org.dubbelslot.egress;

import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

/**
 * Sends requests of {@code java.net.http} through the door. It follows no redirect, keeps no cookie
 * and answers no demand for a password; whoever asks decides what to do with such an answer.
 *
 * <p>Made by {@link Egress#client()}; safe for several threads.
 */
public final class EgressClient {
  private final HttpClient http;
  private final Exchanges exchanges;
  private final String userAgent;
  private final Supplier<BodyStreams> streams;

  EgressClient(
      HttpClient http, Supplier<BodyStreams> streams, Exchanges exchanges, String userAgent) {
    this.http = http;
    this.streams = streams;
    this.exchanges = exchanges;
    this.userAgent = userAgent;
  }

  /**
   * Sends one request and waits for the answer's head; the body arrives as {@code handler} says. A
   * request without a {@code User-Agent} of its own gets the program's, never the platform's.
   *
   * @param <T> what the handler makes of the body
   * @throws EgressException.PlainHttpRefused when the address is neither https nor loopback
   * @throws EgressException.Unreachable when the host cannot be found or connected to
   * @throws EgressException.NotTrusted when its certificate is not good
   * @throws EgressException.Broken when the exchange broke off, stood still for too long or
   *     exceeded the request's timeout
   * @throws InterruptedException when the calling thread is interrupted; the exchange is given up
   */
  public <T> HttpResponse<T> send(
      HttpRequest request, Purpose purpose, HttpResponse.BodyHandler<T> handler)
      throws EgressException, InterruptedException {
    Destination to = Destination.of(request.uri());
    Exchange exchange = exchanges.begin(to.host(), to.port(), purpose, to.peer());
    CompletableFuture<HttpResponse<T>> answer =
        http.sendAsync(
            counted(request, exchange),
            info -> {
              exchange.answered(info.statusCode());
              return new CountingSubscriber<>(handler.apply(info), exchange);
            });
    // Of an answer that has come it is the body's subscriber that breaks it off.
    exchange.onStandstill(() -> answer.cancel(true));
    try {
      return answer.get();
    } catch (ExecutionException e) {
      exchange.end();
      throw failure(to.host(), e.getCause());
    } catch (CancellationException e) {
      // Thrown bare or as a cause, whichever of client and canceller came first.
      exchange.end();
      throw failure(to.host(), e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      exchange.end();
      throw e;
    }
  }

  /**
   * Sends a GET and waits for the answer's head; the body is read as it comes, by one thread, which
   * closes it. An interrupted reader's connection breaks, and so does one that is closed before its
   * body's end.
   *
   * @param request its own timeout does not count; an apostrophe in its query is sent as {@code
   *     %27}
   * @param silence how long the answer's head may take, and every wait for more of its body
   * @throws EgressException as {@link #send}
   * @throws InterruptedException as {@link #send}
   */
  public HttpResponse<InputStream> open(HttpRequest request, Purpose purpose, Duration silence)
      throws EgressException, InterruptedException {
    return streams.get().open(named(request).build(), purpose, silence);
  }

  /**
   * Sends the first {@code length} of {@code bytes} with PUT, never more than once, and reads the
   * answer whole.
   *
   * @param request says where to, and the headers; its method, body and timeout do not count; an
   *     apostrophe in its query is sent as {@code %27}
   * @param longest how many bytes the answer may have; one that has more counts as broken off
   * @throws EgressException as {@link #send}
   * @throws InterruptedException as {@link #send}
   */
  public HttpResponse<byte[]> put(
      HttpRequest request, byte[] bytes, int length, Purpose purpose, int longest)
      throws EgressException, InterruptedException {
    return streams.get().put(named(request).build(), bytes, length, purpose, longest);
  }

  private HttpRequest.Builder named(HttpRequest request) {
    HttpRequest.Builder copy = HttpRequest.newBuilder(request, (name, value) -> true);
    if (request.headers().firstValue("User-Agent").isEmpty()) {
      copy.setHeader("User-Agent", userAgent);
    }
    return copy;
  }

  private HttpRequest counted(HttpRequest request, Exchange exchange) {
    HttpRequest.Builder copy = named(request);
    Optional<HttpRequest.BodyPublisher> body = request.bodyPublisher();
    body.ifPresent(
        publisher -> copy.method(request.method(), new CountingPublisher(publisher, exchange)));
    return copy.build();
  }

  private static EgressException failure(String host, Throwable cause) {
    return switch (cause) {
      case EgressException ours -> ours;
      case ConnectException refused -> new EgressException.Unreachable(host, refused);
      case HttpConnectTimeoutException late -> new EgressException.Unreachable(host, late);
      case SSLException tls -> new EgressException.NotTrusted(host, tls);
      case CancellationException still ->
          new EgressException.Broken(host, new HttpTimeoutException("stood still"));
      case RuntimeException bug -> throw bug;
      case Error fatal -> throw fatal;
      default -> new EgressException.Broken(host, cause);
    };
  }
}
