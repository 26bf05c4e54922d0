package org.dubbelslot.desktop.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.dubbelslot.desktop.Walk;
import org.dubbelslot.desktop.common.Stages;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.transfer.Places;
import org.dubbelslot.words.Language;
import org.dubbelslot.workplace.TestServices;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("2. Places")
@Timeout(240)
class Walk02PlacesTest {
  private static final String LIBRARY =
      "https://voorbeeld.sharepoint.example/sites/team/Shared Documents";

  private @TempDir Path folder;

  @BeforeAll
  static void needsScreen() {
    Stages.require();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  @DisplayName("are added by search, by link and from the disk, renamed, and taken off the list")
  void places(Language language) throws Exception {
    Path home = folder.resolve("home");
    try (Walk walk = Walk.in(language, where -> new TestServices(where, Walk.clock()), home)) {
      walk.press("#start-practise");
      walk.stages.find("#place-team");
      walk.stages.awaitText(
          walk.text("desktop.places.team", walk.text("desktop.start.practice-care")));

      asks(walk, "#place-kind-search");
      walk.write("#place-word", "voorbeeld");
      walk.press("#place-search");
      walk.stages.awaitText("Team – Project Voorbeeld");
      walk.press("#place-add");
      walk.stages.find("#place-team-project-voorbeeld");

      asks(walk, "#place-kind-link");
      walk.write("#place-link", LIBRARY);
      walk.write("#place-label", "Gedeeld");
      walk.press("#place-add");
      walk.stages.find("#place-gedeeld");

      Path disk = Files.createDirectories(folder.resolve("Archief"));
      walk.choose(disk);
      asks(walk, "#place-kind-folder");
      walk.press("#place-choose");
      walk.sees("desktop.places.folder-local");
      walk.press("#place-add");
      walk.stages.find("#place-archief");

      Path synced = Walk.synchronised(folder.resolve("Gesynchroniseerd"));
      walk.choose(synced);
      asks(walk, "#place-kind-folder");
      walk.press("#place-choose");
      walk.sees("desktop.places.folder-synced");
      walk.press("#place-cancel");

      keyOn(walk, "#place-archief", KeyCode.F2);
      walk.write("#place-new-label", "Archief 2026");
      walk.says("desktop.places.rename");
      walk.stages.awaitText("Archief 2026");
      keyOn(walk, "#place-archief", KeyCode.DELETE);
      walk.sees("desktop.places.remove-lead");
      walk.press("#place-remove-yes");
      walk.until(
          "it is gone", () -> walk.stages.robot.lookup("#place-archief").tryQuery().isEmpty());
      assertThat(disk).isDirectory();
    }
  }

  /** Its teams stand there only once the workplace has told them. */
  private static void asks(Walk walk, String kind) throws Exception {
    walk.press("#add-place");
    walk.press(kind);
    ComboBox<?> teams = (ComboBox<?>) walk.stages.find(".sheet #place-team");
    walk.until("there are teams", () -> !teams.getItems().isEmpty());
  }

  private static void keyOn(Walk walk, String id, KeyCode code) throws Exception {
    Node place = walk.stages.find(id);
    Stages.onScreen(
        () ->
            Event.fireEvent(
                place,
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false)));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  @DisplayName("are my OneDrive too, to which the person signs in only then")
  void mine(Language language) throws Exception {
    try (World world = new World(folder)) {
      Files.writeString(
          world.home(World.MARIJKE).resolve("settings.json"),
          "{\"tenant\":\"example.org\",\"clientId\":\"00000000-0000-0000-0000-000000000001\"}");
      try (Walk walk = Walk.unlocked(language, world, World.MARIJKE)) {
        walk.until(
            "the start is over",
            () ->
                walk.stages.robot.lookup("#sign-in-later").tryQuery().isPresent()
                    || walk.stages.robot.lookup("#folder").tryQuery().isPresent());
        asks(walk, "#place-kind-mine");
        walk.write("#place-label", "Van mij");
        walk.press("#place-add");
        walk.sees("desktop.start.sign-in-lead");
        walk.press("#sign-in-later");
        walk.press("#place-cancel");
      }
      assertThat(new Places(world.home(World.MARIJKE)).all()).hasSize(1);
    }
  }
}
