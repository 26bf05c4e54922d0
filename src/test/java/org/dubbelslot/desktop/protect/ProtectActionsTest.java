package org.dubbelslot.desktop.protect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javafx.scene.layout.StackPane;
import org.dubbelslot.desktop.common.AtDesk;
import org.dubbelslot.desktop.common.AtDesk.Look;
import org.dubbelslot.desktop.common.Stages;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.PlacePath;
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
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Protecting from the window")
@Timeout(120)
class ProtectActionsTest {
  private @TempDir Path folder;
  private final Stages stages = new Stages();
  private final AtomicInteger changes = new AtomicInteger();
  private World world;
  private AtDesk at;

  @BeforeAll
  static void needsScreen() {
    Stages.require();
  }

  @BeforeEach
  void make() throws Exception {
    world = new World(folder);
    world.putReadable("Offerte dakgoot.csv", "Naam;Bedrag\nJ. de Vries;1.240,00\n");
    world.putReadable("Opnamen/Teamoverleg.mp4", "beeld en geluid");
  }

  @AfterEach
  void close() throws Exception {
    stages.close();
    world.close();
  }

  private List<Entry> entries() throws Exception {
    Workplace workplace = at.frame().desk().workplace().orElseThrow();
    SealedTree tree = workplace.reading(world.place());
    return tree.list(tree.root());
  }

  private void ask(Look look) throws Exception {
    at = new AtDesk(world, stages, World.MARIJKE, "protect", look, frame -> new StackPane());
    Workplace workplace = at.frame().desk().workplace().orElseThrow();
    Entry.Folder root = workplace.reading(world.place()).root();
    List<Entry> entries = entries();
    Stages.onScreen(
        () ->
            new ProtectActions(at.frame(), changes::incrementAndGet)
                .protect(world.place(), new PlacePath(World.PLACE, List.of()), root, entries));
    stages.find("#protect-erase");
  }

  @Test
  @DisplayName("asks once, does it, tells what may be left, and removes that when asked to")
  void protects() throws Exception {
    ask(Look.usual());
    stages.robot.clickOn("#protect-go");
    stages.awaitText("2 bestanden staan nu op dubbel slot");
    assertThat(changes).hasValue(1);
    assertThat(entries())
        .anySatisfy(
            entry -> {
              assertThat(entry).isInstanceOf(Entry.SealedFile.class);
              assertThat(entry.name()).isEqualTo("Offerte dakgoot.csv");
            })
        .noneMatch(entry -> entry instanceof Entry.ReadableFile);

    stages.robot.clickOn("Ook weghalen");
    stages.awaitText("Definitief weghalen");
    at.picture("erase");
    stages.robot.clickOn("Definitief weghalen");
    stages.awaitText("Microsoft heeft van 2 bestanden de leesbare kopieën verwijderd");
    assertThat(world.requests("POST", "/permanentDelete")).hasSize(2);
  }

  @Test
  @DisplayName("erases at once where the person agreed, and tells what was not done")
  void erases() throws Exception {
    world.faults("[{\"method\":\"PUT\",\"path\":\"\",\"status\":403,\"times\":1}]");
    ask(new Look(Language.EN, Look.usual().theme(), 1100, 760));
    stages.robot.clickOn("#protect-erase");
    stages.robot.clickOn("#protect-go");
    stages.awaitText("One file is on double lock now.");
    stages.awaitText("DS-307");
    assertThat(world.requests("POST", "/permanentDelete")).hasSize(1);
    assertThat(changes).hasValue(1);
  }

  static Stream<Look> looks() {
    return Look.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("looks")
  void pictures(Look look) throws Exception {
    ask(look);
    at.picture("ask");
    assertThat(stages.cutTexts()).isEmpty();
  }
}
