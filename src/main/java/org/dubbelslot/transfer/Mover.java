package org.dubbelslot.transfer;

import java.io.IOException;
import java.util.Optional;
import org.dubbelslot.drive.ByteRange;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.OnConflict;
import org.dubbelslot.format.FormatException;
import org.dubbelslot.format.HeadOpener;
import org.dubbelslot.format.Metadata;
import org.dubbelslot.format.SealException;
import org.dubbelslot.names.FolderToken;
import org.dubbelslot.names.NameException;
import org.dubbelslot.names.NameRules;
import org.dubbelslot.names.WrittenName;

/** Renames and moves the items of a place. */
public final class Mover {
  private final SealedTree tree;

  /** A mover within one tree. */
  public Mover(SealedTree tree) {
    this.tree = tree;
  }

  /**
   * Gives an item another folder, another name or both. In the full form only the name on the drive
   * changes; into or within the short form a file is sealed anew, because its name stands in its
   * metadata.
   *
   * @throws TransferException when the name is taken, the item's name is not ours to change, or a
   *     folder would come to lie in itself
   */
  public void move(Entry entry, Entry.Folder target, String name)
      throws IOException, NameException, SealException, TransferException, FormatException {
    String checked = NameRules.check(name);
    if (entry instanceof Entry.Folder folder) {
      tree.requireOutside(folder, target);
    }
    Optional<Entry> inTheWay = tree.find(target, checked);
    if (inTheWay.isPresent() && !inTheWay.get().item().id().equals(entry.item().id())) {
      if (isResealOf(inTheWay.get(), entry)) {
        // An earlier attempt was broken off just before its last step.
        tree.drive().delete(entry.item().id(), entry.item().eTag());
        return;
      }
      throw new TransferException.NameTaken();
    }
    switch (entry) {
      case Entry.Folder folder -> moveFolder(folder, target, checked);
      case Entry.SealedFile file -> moveFile(file, target, checked);
      case Entry.Unreadable _ -> throw new TransferException.NameUnknown();
      case Entry.ReadableFile _ -> throw new TransferException.NotSealed();
    }
  }

  private boolean isResealOf(Entry there, Entry entry) throws DriveException {
    if (!(there instanceof Entry.SealedFile) || !(entry instanceof Entry.SealedFile)) {
      return false;
    }
    try {
      HeadOpener.Head renewed = tree.head(there.item());
      HeadOpener.Head old = tree.head(entry.item());
      return renewed.metadata().replaces().equals(Optional.of(old.id()))
          && renewed.metadata().document().equals(old.metadata().document())
          && renewed.metadata().size().equals(old.metadata().size());
    } catch (FormatException notReadable) {
      return false;
    }
  }

  private void moveFolder(Entry.Folder folder, Entry.Folder target, String name)
      throws IOException, NameException, SealException, TransferException {
    if (folder.token().equals(FolderToken.FOREIGN)) {
      // The names in it are bound to the lack of a token: under a name of ours they would be lost.
      throw new TransferException.NotSealed();
    }
    WrittenName written = tree.access().names().folder(folder.token(), target.pathLength(), name);
    boolean shortForm = written.form() == WrittenName.Form.SHORT;
    Optional<String> eTag = folder.item().eTag();
    if (shortForm) {
      tree.writeLabel(folder, name);
      // A new file in it may count as a change of the folder.
      eTag = tree.drive().stat(folder.item().id()).eTag();
    }
    DriveItem moved =
        tree.drive().move(folder.item().id(), target.item().id(), written.text(), eTag);
    if (!shortForm) {
      tree.removeLabels(moved, folder.token());
    }
  }

  private void moveFile(Entry.SealedFile file, Entry.Folder target, String name)
      throws IOException, NameException, SealException, TransferException, FormatException {
    WrittenName written = tree.fileName(target, name);
    if (file.fullForm() && written.form() == WrittenName.Form.FULL) {
      tree.drive().move(file.item().id(), target.item().id(), written.text(), file.item().eTag());
      return;
    }
    HeadOpener.Head head = tree.headToReplace(file.item());
    reseal(file, head.metadata().withName(name).nextRevision(head.id()), target, written);
    tree.drive().delete(file.item().id(), file.item().eTag());
  }

  private void reseal(
      Entry.SealedFile file, Metadata metadata, Entry.Folder target, WrittenName written)
      throws IOException, SealException, TransferException, FormatException {
    Parcel.Address address =
        new Parcel.Address(target.item().id(), written.text(), OnConflict.FAIL, Optional.empty());
    new Resealing(tree)
        .run(() -> tree.drive().read(file.item().id(), ByteRange.ALL), metadata, address);
  }
}
