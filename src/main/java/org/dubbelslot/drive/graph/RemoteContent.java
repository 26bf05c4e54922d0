package org.dubbelslot.drive.graph;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.egress.Purpose;

/**
 * One version of a file's bytes, which several streams may read at the same time. Graph answers
 * with another address, which is its own proof: it is asked for ranges, without the user's token,
 * kept in memory as long as this file is read, and told to nobody.
 */
final class RemoteContent {
  /** The end of what is wanted, when that is all there is. */
  static final long OPEN = Long.MAX_VALUE;

  private static final int MOST_HOPS = 3;
  private static final int LONGEST_REFUSAL = 1 << 16;
  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes ([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18})");
  private static final Pattern UNSATISFIED = Pattern.compile("bytes \\*/([0-9]{1,18})");
  private static final long UNKNOWN = -1;

  private final ByteDoor door;
  private final String contentPath;
  private final Duration silence;
  private Optional<URI> address = Optional.empty();
  private Optional<String> tag = Optional.empty();
  private long total = UNKNOWN;
  private boolean gaveWhole;

  /** What one request led to. */
  sealed interface Answer {
    /** Bytes that begin where they were wanted. */
    record Bytes(InputStream body) implements Answer {}

    /** The whole file although a later part was wanted: nothing was read of it. */
    record Whole() implements Answer {}

    /** Nothing of use; another attempt is worth it, and the wait before it is over. */
    record Again() implements Answer {}
  }

  /**
   * A file of which nothing has been asked yet.
   *
   * @param contentPath below Graph's address, encoded, ending in {@code /content}
   * @param silence how long a connection may say nothing
   */
  RemoteContent(ByteDoor door, String contentPath, Duration silence) {
    this.door = door;
    this.contentPath = contentPath;
    this.silence = silence;
  }

  /** How long the file is; {@link #OPEN} when no answer has told. */
  synchronized long total() {
    return total == UNKNOWN ? OPEN : total;
  }

  /** Whether an answer brought the whole file where a part was wanted. */
  synchronized boolean gaveWhole() {
    return gaveWhole;
  }

  Patience patience() {
    return Patience.forBytes(door.gate());
  }

  /** The failure for a connection that broke. */
  DriveException.Unreachable unreachable(IOException broken) {
    return new DriveException.Unreachable(door.host(), broken);
  }

  /**
   * Asks once for the bytes from {@code at} to before {@code end}.
   *
   * @param skip whether to read on to {@code at} when the whole file arrives
   * @throws DriveException.Changed when the answer is not of the file that was read before
   */
  Answer ask(long at, long end, boolean skip, Patience patience) throws DriveException {
    try {
      return attempt(at, end, skip, patience);
    } catch (DriveException.Unreachable e) {
      patience.failed(e);
      return new Answer.Again();
    }
  }

  private Answer attempt(long at, long end, boolean skip, Patience patience) throws DriveException {
    Optional<URI> known = address();
    HttpResponse<InputStream> answer = known.isPresent() ? content(known.get(), at, end) : graph();
    boolean away = known.isPresent();
    for (int hops = 0; redirects(answer.statusCode()); hops++) {
      URI next = location(answer);
      discard(answer);
      if (hops == MOST_HOPS) {
        throw new DriveException.Protocol(answer.statusCode(), "tooManyRedirects");
      }
      away = true;
      answer = content(next, at, end);
      known = Optional.of(next);
    }
    return switch (answer.statusCode()) {
      case 200 -> {
        adopt(answer, length(answer), known);
        yield whole(answer, at, end, skip);
      }
      case 206 -> part(answer, at, known, patience);
      case 416 -> beyond(answer, at, known, patience);
      default -> {
        refused(answer, away, known, patience);
        yield new Answer.Again();
      }
    };
  }

  /** Nothing lies beyond the end. */
  private Answer beyond(
      HttpResponse<InputStream> answer, long at, Optional<URI> from, Patience patience)
      throws DriveException {
    Optional<Matcher> given = header(answer, UNSATISFIED);
    discard(answer);
    if (given.isEmpty() || at < Long.parseLong(given.get().group(1))) {
      patience.failed(new DriveException.Protocol(416, "satisfiableRange"));
      return new Answer.Again();
    }
    adopt(answer, Long.parseLong(given.get().group(1)), from);
    return new Answer.Bytes(InputStream.nullInputStream());
  }

  private HttpResponse<InputStream> graph() throws DriveException {
    HttpRequest request = door.toGraph(contentPath).GET().build();
    return door.open(request, Purpose.DOWNLOAD, silence);
  }

  private HttpResponse<InputStream> content(URI from, long at, long end) throws DriveException {
    HttpRequest.Builder request = door.toContent(from).GET();
    if (at > 0 || end != OPEN) {
      request.header("Range", "bytes=" + at + "-" + (end == OPEN ? "" : Long.toString(end - 1)));
    }
    return door.open(request.build(), Purpose.DOWNLOAD, silence);
  }

  private Answer part(
      HttpResponse<InputStream> answer, long at, Optional<URI> from, Patience patience)
      throws DriveException {
    Optional<Matcher> given = header(answer, CONTENT_RANGE);
    boolean fits = false;
    if (given.isPresent()) {
      long last = Long.parseLong(given.get().group(2));
      fits =
          Long.parseLong(given.get().group(1)) == at
              && last >= at
              && last < Long.parseLong(given.get().group(3));
    }
    if (!fits) {
      // A cache on the way may have mixed up two answers; the next one may be right.
      close(answer);
      forget(from);
      patience.failed(new DriveException.Protocol(206, "otherRange"));
      return new Answer.Again();
    }
    adopt(answer, Long.parseLong(given.get().group(3)), from);
    return new Answer.Bytes(answer.body());
  }

  private Answer whole(HttpResponse<InputStream> answer, long at, long end, boolean skip)
      throws DriveException {
    synchronized (this) {
      gaveWhole |= at > 0 || end < total();
    }
    if (at == 0) {
      return new Answer.Bytes(answer.body());
    }
    if (!skip || at >= total()) {
      close(answer);
      return skip ? new Answer.Bytes(InputStream.nullInputStream()) : new Answer.Whole();
    }
    try {
      answer.body().skipNBytes(at);
      return new Answer.Bytes(answer.body());
    } catch (IOException e) {
      close(answer);
      throw new DriveException.Unreachable(answer.uri().getHost(), e);
    }
  }

  private void refused(
      HttpResponse<InputStream> answer, boolean away, Optional<URI> from, Patience patience)
      throws DriveException {
    int status = answer.statusCode();
    String code = GraphFailures.code(shortBody(answer));
    if (GraphFailures.throttles(status)) {
      patience.throttled(door.retryAfter(answer));
      return;
    }
    DriveException failure = GraphFailures.of(status, code);
    // An address of the second kind grows old; Graph gives a new one.
    boolean stale = away && (status == 401 || status == 403 || status == 404 || status == 410);
    if (!stale && !GraphFailures.passes(status)) {
      throw failure;
    }
    if (stale) {
      forget(from);
    }
    patience.failed(failure);
  }

  /** Goes on with an answer, once it is sure that it is of the same file as those before. */
  private void adopt(HttpResponse<InputStream> answer, long newTotal, Optional<URI> from)
      throws DriveException {
    Optional<String> newTag = answer.headers().firstValue("ETag");
    boolean same;
    synchronized (this) {
      boolean otherTag = tag.isPresent() && newTag.isPresent() && !tag.equals(newTag);
      same = !otherTag && (total == UNKNOWN || newTotal == total);
      if (same) {
        tag = tag.or(() -> newTag);
        total = newTotal;
        address = from;
      }
    }
    if (!same) {
      close(answer);
      throw new DriveException.Changed();
    }
  }

  private synchronized Optional<URI> address() {
    return address;
  }

  private synchronized void forget(Optional<URI> stale) {
    if (address.equals(stale)) {
      address = Optional.empty();
    }
  }

  private static boolean redirects(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  private static URI location(HttpResponse<InputStream> answer) throws DriveException {
    String text = answer.headers().firstValue("Location").orElse("");
    try {
      if (!text.isBlank()) {
        return ByteDoor.address(answer.uri().resolve(text).toString());
      }
    } catch (IllegalArgumentException e) {
      close(answer);
      throw new DriveException.Protocol(answer.statusCode(), "badAddress");
    }
    close(answer);
    throw new DriveException.Protocol(answer.statusCode(), "badAddress");
  }

  private static long length(HttpResponse<?> answer) {
    return answer.headers().firstValueAsLong("Content-Length").orElse(UNKNOWN);
  }

  private static Optional<Matcher> header(HttpResponse<?> answer, Pattern form) {
    return answer.headers().firstValue("Content-Range").map(form::matcher).filter(Matcher::matches);
  }

  /**
   * The text of a refusal, or the little that stands in an answer of which only the head counts.
   */
  private static byte[] shortBody(HttpResponse<InputStream> answer) throws DriveException {
    try (InputStream in = answer.body()) {
      return in.readNBytes(LONGEST_REFUSAL);
    } catch (IOException e) {
      throw new DriveException.Unreachable(answer.uri().getHost(), e);
    }
  }

  private static void discard(HttpResponse<InputStream> answer) throws DriveException {
    shortBody(answer);
  }

  /** Gives up a body that may be long. */
  private static void close(HttpResponse<InputStream> answer) throws DriveException {
    try {
      answer.body().close();
    } catch (IOException e) {
      throw new DriveException.Unreachable(answer.uri().getHost(), e);
    }
  }
}
