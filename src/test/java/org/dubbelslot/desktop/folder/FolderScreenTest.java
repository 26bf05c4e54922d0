package org.dubbelslot.desktop.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.dubbelslot.desktop.common.Announcements;
import org.dubbelslot.desktop.common.AnnouncementsView;
import org.dubbelslot.desktop.common.AtDesk;
import org.dubbelslot.desktop.common.Contrast;
import org.dubbelslot.desktop.common.Desk;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Stages;
import org.dubbelslot.desktop.common.Theme;
import org.dubbelslot.desktop.common.WindowSettings;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.files.SourceFile;
import org.dubbelslot.format.OpenOptions;
import org.dubbelslot.transfer.Conflict;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Getter;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.PlacePath;
import org.dubbelslot.transfer.Putter;
import org.dubbelslot.transfer.SealedTree;
import org.dubbelslot.words.Language;
import org.dubbelslot.workplace.Workplace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The screen of a folder")
@Timeout(180)
class FolderScreenTest {
  private @TempDir Path folder;
  private final Stages stages = new Stages();
  private final Recorded actions = new Recorded();
  private final ManualClock clock = new ManualClock();
  private final WindowSettings settings = WindowSettings.forgotten();
  private World world;
  private Desk desk;
  private Frame frame;
  private FolderScreen screen;

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

  private void show(Language language, Theme theme, int width, int height) throws Exception {
    desk = world.desk(World.BAS, language, Stages.background());
    AtDesk.Look look = new AtDesk.Look(language, theme, width, height);
    frame = stages.show(look, desk, settings, this::content);
    Stages.onScreen(() -> World.unlock(desk));
    Stages.until(() -> desk.workplace().isPresent());
  }

  private Node content(Frame handed) {
    screen = new FolderScreen(handed, actions, clock);
    VBox.setVgrow(screen.view(), Priority.ALWAYS);
    return new VBox(new AnnouncementsView(handed.announcements(), handed.words()), screen.view());
  }

  private void open(String path) throws Exception {
    Stages.onScreen(
        () -> {
          screen.open(world.place(), path);
          screen.shown();
        });
  }

  private void show() throws Exception {
    show(Language.NL, Theme.LIGHT, 1024, 640);
    open("");
  }

  /** A folder in which Bas has put these files, whatever is in them. */
  private void showWith(String... paths) throws Exception {
    for (String path : paths) {
      world.put(World.BAS, path, "inhoud");
    }
    show();
  }

  @SuppressWarnings("unchecked") // The one table of this screen has rows of this type.
  private TableView<FolderRow> table() throws Exception {
    return (TableView<FolderRow>) stages.find("#folder-table");
  }

  private void shows(String... names) throws Exception {
    TableView<FolderRow> table = table();
    Stages.until(
        () -> table.getItems().stream().map(FolderRow::name).toList().equals(List.of(names)));
  }

  private void select(String... names) throws Exception {
    TableView<FolderRow> table = table();
    Stages.onScreen(
        () -> {
          table.requestFocus();
          table.getSelectionModel().clearSelection();
          for (FolderRow row : table.getItems()) {
            if (List.of(names).contains(row.name())) {
              table.getSelectionModel().select(row);
            }
          }
        });
    Stages.settle();
  }

  private void type(String text) throws Exception {
    TextField field = (TextField) stages.find("#folder-name");
    Stages.onScreen(() -> field.setText(text));
    stages.robot.push(KeyCode.ENTER);
  }

  @Test
  @DisplayName("is gone through with the keyboard alone")
  void keyboard() throws Exception {
    showWith("Groep 7/Toetsen/rekenen.txt", "taal.txt");
    shows("Groep 7", "taal.txt");
    select("Groep 7");
    stages.robot.push(KeyCode.ENTER);
    shows("Toetsen");
    assertThat(Stages.on(() -> table().isFocused())).as("the rows have the focus").isTrue();
    select("Toetsen");
    stages.robot.push(KeyCode.ENTER);
    shows("rekenen.txt");
    select("rekenen.txt");
    stages.robot.push(KeyCode.ENTER);
    stages.robot.push(KeyCode.CONTROL, KeyCode.ENTER);
    assertThat(actions.asked).containsExactly("open rekenen.txt", "edit rekenen.txt");
    stages.robot.push(KeyCode.ALT, KeyCode.LEFT);
    shows("Toetsen");
    assertThat(selected()).containsExactly("Toetsen");
    stages.robot.push(KeyCode.BACK_SPACE);
    shows("Groep 7", "taal.txt");
    assertThat(selected()).containsExactly("Groep 7");
  }

  private List<String> selected() throws Exception {
    Stages.settle();
    return Stages.on(() -> screen.selectionProperty().get().stream().map(Entry::name).toList());
  }

  @Test
  @DisplayName("makes, renames and deletes, and undoes that")
  void changes() throws Exception {
    showWith("taal.txt", "zang.txt");
    shows("taal.txt", "zang.txt");
    stages.robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.N);
    type("Nieuw");
    shows("Nieuw", "taal.txt", "zang.txt");
    assertThat(selected()).containsExactly("Nieuw");
    select("taal.txt");
    stages.robot.push(KeyCode.F2);
    type("zang.txt");
    stages.awaitText("DS-366");
    type("Taal 2.txt");
    shows("Nieuw", "Taal 2.txt", "zang.txt");
    select("Taal 2.txt", "Nieuw");
    stages.robot.push(KeyCode.DELETE);
    shows("zang.txt");
    stages.awaitText("prullenbak van OneDrive");
    Stages.onScreen(
        () ->
            ((Announcements.Announcement.Told) frame.announcements().shown().getLast())
                .offer()
                .orElseThrow()
                .action()
                .run());
    shows("Nieuw", "Taal 2.txt", "zang.txt");
  }

  @Test
  @DisplayName("cuts, copies and pastes")
  void clipboard() throws Exception {
    showWith("Map/een.txt", "twee.txt");
    shows("Map", "twee.txt");
    select("twee.txt");
    stages.robot.push(KeyCode.CONTROL, KeyCode.C);
    stages.robot.push(KeyCode.CONTROL, KeyCode.V);
    shows("Map", "twee.txt", "twee (2).txt");
    select("twee (2).txt");
    stages.robot.push(KeyCode.CONTROL, KeyCode.X);
    select("Map");
    stages.robot.push(KeyCode.ENTER);
    shows("een.txt");
    stages.robot.push(KeyCode.CONTROL, KeyCode.V);
    shows("een.txt", "twee (2).txt");
  }

  @Test
  @DisplayName("filters while somebody types, and keeps what is selected")
  void filters() throws Exception {
    showWith("rekenen.txt", "taal.txt");
    shows("rekenen.txt", "taal.txt");
    select("taal.txt");
    stages.robot.write("taa");
    shows("taal.txt");
    assertThat(selected()).containsExactly("taal.txt");
    stages.awaitText("1 van 2 items");
    stages.robot.push(KeyCode.ESCAPE);
    shows("rekenen.txt", "taal.txt");
    assertThat(selected()).containsExactly("taal.txt");
  }

  @Test
  @DisplayName("searches the whole place and goes to what was found")
  void searches() throws Exception {
    showWith("Groep 7/Toetsen/rekenen.txt", "taal.txt");
    shows("Groep 7", "taal.txt");
    stages.robot.push(KeyCode.CONTROL, KeyCode.F);
    stages.robot.write("reken");
    stages.awaitText("Eén gevonden.");
    stages.awaitText("onedrive › Groep 7 › Toetsen");
    stages.robot.push(KeyCode.DOWN);
    stages.robot.push(KeyCode.ENTER);
    shows("rekenen.txt");
    assertThat(selected()).containsExactly("rekenen.txt");
  }

  @Test
  @DisplayName("leaves a search when the person goes elsewhere, which what was found would hide")
  void leavesSearch() throws Exception {
    showWith("Groep 7/Toetsen/rekenen.txt", "taal.txt");
    shows("Groep 7", "taal.txt");
    open("Groep 7/Toetsen");
    shows("rekenen.txt");
    stages.robot.push(KeyCode.CONTROL, KeyCode.F);
    stages.robot.write("taal");
    stages.awaitText("Eén gevonden.");
    stages.robot.push(KeyCode.ALT, KeyCode.UP);
    shows("Toetsen");
    assertThat(Stages.on(() -> table().isVisible())).as("the folder is in front").isTrue();
    stages.robot.push(KeyCode.CONTROL, KeyCode.F);
    stages.robot.write("taal");
    stages.awaitText("Eén gevonden.");
    stages.robot.clickOn("#folder-up");
    shows("Groep 7", "taal.txt");
    assertThat(Stages.on(() -> table().isVisible())).as("the folder is in front").isTrue();
  }

  @Test
  @DisplayName("has a menu for what is selected, by key too")
  void menu() throws Exception {
    world.put(World.BAS, "taal.txt", "plan");
    world.putReadable("open.txt", "leesbaar");
    show();
    shows("open.txt", "taal.txt");
    select("open.txt");
    stages.robot.push(KeyCode.SHIFT, KeyCode.F10);
    assertThat(items()).contains("Beveiligen…", "Verwijderen").doesNotContain("Bewerken");
    stages.robot.push(KeyCode.ESCAPE);
    select("taal.txt");
    stages.robot.push(KeyCode.CONTEXT_MENU);
    assertThat(items())
        .contains("Openen", "Bewerken", "Naam wijzigen", "Eerdere versies", "Wie kan dit openen")
        .doesNotContain("Beveiligen…");
    stages.robot.push(KeyCode.ESCAPE);
  }

  private List<String> items() {
    Stages.settle();
    return Stages.on(
        () ->
            Window.getWindows().stream()
                .filter(ContextMenu.class::isInstance)
                .map(ContextMenu.class::cast)
                .flatMap(menu -> menu.getItems().stream())
                .map(MenuItem::getText)
                .filter(text -> text != null)
                .toList());
  }

  @Test
  @DisplayName("keeps selection and place in the list when others change the folder")
  void merges() throws Exception {
    for (int i = 10; i < 70; i++) {
      world.putReadable("bestand " + i + ".txt", "x");
    }
    show();
    Stages.until(() -> table().getItems().size() == 60);
    select("bestand 40.txt");
    TableView<FolderRow> table = table();
    Stages.onScreen(() -> table.scrollTo(25));
    Stages.settle();
    world.putReadable("aanvang.txt", "x");
    Stages.onScreen(clock::pass);
    Stages.until(() -> table.getItems().size() == 61);
    assertThat(selected()).containsExactly("bestand 40.txt");
    assertThat(stages.texts()).contains("bestand 35.txt").doesNotContain("bestand 10.txt");
  }

  @Test
  @DisplayName("remembers order and columns, and no name")
  void remembers() throws Exception {
    world.put(World.BAS, "a.txt", "12345");
    world.put(World.BAS, "b.txt", "1");
    show();
    shows("a.txt", "b.txt");
    TableView<FolderRow> table = table();
    Stages.onScreen(
        () -> {
          table.getSortOrder().setAll(List.of(table.getColumns().get(1)));
          table.sort();
        });
    shows("b.txt", "a.txt");
    assertThat(settings.text("folder.order")).contains("size");
    stages.close();
    show();
    shows("b.txt", "a.txt");
  }

  @Test
  @DisplayName("asks before it deletes what no recycle bin keeps")
  void asksFirst() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("schijf"));
    Files.writeString(disk.resolve("open.txt"), "leesbaar");
    show(Language.NL, Theme.LIGHT, 1024, 640);
    Place place = new Place("schijf", world.team(World.CARE), new Place.Location.Folder(disk));
    Stages.onScreen(() -> screen.open(place));
    shows("open.txt");
    select("open.txt");
    stages.robot.push(KeyCode.DELETE);
    stages.awaitText("voorgoed verwijderen?");
    stages.robot.push(KeyCode.ESCAPE);
    shows("open.txt");
    select("open.txt");
    stages.robot.push(KeyCode.DELETE);
    stages.awaitText("Deze plek heeft geen prullenbak");
    stages.robot.clickOn("#folder-delete");
    shows();
    assertThat(disk.resolve("open.txt")).exists();
    Stages.onScreen(clock::pass);
    Stages.until(() -> Files.notExists(disk.resolve("open.txt")));
  }

  @ParameterizedTest(name = "{0} {1} {2}x{3}")
  @CsvSource({
    "NL, LIGHT, 1280, 800",
    "NL, DARK, 800, 600",
    "EN, DARK, 1280, 800",
    "EN, LIGHT, 800, 600"
  })
  @DisplayName("looks so")
  void pictures(Language language, Theme theme, int width, int height) throws Exception {
    fill();
    show(language, theme, width, height);
    String suffix = "-" + language.tag() + "-" + theme + "-" + width;
    open("");
    Stages.until(() -> table().getItems().size() == 12);
    know();
    Stages.onScreen(screen::refresh);
    Stages.until(() -> table().getItems().stream().filter(FolderRow::isVerified).count() == 6);
    select("Groepsplan 7b.docx");
    stages.picture("folder-full" + suffix);
    check();
    stages.robot.write("o");
    Stages.until(() -> table().getItems().size() < 12);
    stages.picture("folder-filter" + suffix);
    stages.robot.push(KeyCode.ESCAPE);
    stages.robot.push(KeyCode.CONTROL, KeyCode.F);
    stages.robot.write("plan");
    Node summary = stages.find("#folder-search-summary");
    Stages.until(() -> ((Label) summary).getText().startsWith("4"));
    stages.picture("folder-search" + suffix);
    check();
    stages.robot.push(KeyCode.ESCAPE);
    open("Leeg");
    stages.find("#folder-empty");
    Stages.until(() -> stages.robot.lookup("#folder-empty").query().isVisible());
    stages.picture("folder-empty" + suffix);
    check();
    Place gone =
        new Place("weg", world.team(World.CARE), new Place.Location.Folder(folder.resolve("weg")));
    Stages.onScreen(() -> screen.open(gone));
    stages.awaitText("DS-301");
    stages.picture("folder-failure" + suffix);
    check();
  }

  /** Contrast, and a name for each control. */
  private void check() {
    Scene scene = stages.stage().getScene();
    Contrast contrast = Stages.on(() -> measured(scene));
    assertThat(contrast.texts()).allMatch(text -> text.ratio() >= 4.5);
    List<String> unnamed = new ArrayList<>();
    Stages.onScreen(() -> collectUnnamed(scene.getRoot(), unnamed));
    assertThat(unnamed).isEmpty();
  }

  private static Contrast measured(Scene scene) {
    Contrast contrast = new Contrast();
    contrast.measure(scene.getRoot());
    return contrast;
  }

  private static void collectUnnamed(Node node, List<String> unnamed) {
    if (!node.isVisible()) {
      return;
    }
    if (node instanceof Control control
        && control.isFocusTraversable()
        && (control.getAccessibleText() == null || control.getAccessibleText().isBlank())) {
      unnamed.add(control.toString());
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> collectUnnamed(child, unnamed));
    }
  }

  /** A folder with a little of everything. */
  private void fill() throws Exception {
    Workplace marijke = world.workplace(World.MARIJKE);
    SealedTree tree = marijke.writing(world.place());
    Putter putter =
        new Putter(
            tree, new Putter.Options(Conflict.FAIL, Optional.of(LocalDate.of(2033, 8, 1)), false));
    Path sources = Files.createDirectory(folder.resolve("bron"));
    for (String name :
        List.of("Groepsplan 7b.docx", "Begroting 2027.xlsx", "Ouderavond.pptx", "Schoolfoto.jpg")) {
      putter.put(SourceFile.of(Files.write(sources.resolve(name), new byte[54_321])), tree.root());
    }
    world.put(World.MARIJKE, "Leerlingen/Handelingsplan Mees.docx", "plan");
    world.put(World.MARIJKE, "Leerlingen/Groep 8/Plan van aanpak.docx", "plan");
    world.put(World.MARIJKE, "Notulen team 12 november.txt", "notulen");
    world.put(World.BAS, "Toets rekenen.pdf", "toets");
    world.put(World.BAS, "Lied.mp3", "la");
    tree.makeFolder(tree.root(), "Leeg");
    world.putReadable("Folder voor ouders.pdf", "openbaar");
    world.putReadable("k7q2xw9fbhm3.dslot", "niets");
    try (HttpClient http = HttpClient.newHttpClient()) {
      int status =
          http.send(
                  world
                      .graph("/me/drive/root/children")
                      .header("Content-Type", "application/json")
                      .POST(BodyPublishers.ofString("{\"name\":\"Planning Teams\",\"folder\":{}}"))
                      .build(),
                  BodyHandlers.discarding())
              .statusCode();
      assertThat(status).isEqualTo(201);
    }
  }

  /** What is learnt of some of it; what was sealed on this device is known already. */
  private void know() throws Exception {
    Workplace mine = desk.workplace().orElseThrow();
    SealedTree tree = mine.reading(world.place());
    Path out = Files.createDirectories(folder.resolve("uit"));
    try (Getter getter =
        new Getter(tree, new Getter.Options(Conflict.REPLACE, OpenOptions.STRICT, false))) {
      for (String name :
          List.of(
              "Groepsplan 7b.docx", "Begroting 2027.xlsx", "Ouderavond.pptx", "Schoolfoto.jpg")) {
        getter.get(tree.find(new PlacePath(World.PLACE, List.of(name))), out);
      }
    }
  }
}
