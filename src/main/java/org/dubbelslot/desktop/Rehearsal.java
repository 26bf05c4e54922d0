package org.dubbelslot.desktop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.PopupWindow;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import org.dubbelslot.workplace.Home;
import org.dubbelslot.workplace.Services;

/**
 * The window goes once through what people do most: from the start screen into practice, to a
 * folder and how the provider sees it, through a drop and the other screens, and closes. The build
 * has the JVM watch this when it makes the AOT cache.
 */
public final class Rehearsal {
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private final MainWindow window;
  private final Deque<Step> left = new ArrayDeque<>();
  private final long begun = System.nanoTime();
  private int rows;

  /** Something to do, tried at every pulse until it could be done. */
  private record Step(String name, BooleanSupplier done) {}

  private Rehearsal(MainWindow window) {
    this.window = window;
  }

  /**
   * Opens the window, goes through it and closes it; the toolkit has ended then.
   *
   * @param home of somebody who has joined nothing yet; made where it is missing
   * @param folder for the file that is dropped
   * @return false when some screen did not come in a few minutes, which is logged
   * @throws IOException when the file cannot be written
   */
  public static boolean run(Services.Factory factory, Home home, Path folder) throws IOException {
    ToolkitClasses.load();
    Path file = Files.writeString(folder.resolve("letter.txt"), "letter");
    AtomicReference<Rehearsal> rehearsal = new AtomicReference<>();
    Desktop.open(
        factory,
        Optional.of(home),
        List.of(),
        Locale.ENGLISH,
        window -> {
          rehearsal.set(new Rehearsal(window));
          rehearsal.get().begin(file);
        });
    return rehearsal.get() != null && rehearsal.get().left.isEmpty();
  }

  private void begin(Path file) {
    step("start-practise", () -> press("start-practise"));
    step("rows", () -> rows("folder-table") > 0);
    step("preview", () -> press("folder-preview"));
    step("selection", this::selectAll);
    step("menu", this::showMenu);
    step("menu closed", this::hideMenu);
    step("provider", () -> press("provider-sees"));
    step("provider's rows", () -> rows("provider-items") > 0);
    step("back", () -> press("provider-sees"));
    step("drop", () -> drop(file));
    step("drop-start", () -> press("drop-start"));
    step("arrival", () -> rows("folder-table") > rows);
    for (String screen : List.of("inspect", "grants", "connections", "settings")) {
      step(screen, () -> press(screen));
    }
    step("place", () -> press("place-onedrive"));
    step("rows again", () -> rows("folder-table") > rows);
    step("close", this::close);
    new AnimationTimer() {
      @Override
      public void handle(long now) {
        go(this);
      }
    }.start();
  }

  private void step(String name, BooleanSupplier done) {
    left.add(new Step(name, done));
  }

  private void go(AnimationTimer timer) {
    if (left.isEmpty()) {
      timer.stop();
    } else if (left.peek().done().getAsBoolean()) {
      left.remove();
    } else if (System.nanoTime() - begun > LONGEST.toNanos()) {
      timer.stop();
      System.getLogger(Rehearsal.class.getName())
          .log(System.Logger.Level.ERROR, "the rehearsal stopped at {0}", left.peek().name());
      window.end();
    }
  }

  private Optional<Node> find(String id) {
    Node found = window.stage().getScene().lookup("#" + id);
    for (Node each = found; each != null; each = each.getParent()) {
      if (!each.isVisible() || each.isDisabled()) {
        return Optional.empty();
      }
    }
    return Optional.ofNullable(found);
  }

  private boolean press(String id) {
    Optional<Node> button = find(id);
    button.ifPresent(there -> ((ButtonBase) there).fire());
    return button.isPresent();
  }

  private int rows(String id) {
    return find(id).map(table -> ((TableView<?>) table).getItems().size()).orElse(0);
  }

  private boolean selectAll() {
    Optional<Node> table = find("folder-table");
    table.ifPresent(there -> ((TableView<?>) there).getSelectionModel().selectAll());
    table.ifPresent(there -> ((TableView<?>) there).getSelectionModel().clearAndSelect(0));
    return table.isPresent();
  }

  private boolean showMenu() {
    Optional<Node> table = find("folder-table");
    table.ifPresent(
        there ->
            Event.fireEvent(
                there,
                new KeyEvent(
                    KeyEvent.KEY_PRESSED,
                    "",
                    "",
                    KeyCode.CONTEXT_MENU,
                    false,
                    false,
                    false,
                    false)));
    return table.isPresent();
  }

  private boolean hideMenu() {
    List<PopupWindow> menus =
        Window.getWindows().stream()
            .filter(PopupWindow.class::isInstance)
            .map(PopupWindow.class::cast)
            .toList();
    menus.forEach(PopupWindow::hide);
    return !menus.isEmpty();
  }

  private boolean drop(Path file) {
    rows = rows("folder-table");
    if (rows > 0) {
      window.comeForward(List.of(file));
    }
    return rows > 0;
  }

  private boolean close() {
    Event.fireEvent(
        window.stage(), new WindowEvent(window.stage(), WindowEvent.WINDOW_CLOSE_REQUEST));
    return true;
  }
}
