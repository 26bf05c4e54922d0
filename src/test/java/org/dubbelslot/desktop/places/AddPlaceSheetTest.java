package org.dubbelslot.desktop.places;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.dubbelslot.desktop.common.Answers;
import org.dubbelslot.desktop.common.AtDesk;
import org.dubbelslot.desktop.common.Contrast;
import org.dubbelslot.desktop.common.Desk;
import org.dubbelslot.desktop.common.FileDialogs;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Stages;
import org.dubbelslot.desktop.common.Theme;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.Places;
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

@DisplayName("Adding a place")
@Timeout(180)
class AddPlaceSheetTest {
  private @TempDir Path folder;
  private final Stages stages = new Stages();
  private World world;
  private Desk desk;
  private Frame frame;
  private PlacesModel places;
  private SignInModel signIn;
  private boolean practice = true;

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

  private FileDialogs choosing() {
    return Answers.in(() -> Optional.of(folder.resolve("Archief")));
  }

  private void open(Language language, Theme theme, int width, int height) throws Exception {
    Files.createDirectories(folder.resolve("Archief"));
    desk = world.desk(World.MARIJKE, language, Stages.background());
    frame =
        stages.show(
            new AtDesk.Look(language, theme, width, height),
            desk,
            handed -> {
              places = new PlacesModel(handed);
              signIn = new SignInModel(handed);
              return new PlacesView(handed, places, already -> {});
            });
    Stages.onScreen(() -> World.unlock(desk));
    stages.find("#place-" + World.PLACE);
  }

  private void ask() throws Exception {
    Optional<Place.Loopback> loopback =
        practice && world.place().location() instanceof Place.Location.MyDrive(var at)
            ? at
            : Optional.empty();
    Stages.onScreen(() -> AddPlaceSheet.show(frame, signIn, choosing(), loopback, places::refresh));
    Stages.until(
        () ->
            stages.robot.lookup("#place-team").tryQuery().isPresent()
                && !((ComboBox<?>) stages.robot.lookup("#place-team").query())
                    .getItems()
                    .isEmpty());
  }

  private List<Place> kept() throws Exception {
    return new Places(world.home(World.MARIJKE)).all();
  }

  private void label(String text) throws Exception {
    TextInputControl label = (TextInputControl) stages.find("#place-label");
    Stages.onScreen(() -> label.setText(text));
  }

  private void choose(String id) throws Exception {
    stages.find(id);
    Stages.onScreen(() -> ((ButtonBase) stages.robot.lookup(id).query()).fire());
  }

  @Test
  @DisplayName("finds a channel by name and adds it under a label of its own")
  void search() throws Exception {
    open(Language.NL, Theme.LIGHT, 900, 800);
    ask();
    choose("#place-kind-search");
    stages.robot.clickOn("#place-word").write("voorbeeld").push(KeyCode.ENTER);
    stages.awaitText("Team – Project Voorbeeld");
    choose("#place-add");
    stages.find("#place-team-project-voorbeeld");
    Place added = kept().getLast();
    assertThat(added.label()).contains("Team – Project Voorbeeld");
    assertThat(added.location()).isInstanceOf(Place.Location.Link.class);
    stages.awaitText("Team – Project Voorbeeld");
  }

  @Test
  @DisplayName("tries a pasted link first, and says what is wrong with it")
  void link() throws Exception {
    open(Language.NL, Theme.LIGHT, 900, 800);
    world.putReadable("Los.txt", "los");
    ask();
    choose("#place-kind-link");
    label("Gedeeld");
    TextInputControl link = (TextInputControl) stages.find("#place-link");
    String own = "https://voorbeeld-my.sharepoint.example/personal/voorbeeld_persoon/Documents";
    for (List<String> each :
        List.of(
            List.of("notulen", "DS-641"),
            List.of(own + "/Weg", "DS-642"),
            List.of(own + "/Los.txt", "DS-643"))) {
      Stages.onScreen(() -> link.setText(each.getFirst()));
      choose("#place-add");
      stages.awaitText(each.getLast());
    }
    assertThat(kept()).hasSize(1);
    Stages.onScreen(
        () -> link.setText("https://voorbeeld.sharepoint.example/sites/team/Shared Documents"));
    choose("#place-add");
    stages.find("#place-gedeeld");
    assertThat(kept()).hasSize(2);
    assertThat(frame.sheets().isAsking()).isFalse();
  }

  @Test
  @DisplayName("searches once more where a search failed, although nothing is chosen yet")
  void searchAgain() throws Exception {
    open(Language.EN, Theme.LIGHT, 900, 800);
    ask();
    choose("#place-kind-search");
    world.unplug();
    stages.robot.clickOn("#place-word").write("voorbeeld").push(KeyCode.ENTER);
    stages.awaitText("DS-312");
    world.plugIn();
    Stages.onScreen(
        () ->
            stages.robot.lookup(".failure .button").queryAllAs(ButtonBase.class).stream()
                .findFirst()
                .orElseThrow()
                .fire());
    stages.awaitText("Team – Project Voorbeeld");
    assertThat(stages.robot.lookup(".failure").tryQuery()).isEmpty();
  }

  @Test
  @DisplayName("says when the organisation lets nobody search")
  void searchDenied() throws Exception {
    open(Language.EN, Theme.LIGHT, 900, 800);
    world.faults(
        """
        [{"method":"GET","path":"/sites","times":-1,"status":403,
          "body":{"error":{"code":"accessDenied","message":"no"}}}]
        """);
    ask();
    choose("#place-kind-search");
    stages.robot.clickOn("#place-word").write("team").push(KeyCode.ENTER);
    stages.awaitText("DS-644");
  }

  @Test
  @DisplayName("asks nobody to sign in where policy does not say to whom, and says so")
  void notSetUp() throws Exception {
    practice = false;
    open(Language.EN, Theme.LIGHT, 900, 800);
    ask();
    choose("#place-add");
    stages.awaitText("DS-511");
    assertThat(kept()).hasSize(1);
  }

  @Test
  @DisplayName("adds a folder with the lock of the chosen team, renames it, and takes it away")
  void folder() throws Exception {
    open(Language.NL, Theme.LIGHT, 900, 800);
    ask();
    choose("#place-kind-folder");
    choose("#place-choose");
    stages.awaitText("wordt niet gesynchroniseerd");
    Stages.onScreen(() -> chooseTeam(World.BOARD));
    choose("#place-add");
    stages.find("#place-archief");
    stages.awaitText("Archief");
    assertThat(kept().getLast().team()).isEqualTo(world.team(World.BOARD));

    Stages.onScreen(() -> stages.robot.lookup("#place-archief").query().requestFocus());
    stages.robot.push(KeyCode.F2);
    stages.find("#place-new-label");
    stages.robot.push(KeyCode.END).write(" 2026").push(KeyCode.ENTER);
    stages.awaitText("Archief 2026");
    assertThat(kept().getLast().name()).isEqualTo("archief");

    Stages.onScreen(() -> stages.robot.lookup("#place-archief").query().requestFocus());
    stages.robot.push(KeyCode.DELETE);
    stages.awaitText("blijven staan waar ze zijn");
    choose("#place-remove-yes");
    Stages.until(() -> stages.robot.lookup("#place-archief").tryQuery().isEmpty());
    assertThat(kept()).hasSize(1);
    assertThat(folder.resolve("Archief")).isDirectory();
  }

  /** In which order the teams stand is not decided. */
  private void chooseTeam(String name) {
    ComboBox<AddPlaceModel.TeamChoice> teams = stages.robot.lookup("#place-team").query();
    teams.getItems().stream()
        .filter(choice -> choice.id().equals(world.team(name)))
        .forEach(teams.getSelectionModel()::select);
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
    open(language, theme, 800, theme == Theme.LIGHT ? 600 : 900);
    ask();
    look("mine", language, theme);
    choose("#place-kind-search");
    Stages.onScreen(
        () -> ((TextInputControl) stages.robot.lookup("#place-word").query()).setText("team"));
    choose("#place-search");
    stages.awaitText("Team – General");
    look("search", language, theme);
    choose("#place-kind-link");
    look("link", language, theme);
    choose("#place-kind-folder");
    choose("#place-choose");
    stages.awaitText(language == Language.NL ? "gesynchroniseerd" : "synchronised");
    look("folder", language, theme);
  }

  private void look(String what, Language language, Theme theme) throws Exception {
    stages.picture("add-place-" + what + "-" + language.tag() + "-" + theme);
    assertThat(stages.cutTexts()).isEmpty();
    Contrast contrast = new Contrast();
    Stages.onScreen(() -> contrast.measure(stages.stage().getScene().getRoot()));
    assertThat(contrast.texts()).isNotEmpty().allMatch(one -> one.ratio() >= 4.5);
  }
}
