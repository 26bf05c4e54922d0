package org.dubbelslot.desktop.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import org.dubbelslot.desktop.Walk;
import org.dubbelslot.desktop.common.Stages;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.Places;
import org.dubbelslot.words.FailureCode;
import org.dubbelslot.words.Language;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("10. Two locks")
@Timeout(300)
class Walk10LocksTest extends InWorld {
  @Override
  void fill() throws Exception {
    world.put(World.BAS, "Verslag.txt", "verslag");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  @DisplayName("stand in the status bar, shut at once or by themselves, and leave nothing open")
  void locks(Language language) throws Exception {
    try (Walk walk = Walk.unlocked(language, world, World.MARIJKE)) {
      walk.shows("Verslag.txt");
      String open = walk.text("desktop.lock-state.open");
      walk.stages.awaitText(walk.text("desktop.locks.organisation") + ": " + open);
      walk.stages.awaitText(walk.text("desktop.locks.of-team", World.CARE) + ": " + open);
      assertThat(hint(walk, "#lock-organisation"))
          .isEqualTo(walk.text("desktop.lock-organisation.open"));
      assertThat(hint(walk, "#lock-team")).isEqualTo(walk.text("desktop.lock-team.open"));
      walk.select("Verslag.txt");
      walk.key(KeyCode.ENTER);
      walk.sees("desktop.copies.state.open");
      Path copy = walk.opened.getLast();
      walk.menu("copy-link");
      walk.sees("desktop.sharing.link-copied");
      walk.menu("who-can-open");
      walk.stages.awaitText(World.BAS);
      walk.lock();
      isLocked(walk, copy);

      walk.unlock("verzonnen");
      walk.shows("Verslag.txt");
      walk.leaveFor(Duration.ofMinutes(16));
      isLocked(walk, copy);

      walk.unlock("verzonnen");
      walk.select("Verslag.txt");
      walk.menu("edit");
      walk.sees("desktop.copies.state.editing");
      walk.sleep(Duration.ofHours(1));
      isLocked(walk, walk.opened.getLast());

      walk.unlock("verzonnen");
      walk.shows("Verslag.txt");
    }
  }

  private static String hint(Walk walk, String id) throws Exception {
    Label lock = (Label) walk.stages.find(id);
    return Stages.on(() -> lock.getTooltip().getText());
  }

  private static void isLocked(Walk walk, Path copy) throws Exception {
    walk.sees("desktop.unlock.title");
    walk.happens("the copy is gone", () -> Files.notExists(copy));
    assertThat(walk.stages.texts())
        .as("nobody reads a name now")
        .noneMatch(text -> text.contains("Verslag") || text.contains(World.BAS))
        .doesNotContain(walk.text("desktop.sharing.link-copied"));
    assertThat(walk.stages.robot.lookup(".sheet-ground").tryQuery()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  @DisplayName("open without a network, for what this computer knows, and say what cannot be done")
  void offline(Language language) throws Exception {
    Path disk = Files.createDirectory(folder.resolve("schijf"));
    Place own = new Place("schijf", world.team(World.CARE), new Place.Location.Folder(disk));
    new Places(world.home(World.MARIJKE)).add(own);
    try (Walk walk = Walk.hurried(language, world, World.MARIJKE)) {
      walk.shows("Verslag.txt");
      world.unplug();
      String stale = walk.text("desktop.folder.stale", "", "").split(":")[0];
      walk.until(
          "the rows stay, and it is told how old they are",
          () ->
              walk.names().equals(List.of("Verslag.txt"))
                  && walk.stages.texts().stream().anyMatch(text -> text.startsWith(stale)));
      walk.key(KeyCode.F, KeyCombination.SHORTCUT_DOWN);
      walk.write("#folder-filter", "versl");
      ListView<?> hits = (ListView<?>) walk.stages.find("#folder-hits");
      walk.until("it is found by its name", () -> hits.getItems().size() == 1);
    }
    try (Walk walk = Walk.hurried(language, world, World.MARIJKE)) {
      walk.stages.awaitText(
          walk.text("desktop.locks.organisation") + ": " + walk.text("desktop.lock-state.open"));
      walk.shows("Verslag.txt");
      walk.tells(FailureCode.HOST_UNREACHABLE);
      walk.press("#place-schijf");
      walk.until(
          "an empty folder", () -> walk.stages.robot.lookup("#folder-empty").query().isVisible());
      walk.drop(
          walk.stages.find("#folder"), Files.writeString(folder.resolve("nieuw.txt"), "nieuw"));
      walk.press("#drop-start");
      walk.select("nieuw.txt");
      walk.key(KeyCode.ENTER);
      walk.until("what lies on the disk is opened", () -> !walk.opened.isEmpty());
      world.plugIn();
      walk.press("#place-onedrive");
      walk.shows("Verslag.txt");
    }
  }
}
