package org.dubbelslot.transfer;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.format.SealException;
import org.dubbelslot.names.NameException;

/** The folders of a tree that one run writes into. For any number of threads. */
final class FolderViews {
  private final SealedTree tree;
  private final Map<String, FolderView> views = new ConcurrentHashMap<>();
  private final Map<String, Entry.Folder> folders = new ConcurrentHashMap<>();

  FolderViews(SealedTree tree) {
    this.tree = tree;
  }

  SealedTree tree() {
    return tree;
  }

  FolderView of(Entry.Folder folder) {
    return views.computeIfAbsent(folder.item().id(), _ -> new FolderView(tree, folder));
  }

  /** So that it need not be looked up for every task. */
  void remember(Entry.Folder folder) {
    folders.putIfAbsent(folder.item().id(), folder);
  }

  /**
   * The folder that a task is about.
   *
   * @throws DriveException.NotFound when it is gone
   */
  Entry.Folder folder(Task.Target target) throws DriveException {
    Entry.Folder known = folders.get(target.folderId());
    if (known == null) {
      known = target.on(tree.drive().stat(target.folderId()));
      remember(known);
    }
    return known;
  }

  /**
   * The subfolder of that true name, made where it is missing.
   *
   * @throws TransferException.NotAFolder when a file bears the name
   */
  Entry.Folder subfolder(Entry.Folder parent, String name)
      throws IOException, NameException, SealException, TransferException {
    try (FolderView.Claim claim = of(parent).claim(name)) {
      if (claim.existing().isPresent()) {
        if (claim.existing().get() instanceof Entry.Folder folder) {
          return folder;
        }
        throw new TransferException.NotAFolder();
      }
      Entry.Folder made = tree.makeFolder(parent, name);
      claim.view().add(made);
      views.put(made.item().id(), FolderView.ofNew(tree, made));
      return made;
    }
  }
}
