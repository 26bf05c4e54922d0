package org.dubbelslot.egress;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;

/**
 * The door to the network: makes the clients through which everything goes out, and records each
 * exchange in an {@link EgressLog}.
 *
 * <p>All of them follow no redirect, refuse plain http except to this computer itself, use the
 * system's proxy settings and speak HTTP/1.1, in which one file's pieces do not wait for another's.
 * Opening costs nothing: each client is made when first asked for.
 */
public final class Egress implements AutoCloseable {
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(30);

  /** As long as a drive may need to put a very large file together after its last piece. */
  private static final Duration STANDSTILL = Duration.ofMinutes(5);

  private final Exchanges exchanges;
  private final String userAgent;
  private final List<Runnable> closing = new ArrayList<>();
  private long mostSent = Long.MAX_VALUE;
  private long mostReceived = Long.MAX_VALUE;
  private EgressClient client;
  private BodyStreams streams;

  /**
   * Opens the door.
   *
   * @param log where every exchange is written down
   * @param userAgent what the program calls itself to others, for requests that do not say
   */
  public Egress(EgressLog log, String userAgent) {
    this(log, userAgent, STANDSTILL);
  }

  /**
   * Opens the door.
   *
   * @param log where every exchange is written down
   * @param userAgent what the program calls itself to others, for requests that do not say
   * @param standstill how long an exchange may stand still, in either direction, before it is
   *     broken off; one that moves may last as long as it needs
   */
  public Egress(EgressLog log, String userAgent, Duration standstill) {
    this.exchanges = new Exchanges(log, standstill);
    this.userAgent = userAgent;
  }

  /** Where everything is written down that goes through this door. */
  public EgressLog log() {
    return exchanges.log();
  }

  /** The client for {@code java.net.http}; every call gives the same one. */
  public synchronized EgressClient client() {
    if (client == null) {
      HttpClient http =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(CONNECT_PATIENCE)
              .executor(Executors.newVirtualThreadPerTaskExecutor())
              .build();
      closing.add(http::shutdownNow);
      client = new EgressClient(http, this::streams, exchanges, userAgent);
    }
    return client;
  }

  /**
   * From now on leaves room on the line for others: bodies that are streamed, which are the
   * contents of files, go no faster. Counts for what is under way, too.
   *
   * @param toSend in bytes a second, more than 0
   * @param toReceive likewise
   */
  public synchronized void limit(long toSend, long toReceive) {
    mostSent = toSend;
    mostReceived = toReceive;
    if (streams != null) {
      streams.limit(toSend, toReceive);
    }
  }

  private synchronized BodyStreams streams() {
    if (streams == null) {
      streams = new BodyStreams(exchanges, CONNECT_PATIENCE);
      streams.limit(mostSent, mostReceived);
      closing.add(streams::close);
    }
    return streams;
  }

  /**
   * A client for libraries that are built on OkHttp, for short messages: connecting, each wait for
   * bytes and the whole call have a time limit.
   *
   * @param purpose what all its exchanges are for
   * @param interceptors what the library wants to do with each request, in order
   */
  public synchronized OkHttpClient okHttp(
      Purpose purpose, List<? extends Interceptor> interceptors) {
    OkHttpClient made =
        OkHttpDoor.open(exchanges, purpose, interceptors)
            .connectTimeout(CONNECT_PATIENCE)
            .readTimeout(exchanges.standstill())
            .writeTimeout(exchanges.standstill())
            .callTimeout(exchanges.standstill().multipliedBy(2))
            .build();
    closing.add(
        () -> {
          made.dispatcher().cancelAll();
          made.dispatcher().executorService().shutdown();
          made.connectionPool().evictAll();
        });
    return made;
  }

  /** Whether an address can only be on this computer: the one case in which http is let through. */
  public static boolean isLoopback(URI address) {
    return address.getHost() != null && Destination.isLoopback(Exchange.bare(address.getHost()));
  }

  /** As above, of a host as it stands in an {@link EgressRecord}. */
  public static boolean isLoopback(String host) {
    return Destination.isLoopback(host);
  }

  /** Breaks off what is still under way, records it, and closes every connection. */
  @Override
  public synchronized void close() {
    closing.reversed().forEach(Runnable::run);
    closing.clear();
    exchanges.endAll();
  }
}
