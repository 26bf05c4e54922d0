package org.dubbelslot.desktop.drop;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.util.StringConverter;

/**
 * A day as people write it: day, month and year of two or four digits, between hyphens, slashes or
 * dots. A blank text is no day, on purpose.
 */
final class DayText extends StringConverter<LocalDate> {
  private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("d-M-uuuu");
  private static final Pattern TYPED =
      Pattern.compile("(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4}|\\d{2})");
  private static final int CENTURY = 2000;

  private final Supplier<LocalDate> before;

  /**
   * For one field.
   *
   * @param before the day that it has
   */
  DayText(Supplier<LocalDate> before) {
    this.before = before;
  }

  /** Whether a text is a day, or blank. */
  static boolean isUnderstood(String typed) {
    return typed == null || typed.isBlank() || day(typed).isPresent();
  }

  private static Optional<LocalDate> day(String typed) {
    Matcher parts = TYPED.matcher(typed.strip());
    if (!parts.matches()) {
      return Optional.empty();
    }
    int year = Integer.parseInt(parts.group(3));
    try {
      return Optional.of(
          LocalDate.of(
              parts.group(3).length() == 2 ? CENTURY + year : year,
              Integer.parseInt(parts.group(2)),
              Integer.parseInt(parts.group(1))));
    } catch (DateTimeException e) {
      // Such as the 31st of February.
      return Optional.empty();
    }
  }

  @Override
  public String toString(LocalDate day) {
    return day == null ? "" : FORM.format(day);
  }

  /** The day, null where the text is blank; the day before where it is no day. */
  @Override
  public LocalDate fromString(String typed) {
    if (typed == null || typed.isBlank()) {
      return null;
    }
    return day(typed).orElseGet(before);
  }
}
