package org.dubbelslot.workplace.copies;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Names a file that is kept beside a colleague's: by who wrote it, and when. */
final class BesideName {
  private BesideName() {}

  /**
   * Such a name.
   *
   * @param name that of the document
   * @param person who wrote it, where that is known
   * @param moment when
   * @param locale how the person writes a day
   */
  static String of(String name, Optional<String> person, ZonedDateTime moment, Locale locale) {
    // A full stop after a month's name and a blank would look like the beginning of a suffix.
    String day =
        DateTimeFormatter.ofPattern("d MMM yyyy H.mm", locale).format(moment).replace(". ", " ");
    String told = person.map(who -> who + ", " + day).orElse(day);
    int dot = name.lastIndexOf('.');
    int stem = dot > 0 ? dot : name.length();
    return name.substring(0, stem) + " (" + told + ")" + name.substring(stem);
  }
}
