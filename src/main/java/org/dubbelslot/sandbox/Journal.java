package org.dubbelslot.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Keeps the items: {@code index.json}, replaced in one step when the sandbox starts and stops, and
 * {@code changes.jsonl}, one line for each item state since, so that a change costs one short write
 * however many items there are.
 */
final class Journal implements AutoCloseable {
  private final Path index;
  private final FileChannel changes;

  private Journal(Path index, FileChannel changes) {
    this.index = index;
    this.changes = changes;
  }

  static Journal open(Path root) throws IOException {
    return new Journal(
        root.resolve("index.json"),
        FileChannel.open(
            root.resolve("changes.jsonl"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE));
  }

  /** All item states in the order in which they were written; later ones replace earlier ones. */
  List<Item> read() throws IOException {
    List<Item> items = new ArrayList<>();
    if (Files.exists(index)) {
      for (JsonNode node : Json.read(Files.readAllBytes(index)).path("items")) {
        items.add(Json.convert(node, Item.class));
      }
    }
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(changes.size()));
    while (bytes.hasRemaining() && changes.read(bytes, bytes.position()) >= 0) {
      continue;
    }
    String[] lines = new String(bytes.array(), StandardCharsets.UTF_8).split("\n", -1);
    for (int i = 0; i < lines.length - 1; i++) {
      items.add(readLine(lines[i]));
    }
    // The last piece is empty, or a line that was cut when the sandbox was killed.
    return items;
  }

  private static Item readLine(String line) throws IOException {
    try {
      return Json.read(line.getBytes(StandardCharsets.UTF_8), Item.class);
    } catch (JsonProcessingException e) {
      throw new IOException("changes.jsonl is damaged", e);
    }
  }

  void append(Item item) throws IOException {
    byte[] json = Json.bytes(item);
    ByteBuffer line = ByteBuffer.allocate(json.length + 1).put(json).put((byte) '\n').flip();
    long at = changes.size();
    while (line.hasRemaining()) {
      at += changes.write(line, at);
    }
  }

  /** Writes everything into the index and empties the list of changes. */
  void compact(Collection<Item> items) throws IOException {
    ObjectNode all = Json.object().put("format", 1);
    ArrayNode array = all.putArray("items");
    items.forEach(array::addPOJO);
    Json.replace(index, all);
    changes.truncate(0);
  }

  @Override
  public void close() throws IOException {
    changes.close();
  }
}
