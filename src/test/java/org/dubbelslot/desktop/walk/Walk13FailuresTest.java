package org.dubbelslot.desktop.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.input.KeyCode;
import org.dubbelslot.desktop.Walk;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.words.Failure;
import org.dubbelslot.words.FailureCode;
import org.dubbelslot.words.Language;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("13. Failures")
@Timeout(300)
class Walk13FailuresTest extends InWorld {
  @Override
  void fill() throws Exception {
    world.put(World.BAS, "Verslag.txt", "verslag");
    world.put(World.BAS, "Groep 7/Toets.txt", "zeven");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  @DisplayName("of a folder say what happened, what to do, a code, and offer what helps")
  void ofFolder(Language language) throws Exception {
    try (Walk walk = Walk.unlocked(language, world, World.MARIJKE)) {
      walk.shows("Groep 7", "Verslag.txt");
      world.faults("[{\"method\":\"GET\",\"path\":\"\",\"status\":403,\"times\":-1}]");
      walk.key(KeyCode.F5);
      tells(walk, FailureCode.DRIVE_DENIED);
      walk.says("desktop.remedy.report");
      walk.stages.find("#report-text");
      walk.says("desktop.report.cancel");
      world.noFaults();

      world.faults("[{\"method\":\"GET\",\"path\":\"\",\"status\":401,\"times\":-1}]");
      walk.press("#folder-refresh");
      tells(walk, FailureCode.NOT_SIGNED_IN);
      world.noFaults();
      walk.says("desktop.remedy.sign-in");
      walk.shows("Groep 7", "Verslag.txt");

      world.unplug();
      walk.turn("#provider-sees", true);
      tells(walk, FailureCode.HOST_UNREACHABLE);
      world.plugIn();
      walk.says("desktop.remedy.retry");
      walk.until(
          "the drive answers",
          () -> walk.stages.texts().stream().anyMatch(text -> text.endsWith(".dslot")));
    }
  }

  private static void tells(Walk walk, FailureCode code) throws Exception {
    walk.tells(code);
    Failure failure = Failure.of(code);
    if (!failure.sentence(walk.words).contains("{")) {
      assertThat(walk.stages.texts()).contains(failure.remedyInWindow(walk.words));
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  @DisplayName("of a file offer to try again, or another name")
  void ofFile(Language language) throws Exception {
    try (Walk walk = Walk.unlocked(language, world, World.MARIJKE)) {
      walk.shows("Groep 7", "Verslag.txt");
      world.faults("[{\"method\":\"GET\",\"path\":\"/content\",\"status\":423,\"times\":-1}]");
      walk.select("Verslag.txt");
      walk.key(KeyCode.ENTER);
      walk.tells(FailureCode.ITEM_LOCKED);
      world.noFaults();
      walk.says("desktop.remedy.retry");
      walk.until("it is opened", () -> !walk.opened.isEmpty());
      assertThat(walk.stages.texts()).doesNotContain(FailureCode.ITEM_LOCKED.code());

      walk.select("Verslag.txt");
      walk.key(KeyCode.F2);
      walk.write("#folder-name", "Groep 7");
      walk.says("desktop.folder.rename");
      walk.tells(FailureCode.ENTRY_NAME_TAKEN);
      walk.says("desktop.folder.cancel");

      walk.press("#add-place");
      walk.press("#place-kind-mine");
      walk.write("#place-label", "Van mij");
      walk.press("#place-add");
      walk.tells(FailureCode.EXAMPLE_REFUSED);
      walk.press("#place-cancel");
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  @DisplayName("of what was decided lead to where that stands")
  void ofPolicy(Language language) throws Exception {
    Path settings = world.home(World.MARIJKE).resolve("settings.json");
    Files.writeString(settings, "{");
    try (Walk walk = Walk.at(language, world, World.MARIJKE)) {
      walk.unlock("verzonnen");
      walk.tells(FailureCode.POLICY_MALFORMED);
      walk.says("desktop.remedy.show-settings");
      walk.sees("desktop.settings.policy-lead");
      Files.delete(settings);
      walk.press("#lock-now");
      walk.unlock("verzonnen");
      walk.shows("Groep 7", "Verslag.txt");
    }
  }
}
