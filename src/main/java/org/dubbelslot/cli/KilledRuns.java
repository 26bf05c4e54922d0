package org.dubbelslot.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dubbelslot.files.Leftovers;
import org.dubbelslot.files.LocalFileException;

/** Removes what runs that were killed left beside the files that one command writes. */
final class KilledRuns {
  private final Map<Path, List<Path>> leftovers = new HashMap<>();

  /** Before {@code target} is written anew. A folder is looked through once. */
  void sweep(Path target) throws LocalFileException {
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
      if (Leftovers.isOf(leftover, target)) {
        Leftovers.remove(leftover);
      }
    }
  }
}
