package org.dubbelslot.cli;

import org.dubbelslot.words.Exit;

/** Joins the exit statuses of two steps over several items. */
final class Statuses {
  private Statuses() {}

  /**
   * The status of both steps: the failing one's own where nothing succeeded in either, otherwise
   * {@link Exit#SOME}.
   */
  static int of(int first, int firstItems, int second, int secondItems) {
    if (first == Exit.DONE) {
      return second;
    }
    if (second == Exit.DONE && secondItems == 0) {
      return firstItems == 1 || first != Exit.SOME ? first : Exit.SOME;
    }
    return second == first ? first : Exit.SOME;
  }
}
