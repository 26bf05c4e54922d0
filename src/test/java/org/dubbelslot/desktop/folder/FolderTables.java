package org.dubbelslot.desktop.folder;

import java.util.List;
import javafx.scene.control.TableView;

/** What the table of a folder shows, for tests of whole windows. */
public final class FolderTables {
  private FolderTables() {}

  /** The names in it, in order. */
  public static List<String> names(TableView<?> table) {
    return table.getItems().stream().map(row -> ((FolderRow) row).name()).toList();
  }
}
