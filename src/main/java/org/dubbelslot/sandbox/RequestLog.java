package org.dubbelslot.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Every request received since the start, and the files that hold their bodies. */
final class RequestLog {
  private final Path folder;
  private final boolean keepBodies;
  private final AtomicLong number;
  private final List<Entry> entries = new ArrayList<>();

  /** One request; its end is filled in when it is known. */
  static final class Entry {
    private final long number;
    private final ObjectNode json;

    Entry(long number, ObjectNode json) {
      this.number = number;
      this.json = json;
    }

    synchronized void body(Path file, long bytes, boolean whole) {
      json.put("bodyFile", file.toString()).put("bodyBytes", bytes);
      if (!whole) {
        json.put("broken", true);
      }
    }

    synchronized void status(int status) {
      json.put("status", status);
    }

    synchronized byte[] line() {
      return Json.bytes(json);
    }
  }

  private RequestLog(Path folder, boolean keepBodies, long last) {
    this.folder = folder;
    this.keepBodies = keepBodies;
    this.number = new AtomicLong(last);
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
      return new RequestLog(folder.toAbsolutePath(), keepBodies, last);
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
    synchronized (entries) {
      entries.add(entry);
    }
    return entry;
  }

  /** Where the body of this request goes. */
  Path bodyFile(Entry entry) {
    return folder.resolve("%08d.body".formatted(entry.number));
  }

  /** The request has been answered: its body stays, or goes when nobody wants it kept. */
  void release(Entry entry) throws IOException {
    if (!keepBodies) {
      Files.deleteIfExists(bodyFile(entry));
    }
  }

  void clear() {
    synchronized (entries) {
      entries.clear();
    }
  }

  /** One JSON object a line. */
  byte[] lines() {
    List<Entry> all;
    synchronized (entries) {
      all = List.copyOf(entries);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Entry entry : all) {
      out.writeBytes(entry.line());
      out.write('\n');
    }
    return out.toByteArray();
  }
}
