package org.dubbelslot.sandbox;

import java.util.Optional;

/** What to do when the name is taken. */
enum Conflict {
  FAIL,
  REPLACE,
  RENAME;

  static final String KEY = "@microsoft.graph.conflictBehavior";
  static final String OLD_KEY = "@name.conflictBehavior";

  /**
   * Reads the behaviour that a client asked for.
   *
   * @throws GraphException 400 for a word that is none of the three
   */
  static Conflict of(Optional<String> word, Conflict otherwise) throws GraphException {
    if (word.isEmpty()) {
      return otherwise;
    }
    return switch (word.get()) {
      case "fail" -> FAIL;
      case "replace" -> REPLACE;
      case "rename" -> RENAME;
      default ->
          throw GraphException.invalid(
              "Invalid value for conflictBehavior", "invalidParameterFormat");
    };
  }
}
