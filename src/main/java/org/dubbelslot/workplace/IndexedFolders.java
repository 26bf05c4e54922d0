package org.dubbelslot.workplace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells which folders the search of a desktop reads unless somebody tells it not to: those for
 * documents, pictures and the like. What was in a file can be found there after the file is gone.
 *
 * @param userHome the person's home folder
 */
record IndexedFolders(Path userHome) {
  private static final List<String> USUAL =
      List.of("Desktop", "Documents", "Downloads", "Movies", "Music", "Pictures", "Videos");

  /** A line of {@code user-dirs.dirs}, where Linux names these folders in the person's language. */
  private static final Pattern NAMED = Pattern.compile("XDG_[A-Z]+_DIR=\"(?:\\$HOME/)?([^$].*)\"");

  /**
   * Whether {@code folder} is one of them or lies in one; reads the disk.
   *
   * @throws IOException when it cannot be told
   */
  boolean cover(Path folder) throws IOException {
    Path real = folder.toRealPath();
    for (String name : names()) {
      Path indexed = userHome.resolve(name);
      if (Files.isDirectory(indexed) && real.startsWith(indexed.toRealPath())) {
        return true;
      }
    }
    return false;
  }

  private List<String> names() throws IOException {
    List<String> names = new ArrayList<>(USUAL);
    Path told = userHome.resolve(".config").resolve("user-dirs.dirs");
    if (Files.isRegularFile(told)) {
      for (String line : Files.readAllLines(told)) {
        Matcher named = NAMED.matcher(line.strip());
        if (named.matches()) {
          names.add(named.group(1));
        }
      }
    }
    return names;
  }
}
