package org.dubbelslot.desktop;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import org.dubbelslot.desktop.common.Png;
import org.dubbelslot.desktop.common.Stages;
import org.dubbelslot.desktop.common.Theme;
import org.dubbelslot.words.Language;
import org.dubbelslot.workplace.Home;
import org.dubbelslot.workplace.Services;
import org.dubbelslot.workplace.TestServices;
import org.dubbelslot.workplace.copies.Surroundings;
import org.testfx.api.FxToolkit;

/**
 * The whole window of somebody, for tests that walk through it and take pictures:
 *
 * <pre>{@code
 * try (TourWorld world = new TourWorld(folder, Language.NL);
 *     TourWindow window = new TourWindow(world.home(), Language.NL, Theme.LIGHT, 1100, 720)) {
 *   window.unlock();
 *   window.folder("Begroting 2027.xlsx");
 *   window.select("Begroting 2027.xlsx");
 *   window.choose("versions");
 *   window.picture(TourWindow.DOCS, "versies");
 * }
 * }</pre>
 *
 * <p>Pictures for the guides go to {@link #DOCS}: that is {@code target/screenshots/docs}, and
 * {@code docs/images} when the test runs with {@code -Dwrite.pictures=true}; see {@link
 * DocsPicturesTest}.
 */
public final class TourWindow implements AutoCloseable {
  /** Where pictures of screens go. */
  public static final Path SCREENS = below("target/screenshots");

  /** Where pictures for the guides go. */
  public static final Path DOCS =
      Boolean.getBoolean("write.pictures")
          ? below("docs/images")
          : below("target/screenshots/docs");

  private static final int TEXT = 14;

  /** Waits, finds, clicks and types. */
  public final Stages stages = new Stages();

  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicReference<MainWindow> window = new AtomicReference<>();

  /**
   * Opens it.
   *
   * @param home the person's folder; need not exist: then nobody has joined yet
   */
  public TourWindow(Path home, Language language, Theme theme, int width, int height)
      throws Exception {
    Services.Factory factory =
        where -> new TestServices(where.map(Home::folder).orElse(home), Clock.systemUTC());
    Files.createDirectories(home);
    Files.writeString(
        home.resolve("window.json"),
        "{\"x\":0,\"y\":0,\"width\":%d,\"height\":%d,\"theme\":\"%s\"}"
            .formatted(width, height, theme.name().toLowerCase(Locale.ROOT)),
        StandardCharsets.UTF_8);
    MainWindow.Whose whose =
        MainWindow.Whose.of(new TestServices(home, Clock.systemUTC()), Locale.of(language.tag()));
    FxToolkit.registerPrimaryStage();
    stages.stage(FxToolkit.registerStage(Stage::new));
    Stages.onScreen(
        () -> {
          Platform.setImplicitExit(false);
          window.set(new MainWindow(stages.stage(), factory, whose, computer(), ended::countDown));
          // Toolkits without a real screen claim to have a small one.
          window.get().open(List.of(), List.of(new Rectangle2D(0, 0, 1920, 1080)));
          stages.stage().requestFocus();
        });
  }

  /** This one, except that nobody else's program opens anything. */
  private Computer computer() {
    Computer real = Computer.real(stages::stage);
    return new Computer(
        (clock, words) ->
            Surroundings.ofThisComputer(clock, words)
                .withPrograms(
                    file -> {
                      // What is opened here is looked at in the window alone.
                    }),
        real.paths(),
        real.dialogs(),
        real.folders(),
        real.files(),
        real.wall(),
        real.nanos());
  }

  private static Path below(String path) {
    return Path.of(System.getProperty("project.basedir", ".")).resolve(path);
  }

  /** Types the passphrase of the invented organisation. */
  public void unlock() throws Exception {
    TextInputControl passphrase = (TextInputControl) stages.find("#passphrase");
    Stages.onScreen(() -> passphrase.setText("verzonnen"));
    press("unlock");
    stages.find("#folder");
  }

  /** Hands files over, as another start of the program does: the sheet of a drop comes. */
  public void give(List<Path> files) {
    Stages.onScreen(() -> window.get().comeForward(files));
  }

  /** Waits until the folder in front has a row of that name. */
  public void folder(String name) throws Exception {
    TableView<?> table = (TableView<?>) stages.find("#folder-table");
    Stages.until(() -> table.isVisible() && row(table, name) >= 0);
  }

  /** Selects rows of the folder, by name. */
  public void select(String... names) throws Exception {
    TableView<?> table = (TableView<?>) stages.find("#folder-table");
    for (String name : names) {
      Stages.until(() -> row(table, name) >= 0);
    }
    Stages.onScreen(
        () -> {
          table.requestFocus();
          table.getSelectionModel().clearSelection();
          for (String name : names) {
            table.getSelectionModel().select(row(table, name));
            table.getFocusModel().focus(row(table, name));
          }
        });
    Stages.settle();
  }

  private static int row(TableView<?> table, String name) {
    for (int i = 0; i < table.getItems().size(); i++) {
      if (table.getItems().get(i).toString().contains(name)) {
        return i;
      }
    }
    return -1;
  }

  /** Presses a button by its id, wherever it is. */
  public void press(String id) throws Exception {
    Node button = stages.find("#" + id);
    Stages.until(() -> !button.isDisabled());
    Stages.onScreen(((ButtonBase) button)::fire);
    Stages.settle();
  }

  /** Opens the menu of what is selected, by the keyboard. */
  public void menu() throws Exception {
    key(KeyCode.F10, true);
    Stages.until(() -> !items().isEmpty());
  }

  /** Chooses {@code folder-<item>} of the menu of what is selected. */
  public void choose(String item) throws Exception {
    menu();
    MenuItem chosen =
        Stages.on(
            () ->
                items().stream()
                    .filter(one -> ("folder-" + item).equals(one.getId()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(item + " is not in the menu")));
    closeMenus();
    Stages.onScreen(chosen::fire);
    Stages.settle();
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

  private static List<MenuItem> items() {
    return Window.getWindows().stream()
        .filter(ContextMenu.class::isInstance)
        .map(ContextMenu.class::cast)
        .flatMap(menu -> menu.getItems().stream())
        .toList();
  }

  /** Waits until a sheet asks something, and has the focus. */
  public void sheet() throws Exception {
    Node sheet = stages.find(".sheet-title").getParent();
    Stages.until(sheet::isFocusWithin);
    Stages.settle();
  }

  /** Presses Escape where the focus is, which must take the sheet away. */
  public void closeSheet() throws Exception {
    key(KeyCode.ESCAPE, false);
    Stages.until(() -> stages.robot.lookup(".sheet-title").tryQuery().isEmpty());
  }

  /**
   * Presses a key where the focus is. A robot cannot: on a headless screen no window is active any
   * more once a menu was shown.
   */
  public void key(KeyCode code, boolean shift) {
    Stages.onScreen(
        () ->
            Event.fireEvent(
                stages.stage().getScene().getFocusOwner(),
                new KeyEvent(
                    KeyEvent.KEY_PRESSED, "", code.getName(), code, shift, false, false, false)));
    Stages.settle();
  }

  /** Dresses the window anew, as its settings would. */
  public void dress(Theme theme, int textSize) {
    Stages.onScreen(() -> theme.apply(stages.stage().getScene(), textSize));
    Stages.settle();
  }

  /** As {@link #dress(Theme, int)}, with text of the usual size. */
  public void dress(Theme theme) {
    dress(theme, TEXT);
  }

  /** Writes what is shown, menus too, to {@code <folder>/<name>.png}. */
  public Path picture(Path folder, String name) throws Exception {
    Stages.settle();
    Path file = folder.resolve(name.toLowerCase(Locale.ROOT) + ".png");
    Png.write(Stages.on(this::snapshot), file);
    return file;
  }

  private WritableImage snapshot() {
    Scene scene = stages.stage().getScene();
    WritableImage all = scene.snapshot(null);
    for (Window each : List.copyOf(Window.getWindows())) {
      if (each instanceof PopupWindow popup && popup.isShowing()) {
        WritableImage over = popup.getScene().snapshot(null);
        int x = (int) (popup.getX() - stages.stage().getX() - scene.getX());
        int y = (int) (popup.getY() - stages.stage().getY() - scene.getY());
        lay(over, all, x, y);
      }
    }
    return all;
  }

  /** Opaque pixels only: around a popup lies nothing but its shadow. */
  private static void lay(WritableImage over, WritableImage all, int left, int top) {
    for (int y = Math.max(0, -top); y < over.getHeight() && top + y < all.getHeight(); y++) {
      for (int x = Math.max(0, -left); x < over.getWidth() && left + x < all.getWidth(); x++) {
        int argb = over.getPixelReader().getArgb(x, y);
        if (argb >>> 24 == 0xff) {
          all.getPixelWriter().setArgb(left + x, top + y, argb);
        }
      }
    }
  }

  /** Closes the window, and waits until everything behind it has closed. */
  @Override
  public void close() throws Exception {
    closeMenus();
    Stages.onScreen(
        () ->
            stages
                .stage()
                .fireEvent(new WindowEvent(stages.stage(), WindowEvent.WINDOW_CLOSE_REQUEST)));
    if (!ended.await(60, TimeUnit.SECONDS)) {
      throw new AssertionError("something did not close");
    }
    stages.close();
  }
}
