package org.dubbelslot.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Labeled;
import javafx.stage.PopupWindow;
import javafx.stage.Window;
import org.dubbelslot.desktop.common.Accessibility;
import org.dubbelslot.desktop.common.Stages;
import org.dubbelslot.desktop.common.Theme;
import org.dubbelslot.words.Language;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every screen and sheet of the whole window, in both languages and themes, small and large: can be
 * used by keyboard and screen reader, stands out, is not cut. Pictures go to {@code
 * target/screenshots/window}.
 */
@DisplayName("Every screen of the window")
@Timeout(300)
class ScreensTest {
  private static final int LARGE_TEXT = 20;
  private static final Path PICTURES = TourWindow.SCREENS.resolve("window");

  private @TempDir Path folder;
  private final List<String> problems = new ArrayList<>();
  private TourWindow window;

  @BeforeAll
  static void needsScreen() {
    Stages.require();
  }

  /** The one in which most is cut, or all with {@code -Dscreens.all=true}, which takes minutes. */
  static Stream<Arguments> looks() {
    Stream<Arguments> hardest = Stream.of(Arguments.of(Language.NL, 800, 600));
    Stream<Arguments> others =
        Stream.of(
            Arguments.of(Language.EN, 1280, 800),
            Arguments.of(Language.NL, 1280, 800),
            Arguments.of(Language.EN, 800, 600));
    return Boolean.getBoolean("screens.all") ? Stream.concat(hardest, others) : hardest;
  }

  @ParameterizedTest(name = "{0}, {1} by {2}")
  @MethodSource("looks")
  @DisplayName("can be used by everybody")
  void usable(Language language, int width, int height) throws Exception {
    String suffix = "-" + language.tag() + "-" + width;
    try (TourWindow fresh =
        new TourWindow(folder.resolve("new"), language, Theme.LIGHT, width, height)) {
      window = fresh;
      fresh.stages.find("#start-practise");
      look("start-1-welcome", suffix);
      fresh.press("#start-join");
      fresh.stages.find("#start-address");
      look("start-2-join", suffix);
    }
    try (TourWorld world = new TourWorld(folder.resolve("world"), language);
        TourWindow joined = new TourWindow(world.home(), language, Theme.LIGHT, width, height)) {
      window = joined;
      new Tour(world, joined, screen -> look(screen, suffix)).all();
    }
    assertThat(problems).isEmpty();
  }

  private void look(String screen, String suffix) throws Exception {
    String name = screen + suffix;
    boolean menu = Stages.on(ScreensTest::hasMenu);
    for (Theme theme : List.of(Theme.DARK, Theme.LIGHT)) {
      window.dress(theme);
      window.picture(PICTURES, name + "-" + theme);
      if (!menu) {
        Scene scene = window.stages.stage().getScene();
        Stages.on(() -> Accessibility.problems(scene))
            .forEach(problem -> problems.add(name + "-" + theme + " " + problem));
      }
    }
    cut(name);
    if (!menu && suffix.startsWith("-nl")) {
      window.dress(Theme.LIGHT, LARGE_TEXT);
      window.picture(PICTURES, name + "-large-text");
      cut(name + "-large-text");
      window.dress(Theme.LIGHT);
    }
  }

  private static boolean hasMenu() {
    return Window.getWindows().stream().anyMatch(PopupWindow.class::isInstance);
  }

  /** Names of files, people and places may be cut: they are told whole elsewhere. */
  private void cut(String name) {
    Stages.on(
            () ->
                window
                    .stages
                    .robot
                    .lookup(node -> node instanceof Labeled label && label.isTextTruncated())
                    .queryAllAs(Labeled.class)
                    .stream()
                    .filter(ScreensTest::countsAsCut)
                    .map(Labeled::getText)
                    .toList())
        .forEach(text -> problems.add(name + " cuts: " + text));
  }

  private static boolean countsAsCut(Node label) {
    for (Node each = label; each != null; each = each.getParent()) {
      if (!each.isVisible()
          || each instanceof IndexedCell<?>
          || each.getStyleClass().contains("place")
          || each.getStyleClass().contains("crumbs")) {
        return false;
      }
    }
    return true;
  }
}
