package org.dubbelslot.desktop.folder;

import java.util.List;
import javafx.scene.control.TableView;

/** What tests of the whole window see of a folder's rows; on the screen's thread. */
public final class Rows {
  private Rows() {}

  /** The names of the rows that a folder shows, in their order. */
  public static List<String> names(TableView<?> table) {
    return table.getItems().stream().map(FolderRow.class::cast).map(FolderRow::name).toList();
  }
}
