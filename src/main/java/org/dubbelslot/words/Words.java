package org.dubbelslot.words;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;

/**
 * The sentences of one language.
 *
 * <p>They stand in UTF-8 property files beside this class, {@code <topic>_<language>.properties}.
 * Sentences with arguments are {@link MessageFormat} patterns; an apostrophe is written ’, since '
 * has a meaning there.
 */
public final class Words {
  /** The topics, each a file for every language. */
  public static final List<String> TOPICS =
      List.of(
          "failures",
          "shell",
          "commands",
          "settings",
          "files",
          "custody",
          "desktop",
          "desktop-common",
          "desktop-start",
          "desktop-window",
          "desktop-folder",
          "desktop-drop",
          "desktop-copies",
          "desktop-transfers",
          "desktop-provider",
          "desktop-sharing",
          "desktop-settings");

  private final Language language;
  private final Map<String, String> sentences;

  private Words(Language language, Map<String, String> sentences) {
    this.language = language;
    this.sentences = sentences;
  }

  /** Reads the sentences of {@code language}. */
  public static Words in(Language language) {
    Map<String, String> sentences = new HashMap<>();
    for (String topic : TOPICS) {
      String file = topic + "_" + language.tag() + ".properties";
      try (InputStream in = Words.class.getResourceAsStream(file)) {
        PropertyResourceBundle bundle =
            new PropertyResourceBundle(new InputStreamReader(in, UTF_8));
        bundle.keySet().forEach(key -> sentences.put(key, bundle.getString(key)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new Words(language, Map.copyOf(sentences));
  }

  /** Which language this is. */
  public Language language() {
    return language;
  }

  /**
   * The sentence {@code key} with its arguments. Texts among them are shown as {@link #printable}
   * makes them; dates and times in the language's form.
   *
   * @throws IllegalArgumentException when there is no such sentence
   */
  public String text(String key, Object... arguments) {
    String pattern = sentences.get(key);
    if (pattern == null) {
      throw new IllegalArgumentException("no sentence " + key);
    }
    List<Object> shown = new ArrayList<>();
    for (Object argument : arguments) {
      shown.add(show(argument));
    }
    return new MessageFormat(pattern, language.locale()).format(shown.toArray());
  }

  /** Whether there is a sentence {@code key}. */
  public boolean has(String key) {
    return sentences.containsKey(key);
  }

  /** A day as people write it: 3 november 2026. */
  public String date(LocalDate day) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
        .withLocale(language.locale())
        .format(day);
  }

  /** A moment as people write it, in this computer's time zone, to the minute. */
  public String moment(Instant moment) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
        .withLocale(language.locale())
        .withZone(ZoneId.systemDefault())
        .format(moment);
  }

  /** A number of bytes as people read it: 48 kB, 1,2 MB; a kB has 1000 bytes. */
  public String size(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    List<String> units = List.of("kB", "MB", "GB", "TB");
    double value = bytes / 1000.0;
    int unit = 0;
    while (value >= 999.5 && unit < units.size() - 1) {
      value /= 1000;
      unit++;
    }
    String digits = value < 9.95 ? "%.1f" : "%.0f";
    return String.format(language.locale(), digits, value) + " " + units.get(unit);
  }

  /**
   * A name or other foreign text that is safe to print: control characters, which could move the
   * cursor, and bidirectional controls, which could make it read otherwise, become �.
   */
  public static String printable(String text) {
    StringBuilder result = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.isISOControl(c) || isBidirectional(c) ? 0xfffd : c)
        .forEach(result::appendCodePoint);
    return result.toString();
  }

  /**
   * The JSON {@code text} with escapes for what {@link #printable} would replace: the same
   * document, which steers no terminal that shows it.
   */
  public static String escaped(String text) {
    StringBuilder result = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x7f && c <= 0x9f || isBidirectional(c)) {
        result.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        result.append(c);
      }
    }
    return result.toString();
  }

  /** The sentences as they stand in the files, for the parser that prints the help pages. */
  public ResourceBundle bundle() {
    return new ResourceBundle() {
      @Override
      protected Object handleGetObject(String key) {
        return sentences.get(key);
      }

      @Override
      public Enumeration<String> getKeys() {
        return Collections.enumeration(sentences.keySet());
      }
    };
  }

  private Object show(Object argument) {
    return switch (argument) {
      case Number number -> number;
      case LocalDate day -> date(day);
      case Instant moment -> moment(moment);
      default -> printable(String.valueOf(argument));
    };
  }

  private static boolean isBidirectional(int c) {
    return c == 0x61c
        || c == 0x200e
        || c == 0x200f
        || (c >= 0x202a && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0x2028
        || c == 0x2029;
  }
}
