package org.dubbelslot.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps the items in {@code items.jsonl}, one line for each state of an item, so that a change
 * costs one short write however many items there are. Later states replace earlier ones; when most
 * lines are stale at a start, the file is written anew beside and moved over. A line that is in the
 * file outlives the process, however it ends; one that was cut by its end is dropped.
 */
final class Journal implements AutoCloseable {
  private static final int STALE_LINES_KEPT = 10_000;

  private final Path file;
  // Not a channel: an interrupt, which a stopping server sends, would close that under the others.
  private FileOutputStream out;
  private long length;
  private long lines;

  private Journal(Path file) {
    this.file = file;
  }

  /** Reads all states in the order in which they were written, then stands ready for more. */
  static Journal open(Path root, Consumer<Item> reader) throws IOException {
    Journal journal = new Journal(root.resolve("items.jsonl"));
    if (Files.exists(journal.file)) {
      journal.read(reader);
    }
    journal.append();
    return journal;
  }

  private void read(Consumer<Item> reader) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b != '\n') {
          line.write(b);
          continue;
        }
        reader.accept(item(line.toByteArray()));
        length += line.size() + 1;
        lines++;
        line.reset();
      }
    }
    // What is left in the line was cut when the sandbox was killed.
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(length);
    }
  }

  private static Item item(byte[] line) throws IOException {
    try {
      return Json.read(line, Item.class);
    } catch (JsonProcessingException e) {
      throw new IOException("items.jsonl is damaged", e);
    }
  }

  private void append() throws IOException {
    out = new FileOutputStream(file.toFile(), true);
  }

  /** Adds states, all of them or, when that fails, none. */
  void append(List<Item> items) throws IOException {
    byte[] bytes = lines(items);
    try {
      out.write(bytes);
    } catch (IOException e) {
      out.getChannel().truncate(length);
      throw e;
    }
    length += bytes.length;
    lines += items.size();
  }

  private static byte[] lines(List<Item> items) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512 * items.size());
    for (Item item : items) {
      bytes.writeBytes(Json.bytes(item));
      bytes.write('\n');
    }
    return bytes.toByteArray();
  }

  /** Leaves only the newest states if most of the file is older ones. */
  void compact(Collection<Item> newest) throws IOException {
    if (lines <= 2L * newest.size() + STALE_LINES_KEPT) {
      return;
    }
    Path beside = file.resolveSibling("items.jsonl.new");
    try (OutputStream fresh = Files.newOutputStream(beside)) {
      for (Item item : newest) {
        fresh.write(lines(List.of(item)));
      }
    }
    out.close();
    Json.moveOver(beside, file);
    length = Files.size(file);
    lines = newest.size();
    append();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
