package org.dubbelslot.desktop.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.desktop.common.AtDesk;
import org.dubbelslot.desktop.common.AtDesk.Look;
import org.dubbelslot.desktop.common.Stages;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.PlacePath;
import org.dubbelslot.transfer.Places;
import org.dubbelslot.transfer.SealedTree;
import org.dubbelslot.workplace.WhoCanOpen;
import org.dubbelslot.workplace.Workplace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Who can open, links, other places, and giving access")
@Timeout(120)
class SharingActionsTest {
  private static final String REPORT = "Verslag.docx";

  private @TempDir Path folder;
  private final Stages stages = new Stages();
  private final AtomicInteger changes = new AtomicInteger();
  private World world;
  private Place board;
  private AtDesk at;
  private SharingActions actions;
  private GrantsScreen grants;

  @BeforeAll
  static void needsScreen() {
    Stages.require();
  }

  @BeforeEach
  void make() throws Exception {
    world = new World(folder);
    board =
        new Place(
            "bestuur",
            world.team(World.BOARD),
            new Place.Location.Folder(Files.createDirectory(folder.resolve("bestuur"))));
    new Places(world.home(World.MARIJKE)).add(board);
    world.put(World.MARIJKE, REPORT, "verslag");
    world.put(World.MARIJKE, "Groep 7/Toets.txt", "zeven");
  }

  @AfterEach
  void close() throws Exception {
    stages.close();
    world.close();
  }

  private void open(Look look) throws Exception {
    at =
        new AtDesk(
            world,
            stages,
            World.MARIJKE,
            "sharing",
            look,
            frame -> {
              actions = new SharingActions(frame, changes::incrementAndGet);
              grants = new GrantsScreen(frame, () -> {});
              return grants.view();
            });
  }

  private Workplace workplace() {
    return at.frame().desk().workplace().orElseThrow();
  }

  private List<Entry> entries(Place place) throws Exception {
    SealedTree tree = workplace().reading(place);
    return tree.list(tree.root());
  }

  private Entry report() throws Exception {
    return entries(world.place()).stream()
        .filter(entry -> entry.name().equals(REPORT))
        .findFirst()
        .orElseThrow();
  }

  /** Takes away what a steward granted, as if the device had come since. */
  private void ungrant(String person, String team) throws Exception {
    Kid device = world.workplace(person).membership().device().device();
    Kid kid =
        workplace().membership().directory().activeTeamKey(world.team(team)).orElseThrow().kid();
    List<Path> found;
    try (Stream<Path> files = Files.walk(folder.resolve("organisation/directory"))) {
      found =
          files
              .filter(Files::isRegularFile)
              .filter(file -> file.toString().contains(device.text()))
              .filter(file -> file.getFileName().toString().contains(kid.text()))
              .toList();
    }
    assertThat(found).hasSize(1);
    Files.delete(found.getFirst());
  }

  @Test
  @DisplayName("names the team's members, and says that fetching is another question")
  void who() throws Exception {
    open(Look.usual());
    Entry report = report();
    WhoCanOpen who = WhoCanOpen.of(workplace(), world.place(), report.item());
    assertThat(who).isEqualTo(WhoCanOpen.of(workplace(), world.place()));
    assertThat(who.backup()).as("no backup key was made").isFalse();

    Stages.onScreen(() -> actions.whoCanOpen(world.place(), report));
    stages.awaitText(World.BAS);
    assertThat(stages.texts())
        .contains(World.MARIJKE + " (u, geeft toegang)")
        .noneMatch(text -> text.contains(World.FATIMA))
        .anyMatch(text -> text.contains("machtigingen van OneDrive"));
  }

  @Test
  @DisplayName("copies the provider's address, or the path where there is none")
  void links() throws Exception {
    open(Look.usual());
    Entry report = report();
    PlacePath path = new PlacePath(World.PLACE, List.of(REPORT));
    Stages.onScreen(() -> actions.copyLink(world.place(), path, report.item()));
    stages.awaitText("De koppeling is gekopieerd");
    assertThat(at.ask(() -> Clipboard.getSystemClipboard().getString()))
        .startsWith("https://")
        .endsWith(".dslot");

    PlacePath local = new PlacePath("bestuur", List.of());
    Entry.Folder root = workplace().reading(board).root();
    Stages.onScreen(() -> actions.copyLink(board, local, root.item()));
    stages.awaitText("Het pad is gekopieerd");
    assertThat(at.ask(() -> Clipboard.getSystemClipboard().getString())).isEqualTo("bestuur:/");
  }

  @Test
  @DisplayName("moves files and folders under another team's lock, and leaves nothing behind")
  void moves() throws Exception {
    open(Look.usual());
    List<Entry> all = entries(world.place());
    assertThat(all).hasSize(2);
    Stages.onScreen(() -> actions.moveToPlace(world.place(), all, Optional.empty()));
    stages.find("#move-to-bestuur");
    stages.robot.clickOn("#move-go");
    stages.awaitText("2 bestanden staan nu in bestuur, op het slot van Directie");
    Stages.until(() -> changes.get() == 1);

    assertThat(entries(world.place())).isEmpty();
    List<Entry> moved = entries(board);
    assertThat(moved).extracting(Entry::name).containsExactlyInAnyOrder(REPORT, "Groep 7");
    Entry file = moved.stream().filter(e -> e.name().equals(REPORT)).findFirst().orElseThrow();
    assertThat(WhoCanOpen.of(workplace(), board, file.item()).teams())
        .extracting(WhoCanOpen.TeamPeople::name)
        .containsExactly(World.BOARD);
  }

  @Test
  @DisplayName("goes only to the place that it was dragged onto, not to the first of the others")
  void goesWhereItWasDragged() throws Exception {
    Place archive =
        new Place(
            "archief",
            world.team(World.CARE),
            new Place.Location.Folder(Files.createDirectory(folder.resolve("archief"))));
    new Places(world.home(World.MARIJKE)).add(archive);
    open(Look.usual());
    Entry report = report();
    Stages.onScreen(
        () -> actions.moveToPlace(world.place(), List.of(report), Optional.of(archive)));
    stages.find("#move-to-archief");
    assertThat(stages.robot.lookup("#move-to-bestuur").queryAll()).isEmpty();
    stages.robot.clickOn("#move-go");
    Stages.until(() -> changes.get() == 1);

    assertThat(entries(board)).isEmpty();
    assertThat(entries(archive)).extracting(Entry::name).containsExactly(REPORT);
  }

  @Test
  @DisplayName("shows a steward who waits, and gives them access")
  void gives() throws Exception {
    open(Look.usual());
    ungrant(World.BAS, World.CARE);
    Stages.onScreen(grants::shown);
    stages.awaitText("Bas Kuipers wacht op één apparaat");
    at.picture("grants");
    stages.robot.clickOn("#grant-" + World.CARE);
    stages.awaitText("Team Zorg: één apparaat heeft nu toegang");
    Stages.until(() -> stages.texts().stream().filter("Niemand wacht."::equals).count() == 2);
  }

  static Stream<Look> looks() {
    return Look.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("looks")
  void pictures(Look look) throws Exception {
    open(look);
    Entry report = report();
    Stages.onScreen(() -> actions.whoCanOpen(world.place(), report));
    stages.awaitText(World.BAS);
    at.picture("who");
    assertThat(stages.cutTexts()).isEmpty();
    stages.robot.push(KeyCode.ENTER);
    Stages.until(() -> !at.frame().sheets().isAsking());
    Stages.onScreen(() -> actions.moveToPlace(world.place(), List.of(report), Optional.empty()));
    stages.find("#move-to-bestuur");
    at.picture("move");
    assertThat(stages.cutTexts()).isEmpty();
  }
}
