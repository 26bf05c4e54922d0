package org.dubbelslot.desktop.folder;

import java.util.List;
import java.util.function.Supplier;
import javafx.scene.Node;
import org.dubbelslot.transfer.Entry;

/** Takes what is dragged onto a folder, and hands out what is dragged from one. */
public interface FolderDrag {
  /**
   * Lets something be dropped on a node.
   *
   * @param into the folder that the node stands for at that moment; null where it stands for none
   */
  void install(Node target, Supplier<Entry.Folder> into);

  /**
   * Lets what is selected be dragged away.
   *
   * @param table where a drag begins
   */
  void dragSource(Node table, Supplier<List<Entry>> selection);

  /** Nothing can be dragged. */
  static FolderDrag none() {
    return new FolderDrag() {
      @Override
      public void install(Node target, Supplier<Entry.Folder> into) {}

      @Override
      public void dragSource(Node table, Supplier<List<Entry>> selection) {}
    };
  }
}
