package org.dubbelslot.desktop.inspect;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.dubbelslot.desktop.common.Screen;
import org.dubbelslot.words.Words;

/** What anyone can see of files of this computer, which are dropped or chosen. */
public final class InspectScreen implements Screen {
  private static final KeyCombination OPEN =
      new KeyCodeCombination(KeyCode.O, KeyCombination.SHORTCUT_DOWN);

  private final InspectView view;

  /**
   * Shows {@code model}.
   *
   * @param chooser asks the person for files; gives none when they think better of it
   */
  public InspectScreen(InspectModel model, Words words, Supplier<List<Path>> chooser) {
    view = new InspectView(model, words, chooser);
    view.addEventHandler(
        KeyEvent.KEY_PRESSED,
        key -> {
          if (OPEN.match(key)) {
            key.consume();
            view.choose();
          }
        });
  }

  @Override
  public Node view() {
    return view;
  }

  @Override
  public void shown() {
    view.begin();
  }
}
