package org.dubbelslot.desktop;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.stage.PopupWindow;
import javafx.stage.Window;
import org.dubbelslot.desktop.common.Png;
import org.dubbelslot.desktop.common.Stages;
import org.dubbelslot.desktop.common.Theme;
import org.dubbelslot.words.Language;
import org.dubbelslot.workplace.Home;
import org.dubbelslot.workplace.Services;
import org.dubbelslot.workplace.TestServices;
import org.dubbelslot.workplace.copies.Surroundings;

/**
 * The whole window of somebody, for tests that walk through it and take pictures:
 *
 * <pre>{@code
 * try (TourWorld world = new TourWorld(folder, Language.NL);
 *     TourWindow window = new TourWindow(world.home(), Language.NL, Theme.LIGHT, 1100, 720)) {
 *   window.unlock();
 *   window.folder("Begroting 2027.xlsx");
 *   window.select("Begroting 2027.xlsx");
 *   window.menu("versions");
 *   window.picture(TourWindow.DOCS, "versies");
 * }
 * }</pre>
 *
 * <p>Pictures for the guides go to {@link #DOCS}: that is {@code target/screenshots/docs}, and
 * {@code docs/images} when the test runs with {@code -Dwrite.pictures=true}; see {@link
 * DocsPicturesTest}.
 */
public final class TourWindow extends AtMainWindow {
  /** Where pictures of screens go. */
  public static final Path SCREENS = below("target/screenshots");

  /** Where pictures for the guides go. */
  public static final Path DOCS =
      Boolean.getBoolean("write.pictures")
          ? below("docs/images")
          : below("target/screenshots/docs");

  private static final int TEXT = 14;

  /**
   * Opens it.
   *
   * @param home the person's folder; need not exist: then nobody has joined yet
   */
  public TourWindow(Path home, Language language, Theme theme, int width, int height)
      throws Exception {
    Services.Factory factory =
        where -> new TestServices(where.map(Home::folder).orElse(home), Walk.clock());
    Files.createDirectories(home);
    Files.writeString(
        home.resolve("window.json"),
        "{\"x\":0,\"y\":0,\"width\":%d,\"height\":%d,\"theme\":\"%s\"}"
            .formatted(width, height, theme.name().toLowerCase(Locale.ROOT)),
        StandardCharsets.UTF_8);
    // Toolkits without a real screen claim to have a small one.
    List<Rectangle2D> screens = List.of(new Rectangle2D(0, 0, 1920, 1080));
    open(factory, language, computer(), made -> made.open(List.of(), screens));
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
        real.dialogs(),
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
    press("#unlock");
    stages.find("#folder");
  }

  /** Waits until the folder in front has a row of that name. */
  public void folder(String name) throws Exception {
    until("there is " + name, () -> names().contains(name));
  }

  /** Waits until a sheet asks something, and has the focus. */
  public void sheet() throws Exception {
    Node sheet = stages.find(".sheet-title").getParent();
    Stages.until(sheet::isFocusWithin);
    Stages.settle();
  }

  /** Presses Escape where the focus is, which must take the sheet away. */
  public void closeSheet() throws Exception {
    keyInFocus(KeyCode.ESCAPE);
    Stages.until(() -> stages.robot.lookup(".sheet-title").tryQuery().isEmpty());
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
    pressClose();
    awaitEnd();
    stages.close();
  }
}
