package org.dubbelslot.egress;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.dubbelslot.json.StrictJson;

/**
 * The record of connections: the newest ones in memory, and, when it has a file, all of them as one
 * JSON object a line, readable by the user alone.
 *
 * <p>The file is cut at {@value #FILE_LIMIT} bytes: the full one is kept once beside it with {@code
 * .1} behind its name. A file that cannot be written does not stop a transfer; {@link #failure()}
 * tells of it. Safe for several threads; several processes may write to one file.
 */
public final class EgressLog {
  private static final int IN_MEMORY = 10_000;
  private static final long FILE_LIMIT = 4L << 20;
  private static final Set<StandardOpenOption> APPEND =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);

  private final Optional<Path> file;
  private final Deque<EgressRecord> newest = new ArrayDeque<>();
  private final List<Consumer<EgressRecord>> listeners = new CopyOnWriteArrayList<>();
  private Optional<IOException> failure = Optional.empty();

  private EgressLog(Optional<Path> file) {
    this.file = file;
  }

  /** A record that lives as long as the program. */
  public static EgressLog inMemory() {
    return new EgressLog(Optional.empty());
  }

  /** A record appended to {@code file}, whose folder must exist. */
  public static EgressLog to(Path file) {
    return new EgressLog(Optional.of(file));
  }

  /**
   * Calls {@code listener} for every record from now on, on the thread that ended the exchange.
   *
   * @return ends that
   */
  public Runnable onRecord(Consumer<EgressRecord> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** What passed since this object was made, oldest first, at most the last {@value #IN_MEMORY}. */
  public synchronized List<EgressRecord> records() {
    return List.copyOf(newest);
  }

  /** Why the file could not be written the last time, or empty when it could. */
  public synchronized Optional<IOException> failure() {
    return failure;
  }

  /**
   * What the file holds, also of earlier sessions, oldest first; lines that are damaged are left
   * out. Without a file the same as {@link #records()}.
   *
   * @param most how many of the newest are wanted
   * @throws IOException when the file cannot be read
   */
  public List<EgressRecord> history(int most) throws IOException {
    if (file.isEmpty()) {
      List<EgressRecord> all = records();
      return all.subList(Math.max(0, all.size() - most), all.size());
    }
    Deque<EgressRecord> found = new ArrayDeque<>();
    for (Path part : List.of(older(file.get()), file.get())) {
      if (Files.exists(part)) {
        read(part, most, found);
      }
    }
    return List.copyOf(found);
  }

  void add(EgressRecord entry) {
    synchronized (this) {
      newest.addLast(entry);
      if (newest.size() > IN_MEMORY) {
        newest.removeFirst();
      }
      if (file.isPresent()) {
        try {
          append(file.get(), line(entry));
          failure = Optional.empty();
        } catch (IOException e) {
          failure = Optional.of(e);
        }
      }
    }
    listeners.forEach(listener -> listener.accept(entry));
  }

  private static void append(Path file, String line) throws IOException {
    if (Files.exists(file) && Files.size(file) > FILE_LIMIT) {
      Files.move(file, older(file), StandardCopyOption.REPLACE_EXISTING);
    }
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(line);
    try (FileChannel channel = FileChannel.open(file, APPEND, forUserAlone())) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  private static FileAttribute<?>[] forUserAlone() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static Path older(Path file) {
    return file.resolveSibling(file.getFileName() + ".1");
  }

  private static String line(EgressRecord entry) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("time", entry.time().toString());
      json.writeStringField("host", entry.host());
      json.writeNumberField("port", entry.port());
      json.writeStringField("purpose", entry.purpose().name());
      json.writeNumberField("bytesOut", entry.bytesOut());
      json.writeNumberField("bytesIn", entry.bytesIn());
      json.writeStringField("peer", entry.peer());
      json.writeNumberField("status", entry.status());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string writer failed", e);
    }
    return out.append('\n').toString();
  }

  private static void read(Path part, int most, Deque<EgressRecord> found) throws IOException {
    try (BufferedReader in = Files.newBufferedReader(part)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        parse(line).ifPresent(found::addLast);
        if (found.size() > most) {
          found.removeFirst();
        }
      }
    }
  }

  private static Optional<EgressRecord> parse(String line) {
    try {
      ObjectNode json = StrictJson.parse(line.getBytes(StandardCharsets.UTF_8));
      return Optional.of(
          new EgressRecord(
              Instant.parse(json.path("time").asText()),
              json.path("host").asText(),
              json.path("port").asInt(),
              Purpose.valueOf(json.path("purpose").asText()),
              json.path("bytesOut").asLong(),
              json.path("bytesIn").asLong(),
              json.path("peer").asText(),
              json.path("status").asInt()));
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
