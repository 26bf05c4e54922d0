package org.dubbelslot.desktop.inspect;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import org.dubbelslot.desktop.common.Theme;
import org.dubbelslot.words.Words;

/** The window around the screen: title, size, keys. */
public final class InspectWindow {
  private static final KeyCombination OPEN =
      new KeyCodeCombination(KeyCode.O, KeyCombination.SHORTCUT_DOWN);

  private final Stage stage;

  /**
   * Fills {@code stage}.
   *
   * @param chooser asks the person for files; gives none when they think better of it
   */
  public InspectWindow(
      Stage stage, InspectModel model, Words words, Supplier<List<Path>> chooser, Theme theme) {
    this.stage = stage;
    InspectView view = new InspectView(model, words, chooser);
    Scene scene = new Scene(view, 640, 720);
    theme.apply(scene, 14);
    scene.getAccelerators().put(OPEN, view::choose);
    stage.setScene(scene);
    stage.setTitle(words.text("desktop.inspect.window"));
    stage.setMinWidth(400);
    stage.setMinHeight(400);
  }

  /** Opens it. */
  public void show() {
    stage.show();
  }
}
