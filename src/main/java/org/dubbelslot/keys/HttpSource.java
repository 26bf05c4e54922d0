package org.dubbelslot.keys;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.dubbelslot.egress.EgressClient;
import org.dubbelslot.egress.Purpose;

/**
 * A key directory on a web server. What was fetched before is asked for by its ETag, so that
 * polling costs the server nothing. Redirects are not followed: the address is the organisation's
 * decision.
 */
public final class HttpSource implements DirectorySource {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int KEPT_BYTES = 64 << 10;
  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;

  private final URI base;
  private final EgressClient client;
  private final Map<String, Tagged> kept = new ConcurrentHashMap<>();

  private record Tagged(String eTag, byte[] body) {}

  /**
   * A directory below {@code base}.
   *
   * @param base https (plain http on loopback only); with or without a slash at its end
   * @param client the door to the network
   * @throws IllegalArgumentException when {@code base} is no address of a folder
   */
  public HttpSource(URI base, EgressClient client) {
    if (base.getQuery() != null || base.getFragment() != null || base.getHost() == null) {
      throw new IllegalArgumentException("not the address of a key directory");
    }
    this.base = base.toString().endsWith("/") ? base : URI.create(base + "/");
    this.client = client;
  }

  @Override
  public Optional<byte[]> fetch(String path, int maxBytes) throws DirectoryException {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT).GET();
    Tagged before = kept.get(path);
    if (before != null) {
      request.setHeader("If-None-Match", before.eTag());
    }
    try {
      HttpResponse<InputStream> response =
          client.send(
              request.build(), Purpose.KEY_DIRECTORY, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return switch (response.statusCode()) {
          case OK -> Optional.of(read(path, response, body, maxBytes));
          case NOT_FOUND, GONE -> Optional.empty();
          case NOT_MODIFIED -> {
            if (before == null) {
              throw unexpected(NOT_MODIFIED);
            }
            yield Optional.of(before.body().clone());
          }
          default -> throw unexpected(response.statusCode());
        };
      }
    } catch (IOException e) {
      throw new DirectoryException.Unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DirectoryException.Unreachable(e);
    }
  }

  private byte[] read(
      String path, HttpResponse<InputStream> response, InputStream body, int maxBytes)
      throws IOException, DirectoryException {
    byte[] bytes = body.readNBytes(maxBytes + 1);
    if (bytes.length > maxBytes) {
      throw new DirectoryException.Malformed(path);
    }
    Optional<String> eTag = response.headers().firstValue("ETag");
    if (eTag.isPresent() && bytes.length <= KEPT_BYTES) {
      kept.put(path, new Tagged(eTag.get(), bytes.clone()));
    }
    return bytes;
  }

  private static IOException unexpected(int status) {
    return new IOException("the server answered " + status);
  }
}
