package org.dubbelslot.transfer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.drive.ByteRange;
import org.dubbelslot.drive.OnConflict;
import org.dubbelslot.format.FileId;
import org.dubbelslot.format.FormatException;
import org.dubbelslot.format.HeadOpener;
import org.dubbelslot.format.Metadata;
import org.dubbelslot.format.SealException;
import org.dubbelslot.names.NameException;
import org.dubbelslot.names.NameRules;
import org.dubbelslot.names.ShownNames;

/**
 * Copies items of a place to another folder of it. A file is sealed anew, as a document of its own:
 * two copies of one sealed document would be taken for revisions of each other as soon as somebody
 * changes one of them.
 */
public final class Copier {
  private final SealedTree tree;

  /** A copier within one tree. */
  public Copier(SealedTree tree) {
    this.tree = tree;
  }

  /**
   * Copies a file, or a folder with all sealed files in it, under its name or the first numbered
   * one that is free.
   *
   * @return what was left out of a folder, because it is not sealed or its name cannot be read
   * @throws TransferException when the entry itself is such a file, or the folder would be copied
   *     into itself
   * @throws FormatException when a file is refused
   */
  public List<Entry> copy(Entry entry, Entry.Folder target)
      throws IOException, NameException, SealException, TransferException, FormatException {
    List<Entry> left = new ArrayList<>();
    switch (entry) {
      case Entry.Folder folder -> {
        tree.requireOutside(folder, target);
        copyFolder(folder, target, freeName(folder, target), left);
      }
      case Entry.SealedFile file -> copyFile(file, target, freeName(file, target));
      case Entry.Unreadable _, Entry.ReadableFile _ -> throw TransferException.notReadable(entry);
    }
    return left;
  }

  private String freeName(Entry entry, Entry.Folder target) throws IOException, NameException {
    List<String> names = new ArrayList<>();
    tree.list(target).forEach(there -> names.add(there.name()));
    names.add(NameRules.check(entry.name()));
    return ShownNames.distinct(names).getLast();
  }

  private void copyFolder(Entry.Folder folder, Entry.Folder target, String name, List<Entry> left)
      throws IOException, NameException, SealException, TransferException, FormatException {
    List<Entry> inside = tree.list(folder);
    Entry.Folder made = tree.makeFolder(target, name);
    for (Entry each : inside) {
      switch (each) {
        case Entry.Folder inner -> copyFolder(inner, made, inner.name(), left);
        case Entry.SealedFile file -> copyFile(file, made, file.name());
        case Entry.Unreadable _, Entry.ReadableFile _ -> left.add(each);
      }
    }
  }

  private void copyFile(Entry.SealedFile file, Entry.Folder target, String name)
      throws IOException, NameException, SealException, TransferException, FormatException {
    HeadOpener.Head head = tree.headToReplace(file.item());
    new Resealing(tree)
        .run(
            () -> tree.drive().read(file.item().id(), ByteRange.ALL),
            asNewDocument(head.metadata(), name),
            new Parcel.Address(
                target.item().id(),
                tree.fileName(target, name).text(),
                OnConflict.FAIL,
                Optional.empty()));
  }

  private Metadata asNewDocument(Metadata metadata, String name) {
    return new Metadata(
        name,
        metadata.modified(),
        metadata.type(),
        metadata.size(),
        tree.access().team(),
        FileId.random(),
        1,
        Optional.empty(),
        metadata.keepUntil(),
        metadata.classification());
  }
}
