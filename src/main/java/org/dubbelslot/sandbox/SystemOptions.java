package org.dubbelslot.sandbox;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The query options of OData: none is ignored in silence. */
final class SystemOptions {
  private static final Set<String> KNOWN =
      Set.of(
          "select",
          "expand",
          "filter",
          "orderby",
          "search",
          "count",
          "top",
          "skip",
          "skiptoken",
          "format",
          "apply",
          "compute",
          "deltatoken");

  /** The options of a list, in the order in which links carry them. */
  static final List<String> LIST = List.of("top", "select", "orderby", "expand", "skiptoken");

  private SystemOptions() {}

  /**
   * Lets only these options through.
   *
   * @throws GraphException 501 for another option, and for an unknown one that has a dollar sign
   */
  static void allow(Call call, List<String> allowed) throws GraphException {
    for (String name : call.query().keySet()) {
      String bare = (name.startsWith("$") ? name.substring(1) : name).toLowerCase(Locale.ROOT);
      boolean option = name.startsWith("$") || KNOWN.contains(bare);
      if (option && !allowed.contains(bare)) {
        throw GraphException.notImplemented(
            "the option " + name + " on " + call.method() + " " + call.path());
      }
    }
  }

  /** The words of an option between commas; empty when it is absent. */
  static Set<String> words(Optional<String> option) {
    Set<String> words = new HashSet<>();
    for (String word : option.orElse("").split(",")) {
      if (!word.isBlank()) {
        words.add(word.trim());
      }
    }
    return words;
  }
}
