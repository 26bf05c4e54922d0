package org.dubbelslot.drive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Items one after another, fetched page by page while they are read. For one thread. */
@FunctionalInterface
public interface DriveItems {
  /**
   * The next item, or empty at the end.
   *
   * @throws DriveException when the next page cannot be fetched
   */
  Optional<DriveItem> next() throws DriveException;

  /** All that remain. */
  default List<DriveItem> all() throws DriveException {
    List<DriveItem> found = new ArrayList<>();
    for (Optional<DriveItem> item = next(); item.isPresent(); item = next()) {
      found.add(item.get());
    }
    return found;
  }
}
