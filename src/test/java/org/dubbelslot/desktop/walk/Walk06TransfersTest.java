package org.dubbelslot.desktop.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.scene.control.ListView;
import org.dubbelslot.desktop.Walk;
import org.dubbelslot.desktop.common.Stages;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.words.Language;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("6. Transfers")
@Timeout(300)
class Walk06TransfersTest extends InWorld {
  @Override
  void fill() {
    // Everything comes by itself.
  }

  private void drops(Walk walk, String... names) throws Exception {
    Path[] files = new Path[names.length];
    for (int i = 0; i < names.length; i++) {
      files[i] = file(names[i], names[i]);
    }
    walk.drop(walk.stages.find("#folder"), files);
    walk.press("#drop-start");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  @DisplayName(
      "are paused, one taken out, asked about when the window closes, and go on after a restart")
  void paused(Language language) throws Exception {
    try (Walk walk = Walk.unlocked(language, world, World.MARIJKE)) {
      walk.stages.find("#folder");
      walk.until(
          "an empty folder", () -> walk.stages.robot.lookup("#folder-empty").query().isVisible());
      world.faults("[{\"method\":\"PUT\",\"path\":\"\",\"delayMillis\":8000,\"times\":-1}]");
      drops(walk, "een.txt", "twee.txt", "drie.txt");
      walk.turn("#transfers-open", true);
      walk.until("three lines", () -> lines(walk) == 3);
      walk.until("the title tells how far it is", () -> walk.title().contains("%"));
      walk.says("desktop.transfers.pause-all");
      walk.sees("desktop.transfers.all-paused");
      show(walk, "twee.txt");
      walk.says("desktop.transfers.cancel", "twee.txt");
      walk.until("two lines", () -> lines(walk) == 2);
      walk.pressClose();
      walk.sees("desktop.transfers.close.title");
      walk.says("desktop.transfers.close.cancel");
      walk.pressClose();
      walk.says("desktop.transfers.close.stop");
      walk.awaitEnd();
    }
    world.noFaults();
    try (Walk walk = Walk.unlocked(language, world, World.MARIJKE)) {
      walk.until("two lines", () -> lines(walk) == 2);
      assertThat(walk.names()).isEmpty();
      walk.says("desktop.transfers.resume-all");
      walk.shows("drie.txt", "een.txt");
      walk.until("the title is as before", () -> walk.title().equals("Dubbelslot"));
      walk.sees("desktop.transfers.all-done", 2);
    }
  }

  /** A line that the list has no room for has no buttons yet. */
  private static void show(Walk walk, String name) throws Exception {
    ListView<?> list = (ListView<?>) walk.stages.find("#transfers-list");
    for (int line = 0; line < Stages.on(() -> lines(walk)); line++) {
      if (walk.offers("desktop.transfers.cancel", name)) {
        return;
      }
      int next = line;
      Stages.onScreen(() -> list.scrollTo(next));
      Stages.settle();
    }
  }

  private static int lines(Walk walk) {
    return ((ListView<?>) walk.stages.robot.lookup("#transfers-list").query()).getItems().size();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  @DisplayName("tell what failed and what they wait for, and try again when asked")
  void retried(Language language) throws Exception {
    try (Walk walk = Walk.unlocked(language, world, World.MARIJKE)) {
      walk.stages.find("#folder");
      walk.until(
          "an empty folder", () -> walk.stages.robot.lookup("#folder-empty").query().isVisible());
      world.faults("[{\"method\":\"PUT\",\"path\":\"\",\"status\":403,\"times\":-1}]");
      drops(walk, "een.txt");
      walk.sees("desktop.transfers.failed", 1);
      walk.turn("#transfers-open", true);
      walk.until(
          "the code", () -> walk.stages.texts().stream().anyMatch(text -> text.contains("DS-307")));
      world.noFaults();
      walk.says("desktop.transfers.retry", "een.txt");
      walk.shows("een.txt");

      world.unplug();
      Path lost = file("twee.txt", "twee");
      walk.drop(walk.table(), lost);
      walk.until(
          "it waits or is asked about",
          () ->
              walk.stages.robot.lookup("#drop-start").tryQuery().isPresent()
                  || walk.stages.texts().stream().anyMatch(text -> text.contains("DS-3")));
      if (walk.stages.robot.lookup("#drop-start").tryQuery().isPresent()) {
        walk.press("#drop-start");
      }
      String waits = walk.text("desktop.transfers.drive-failed", "").split(",")[0];
      walk.until(
          "it tells what it waits for",
          () -> walk.stages.texts().stream().anyMatch(text -> text.startsWith(waits)));
      world.plugIn();
      walk.happens("it arrived", () -> world.content(World.MARIJKE, "twee.txt").isPresent());
    }
  }
}
