package org.dubbelslot.names;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes names that are shown side by side, or saved into one folder, differ from each other. */
public final class ShownNames {
  private ShownNames() {}

  /**
   * The names in their order; each that equals an earlier one, ignoring case, gets {@code (2)},
   * {@code (3)} and so on before its extension.
   */
  public static List<String> distinct(List<String> names) {
    Set<String> seen = new HashSet<>();
    Set<String> taken = new HashSet<>();
    names.forEach(name -> taken.add(NameRules.caseFolded(name)));
    List<String> shown = new ArrayList<>();
    for (String name : names) {
      shown.add(seen.add(NameRules.caseFolded(name)) ? name : numbered(name, taken));
    }
    return shown;
  }

  /** The first numbered name that is free; takes it. */
  private static String numbered(String name, Set<String> taken) {
    Extension extension = Extension.of(name);
    int number = 2;
    while (true) {
      String candidate = extension.stem() + " (" + number++ + ")" + extension.dotted();
      if (taken.add(NameRules.caseFolded(candidate))) {
        return candidate;
      }
    }
  }
}
