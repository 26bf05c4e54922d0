package org.dubbelslot.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.dubbelslot.desktop.common.Stages;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.drive.Provider;
import org.dubbelslot.words.FailureCode;
import org.dubbelslot.words.Language;
import org.dubbelslot.words.Words;
import org.dubbelslot.workplace.Home;
import org.dubbelslot.workplace.Services;
import org.dubbelslot.workplace.TestServices;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxToolkit;

@DisplayName("The window")
@Timeout(180)
class MainWindowTest {
  private @TempDir Path folder;
  private final Stages stages = new Stages();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicReference<MainWindow> window = new AtomicReference<>();

  @BeforeAll
  static void needsScreen() {
    Stages.require();
  }

  @AfterEach
  void close() throws Exception {
    stages.close();
  }

  private void open(Path home, String language) throws Exception {
    Services.Factory factory =
        where -> new TestServices(where.map(Home::folder).orElse(home), Walk.clock());
    MainWindow.Whose whose =
        MainWindow.Whose.of(factory.open(Optional.empty()), Locale.of(language));
    FxToolkit.registerPrimaryStage();
    stages.stage(FxToolkit.registerStage(Stage::new));
    Stages.onScreen(
        () -> {
          Platform.setImplicitExit(false);
          window.set(new MainWindow(stages.stage(), factory, whose, ended::countDown));
          window.get().open(List.of());
          stages.stage().requestFocus();
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"nl", "en"})
  @DisplayName(
      "leads a newcomer from Try it to a folder, in which a file can be seen as Microsoft has it")
  void practice(String language) throws Exception {
    open(folder.resolve("home"), language);
    stages.find("#start-practise");
    stages.robot.clickOn("#start-practise");
    stages.find("#place-onedrive");
    stages.find("#folder");
    stages.awaitText(language.equals("nl") ? "Oefenomgeving" : "Practice");
    stages.awaitText(language.equals("nl") ? "Zorgdossiers" : "Care files");
    stages.picture("window-practice-" + language);
    ToggleButton sees = (ToggleButton) stages.find("#provider-sees");
    Stages.onScreen(sees::fire);
    TableView<?> items = (TableView<?>) stages.find("#provider-items");
    Stages.until(
        () ->
            items.getItems().stream()
                .map(item -> ((Provider.Seen) item).item().name())
                .anyMatch(name -> name.endsWith(".dslot")));
    assertThat(stages.texts()).noneMatch(text -> text.contains("Zorgdossiers"));
    stages.picture("window-provider-" + language);
    closeAndWait();
  }

  @Test
  @DisplayName(
      "shows whoever has joined their places after the passphrase, and remembers its bounds")
  void joined() throws Exception {
    try (World world = new World(folder)) {
      world.put(World.MARIJKE, "Verslag.txt", "inhoud");
      open(world.home(World.MARIJKE), "nl");
      stages.find("#passphrase");
      stages.robot.clickOn("#passphrase").write("verzonnen").push(KeyCode.ENTER);
      stages.awaitText("Verslag.txt");
      stages.awaitText("Team Zorg: open");
      closeAndWait();
      assertThat(Files.readString(world.home(World.MARIJKE).resolve("window.json")))
          .contains("width")
          .doesNotContain("Verslag");
    }
  }

  @Test
  @DisplayName("stays when it was hidden to carry the rest, and somebody wanted it back before")
  void wantedBack() throws Exception {
    try (World world = new World(folder)) {
      world.put(World.MARIJKE, "Verslag.txt", "inhoud");
      open(world.home(World.MARIJKE), "nl");
      stages.find("#passphrase");
      stages.robot.clickOn("#passphrase").write("verzonnen").push(KeyCode.ENTER);
      stages.awaitText("Verslag.txt");
      world.faults("[{\"method\":\"PUT\",\"path\":\"\",\"delayMillis\":3000,\"times\":-1}]");
      Path given = Files.writeString(folder.resolve("nieuw.txt"), "nieuw");
      Stages.onScreen(() -> window.get().comeForward(List.of(given)));
      Button start = (Button) stages.find("#drop-start");
      Stages.onScreen(start::fire);
      Stages.until(() -> stages.stage().getTitle().contains("%"));
      askToClose();
      stages.robot.clickOn("Doorgaan in de achtergrond");
      Stages.until(() -> !stages.stage().isShowing());
      Stages.onScreen(() -> window.get().comeForward(List.of()));
      world.noFaults();
      stages.awaitText("nieuw.txt");
      Stages.until(() -> !stages.stage().getTitle().contains("%"));
      assertThat(Stages.on(() -> stages.stage().isShowing())).isTrue();
      assertThat(ended.getCount()).as("not ended").isEqualTo(1);
      closeAndWait();
      assertThat(Stages.<Boolean>on(() -> window.get().comeForward(List.of(given))))
          .as("taken by a window that has ended")
          .isFalse();
    }
  }

  @Test
  @DisplayName("offers a report where this device's keys are damaged, though all is locked")
  void damagedKeys() throws Exception {
    try (World world = new World(folder)) {
      Path keys = world.home(World.MARIJKE).resolve("device.key");
      assertThat(keys).isRegularFile();
      Files.writeString(keys, "niets meer");
      open(world.home(World.MARIJKE), "nl");
      stages.find("#passphrase");
      stages.robot.clickOn("#passphrase").write("verzonnen").push(KeyCode.ENTER);
      stages.awaitText(FailureCode.KEY_FILE_DAMAGED.code());
      stages.picture("unlock-failed");
      stages.robot.clickOn(Words.in(Language.NL).text("desktop.remedy.report"));
      TextArea report = (TextArea) stages.find("#report-text");
      assertThat(report.getText()).doesNotContain(folder.toString());
      closeAndWait();
    }
  }

  @Test
  @DisplayName("ends also when practice was left a moment before")
  void leavesPractice() throws Exception {
    open(folder.resolve("home"), "nl");
    stages.find("#start-practise");
    stages.robot.clickOn("#start-practise");
    stages.awaitText("Zorgdossiers");
    Button leave = (Button) stages.find("#practice-leave");
    Stages.onScreen(leave::fire);
    closeAndWait();
  }

  private void askToClose() {
    Stages.onScreen(
        () ->
            stages
                .stage()
                .fireEvent(new WindowEvent(stages.stage(), WindowEvent.WINDOW_CLOSE_REQUEST)));
  }

  private void closeAndWait() throws Exception {
    askToClose();
    assertThat(ended.await(60, TimeUnit.SECONDS)).as("everything has closed").isTrue();
  }
}
