package org.dubbelslot.desktop.walk;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.input.KeyCode;
import org.dubbelslot.desktop.Walk;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.words.Language;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("8. Protecting what lies there readable")
@Timeout(300)
class Walk08ProtectTest extends InWorld {
  @Override
  void fill() throws Exception {
    world.putReadable("Offerte dakgoot.csv", "Naam;Bedrag");
    world.putReadable("Opnamen/Teamoverleg.mp4", "beeld en geluid");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  @DisplayName(
      "seals, verifies and replaces, then removes earlier versions and the recycle bin when asked")
  void protects(Language language) throws Exception {
    try (Walk walk = Walk.unlocked(language, world, World.BAS)) {
      walk.select("Offerte dakgoot.csv");
      walk.sees("desktop.folder.mark.readable");
      walk.key(KeyCode.ENTER);
      walk.sees("desktop.folder.readable-not-opened", "Offerte dakgoot.csv");
      walk.menu("protect");
      walk.sees("desktop.protect.ask", 1, World.CARE);
      walk.press("#protect-go");
      walk.sees("desktop.protect.kept", 1);
      assertThat(world.content(World.MARIJKE, "Offerte dakgoot.csv")).contains("Naam;Bedrag");
      walk.says("desktop.protect.erase-kept");
      walk.says("desktop.protect.erase-go");
      walk.sees("desktop.protect.erased", 1);
      assertThat(world.requests("POST", "/permanentDelete")).hasSize(1);
      walk.until(
          "the mark is gone",
          () ->
              !walk.spoken("Offerte dakgoot.csv")
                  .contains(walk.text("desktop.folder.mark.readable")));
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  @DisplayName("knows the folder of recordings, and keeps them as the organisation decided")
  void recordings(Language language) throws Exception {
    try (Walk walk = Walk.unlocked(language, world, World.BAS)) {
      walk.select("Opnamen");
      walk.menu("protect");
      walk.sees("desktop.protect.recordings", 1);
      walk.sees("desktop.protect.keep", "Opname", 30);
      walk.press("#protect-erase");
      walk.press("#protect-go");
      walk.sees("desktop.protect.done", 1);
      assertThat(world.content(World.MARIJKE, "Opnamen/Teamoverleg.mp4"))
          .contains("beeld en geluid");
      walk.select("Opnamen");
      walk.key(KeyCode.ENTER);
      walk.shows("Teamoverleg.mp4");
      walk.stages.awaitText("Opname");
      assertThat(world.requests("POST", "/permanentDelete")).hasSize(1);
    }
  }
}
