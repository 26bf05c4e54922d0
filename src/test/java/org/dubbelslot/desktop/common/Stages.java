package org.dubbelslot.desktop.common;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.dubbelslot.desktop.Desktop;
import org.dubbelslot.words.Words;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** A stage for tests: shows a screen, waits for what it shows, takes pictures of it. */
public final class Stages {
  private static final Path PICTURES =
      Path.of(System.getProperty("project.basedir", "."), "target", "screenshots");
  private static final int PATIENCE_SECONDS = 20;
  private static final int TEXT = 14;

  /** Of ten milliseconds each: long enough for two pulses of the toolkit. */
  private static final int LOOKS = 3;

  /** Waits and clicks. */
  public final FxRobot robot = new Hands();

  private Stage stage;

  /** Where there is no screen, tests are left out. */
  public static void require() {
    assumeTrue(Desktop.isPossible(), "no screen, and no -Dglass.platform=Headless");
  }

  /** Shows what {@code root} makes, on the screen's thread. */
  public void show(Theme theme, int width, int height, Supplier<Parent> root) throws Exception {
    stage = FxToolkit.registerPrimaryStage();
    FxToolkit.setupStage(
        primary -> {
          Scene scene = new Scene(root.get(), width, height);
          theme.apply(scene, TEXT);
          primary.setScene(scene);
          primary.setWidth(width);
          primary.setHeight(height);
          primary.show();
        });
    settle();
  }

  /**
   * Shows one screen with sheets over it, as a window does.
   *
   * @param desk what it is handed, with announcements of its own
   * @param screen makes it, on the screen's thread
   * @return what it was handed
   */
  public Frame show(
      AtDesk.Look look, Desk desk, WindowSettings settings, Function<Frame, Node> screen)
      throws Exception {
    // Reads bundles the first time, which is nothing for the screen's thread.
    Words words = Words.in(look.language());
    AtomicReference<Frame> handed = new AtomicReference<>();
    show(
        look.theme(),
        look.width(),
        look.height(),
        () -> {
          StackPane content = new StackPane();
          content.getStyleClass().add("main");
          Sheets sheets = new Sheets(content);
          handed.set(new Frame(desk, background(), words, sheets, new Announcements(), settings));
          content.getChildren().add(screen.apply(handed.get()));
          return sheets;
        });
    return handed.get();
  }

  /** The same with a window that has nothing to remember. */
  public Frame show(AtDesk.Look look, Desk desk, Function<Frame, Node> screen) throws Exception {
    return show(look, desk, WindowSettings.forgotten(), screen);
  }

  /** Works on a stage that something else opened. */
  public void stage(Stage opened) {
    stage = opened;
  }

  /** The stage. */
  public Stage stage() {
    return stage;
  }

  /** Closes all windows. */
  public void close() throws Exception {
    FxToolkit.cleanupStages();
  }

  /** Waits until the screen's thread has nothing more to do. */
  public static void settle() {
    WaitForAsyncUtils.waitForFxEvents(LOOKS);
  }

  /** Waits for something to hold, which is asked on the screen's thread. */
  public static void until(Callable<Boolean> holds) throws Exception {
    WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, SECONDS, () -> on(holds));
    settle();
  }

  /** Asks something on the screen's thread; what that takes is the test's, not the program's. */
  public static <T> T on(Callable<T> question) {
    return WaitForAsyncUtils.waitForAsyncFx(PATIENCE_SECONDS * 1000L, () -> ask(question));
  }

  /** In its stack the watch of that thread sees who asks. */
  private static <T> T ask(Callable<T> question) throws Exception {
    return question.call();
  }

  /** Does something on the screen's thread. */
  public static void onScreen(Runnable act) {
    WaitForAsyncUtils.waitForAsyncFx(PATIENCE_SECONDS * 1000L, act);
  }

  /** A background that works as the program's does. */
  public static Background background() {
    return new Background(
        work -> Thread.ofVirtual().name("background").start(work), Platform::runLater);
  }

  /** The node of that id or style, once it is there. */
  public Node find(String query) throws Exception {
    until(() -> robot.lookup(query).tryQuery().isPresent());
    return robot.lookup(query).query();
  }

  /** Every text that is shown. */
  public List<String> texts() {
    return on(
        () ->
            robot
                .lookup(node -> node instanceof Labeled && isShown(node))
                .queryAllAs(Labeled.class)
                .stream()
                .map(Labeled::getText)
                .filter(text -> text != null && !text.isEmpty())
                .toList());
  }

  /** Waits until a text is shown that holds {@code part}. */
  public void awaitText(String part) throws Exception {
    until(() -> texts().stream().anyMatch(text -> text.contains(part)));
  }

  /** The texts that do not fit where they stand. */
  public List<String> cutTexts() {
    return on(
        () ->
            robot
                .lookup(node -> node instanceof Labeled && isShown(node))
                .queryAllAs(Labeled.class)
                .stream()
                .filter(Labeled::isTextTruncated)
                .map(Labeled::getText)
                .toList());
  }

  /** Whether nothing above a node hides it. */
  public static boolean isShown(Node node) {
    for (Node each = node; each != null; each = each.getParent()) {
      if (!each.isVisible()) {
        return false;
      }
    }
    return true;
  }

  /** Writes what is shown to {@code target/screenshots/<name>.png}. */
  public Path picture(String name) throws Exception {
    settle();
    Path file = PICTURES.resolve(name.toLowerCase(Locale.ROOT) + ".png");
    Png.write(on(() -> stage.getScene().snapshot(null)), file);
    return file;
  }
}
