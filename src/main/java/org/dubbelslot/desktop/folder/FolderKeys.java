package org.dubbelslot.desktop.folder;

import java.util.Map;
import java.util.function.BooleanSupplier;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** What the keyboard does while a folder is shown. */
final class FolderKeys {
  /** Everywhere in the screen. */
  private final Map<KeyCombination, Runnable> anywhere;

  /** Where no text is typed, and the rows of a folder are shown. */
  private final Map<KeyCombination, Runnable> onRows;

  private final BooleanSupplier isSearching;

  FolderKeys(
      BooleanSupplier isSearching,
      Map<KeyCombination, Runnable> anywhere,
      Map<KeyCombination, Runnable> onRows) {
    this.isSearching = isSearching;
    this.anywhere = Map.copyOf(anywhere);
    this.onRows = Map.copyOf(onRows);
  }

  /** Acts on a key that was pressed. */
  void pressed(KeyEvent key) {
    boolean typing = key.getTarget() instanceof TextInputControl;
    if (!run(anywhere, key) && !typing && !isSearching.getAsBoolean()) {
      run(onRows, key);
    }
  }

  private static boolean run(Map<KeyCombination, Runnable> actions, KeyEvent key) {
    for (Map.Entry<KeyCombination, Runnable> each : actions.entrySet()) {
      if (each.getKey().match(key)) {
        key.consume();
        each.getValue().run();
        return true;
      }
    }
    return false;
  }

  static KeyCombination plain(KeyCode code) {
    return new KeyCodeCombination(code);
  }

  static KeyCombination alt(KeyCode code) {
    return new KeyCodeCombination(code, KeyCombination.ALT_DOWN);
  }

  static KeyCombination shift(KeyCode code) {
    return new KeyCodeCombination(code, KeyCombination.SHIFT_DOWN);
  }

  static KeyCombination shortcut(KeyCode code) {
    return new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN);
  }

  static KeyCombination shiftShortcut(KeyCode code) {
    return new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);
  }
}
