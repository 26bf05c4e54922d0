package org.dubbelslot.desktop.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import org.dubbelslot.desktop.common.AtDesk;
import org.dubbelslot.desktop.common.Contrast;
import org.dubbelslot.desktop.common.Desk;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Stages;
import org.dubbelslot.desktop.common.Theme;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.files.SourceFile;
import org.dubbelslot.transfer.Conflict;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Putter;
import org.dubbelslot.transfer.TransferBatch;
import org.dubbelslot.transfer.TransferSnapshot;
import org.dubbelslot.words.Language;
import org.dubbelslot.words.Remedy;
import org.dubbelslot.workplace.Workplace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The strip of transfers")
@Timeout(120)
class TransfersViewTest {
  private @TempDir Path folder;
  private final Stages stages = new Stages();
  private final List<String> pressed = new CopyOnWriteArrayList<>();
  private Optional<World> world = Optional.empty();
  private Desk desk;
  private TransfersModel model;
  private TransfersView view;
  private Frame frame;

  @BeforeAll
  static void needsScreen() {
    Stages.require();
  }

  @AfterEach
  void close() throws Exception {
    stages.close();
    if (world.isPresent()) {
      world.get().close();
    }
  }

  private void show(Language language, Theme theme, int width, int height) throws Exception {
    world = Optional.of(new World(folder));
    desk = world.get().desk(World.BAS, language, Stages.background());
    frame = stages.show(new AtDesk.Look(language, theme, width, height), desk, this::content);
  }

  private Node content(Frame handed) {
    model = new TransfersModel(handed);
    view = new TransfersView(handed, model, Map.of(Remedy.SIGN_IN, () -> pressed.add("sign in")));
    BorderPane content = new BorderPane(new Region());
    content.setBottom(view);
    return content;
  }

  private void stand(TransferSnapshot snapshot) {
    Stages.onScreen(() -> model.show(snapshot));
    Stages.settle();
  }

  static Stream<Arguments> looks() {
    return Stream.of(Language.NL, Language.EN)
        .flatMap(
            language ->
                Stream.of(
                    Arguments.of(language, Theme.LIGHT, 1280, 800),
                    Arguments.of(language, Theme.DARK, 800, 600)));
  }

  @ParameterizedTest
  @MethodSource("looks")
  @DisplayName("tells of all that can be at once, in both languages and themes, and cuts nothing")
  void looks(Language language, Theme theme, int width, int height) throws Exception {
    show(language, theme, width, height);
    String name =
        "-%s-%s-%d".formatted(language.tag(), theme.name().toLowerCase(Locale.ROOT), width);
    stand(Standing.busy());
    stages.picture("transfers-strip" + name);
    Stages.onScreen(view::open);
    Stages.settle();
    stages.picture("transfers-list" + name);
    assertThat(stages.cutTexts()).isEmpty();
    Contrast contrast = new Contrast();
    Stages.onScreen(() -> contrast.measure(view));
    assertThat(contrast.texts()).isNotEmpty().allMatch(text -> text.ratio() >= 4.5);
    stand(Standing.offline(frame.desk().services().pause().now().plus(Duration.ofSeconds(12))));
    stages.picture("transfers-offline" + name);
    assertThat(stages.texts()).anyMatch(text -> text.contains("raph.microsoft.com"));
    stand(Standing.signedOut());
    stages.picture("transfers-signed-out" + name);
    stand(Standing.paused());
    stages.picture("transfers-paused" + name);
    assertThat(stages.cutTexts()).isEmpty();
  }

  @Test
  @DisplayName("names every button, and the file that it is about")
  void names() throws Exception {
    show(Language.NL, Theme.LIGHT, 1280, 800);
    stand(Standing.busy());
    Stages.onScreen(view::open);
    Stages.settle();
    List<String> names =
        stages
            .robot
            .lookup(node -> node instanceof ButtonBase && node.isVisible())
            .queryAllAs(ButtonBase.class)
            .stream()
            .map(Node::getAccessibleText)
            .toList();
    assertThat(names).doesNotContainNull().contains("Pauzeren: Groepsfoto.jpg", "Alles pauzeren");
  }

  @Test
  @DisplayName("offers to sign in when that is what all wait for")
  void signIn() throws Exception {
    show(Language.NL, Theme.LIGHT, 1280, 800);
    stand(Standing.signedOut());
    stages.robot.clickOn("Aanmelden");
    assertThat(pressed).containsExactly("sign in");
  }

  @Test
  @DisplayName("asks when the window closes meanwhile, and only then")
  void closing() throws Exception {
    show(Language.NL, Theme.LIGHT, 800, 600);
    List<String> answers = new ArrayList<>();
    CloseQuestion question = new CloseQuestion(frame, model);
    Runnable ask = () -> question.ask(() -> answers.add("background"), () -> answers.add("stop"));
    Stages.onScreen(ask);
    assertThat(answers).as("nothing to ask").containsExactly("stop");
    stand(Standing.busy());
    Stages.onScreen(ask);
    Stages.settle();
    assertThat(stages.cutTexts()).isEmpty();
    stages.picture("transfers-close-nl");
    stages.robot.clickOn("Doorgaan in de achtergrond");
    Stages.onScreen(ask);
    Stages.onScreen(ask);
    stages.robot.clickOn("Venster openhouden");
    assertThat(Stages.on(() -> frame.sheets().isAsking())).as("asked once").isFalse();
    Stages.onScreen(ask);
    stages.robot.clickOn("Stoppen, later verder");
    assertThat(answers).containsExactly("stop", "background", "stop");
  }

  @Test
  @DisplayName("asks before another window breaks off what is done here and now, and only then")
  void breakingOff() throws Exception {
    show(Language.NL, Theme.LIGHT, 800, 600);
    List<String> answers = new ArrayList<>();
    CloseQuestion question = new CloseQuestion(frame, model);
    Runnable ask = () -> question.askToBreakOff(() -> answers.add("broken off"));
    stand(Standing.busy());
    Stages.onScreen(ask);
    assertThat(answers).as("the list goes on by itself").containsExactly("broken off");
    Stages.onScreen(() -> desk.underway().begin(() -> "Kopiëren, 0 van 1"));
    Stages.onScreen(ask);
    stages.awaitText("Kopiëren, 0 van 1");
    stages.robot.clickOn("Venster openhouden");
    assertThat(answers).hasSize(1);
    Stages.onScreen(ask);
    stages.robot.clickOn("Stoppen en afbreken");
    assertThat(answers).hasSize(2);
  }

  private void unlock() throws Exception {
    Stages.onScreen(() -> World.unlock(desk));
    Stages.until(() -> desk.stateProperty().get() instanceof Desk.State.Open);
  }

  @Test
  @DisplayName("follows real transfers, over a pause of all and a lock, until they have arrived")
  void real() throws Exception {
    show(Language.NL, Theme.LIGHT, 800, 600);
    Stages.onScreen(() -> model.onArrival(task -> pressed.add(task.name())));
    unlock();
    Stages.onScreen(model::pauseAll);
    Stages.until(() -> model.snapshotProperty().get().paused());
    put(desk.workplace().orElseThrow(), "Een.txt", "Twee.txt");
    Stages.until(() -> model.rows().size() == 2);
    assertThat(stages.texts()).contains("0 van 2 bestanden · 0 % · gepauzeerd");
    assertThat(Stages.on(() -> model.titleProperty().get())).isEqualTo("0 % – 0 van 2");

    Stages.onScreen(desk::lock);
    Stages.until(() -> model.rows().isEmpty());
    unlock();
    Stages.until(() -> model.rows().size() == 2);
    assertThat(Stages.on(() -> model.snapshotProperty().get().paused())).isTrue();

    Stages.onScreen(view::open);
    Stages.onScreen(model::resumeAll);
    Stages.until(() -> pressed.containsAll(List.of("Een.txt", "Twee.txt")));
    Stages.until(() -> model.rows().isEmpty());
    assertThat(stages.texts()).contains("Alle 2 bestanden klaar");
    stages.robot.clickOn("Tonen");
    Stages.until(() -> model.rows().size() == 2);
    stages.robot.clickOn("Opruimen");
    Stages.until(() -> model.rows().isEmpty());
    assertThat(frame.announcements().shown()).isEmpty();
  }

  private void put(Workplace workplace, String... names) throws Exception {
    try (TransferBatch batch = workplace.transferService().begin()) {
      Entry.Folder root = batch.writing(World.PLACE).root();
      for (String name : names) {
        Path file = Files.writeString(folder.resolve(name), "inhoud");
        batch.put(
            World.PLACE,
            root,
            SourceFile.of(file),
            new Putter.Options(Conflict.FAIL, Optional.empty(), false));
      }
    }
  }
}
