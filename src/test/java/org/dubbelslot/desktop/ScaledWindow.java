package org.dubbelslot.desktop;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.WritableImage;
import javafx.scene.robot.Robot;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.dubbelslot.desktop.common.Accessibility;
import org.dubbelslot.desktop.common.Png;
import org.dubbelslot.desktop.common.Stages;
import org.dubbelslot.desktop.common.Theme;
import org.dubbelslot.words.Language;

/**
 * The whole window on a real screen, photographed from the screen with every one of its pixels. Its
 * arguments are an empty folder to work in, a language and a theme; it prints how much larger than
 * usual the screen draws, and what is wrong.
 */
final class ScaledWindow {
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 800;

  private ScaledWindow() {}

  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Path folder = Path.of(arguments[0]);
    Language language = Language.valueOf(arguments[1]);
    Theme theme = Theme.valueOf(arguments[2]);
    try (TourWorld world = new TourWorld(folder, language);
        TourWindow window = new TourWindow(world.home(), language, theme, WIDTH, HEIGHT)) {
      out.println("SCALE " + Stages.on(() -> Screen.getPrimary().getOutputScaleX()));
      new Tour(
              world,
              window,
              screen -> {
                Stages.settle();
                Png.write(
                    Stages.on(() -> photograph(window.stages.stage())),
                    TourWindow.SCREENS
                        .resolve("200")
                        .resolve(
                            (screen + "-" + arguments[1] + "-" + theme).toLowerCase(Locale.ROOT)
                                + ".png"));
                Stages.on(() -> Accessibility.problems(window.stages.stage().getScene()))
                    .forEach(problem -> out.println("PROBLEM " + screen + " " + problem));
              })
          .main();
    }
    out.println("DONE");
    System.exit(0);
  }

  private static WritableImage photograph(Stage stage) {
    Rectangle2D window =
        new Rectangle2D(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight());
    return new Robot().getScreenCapture(null, window, false);
  }
}
