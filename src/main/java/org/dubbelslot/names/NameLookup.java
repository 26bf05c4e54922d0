package org.dubbelslot.names;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Which of the items in a folder already bear a name: compared by true name, because under another
 * version of the name key, or in the other form, the same name looks different on the drive.
 *
 * @param <T> an item
 * @param same those of exactly this name; more than one after a conflict
 * @param sameIgnoringCase those that differ in case only: a warning, for they cannot lie side by
 *     side on most computers
 */
public record NameLookup<T>(List<T> same, List<T> sameIgnoringCase) {
  /** Copies the lists. */
  public NameLookup {
    same = List.copyOf(same);
    sameIgnoringCase = List.copyOf(sameIgnoringCase);
  }

  /**
   * Looks {@code name} up among {@code items}.
   *
   * @param trueName of an item
   * @throws NameException when the rules forbid the name
   */
  public static <T> NameLookup<T> of(
      String name, Iterable<? extends T> items, Function<? super T, String> trueName)
      throws NameException {
    String wanted = NameRules.check(name);
    String folded = NameRules.caseFolded(wanted);
    List<T> same = new ArrayList<>();
    List<T> sameIgnoringCase = new ArrayList<>();
    for (T item : items) {
      String its = trueName.apply(item);
      if (its.equals(wanted)) {
        same.add(item);
      } else if (NameRules.caseFolded(its).equals(folded)) {
        sameIgnoringCase.add(item);
      }
    }
    return new NameLookup<>(same, sameIgnoringCase);
  }
}
