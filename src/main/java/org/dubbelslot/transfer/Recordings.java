package org.dubbelslot.transfer;

import java.util.Locale;
import java.util.Set;
import org.dubbelslot.drive.DriveItem;

/**
 * The folders in which Teams leaves what it recorded. Its name is that of the language of whoever
 * recorded first; Microsoft's own client makes no other mark on it.
 */
public final class Recordings {
  private static final Set<String> NAMES = Set.of("recordings", "opnamen");

  private Recordings() {}

  /** Whether a folder is one of them, by its name on the drive. */
  public static boolean isFolder(DriveItem item) {
    return item.folder() && isName(item.name());
  }

  static boolean isName(String name) {
    return NAMES.contains(name.strip().toLowerCase(Locale.ROOT));
  }
}
