package org.dubbelslot.desktop.copies;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What can be shown without another program, by the end of a name. */
enum PreviewKind {
  TEXT(Set.of("txt", "md", "csv", "log", "json", "xml", "ini", "srt", "vcf", "ics")),
  PICTURE(Set.of("png", "jpg", "jpeg")),
  PDF(Set.of("pdf"));

  private final Set<String> endings;

  PreviewKind(Set<String> endings) {
    this.endings = endings;
  }

  static Optional<PreviewKind> of(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    for (PreviewKind kind : values()) {
      if (kind.endings.contains(ending)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
