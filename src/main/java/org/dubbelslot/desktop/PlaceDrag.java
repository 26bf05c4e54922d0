package org.dubbelslot.desktop;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import org.dubbelslot.desktop.drop.Destination;
import org.dubbelslot.desktop.drop.Dropping;
import org.dubbelslot.desktop.folder.FolderDrag;
import org.dubbelslot.desktop.folder.FolderScreen;
import org.dubbelslot.desktop.folder.Where;
import org.dubbelslot.transfer.Entry;

/** Lets the folder view be dropped on and dragged from, in the place that it shows. */
record PlaceDrag(FolderScreen folder, Dropping dropping) implements FolderDrag {
  @Override
  public void install(Node target, Supplier<Entry.Folder> into) {
    dropping.install(
        target,
        () ->
            folder
                .whereProperty()
                .get()
                .flatMap(
                    where ->
                        Optional.ofNullable(into.get())
                            .map(each -> new Destination(where.place(), each))));
  }

  @Override
  public void dragSource(Node table, Supplier<List<Entry>> selection) {
    dropping.dragSource(
        table, selection, () -> folder.whereProperty().get().map(Where::place).orElseThrow());
  }
}
