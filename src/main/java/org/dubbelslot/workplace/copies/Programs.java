package org.dubbelslot.workplace.copies;

import java.nio.file.Path;
import org.dubbelslot.transfer.CopyException;

/** The other programs of this computer. */
@FunctionalInterface
public interface Programs {
  /**
   * Has the one open {@code file} that the person has chosen for files of its kind.
   *
   * @throws CopyException.NoProgram when none does
   */
  void open(Path file) throws CopyException;
}
