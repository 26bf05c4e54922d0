package org.dubbelslot.transfer;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.DriveItems;
import org.dubbelslot.names.NameException;
import org.dubbelslot.names.ReadName;

/**
 * Notices when somebody put one file in another's place. A name on the drive is bound to its folder
 * and a sealed file carries the name it was sealed under, but nothing binds the two: whoever runs
 * the drive can exchange what lies under two names.
 *
 * <p>Keeps what the last folder holds, because whoever gets a tree goes from folder to folder. Safe
 * for several threads.
 */
final class Neighbours {
  private final SealedTree tree;
  private String folderId = "";
  private Set<String> namesThere = Set.of();

  Neighbours(SealedTree tree) {
    this.tree = tree;
  }

  /**
   * Compares the name that a file bears with the one it was sealed under. They differ after every
   * rename; that alone is no reason for doubt.
   *
   * @throws TransferException.OtherName when they tell files of different kinds
   * @throws TransferException.NameOfAnother when another file in the folder bears the sealed name
   */
  void requireOwnName(Entry.SealedFile file, String sealedName)
      throws TransferException, DriveException {
    if (isOwn(file, sealedName)) {
      return;
    }
    if (!extension(file.name()).equals(extension(sealedName))) {
      throw new TransferException.OtherName();
    }
    if (isThere(file.folder(), sealedName)) {
      throw new TransferException.NameOfAnother();
    }
  }

  private boolean isOwn(Entry.SealedFile file, String sealedName) {
    ReadName read = tree.access().names().readFile(file.folder().token(), file.item().name());
    return read.knownTrueName().equals(Optional.of(sealedName))
        || read instanceof ReadName.ShortForm shortForm
            && tree.access().names().confirmFile(shortForm, sealedName).isPresent();
  }

  private boolean isThere(Entry.Folder folder, String name) throws DriveException {
    try {
      Set<String> there = namesIn(folder);
      return tree.access().names().possibleFiles(folder.token(), name).stream()
          .map(Neighbours::folded)
          .anyMatch(there::contains);
    } catch (NameException impossible) {
      return false; // No writer of ours gives a file such a name.
    }
  }

  /** The names on the drive, as drives compare them. */
  private synchronized Set<String> namesIn(Entry.Folder folder) throws DriveException {
    if (!folderId.equals(folder.item().id())) {
      Set<String> names = new HashSet<>();
      DriveItems items = tree.drive().list(folder.item().id());
      for (Optional<DriveItem> item = items.next(); item.isPresent(); item = items.next()) {
        names.add(folded(item.get().name()));
      }
      namesThere = names;
      folderId = folder.item().id();
    }
    return namesThere;
  }

  private static String folded(String driveName) {
    return driveName.toLowerCase(Locale.ROOT);
  }

  private static String extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? "" : name.substring(dot).toLowerCase(Locale.ROOT);
  }
}
