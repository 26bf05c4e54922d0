package org.dubbelslot.desktop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the window is started with; the toolkit hands on nothing but a list of texts. */
record Launch(List<Path> files, Locale locale) {
  Launch {
    files = List.copyOf(files);
  }

  /** The locale, then the files. */
  String[] arguments() {
    List<String> arguments = new ArrayList<>();
    arguments.add(locale.toLanguageTag());
    files.forEach(file -> arguments.add(file.toString()));
    return arguments.toArray(String[]::new);
  }

  static Launch parse(List<String> arguments) {
    return arguments.isEmpty()
        ? new Launch(List.of(), Locale.getDefault())
        : new Launch(
            arguments.stream().skip(1).map(Path::of).toList(),
            Locale.forLanguageTag(arguments.getFirst()));
  }
}
