package org.dubbelslot.desktop.common;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.dubbelslot.files.AtomicFile;
import org.dubbelslot.json.StrictJson;

/**
 * What the window remembers of how the person likes it: sizes, theme, columns, answers to "remember
 * this". Never a name of a file or folder of a place: the file is not sealed. For any number of
 * threads; a change is written by {@link #save}.
 */
public final class WindowSettings {
  private static final String FILE = "window.json";
  private static final int LARGEST = 1 << 20;

  private final Optional<Path> file;
  private ObjectNode values = JsonNodeFactory.instance.objectNode();

  private WindowSettings(Optional<Path> file) {
    this.file = file;
  }

  /** Settings that are forgotten with the program. */
  public static WindowSettings forgotten() {
    return new WindowSettings(Optional.empty());
  }

  /** Those of a person's folder; what cannot be read is as if it were not there. */
  public static WindowSettings in(Path home) {
    WindowSettings settings = new WindowSettings(Optional.of(home.resolve(FILE)));
    settings.read();
    return settings;
  }

  private void read() {
    try {
      Path path = file.orElseThrow();
      if (Files.isRegularFile(path) && Files.size(path) <= LARGEST) {
        values = StrictJson.parse(Files.readAllBytes(path));
      }
    } catch (IOException e) {
      System.getLogger(WindowSettings.class.getName())
          .log(System.Logger.Level.DEBUG, "the window begins as new", e);
    }
  }

  /** What was remembered under a name. */
  public synchronized Optional<JsonNode> get(String name) {
    return Optional.ofNullable(values.get(name)).map(JsonNode::deepCopy);
  }

  /** A text that was remembered. */
  public Optional<String> text(String name) {
    return get(name).filter(JsonNode::isTextual).map(JsonNode::textValue);
  }

  /** A whole number that was remembered. */
  public Optional<Integer> number(String name) {
    return get(name).filter(JsonNode::isInt).map(JsonNode::intValue);
  }

  /** Whether it was remembered that something holds. */
  public boolean holds(String name) {
    return get(name).filter(JsonNode::isBoolean).map(JsonNode::booleanValue).orElse(false);
  }

  /** Remembers a value until the program ends, and for the next time after {@link #save}. */
  public synchronized void put(String name, JsonNode value) {
    values.set(name, value.deepCopy());
  }

  /** Remembers a text. */
  public void put(String name, String value) {
    put(name, JsonNodeFactory.instance.textNode(value));
  }

  /** Remembers a whole number. */
  public void put(String name, int value) {
    put(name, JsonNodeFactory.instance.numberNode(value));
  }

  /** Remembers whether something holds. */
  public void put(String name, boolean value) {
    put(name, JsonNodeFactory.instance.booleanNode(value));
  }

  /** Forgets a value. */
  public synchronized void remove(String name) {
    values.remove(name);
  }

  /**
   * Writes all to the person's folder; not for the screen's thread.
   *
   * @throws IOException when that fails: the next start is as the last one
   */
  public void save() throws IOException {
    if (file.isEmpty() || !Files.isDirectory(file.get().getParent())) {
      return;
    }
    byte[] bytes;
    synchronized (this) {
      bytes = StrictJson.write(values);
    }
    try (AtomicFile written = AtomicFile.create(file.get(), true)) {
      written.output().write(bytes);
      written.commit();
    }
  }
}
