package org.dubbelslot.desktop.settings;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dubbelslot.policy.Decision;
import org.dubbelslot.policy.DocumentClass;
import org.dubbelslot.policy.RulesOfUse;
import org.dubbelslot.policy.Setting;
import org.dubbelslot.words.Words;

/** Settings and their values as people read them. */
record Shown(Words words) {
  /** What a setting is about, as a sentence of its own. */
  String name(Setting<?> setting) {
    String text = words.text("setting." + setting.name());
    return text.substring(0, 1).toUpperCase(words.language().locale()) + text.substring(1);
  }

  /** What holds. */
  String value(Decision<?> decision) {
    return decision.value().map(this::value).orElse(words.text("desktop.settings.not-set"));
  }

  /** What holds, without anything that tells whose computer it is. */
  String anonymous(Decision<?> decision) {
    return decision
        .value()
        .filter(value -> !isPlain(decision.setting(), value))
        .map(value -> words.text("desktop.report.left-out"))
        .orElseGet(() -> value(decision));
  }

  private static boolean isPlain(Setting<?> setting, Object value) {
    return value instanceof Boolean
        || value instanceof Integer
        || setting == Setting.ALLOWED_ALGORITHMS
        || setting == Setting.CLOUD;
  }

  private String value(Object value) {
    return switch (value) {
      case Boolean flag -> words.text(flag ? "desktop.settings.yes" : "desktop.settings.no");
      case Integer number -> String.valueOf(number);
      case Set<?> some ->
          some.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
      case List<?> list when list.isEmpty() -> words.text("desktop.settings.not-set");
      case List<?> list -> list.stream().map(Shown::element).collect(Collectors.joining(", "));
      case RulesOfUse rules -> words.text("desktop.settings.rules", rules.version());
      default -> Words.printable(String.valueOf(value));
    };
  }

  private static String element(Object value) {
    return Words.printable(value instanceof DocumentClass one ? one.name() : String.valueOf(value));
  }

  /** Who decided it. */
  String source(Decision<?> decision) {
    return words.text("source." + decision.source().text());
  }

  /** A number of minutes. */
  String minutes(int minutes) {
    return words.text("desktop.settings.minutes", minutes);
  }

  /** A number of kilobytes a second. */
  String rate(int kilobytes) {
    return kilobytes == Setting.NO_LIMIT
        ? words.text("desktop.settings.no-limit")
        : words.text("desktop.settings.rate", words.size(kilobytes * 1000L));
  }

  /** In small letters, for keys of the bundle. */
  static String key(Optional<? extends Enum<?>> constant) {
    return constant.map(one -> one.name().toLowerCase(Locale.ROOT)).orElse("system");
  }
}
