package org.dubbelslot.bench.window;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;

/** Things to wait for in a window and things to do in it, in order, one a pulse. */
final class Errands extends AnimationTimer {
  private final Deque<BooleanSupplier> left = new ArrayDeque<>();

  /** Waits until something holds or could be done; asked on the screen's thread. */
  Errands until(BooleanSupplier done) {
    left.add(done);
    return this;
  }

  /** Does something. */
  Errands then(Runnable act) {
    return until(
        () -> {
          act.run();
          return true;
        });
  }

  @Override
  public void handle(long now) {
    if (left.isEmpty()) {
      stop();
    } else if (left.peek().getAsBoolean()) {
      left.remove();
    }
  }

  /** The window. */
  static Optional<Scene> scene() {
    return Window.getWindows().stream()
        .filter(window -> window instanceof Stage && window.isShowing())
        .findFirst()
        .map(Window::getScene);
  }

  /** The node of that id, when it is seen and not disabled. */
  static Optional<Node> find(String id) {
    Node found = scene().map(scene -> scene.lookup("#" + id)).orElse(null);
    for (Node each = found; each != null; each = each.getParent()) {
      if (!each.isVisible() || each.isDisabled()) {
        return Optional.empty();
      }
    }
    return Optional.ofNullable(found);
  }

  /** Whether the node of that id has the focus. */
  static boolean hasFocus(String id) {
    return find(id).filter(Node::isFocused).isPresent();
  }

  /** Presses the button of that id, once it is there. */
  static boolean press(String id) {
    Optional<Node> button = find(id);
    button.ifPresent(there -> ((ButtonBase) there).fire());
    return button.isPresent();
  }

  /** The table of that id. */
  static Optional<TableView<?>> table(String id) {
    return find(id).map(node -> (TableView<?>) node);
  }

  /** How many rows the table of that id has; 0 where it is not seen. */
  static int rows(String id) {
    return table(id).map(table -> table.getItems().size()).orElse(0);
  }

  /** Asks the window to close, as its frame does. */
  static void close() {
    scene()
        .map(Scene::getWindow)
        .ifPresent(
            window ->
                Event.fireEvent(window, new WindowEvent(window, WindowEvent.WINDOW_CLOSE_REQUEST)));
  }
}
