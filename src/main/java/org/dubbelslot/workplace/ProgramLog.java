package org.dubbelslot.workplace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.FileHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * What the program wrote down of its own troubles, in two small files of the person's folder, for
 * whoever helps them.
 *
 * <p>It cannot tell what a person works on, because of what is written at all: the time, the class
 * that speaks, its sentence as it stands in the source, numbers and codes, and of an exception the
 * types and the lines of our code. Never its message, never a text that was put into a sentence.
 */
public final class ProgramLog implements AutoCloseable {
  private static final String ROOM = "org.dubbelslot";

  /** The practice drive tells whole requests, for whoever tries it out; nothing of that is kept. */
  private static final String PRACTICE = ROOM + ".sandbox.";

  private static final int MOST_BYTES = 256 << 10;
  private static final int FILES = 2;
  private static final int MOST_FRAMES = 12;
  private static final int MOST_CAUSES = 5;

  private final Path folder;

  /** Held, because a logger that nobody holds forgets its handler. */
  private final Logger logger = Logger.getLogger(ROOM);

  private final FileHandler handler;

  private ProgramLog(Path folder, FileHandler handler) {
    this.folder = folder;
    this.handler = handler;
  }

  /**
   * Begins to write, beside what else listens to the program's loggers.
   *
   * @throws IOException when the person's folder cannot be written to
   */
  public static ProgramLog open(Home home) throws IOException {
    Path folder = Files.createDirectories(home.create().state());
    String pattern = folder.resolve("program").toString().replace("%", "%%") + ".%g.log";
    FileHandler handler = new FileHandler(pattern, MOST_BYTES, FILES, true);
    handler.setEncoding(StandardCharsets.UTF_8.name());
    handler.setLevel(Level.FINE);
    handler.setFormatter(new Redacted());
    handler.setFilter(record -> isOurs(String.valueOf(record.getLoggerName())));
    ProgramLog log = new ProgramLog(folder, handler);
    log.logger.setLevel(Level.FINE);
    log.logger.addHandler(handler);
    return log;
  }

  private static boolean isOurs(String name) {
    return name.startsWith(ROOM + ".") && !name.startsWith(PRACTICE);
  }

  /**
   * The newest lines that are in {@code home}, oldest first, whoever wrote them.
   *
   * @throws IOException when they are there and cannot be read
   */
  public static List<String> lines(Home home, int most) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = FILES - 1; i >= 0; i--) {
      Path file = home.state().resolve("program." + i + ".log");
      if (Files.isRegularFile(file)) {
        lines.addAll(Files.readAllLines(file, StandardCharsets.UTF_8));
      }
    }
    return List.copyOf(lines.subList(Math.max(0, lines.size() - most), lines.size()));
  }

  /** Where the files lie. */
  public Path folder() {
    return folder;
  }

  @Override
  public void close() {
    logger.removeHandler(handler);
    handler.close();
  }

  /** Writes a record without anything that came from outside the program. */
  static final class Redacted extends Formatter {
    @Override
    public String format(LogRecord entry) {
      StringBuilder text = new StringBuilder();
      text.append(entry.getInstant()).append(' ').append(entry.getLevel().getName());
      text.append(' ').append(entry.getLoggerName()).append(": ").append(sentence(entry));
      text.append('\n');
      int causes = 0;
      for (Throwable each = entry.getThrown();
          each != null && causes < MOST_CAUSES;
          each = each.getCause(), causes++) {
        text.append("  ").append(each.getClass().getName()).append('\n');
        frames(each, text);
      }
      return text.toString();
    }

    /** A sentence's blanks are filled with numbers and names of our constants and types alone. */
    private static String sentence(LogRecord entry) {
      String sentence = String.valueOf(entry.getMessage());
      Object[] parameters = entry.getParameters();
      for (int i = 0; parameters != null && i < parameters.length; i++) {
        String shown =
            switch (parameters[i]) {
              case Number number -> number.toString();
              case Enum<?> constant -> constant.name();
              case Class<?> type -> type.getName();
              case null, default -> "…";
            };
        sentence = sentence.replace("{" + i + "}", shown);
      }
      return sentence;
    }

    private static void frames(Throwable thrown, StringBuilder text) {
      int frames = 0;
      for (StackTraceElement frame : thrown.getStackTrace()) {
        if (frame.getClassName().startsWith(ROOM + ".") && frames++ < MOST_FRAMES) {
          text.append("    ").append(frame.getClassName()).append('.');
          text.append(frame.getMethodName()).append(':').append(frame.getLineNumber());
          text.append('\n');
        }
      }
    }
  }
}
