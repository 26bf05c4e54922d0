package org.dubbelslot.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Every request received since the start, in that order, and the files that hold their bodies. The
 * lines go to a file as soon as their requests have ended, so that a long run costs no memory.
 */
final class RequestLog implements AutoCloseable {
  private final Path folder;
  private final boolean keepBodies;
  private final AtomicLong number;
  private final FileChannel file;

  /** Requests that are under way, and those behind them that have ended. */
  private final Deque<Entry> waiting = new ArrayDeque<>();

  private long length;

  /** One request; its end is filled in when it is known. */
  static final class Entry {
    private final long number;
    private final ObjectNode json;
    private boolean ended;

    Entry(long number, ObjectNode json) {
      this.number = number;
      this.json = json;
    }

    /** What it is, and what it costs. */
    synchronized void cost(Cost cost) {
      json.put("kind", cost.name().toLowerCase(Locale.ROOT)).put("units", cost.units());
    }

    synchronized void body(Optional<Path> kept, long bytes, boolean whole) {
      kept.ifPresent(path -> json.put("bodyFile", path.toString()));
      json.put("bodyBytes", bytes);
      if (!whole) {
        json.put("broken", true);
      }
    }

    /** A fault was played on it. */
    synchronized void faulty() {
      json.put("fault", true);
    }

    synchronized void status(int status) {
      json.put("status", status);
    }

    synchronized void answer(JsonNode answer) {
      json.set("answer", answer);
    }

    private synchronized byte[] line() {
      return Json.bytes(json);
    }
  }

  private RequestLog(Path folder, boolean keepBodies, long last, FileChannel file) {
    this.folder = folder;
    this.keepBodies = keepBodies;
    this.number = new AtomicLong(last);
    this.file = file;
  }

  /** Goes on numbering after the bodies that an earlier run has left. */
  static RequestLog open(Path root, boolean keepBodies) throws IOException {
    Path folder = Files.createDirectories(root.resolve("requests"));
    try (Stream<Path> files = Files.list(folder)) {
      long last =
          files
              .map(file -> file.getFileName().toString().replaceFirst("\\..*", ""))
              .filter(name -> name.matches("[0-9]{1,18}"))
              .mapToLong(Long::parseLong)
              .max()
              .orElse(0);
      FileChannel lines =
          FileChannel.open(
              root.resolve("requests.jsonl"),
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      return new RequestLog(folder.toAbsolutePath(), keepBodies, last, lines);
    }
  }

  Entry received(
      String endpoint, String method, String host, String rawPath, Map<String, String> headers) {
    int mark = rawPath.indexOf('?');
    ObjectNode json =
        Json.object()
            .put("number", number.incrementAndGet())
            .put("time", Instant.now().toString())
            .put("endpoint", endpoint)
            .put("method", method)
            .put("host", host)
            .put("path", mark < 0 ? rawPath : rawPath.substring(0, mark))
            .put("query", mark < 0 ? "" : rawPath.substring(mark + 1));
    json.putPOJO("headers", headers);
    Entry entry = new Entry(json.get("number").asLong(), json);
    synchronized (waiting) {
      waiting.addLast(entry);
    }
    return entry;
  }

  boolean keepsBodies() {
    return keepBodies;
  }

  /** Where the body of this request goes. */
  Path bodyFile(Entry entry) {
    return folder.resolve("%08d.body".formatted(entry.number));
  }

  /** The request has ended: nothing is added to it any more. */
  void ended(Entry entry) throws IOException {
    synchronized (waiting) {
      entry.ended = true;
      while (!waiting.isEmpty() && waiting.getFirst().ended) {
        write(waiting.removeFirst());
      }
    }
  }

  private void write(Entry entry) throws IOException {
    if (!file.isOpen()) {
      return;
    }
    byte[] json = entry.line();
    ByteBuffer line = ByteBuffer.allocate(json.length + 1).put(json).put((byte) '\n').flip();
    while (line.hasRemaining()) {
      length += file.write(line, length);
    }
  }

  void clear() throws IOException {
    synchronized (waiting) {
      waiting.clear();
      file.truncate(0);
      length = 0;
    }
  }

  /** One JSON object a line. */
  byte[] lines() throws IOException {
    synchronized (waiting) {
      ByteBuffer written = ByteBuffer.allocate(Math.toIntExact(length));
      while (written.hasRemaining() && file.read(written, written.position()) >= 0) {
        continue;
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.writeBytes(written.array());
      for (Entry entry : waiting) {
        out.writeBytes(entry.line());
        out.write('\n');
      }
      return out.toByteArray();
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (waiting) {
      file.close();
    }
  }
}
