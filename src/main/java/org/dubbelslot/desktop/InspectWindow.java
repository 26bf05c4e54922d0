package org.dubbelslot.desktop;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import org.dubbelslot.words.Words;

/** The window around the screen: title, size, keys. It follows the system's light or dark. */
final class InspectWindow {
  private static final KeyCombination OPEN =
      new KeyCodeCombination(KeyCode.O, KeyCombination.SHORTCUT_DOWN);

  private final Stage stage;

  /**
   * Fills {@code stage}.
   *
   * @param chooser asks the person for files; gives none when they think better of it
   */
  InspectWindow(Stage stage, InspectModel model, Words words, Supplier<List<Path>> chooser) {
    this.stage = stage;
    InspectView view = new InspectView(model, words, chooser);
    Scene scene = new Scene(view, 640, 720);
    scene.getStylesheets().add(InspectWindow.class.getResource("desktop.css").toExternalForm());
    scene.getAccelerators().put(OPEN, view::choose);
    stage.setScene(scene);
    stage.setTitle(words.text("desktop.inspect.window"));
    stage.setMinWidth(400);
    stage.setMinHeight(400);
  }

  void show() {
    stage.show();
  }
}
