package org.dubbelslot.words;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The languages that the program speaks. */
public enum Language {
  /** English. */
  EN(Locale.UK),
  /** Dutch. */
  NL(Locale.of("nl", "NL"));

  private final Locale locale;

  Language(Locale locale) {
    this.locale = locale;
  }

  /** For numbers, dates and sizes. */
  public Locale locale() {
    return locale;
  }

  /** As in {@code --lang}: {@code nl} or {@code en}. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The language that is called {@code tag}, in capitals or not. */
  public static Optional<Language> of(String tag) {
    return Arrays.stream(values()).filter(one -> one.tag().equalsIgnoreCase(tag)).findFirst();
  }

  /** The one that {@code environment} names, for every way to start the program. */
  public static Optional<Language> named(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("DUBBELSLOT_LANG")).flatMap(Language::of);
  }

  /** The one for a person whose computer speaks {@code locale}: English unless it is Dutch. */
  public static Language forLocale(Locale locale) {
    return of(locale.getLanguage()).orElse(EN);
  }
}
