package org.dubbelslot.desktop.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.desktop.Walk;
import org.dubbelslot.desktop.common.Stages;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.words.Language;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("9. Who can open, links, other teams, and giving access")
@Timeout(300)
class Walk09SharingTest extends InWorld {
  @Override
  void fill() throws Exception {
    world.put(World.BAS, "Verslag.txt", "verslag");
    addBoard();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  @DisplayName("is told of a file and of a place, and a link leads colleagues there")
  void who(Language language) throws Exception {
    try (Walk walk = Walk.unlocked(language, world, World.MARIJKE)) {
      walk.select("Verslag.txt");
      walk.menu("who-can-open");
      walk.sees("desktop.sharing.who-title", "Verslag.txt");
      walk.stages.awaitText(World.BAS);
      assertThat(walk.stages.texts()).noneMatch(text -> text.contains(World.FATIMA));
      walk.says("desktop.remedy.close");
      Stages.onScreen(
          () ->
              ((TableView<?>) walk.stages.robot.lookup("#folder-table").query())
                  .getSelectionModel()
                  .clearSelection());
      walk.menu("who-can-open");
      walk.sees("desktop.sharing.who-title", World.PLACE);
      walk.says("desktop.remedy.close");
      walk.select("Verslag.txt");
      walk.menu("copy-link");
      walk.sees("desktop.sharing.link-copied");
      assertThat(Stages.on(() -> Clipboard.getSystemClipboard().getString()))
          .startsWith("https://")
          .endsWith(".dslot");
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  @DisplayName("changes with another team’s place")
  void moves(Language language) throws Exception {
    try (Walk walk = Walk.unlocked(language, world, World.MARIJKE)) {
      walk.select("Verslag.txt");
      walk.menu("move-to-team");
      walk.sees("desktop.sharing.move-ask", 1);
      walk.press("#move-to-bestuur");
      walk.press("#move-go");
      walk.sees("desktop.sharing.moved", 1, "bestuur", World.BOARD);
      walk.until(
          "it is gone here", () -> walk.stages.robot.lookup("#folder-empty").query().isVisible());
      walk.press("#place-bestuur");
      walk.shows("Verslag.txt");
      walk.stages.awaitText(walk.text("desktop.locks.of-team", World.BOARD));
      walk.select("Verslag.txt");
      walk.menu("who-can-open");
      walk.stages.awaitText(World.FATIMA);
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  @DisplayName("is given by a steward to whoever waits")
  void grants(Language language) throws Exception {
    ungrant();
    try (Walk walk = Walk.unlocked(language, world, World.MARIJKE)) {
      walk.press("#grants");
      walk.sees("desktop.grants.waits", World.BAS, 1);
      walk.press("#grant-" + World.CARE);
      walk.sees("desktop.grants.granted", World.CARE, 1);
      walk.sees("desktop.grants.nobody");
    }
  }

  /** Takes away what a steward granted, as if the device had come since. */
  private void ungrant() throws Exception {
    Kid device = world.workplace(World.BAS).membership().device().device();
    Kid key =
        world
            .workplace(World.MARIJKE)
            .membership()
            .directory()
            .activeTeamKey(world.team(World.CARE))
            .orElseThrow()
            .kid();
    try (Stream<Path> files = Files.walk(folder.resolve("organisation/directory"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.toString().contains(device.text())
            && file.getFileName().toString().contains(key.text())) {
          Files.delete(file);
        }
      }
    }
  }
}
