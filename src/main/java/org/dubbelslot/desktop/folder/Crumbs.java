package org.dubbelslot.desktop.folder;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.words.Words;

/** The way from the place to the folder that is shown; each part leads there. */
final class Crumbs extends HBox {
  /** So many folders are shown beside the place; those between stand in a menu. */
  private static final int MOST = 3;

  private final Words words;
  private final Consumer<Where> go;
  private FolderDrag drag = FolderDrag.none();
  private Optional<Where> where = Optional.empty();

  Crumbs(Words words, Consumer<Where> go) {
    this.words = words;
    this.go = go;
    getStyleClass().add("crumbs");
    setMinWidth(0);
    HBox.setHgrow(this, Priority.ALWAYS);
  }

  void setDrag(FolderDrag with) {
    drag = with;
    show(where);
  }

  void show(Optional<Where> now) {
    where = now;
    getChildren().clear();
    now.ifPresent(this::fill);
  }

  private void fill(Where now) {
    int depth = now.trail().size();
    int from = depth <= MOST + 1 ? 1 : depth - MOST + 1;
    add(now.at(1), depth == 1);
    if (from > 1) {
      getChildren().addAll(Glyph.NEXT.icon(), between(now, from));
    }
    for (int i = from; i < depth; i++) {
      getChildren().add(Glyph.NEXT.icon());
      add(now.at(i + 1), i == depth - 1);
    }
  }

  private void add(Where one, boolean here) {
    if (here) {
      Label label = new Label(Words.printable(one.title()));
      label.getStyleClass().add("here");
      label.setMinWidth(48);
      label.setAccessibleText(words.text("desktop.folder.here", one.title()));
      getChildren().add(label);
      return;
    }
    Button button = Controls.button(Words.printable(one.title()), () -> go.accept(one));
    button.getStyleClass().addAll("flat", "crumb");
    button.setMnemonicParsing(false);
    button.setMinWidth(40);
    button.setAccessibleText(words.text("desktop.folder.go-to", one.title()));
    Entry.Folder folder = one.folder();
    drag.install(button, () -> folder);
    getChildren().add(button);
  }

  private MenuButton between(Where now, int to) {
    MenuButton menu = new MenuButton("…");
    menu.getStyleClass().addAll("flat", "crumb");
    menu.setAccessibleText(words.text("desktop.folder.between"));
    for (int i = 1; i < to; i++) {
      Where one = now.at(i + 1);
      MenuItem item = new MenuItem(Words.printable(one.title()));
      item.setMnemonicParsing(false);
      item.setOnAction(chosen -> go.accept(one));
      menu.getItems().add(item);
    }
    return menu;
  }
}
