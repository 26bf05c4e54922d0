package org.dubbelslot.transfer;

import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.names.FolderToken;

/** An item of a place as a member of the team sees it. */
public sealed interface Entry {
  /** The item as the drive sees it. */
  DriveItem item();

  /** What to show: the true name where it is known, otherwise the drive's. */
  String name();

  /**
   * A folder.
   *
   * @param token what the names in it are bound to; {@link FolderToken#FOREIGN} where its own name
   *     on the drive is not ours
   * @param pathLength characters of its path on the drive, from the place's root
   */
  record Folder(DriveItem item, String name, FolderToken token, int pathLength) implements Entry {
    /** Characters of the path of what bears that name on the drive in this folder. */
    int pathLengthOf(String driveName) {
      return pathLength == 0 ? driveName.length() : pathLength + 1 + driveName.length();
    }
  }

  /**
   * A sealed file whose true name is known.
   *
   * @param fullForm whether its name on the drive holds the true name, so that a rename need not
   *     re-seal
   * @param folder in which it was found
   */
  record SealedFile(DriveItem item, String name, boolean fullForm, Folder folder)
      implements Entry {}

  /** Something that ends like a sealed file, but whose name no key of this device reads. */
  record Unreadable(DriveItem item, String name) implements Entry {}

  /** A file that lies there as it is, for the provider to read. */
  record ReadableFile(DriveItem item, String name) implements Entry {}

  /**
   * The entry, if it is a sealed file whose true name is known.
   *
   * @throws TransferException that says what it is instead
   */
  static SealedFile requireSealed(Entry entry) throws TransferException {
    if (entry instanceof SealedFile sealed) {
      return sealed;
    }
    throw TransferException.notReadable(entry);
  }
}
