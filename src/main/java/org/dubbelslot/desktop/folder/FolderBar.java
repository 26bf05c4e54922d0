package org.dubbelslot.desktop.folder;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.words.Words;

/** What stands above the rows: the way, the filter or search, and what makes or fetches items. */
final class FolderBar extends VBox {
  private final TextField field = new TextField();
  private final ToggleButton everywhere = new ToggleButton();
  private final Button up;
  private final HBox tools = new HBox();
  private final HBox way;
  private final Words words;

  FolderBar(Words words, Crumbs crumbs, Runnable goUp, Runnable newFolder, Runnable refresh) {
    this.words = words;
    getStyleClass().add("folder-bar");
    field.setId("folder-filter");
    everywhere.setId("folder-search");
    everywhere.setGraphic(Glyph.SEARCH.icon());
    everywhere.setText(words.text("desktop.folder.search"));
    everywhere.setAccessibleText(words.text("desktop.folder.search-help"));
    everywhere.setTooltip(new Tooltip(words.text("desktop.folder.search-help")));
    everywhere.setMinWidth(USE_PREF_SIZE);
    up = Controls.iconButton(Glyph.ARROW_UP, words.text("desktop.folder.up"), goUp);
    up.setId("folder-up");
    Button make =
        Controls.iconButton(Glyph.NEW_FOLDER, words.text("desktop.folder.new-folder"), newFolder);
    make.setId("folder-new");
    Button again =
        Controls.iconButton(Glyph.REFRESH, words.text("desktop.folder.refresh"), refresh);
    again.setId("folder-refresh");
    tools.getStyleClass().add("row");
    way = new HBox(up, crumbs);
    way.getStyleClass().add("row");
    field.setPrefColumnCount(18);
    HBox.setHgrow(field, Priority.SOMETIMES);
    field.setMaxWidth(360);
    HBox looking = new HBox(field, everywhere, Controls.stretch(), tools, make, again);
    looking.getStyleClass().add("row");
    getChildren().addAll(way, looking);
    searching(false, "");
  }

  TextField field() {
    return field;
  }

  ToggleButton everywhere() {
    return everywhere;
  }

  /** Where the folder is, for somebody else to show; this bar shows it no more. */
  Node takeWay() {
    getChildren().remove(way);
    return way;
  }

  /** Adds something to the end of the last line. */
  void addTool(Node tool) {
    tools.getChildren().add(tool);
  }

  /** Whether there is a folder above. */
  void hasUp(boolean has) {
    up.setDisable(!has);
  }

  /** Says what typing does now. */
  void searching(boolean across, String place) {
    String prompt =
        across
            ? words.text("desktop.folder.search-prompt", place)
            : words.text("desktop.folder.filter");
    field.setPromptText(prompt);
    field.setAccessibleText(prompt);
  }
}
