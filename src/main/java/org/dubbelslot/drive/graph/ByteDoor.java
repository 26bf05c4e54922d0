package org.dubbelslot.drive.graph;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.Pause;
import org.dubbelslot.egress.Egress;
import org.dubbelslot.egress.EgressClient;
import org.dubbelslot.egress.EgressException;
import org.dubbelslot.egress.Purpose;

/** Sends the requests that carry bytes, one attempt each, and says of what kind a failure is. */
final class ByteDoor {
  /** Answers that are read whole are descriptions of one item or one session. */
  private static final int LONGEST_ANSWER = 4 << 20;

  private static final String AUTHORIZATION = "Authorization";
  private static final String BEARER = "Bearer ";

  private static final Set<String> WEB = Set.of("https", "http");

  /** How one request goes out. */
  @FunctionalInterface
  private interface Way<T> {
    HttpResponse<T> ask(HttpRequest request) throws EgressException, InterruptedException;
  }

  private final EgressClient client;
  private final GraphSettings settings;
  private final AccessTokens tokens;
  private final TenantGate gate;
  private final Pause pause;

  ByteDoor(
      EgressClient client,
      GraphSettings settings,
      AccessTokens tokens,
      TenantGate gate,
      Pause pause) {
    this.client = client;
    this.settings = settings;
    this.tokens = tokens;
    this.gate = gate;
    this.pause = pause;
  }

  TenantGate gate() {
    return gate;
  }

  Instant now() {
    return pause.now();
  }

  /** Graph's host, for failures of which nothing nearer is known. */
  String host() {
    return settings.graph().getHost();
  }

  int fragment() {
    return settings.fragment();
  }

  int whole() {
    return settings.whole();
  }

  /** A request to Graph itself, which names the user. */
  HttpRequest.Builder toGraph(String pathAndQuery) throws DriveException {
    return HttpRequest.newBuilder(URI.create(settings.graph() + pathAndQuery))
        .header("User-Agent", settings.userAgent())
        .header("client-request-id", UUID.randomUUID().toString())
        .header(AUTHORIZATION, BEARER + tokens.bearer());
  }

  /** A request to an address that is its own proof, and must not learn the user's token. */
  HttpRequest.Builder toContent(URI address) throws DriveException {
    if (Egress.isLoopback(address) && !Egress.isLoopback(settings.graph())) {
      // A drive elsewhere has no business with what listens on this computer.
      throw new DriveException.NotTrusted(address.getHost(), null);
    }
    return HttpRequest.newBuilder(address).header("User-Agent", settings.userAgent());
  }

  /** Sends a request whose answer is short. Waits while the tenant wants to be left alone. */
  HttpResponse<byte[]> send(HttpRequest request, Purpose purpose) throws DriveException {
    return send(
        request,
        one ->
            client.send(
                one, purpose, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER)));
  }

  /**
   * Puts the first {@code length} of {@code bytes} where a request says; the answer is short. Waits
   * while the tenant wants to be left alone.
   */
  HttpResponse<byte[]> put(HttpRequest request, byte[] bytes, int length, Purpose purpose)
      throws DriveException {
    return send(request, one -> client.put(one, bytes, length, purpose, LONGEST_ANSWER));
  }

  /**
   * Sends a request whose answer is read as it comes; the caller closes the body.
   *
   * @param silence how long the body may say nothing
   */
  HttpResponse<InputStream> open(HttpRequest request, Purpose purpose, Duration silence)
      throws DriveException {
    return send(request, one -> client.open(one, purpose, silence));
  }

  Optional<Duration> retryAfter(HttpResponse<?> answer) {
    return GraphFailures.retryAfter(
        answer.headers().firstValue("Retry-After"),
        answer.headers().firstValue("Date"),
        pause.now());
  }

  private <T> HttpResponse<T> send(HttpRequest request, Way<T> way) throws DriveException {
    HttpResponse<T> answer = once(request, way);
    Optional<String> token = request.headers().firstValue(AUTHORIZATION);
    if (answer.statusCode() != 401 || token.isEmpty()) {
      return answer;
    }
    discard(answer.body());
    tokens.refused(token.get().substring(BEARER.length()));
    HttpRequest again =
        HttpRequest.newBuilder(request, (name, value) -> !name.equalsIgnoreCase(AUTHORIZATION))
            .header(AUTHORIZATION, BEARER + tokens.bearer())
            .build();
    return once(again, way);
  }

  private <T> HttpResponse<T> once(HttpRequest request, Way<T> way) throws DriveException {
    try (TenantGate.Pass pass = gate.enter(Kind.BYTES)) {
      HttpResponse<T> answer = way.ask(request);
      pass.answered(answer.statusCode());
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DriveException.Stopped(e);
    } catch (EgressException e) {
      throw failure(e);
    }
  }

  private void discard(Object body) throws DriveException {
    if (body instanceof InputStream stream) {
      try (stream) {
        stream.readNBytes(LONGEST_ANSWER);
      } catch (IOException e) {
        throw new DriveException.Unreachable(host(), e);
      }
    }
  }

  static DriveException failure(EgressException e) {
    return switch (e) {
      case EgressException.PlainHttpRefused plain ->
          new DriveException.NotTrusted(plain.host(), plain);
      case EgressException.NotTrusted tls -> new DriveException.NotTrusted(tls.host(), tls);
      case EgressException.Unreachable far -> new DriveException.Unreachable(far.host(), far);
      case EgressException.Broken broken -> new DriveException.Unreachable(broken.host(), broken);
    };
  }

  /**
   * Reads an address that the drive gave, which may hold a secret: no exception quotes it.
   *
   * @throws DriveException.Protocol when it is not an absolute address of the web, or names a user
   */
  static URI address(String text) throws DriveException {
    try {
      URI address = URI.create(text);
      boolean web = WEB.contains(String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT));
      if (web && address.getHost() != null && address.getRawUserInfo() == null) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      throw new DriveException.Protocol(0, "badAddress");
    }
    throw new DriveException.Protocol(0, "badAddress");
  }
}
