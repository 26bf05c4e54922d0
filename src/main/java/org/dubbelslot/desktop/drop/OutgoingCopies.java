package org.dubbelslot.desktop.drop;

import java.nio.file.Path;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Place;

/** Opens files into the private folder, from where other programs may take them. */
@FunctionalInterface
public interface OutgoingCopies {
  /**
   * Opens one; not on the screen's thread.
   *
   * @return where it lies, under a name that the other program may show
   */
  Path opened(Place place, Entry.SealedFile file) throws Exception;
}
