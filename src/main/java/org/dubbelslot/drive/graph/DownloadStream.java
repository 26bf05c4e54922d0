package org.dubbelslot.drive.graph;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dubbelslot.drive.ByteRange;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.egress.Purpose;

/**
 * A file's bytes as they come. Graph answers with another address, which is its own proof: it is
 * asked for the range wanted, without the user's token, and forgotten. When the connection breaks,
 * the stream asks anew for what is missing, and fails when the file is another one by then.
 */
final class DownloadStream extends InputStream {
  private static final int MOST_HOPS = 3;
  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes ([0-9]{1,18})-[0-9]{1,18}/([0-9]{1,18})");
  private static final Pattern UNSATISFIED = Pattern.compile("bytes \\*/([0-9]{1,18})");
  private static final long UNKNOWN = -1;

  private final ByteDoor door;
  private final String contentPath;
  private final ByteRange range;
  private final Patience patience;
  private long at;
  private long total = UNKNOWN;
  private Optional<String> tag = Optional.empty();
  private InputStream body = InputStream.nullInputStream();

  private DownloadStream(ByteDoor door, String contentPath, ByteRange range) {
    this.door = door;
    this.contentPath = contentPath;
    this.range = range;
    this.patience = Patience.forBytes(door.gate());
    this.at = range.first();
  }

  /**
   * Begins to read.
   *
   * @param contentPath below Graph's address, encoded, ending in {@code /content}
   */
  static DownloadStream open(ByteDoor door, String contentPath, ByteRange range)
      throws DriveException {
    DownloadStream stream = new DownloadStream(door, contentPath, range);
    stream.connect();
    return stream;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    while (at < end()) {
      IOException broken;
      try {
        int got = body.read(bytes, offset, (int) Math.min(count, end() - at));
        if (got > 0) {
          at += got;
          patience.restore();
          return got;
        }
        if (total == UNKNOWN) {
          return -1;
        }
        broken = new IOException("ended early");
      } catch (IOException e) {
        broken = e;
      }
      reconnect(broken);
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    body.close();
  }

  /** The first byte that is not wanted or not there. */
  private long end() {
    long wanted = range.open() ? Long.MAX_VALUE : range.first() + range.length();
    return total == UNKNOWN ? wanted : Math.min(wanted, total);
  }

  private void reconnect(IOException broken) throws IOException {
    body.close();
    if (Thread.currentThread().isInterrupted()) {
      throw new DriveException.Stopped(broken);
    }
    patience.failed(new DriveException.Unreachable(door.host(), broken));
    connect();
  }

  /** Gets a body that begins at {@link #at}. */
  private void connect() throws DriveException {
    while (true) {
      try {
        if (tryToConnect()) {
          return;
        }
      } catch (DriveException.Unreachable e) {
        patience.failed(e);
      }
    }
  }

  /** False when it is worth another attempt. */
  private boolean tryToConnect() throws DriveException {
    HttpResponse<InputStream> answer =
        door.open(door.toGraph(contentPath).GET().build(), Purpose.DOWNLOAD);
    boolean away = false;
    for (int hops = 0; redirects(answer.statusCode()); hops++) {
      if (hops == MOST_HOPS) {
        discard(answer);
        throw new DriveException.Protocol(answer.statusCode(), "tooManyRedirects");
      }
      URI next = location(answer);
      discard(answer);
      away = true;
      answer = door.open(withRange(door.toContent(next)), Purpose.DOWNLOAD);
    }
    switch (answer.statusCode()) {
      case 200 -> {
        take(answer, length(answer));
        skip(answer);
      }
      case 206 -> {
        Matcher given = header(answer, "Content-Range", CONTENT_RANGE);
        if (Long.parseLong(given.group(1)) != at) {
          discard(answer);
          throw new DriveException.Protocol(206, "otherRange");
        }
        take(answer, Long.parseLong(given.group(2)));
      }
      case 416 -> {
        // Nothing lies beyond the end.
        take(answer, Long.parseLong(header(answer, "Content-Range", UNSATISFIED).group(1)));
        if (at < end()) {
          throw new DriveException.Protocol(416, "satisfiableRange");
        }
      }
      default -> {
        return refused(answer, away);
      }
    }
    return true;
  }

  private boolean refused(HttpResponse<InputStream> answer, boolean away) throws DriveException {
    int status = answer.statusCode();
    String code = GraphFailures.code(shortBody(answer));
    if (GraphFailures.throttles(status)) {
      patience.throttled(door.retryAfter(answer));
      return false;
    }
    DriveException failure = GraphFailures.of(status, code);
    // An address of the second kind grows old; Graph gives a new one.
    boolean stale = away && (status == 401 || status == 403 || status == 404 || status == 410);
    if (!stale && !GraphFailures.passes(status)) {
      throw failure;
    }
    patience.failed(failure);
    return false;
  }

  private HttpRequest withRange(HttpRequest.Builder request) {
    if (at > 0 || !range.open()) {
      String last = range.open() ? "" : Long.toString(range.first() + range.length() - 1);
      request.header("Range", "bytes=" + at + "-" + last);
    }
    return request.GET().build();
  }

  /** Adopts the body, once it is sure that it is of the same file as what was read before. */
  private void take(HttpResponse<InputStream> answer, long newTotal) throws DriveException {
    Optional<String> newTag = answer.headers().firstValue("ETag");
    boolean otherTag = tag.isPresent() && newTag.isPresent() && !tag.equals(newTag);
    if (otherTag || total != UNKNOWN && newTotal != total) {
      discard(answer);
      throw new DriveException.Changed();
    }
    tag = newTag;
    total = newTotal;
    body = answer.body();
  }

  /** Passes over what was not asked for, of an answer that holds the whole file. */
  private void skip(HttpResponse<InputStream> answer) throws DriveException {
    try {
      if (at >= end()) {
        body.close();
      } else {
        body.skipNBytes(at);
      }
    } catch (IOException e) {
      throw new DriveException.Unreachable(answer.uri().getHost(), e);
    }
  }

  private static boolean redirects(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  private static URI location(HttpResponse<?> answer) throws DriveException {
    String text = answer.headers().firstValue("Location").orElse("");
    try {
      return ByteDoor.address(answer.uri().resolve(text).toString());
    } catch (IllegalArgumentException e) {
      throw new DriveException.Protocol(answer.statusCode(), "badAddress");
    }
  }

  private static long length(HttpResponse<?> answer) {
    return answer.headers().firstValueAsLong("Content-Length").orElse(UNKNOWN);
  }

  private static Matcher header(HttpResponse<InputStream> answer, String name, Pattern form)
      throws DriveException {
    Matcher matcher = form.matcher(answer.headers().firstValue(name).orElse(""));
    if (!matcher.matches()) {
      discard(answer);
      throw new DriveException.Protocol(answer.statusCode(), "badContentRange");
    }
    return matcher;
  }

  private static byte[] shortBody(HttpResponse<InputStream> answer) throws DriveException {
    try (InputStream in = answer.body()) {
      return in.readNBytes(1 << 16);
    } catch (IOException e) {
      throw new DriveException.Unreachable(answer.uri().getHost(), e);
    }
  }

  private static void discard(HttpResponse<InputStream> answer) throws DriveException {
    shortBody(answer);
  }
}
