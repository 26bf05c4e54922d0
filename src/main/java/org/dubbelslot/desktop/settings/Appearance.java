package org.dubbelslot.desktop.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.dubbelslot.desktop.common.Theme;
import org.dubbelslot.desktop.common.WindowSettings;
import org.dubbelslot.words.Language;

/**
 * How the person wants the window to look.
 *
 * @param language empty: as the operating system
 * @param theme light, dark, or as the operating system
 * @param textSize in pixels, from {@value #SMALLEST} to {@value #LARGEST}
 */
public record Appearance(Optional<Language> language, Theme theme, int textSize) {
  /** The smallest text. */
  public static final int SMALLEST = 12;

  /** The largest text. */
  public static final int LARGEST = 20;

  /** The text of whoever chose nothing. */
  public static final int USUAL = 14;

  private static final String LANGUAGE = "language";
  private static final String THEME = "theme";
  private static final String TEXT_SIZE = "textSize";

  /** Keeps the size within its limits. */
  public Appearance {
    textSize = Math.clamp(textSize, SMALLEST, LARGEST);
  }

  /** What was remembered; what makes no sense is as if it were not there. */
  public static Appearance of(WindowSettings settings) {
    return new Appearance(
        settings.text(LANGUAGE).flatMap(Language::of),
        settings.text(THEME).flatMap(Appearance::theme).orElse(Theme.SYSTEM),
        settings.number(TEXT_SIZE).orElse(USUAL));
  }

  /** The language that is spoken on a computer with {@code locale}. */
  public Language spoken(Locale locale) {
    return language.orElseGet(() -> Language.forLocale(locale));
  }

  /** Remembers it until the program ends, and for longer after {@link WindowSettings#save}. */
  void remember(WindowSettings settings) {
    language.ifPresentOrElse(
        chosen -> settings.put(LANGUAGE, chosen.tag()), () -> settings.remove(LANGUAGE));
    settings.put(THEME, theme.name().toLowerCase(Locale.ROOT));
    settings.put(TEXT_SIZE, textSize);
  }

  private static Optional<Theme> theme(String name) {
    return Arrays.stream(Theme.values()).filter(one -> one.name().equalsIgnoreCase(name)).findAny();
  }
}
