package org.dubbelslot.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.common.Accessibility;
import org.dubbelslot.desktop.common.Announcements;
import org.dubbelslot.desktop.common.AtDesk;
import org.dubbelslot.desktop.common.Desk;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.desktop.common.Screen;
import org.dubbelslot.desktop.common.Stages;
import org.dubbelslot.desktop.common.Theme;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.desktop.locks.LocksModel;
import org.dubbelslot.desktop.locks.UnlockScreen;
import org.dubbelslot.desktop.places.PlacesModel;
import org.dubbelslot.desktop.start.PracticeBar;
import org.dubbelslot.words.Failure;
import org.dubbelslot.words.FailureCode;
import org.dubbelslot.words.Language;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The window's frame")
@Timeout(120)
class MainViewTest {
  private @TempDir Path folder;
  private final Stages stages = new Stages();
  private World world;
  private Desk desk;
  private Frame frame;

  @BeforeAll
  static void needsScreen() {
    Stages.require();
  }

  @BeforeEach
  void make() throws Exception {
    world = new World(folder);
  }

  @AfterEach
  void close() throws Exception {
    stages.close();
    world.close();
  }

  private record Named(String name) implements Screen {
    @Override
    public Node view() {
      return new StackPane(new Label(name));
    }
  }

  private void open(Language language, Theme theme, int width, int height) throws Exception {
    desk = world.desk(World.MARIJKE, language, Stages.background());
    frame =
        stages.show(new AtDesk.Look(language, theme, width, height), desk, MainViewTest::mainView);
    Stages.onScreen(() -> desk.look(frame::fail));
  }

  private static Node mainView(Frame frame) {
    return new MainView(
        frame,
        new MainView.Parts(
            new Named("start"),
            new SimpleBooleanProperty(),
            new UnlockScreen(frame),
            new Named("map"),
            List.of(
                new MainView.Other(
                    "connections", Glyph.CONNECTIONS, "Verbindingen", new Named("verbindingen"))),
            () -> frame.sheets().show("Plaats", new VBox(), () -> {}),
            new VBox(),
            new PlacesModel(frame),
            new LocksModel(frame),
            Optional.of(new PracticeBar(frame.words(), () -> {}))));
  }

  private void unlock() throws Exception {
    stages.find("#passphrase");
    stages.robot.clickOn("#passphrase").write("verzonnen").push(KeyCode.ENTER);
    stages.find("#place-" + World.PLACE);
  }

  @Test
  @DisplayName("asks for the passphrase, opens, and shows the places with their team's lock")
  void opens() throws Exception {
    open(Language.NL, Theme.LIGHT, 1000, 700);
    unlock();
    stages.awaitText("Slot van Zorg");
    stages.awaitText("Organisatie: open");
    stages.awaitText("Team Zorg: open");
    assertThat(stages.texts()).contains("map").anyMatch(text -> text.startsWith("Oefenomgeving"));

    stages.robot.clickOn("#connections");
    stages.awaitText("verbindingen");
    stages.robot.clickOn("#place-" + World.PLACE);
    stages.awaitText("map");
  }

  @Test
  @DisplayName("keeps nothing of a passphrase in its field, and forgets the places at a lock")
  void locks() throws Exception {
    open(Language.EN, Theme.LIGHT, 1000, 700);
    unlock();
    stages.robot.clickOn("#lock-now");
    TextInputControl field = (TextInputControl) stages.find("#passphrase");
    assertThat(Stages.on(() -> field.getText().length())).isZero();
    assertThat(stages.texts()).noneMatch(text -> text.contains(World.PLACE));
    stages.awaitText("Dubbelslot is locked");
  }

  @Test
  @DisplayName("lets nothing under a sheet be reached, and Escape closes it")
  void sheets() throws Exception {
    open(Language.EN, Theme.LIGHT, 1000, 700);
    unlock();
    stages.robot.clickOn("#add-place");
    Stages.until(() -> frame.sheets().isAsking());
    assertThat(Stages.on(() -> stages.find("#lock-now").isDisabled())).isTrue();
    stages.robot.push(KeyCode.ESCAPE);
    Stages.until(() -> !frame.sheets().isAsking());
    assertThat(Stages.on(() -> stages.find("#lock-now").isDisabled())).isFalse();
  }

  static Stream<Arguments> looks() {
    return Stream.of(Language.values())
        .flatMap(
            language ->
                Stream.of(Theme.LIGHT, Theme.DARK).map(theme -> Arguments.of(language, theme)));
  }

  @ParameterizedTest(name = "in {0}, {1}: nothing is cut, and every text stands out")
  @MethodSource("looks")
  void pictures(Language language, Theme theme) throws Exception {
    open(language, theme, 800, 600);
    stages.find("#passphrase");
    look("unlock", language, theme);
    unlock();
    stages.awaitText("Zorg");
    Stages.onScreen(
        () -> {
          frame
              .announcements()
              .tell(
                  "Offerte.pdf is on double lock now. Earlier versions and the recycle bin may "
                      + "still hold readable copies.",
                  new Announcements.Offer("Remove these too", () -> {}));
          frame.fail(Failure.of(FailureCode.HOST_UNREACHABLE, "graph.microsoft.com"));
        });
    stages.awaitText("Offerte.pdf");
    look("frame", language, theme);
  }

  private void look(String what, Language language, Theme theme) throws Exception {
    stages.picture(what + "-" + language.tag() + "-" + theme);
    assertThat(stages.cutTexts()).isEmpty();
    assertThat(Stages.on(() -> Accessibility.problems(stages.stage().getScene()))).isEmpty();
  }
}
