package org.dubbelslot.files;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Removes what runs that were killed left beside the files that one command writes. A folder is
 * looked through once. Safe for several threads.
 */
public final class KilledRuns {
  private final Map<Path, List<Path>> leftovers = new ConcurrentHashMap<>();

  /**
   * Before {@code target} is written anew.
   *
   * @throws LocalFileException when its folder cannot be read, or a leftover not removed
   */
  public void sweep(Path target) throws LocalFileException {
    sweep(target, leftover -> false);
  }

  /**
   * As above.
   *
   * @param wanted which temporary files of the target somebody still wants
   */
  public void sweep(Path target, Predicate<Path> wanted) throws LocalFileException {
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null) {
      return;
    }
    List<Path> found = leftovers.get(folder);
    if (found == null) {
      found = Leftovers.in(folder);
      leftovers.put(folder, found);
    }
    for (Path leftover : found) {
      if (Leftovers.isOf(leftover, target) && !wanted.test(leftover)) {
        Leftovers.remove(leftover);
      }
    }
  }
}
