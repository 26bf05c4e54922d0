package org.dubbelslot.desktop;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.stage.PopupWindow;
import javafx.stage.Window;
import org.dubbelslot.desktop.common.Stages;
import org.dubbelslot.desktop.folder.Rows;
import org.testfx.util.WaitForAsyncUtils;

/** What a person does at the whole window, and sees of it. */
abstract class AtWindow implements AutoCloseable {
  private static final int PATIENCE = 2;

  /** What is on the screen. */
  public final Stages stages = new Stages();

  /** Waits, longer than a screen usually takes. */
  public void until(String what, Callable<Boolean> holds) throws Exception {
    for (int time = 1; ; time++) {
      try {
        Stages.until(holds);
        return;
      } catch (TimeoutException e) {
        if (time == PATIENCE) {
          throw new AssertionError(what + ", but there is " + stages.texts(), e);
        }
      }
    }
  }

  /** Waits for something that is not on the screen: on a disk, or a drive. */
  public void happens(String what, Callable<Boolean> holds) throws Exception {
    try {
      WaitForAsyncUtils.waitFor(PATIENCE * 30, TimeUnit.SECONDS, holds);
    } catch (TimeoutException e) {
      throw new AssertionError(what + ", but there is " + stages.texts(), e);
    }
  }

  /** Presses a button of that id, wherever it is scrolled to. */
  public void press(String id) throws Exception {
    until(
        id + " can be pressed",
        () -> {
          Optional<ButtonBase> button =
              stages.robot.lookup(id).queryAllAs(ButtonBase.class).stream()
                  .filter(one -> !one.isDisabled() && Stages.isShown(one))
                  .findFirst();
          // At once, before the screen it stands on can give way to another.
          button.ifPresent(ButtonBase::fire);
          return button.isPresent();
        });
  }

  /** Presses the button that bears those words. */
  public void pressText(String wanted) throws Exception {
    until("a button “" + wanted + "”", () -> button(wanted).isPresent());
    Stages.onScreen(() -> button(wanted).orElseThrow().fire());
    Stages.settle();
  }

  /** The button that bears those words and can be pressed. */
  final Optional<ButtonBase> button(String wanted) {
    return stages
        .robot
        .lookup(
            node ->
                node instanceof ButtonBase one
                    && (wanted.equals(one.getText()) || wanted.equals(one.getAccessibleText())))
        .queryAllAs(ButtonBase.class)
        .stream()
        .filter(one -> !one.isDisabled() && Stages.isShown(one))
        .findFirst();
  }

  /** The rows of the folder. */
  public TableView<?> table() throws Exception {
    return (TableView<?>) stages.find("#folder-table");
  }

  /** The names that the folder shows, in their order. */
  public List<String> names() throws Exception {
    TableView<?> table = table();
    return Stages.on(() -> table.isVisible() ? Rows.names(table) : List.of());
  }

  /** Waits until the folder shows exactly these. */
  public void shows(String... names) throws Exception {
    until("the folder shows " + List.of(names), () -> names().equals(List.of(names)));
  }

  /** Selects rows by their names. */
  public void select(String... names) throws Exception {
    until("there are " + List.of(names), () -> names().containsAll(List.of(names)));
    TableView<?> table = table();
    List<String> all = names();
    Stages.onScreen(
        () -> {
          table.requestFocus();
          table.getSelectionModel().clearSelection();
          for (String name : names) {
            table.getSelectionModel().select(all.indexOf(name));
            table.getFocusModel().focus(all.indexOf(name));
          }
        });
    Stages.settle();
  }

  /** Presses keys on the rows. */
  public void key(KeyCode code, KeyCombination.Modifier... modifiers) throws Exception {
    keyOn(table(), code, modifiers);
  }

  /**
   * Presses keys on a node. A robot cannot: on a headless screen no window is active any more once
   * a menu was shown.
   */
  public void keyOn(Node node, KeyCode code, KeyCombination.Modifier... modifiers) {
    List<KeyCombination.Modifier> held = List.of(modifiers);
    Stages.onScreen(
        () ->
            Event.fireEvent(
                node,
                new KeyEvent(
                    KeyEvent.KEY_PRESSED,
                    KeyEvent.CHAR_UNDEFINED,
                    code.getName(),
                    code,
                    held.contains(KeyCombination.SHIFT_DOWN),
                    held.contains(KeyCombination.SHORTCUT_DOWN),
                    held.contains(KeyCombination.ALT_DOWN),
                    false)));
    Stages.settle();
  }

  /** Presses keys where the focus is. */
  public void keyInFocus(KeyCode code, KeyCombination.Modifier... modifiers) {
    keyOn(Stages.on(() -> stages.stage().getScene().getFocusOwner()), code, modifiers);
  }

  /** Opens the menu of what is selected, by the keyboard. */
  public void menu() throws Exception {
    key(KeyCode.F10, KeyCombination.SHIFT_DOWN);
    Stages.until(() -> menus().stream().anyMatch(Window::isShowing));
  }

  /** Chooses {@code folder-<name>} from the menu of what is selected. */
  public void menu(String name) throws Exception {
    menu();
    until("the menu offers " + name, () -> item(name).isPresent());
    MenuItem item = Stages.on(() -> item(name).orElseThrow());
    closeMenus();
    Stages.onScreen(item::fire);
    Stages.settle();
  }

  /** Whether the menu of what is selected offers something. */
  public boolean menuHas(String name) throws Exception {
    menu();
    boolean has = Stages.on(() -> item(name).isPresent());
    closeMenus();
    return has;
  }

  /** Takes menus away. */
  public void closeMenus() {
    Stages.onScreen(
        () ->
            List.copyOf(Window.getWindows()).stream()
                .filter(PopupWindow.class::isInstance)
                .forEach(Window::hide));
    Stages.settle();
  }

  private static List<ContextMenu> menus() {
    return Window.getWindows().stream()
        .filter(ContextMenu.class::isInstance)
        .map(ContextMenu.class::cast)
        .toList();
  }

  private static Optional<MenuItem> item(String name) {
    return menus().stream()
        .flatMap(menu -> menu.getItems().stream())
        .filter(item -> ("folder-" + name).equals(item.getId()))
        .findFirst();
  }
}
