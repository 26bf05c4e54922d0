package org.dubbelslot.desktop.folder;

import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.words.Words;

/** What can be done with what is selected, or with the folder itself. */
final class FolderMenu {
  private static final double OFFSET = 48;

  private final ContextMenu menu = new ContextMenu();
  private final FolderCommands commands;
  private final Words words;

  FolderMenu(FolderCommands commands, Words words) {
    this.commands = commands;
    this.words = words;
    menu.setId("folder-menu");
  }

  /**
   * Lets it be asked for. It is no {@linkplain javafx.scene.control.Control#contextMenuProperty
   * context menu of the table}: its keys would act wherever the focus is, Enter among them.
   */
  void install(Node table) {
    table.setOnContextMenuRequested(
        asked -> {
          asked.consume();
          if (asked.isKeyboardTrigger()) {
            show(table);
          } else {
            fill();
            menu.show(table, asked.getScreenX(), asked.getScreenY());
          }
        });
  }

  /** Shows it without a mouse. */
  void show(Node table) {
    if (!menu.isShowing()) {
      fill();
      Bounds bounds = table.localToScreen(table.getBoundsInLocal());
      menu.show(table, bounds.getMinX() + OFFSET, bounds.getMinY() + OFFSET);
    }
  }

  private void fill() {
    List<Entry> selected = commands.selected();
    menu.getItems().clear();
    if (selected.isEmpty()) {
      fillForFolder();
    } else {
      fillFor(selected);
    }
  }

  private void fillForFolder() {
    add("new-folder", Glyph.NEW_FOLDER, commands::newFolder, FolderKeys.shiftShortcut(KeyCode.N));
    add("add-files", Glyph.ADD, commands::add, null);
    add("paste", Glyph.COPY, commands::paste, FolderKeys.shortcut(KeyCode.V));
    menu.getItems().add(new SeparatorMenuItem());
    add("who-can-open", Glyph.PEOPLE, () -> commands.withOne(commands.actions()::whoCanOpen), null);
    add("copy-link", Glyph.LINK, () -> commands.withOne(commands.actions()::copyLink), null);
    add("refresh", Glyph.REFRESH, commands::refresh, FolderKeys.plain(KeyCode.F5));
  }

  private void fillFor(List<Entry> selected) {
    boolean one = selected.size() == 1;
    boolean sealed = selected.stream().allMatch(Entry.SealedFile.class::isInstance);
    boolean ours =
        selected.stream()
            .allMatch(entry -> entry instanceof Entry.SealedFile || entry instanceof Entry.Folder);
    add("open", Glyph.OPEN, commands::open, FolderKeys.plain(KeyCode.ENTER));
    if (sealed) {
      add("edit", Glyph.EDIT, commands::edit, FolderKeys.shortcut(KeyCode.ENTER));
    }
    if (!commands.protectable().isEmpty()) {
      add("protect", Glyph.PROTECT, () -> commands.protect(commands.protectable()), null);
    }
    if (ours) {
      add("copy-out", Glyph.COPY, commands::copyOut, FolderKeys.shiftShortcut(KeyCode.C));
      add("save-to", Glyph.SAVE, commands::saveTo, FolderKeys.shortcut(KeyCode.S));
      menu.getItems().add(new SeparatorMenuItem());
      add("cut", Glyph.MOVE, commands::cut, FolderKeys.shortcut(KeyCode.X));
      add("copy", Glyph.COPY, commands::copy, FolderKeys.shortcut(KeyCode.C));
    }
    menu.getItems().add(new SeparatorMenuItem());
    if (one && ours) {
      add("rename", Glyph.RENAME, commands::rename, FolderKeys.plain(KeyCode.F2));
    }
    add("delete", Glyph.DELETE, commands::delete, FolderKeys.plain(KeyCode.DELETE));
    menu.getItems().add(new SeparatorMenuItem());
    if (one && sealed) {
      add("versions", Glyph.VERSIONS, commands::versions, null);
    }
    if (one) {
      add(
          "who-can-open",
          Glyph.PEOPLE,
          () -> commands.withOne(commands.actions()::whoCanOpen),
          null);
      add("copy-link", Glyph.LINK, () -> commands.withOne(commands.actions()::copyLink), null);
    }
    if (ours) {
      add("move-to-team", Glyph.MOVE, commands::moveToTeam, null);
    }
  }

  private void add(String name, Glyph glyph, Runnable action, KeyCombination key) {
    MenuItem item = new MenuItem(words.text("desktop.folder." + name), glyph.icon());
    item.setId("folder-" + name);
    item.setOnAction(chosen -> action.run());
    item.setAccelerator(key);
    menu.getItems().add(item);
  }
}
