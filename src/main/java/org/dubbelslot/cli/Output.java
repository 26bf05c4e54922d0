package org.dubbelslot.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.words.Failure;
import org.dubbelslot.words.Words;

/**
 * What a command prints: results on standard output, in words or as one JSON document; everything
 * else on standard error.
 *
 * <p>Methods that print throw {@link OutputClosedException} when nobody reads any more.
 */
public final class Output {
  private static final Path STANDARD_OUTPUT = Path.of("-");

  private final Words words;
  private final OutputStream out;
  private final OutputStream err;
  private final Charset charset;
  private final boolean json;
  private final boolean progressShown;
  private String progress = "";
  private boolean silent;

  Output(Surroundings surroundings, Words words, boolean json) {
    this.words = words;
    this.out = new BufferedOutputStream(new Standard(surroundings.out()), 1 << 16);
    this.err = surroundings.err();
    this.charset = surroundings.charset();
    this.json = json;
    this.progressShown = surroundings.progress();
  }

  /** Whether results are wanted as JSON. */
  public boolean isJson() {
    return json;
  }

  /** Prints the sentence {@code key} on standard output, unless JSON is wanted. */
  public void say(String key, Object... arguments) {
    if (!json) {
      line(words.text(key, arguments));
    }
  }

  /** Prints one line on standard output. */
  public void line(String text) {
    print(text + System.lineSeparator());
  }

  void print(String text) {
    try {
      out.write(text.getBytes(charset));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Prints the command's one JSON document, in UTF-8. */
  public void json(JsonNode document) {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
    try {
      String text =
          JsonMapper.builder()
              .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
              .build()
              .writer(printer)
              .writeValueAsString(document);
      out.write(Words.escaped(text).getBytes(StandardCharsets.UTF_8));
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Prints what a command did as its one JSON object, if JSON is wanted. */
  void result(Consumer<ObjectNode> members) {
    if (json) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      members.accept(object);
      json(object);
    }
  }

  /**
   * Prints rows as an aligned table, or as a JSON array of objects.
   *
   * @param columns the keys of the headings, {@code column.<name>}; the name is the JSON member too
   * @param rows to be shown
   * @param cells a row's values in the order of the columns; null for none
   */
  public <T> void table(List<String> columns, List<T> rows, Function<T, List<JsonNode>> cells) {
    if (json) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      for (T row : rows) {
        ObjectNode object = array.addObject();
        List<JsonNode> values = cells.apply(row);
        for (int i = 0; i < columns.size(); i++) {
          object.set(columns.get(i), values.get(i));
        }
      }
      json(array);
      return;
    }
    List<List<String>> lines = new ArrayList<>();
    lines.add(columns.stream().map(column -> words.text("column." + column)).toList());
    for (T row : rows) {
      lines.add(cells.apply(row).stream().limit(columns.size()).map(Output::cell).toList());
    }
    int[] widths = new int[columns.size()];
    for (List<String> line : lines) {
      for (int i = 0; i < line.size(); i++) {
        widths[i] = Math.max(widths[i], width(line.get(i)));
      }
    }
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < line.size(); i++) {
        text.append(line.get(i));
        if (i < line.size() - 1) {
          text.repeat(' ', widths[i] - width(line.get(i)) + 2);
        }
      }
      line(text.toString().stripTrailing());
    }
  }

  private static String cell(JsonNode value) {
    return value == null || value.isNull()
        ? "–"
        : Words.printable(value.isTextual() ? value.textValue() : value.toString());
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Standard output for bytes, such as an opened file; not closed with what it is wrapped in. */
  public OutputStream binary() {
    return new FilterOutputStream(out) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
      }

      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }

  /** Prints the sentence {@code key} on standard error: something to know, not a failure. */
  public void notice(String key, Object... arguments) {
    error("dubbelslot: " + words.text(key, arguments));
  }

  /** Prints one line of a running service's log on standard error, as it is. */
  public void log(String line) {
    error(Words.printable(line));
  }

  /** Prints the one line of a failure on standard error. */
  public void failure(Failure failure) {
    error("dubbelslot: " + failure.line(words));
  }

  /** Shows how far the command is, on a terminal only; the next line takes its place. */
  public synchronized void progress(String key, Object... arguments) {
    if (progressShown && !silent) {
      String text = words.text(key, arguments);
      writeError("\r" + text + " ".repeat(Math.max(0, width(progress) - width(text))));
      progress = text;
    }
  }

  private synchronized void error(String line) {
    if (silent) {
      return;
    }
    String clear = progress.isEmpty() ? "" : "\r" + " ".repeat(width(progress)) + "\r";
    progress = "";
    writeError(clear + line + System.lineSeparator());
  }

  private void writeError(String text) {
    try {
      err.write(text.getBytes(charset));
      err.flush();
    } catch (IOException e) {
      silent = true; // Nobody reads the failures: there is no other place to tell them.
    }
  }

  /** Says nothing more on standard error: the person has stopped the command. */
  synchronized void silence() {
    silent = true;
  }

  /** Prints the sentence {@code key} on standard error even after {@link #silence()}. */
  synchronized void lastWords(String key, Object... arguments) {
    boolean before = silent;
    silent = false;
    error("dubbelslot: " + words.text(key, arguments));
    silent |= before;
  }

  /** Brings everything printed to its reader. */
  public void flush() {
    try {
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tells a reader who left from a disk that is full. */
  private static final class Standard extends FilterOutputStream {
    private boolean failed;

    Standard(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (failed) {
        return; // It was told once; what the buffer still held would fail the same way.
      }
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        failed = true;
        if (String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("pipe")) {
          throw new OutputClosedException(e);
        }
        throw LocalFileException.whileWriting(STANDARD_OUTPUT, e);
      }
    }
  }
}
