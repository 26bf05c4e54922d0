package org.dubbelslot.desktop.harddays;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import org.dubbelslot.desktop.RealWindow;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.Places;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A folder dropped onto itself")
class FolderDroppedOntoItselfTest extends HardDay {
  @Test
  @DisplayName("or into its own child, within a place: is refused with the reason, and stays")
  void withinThePlace() throws Exception {
    begin();
    world.put(World.MARIJKE, "Groep 7/Toetsen/rekenen.txt", "plan");
    window.press("#folder-refresh");
    window.select("Groep 7");
    window.stages.robot.push(KeyCode.CONTROL, KeyCode.X);
    window.stages.robot.push(KeyCode.ENTER);
    window.select("Toetsen");
    window.stages.robot.push(KeyCode.CONTROL, KeyCode.V);
    window.stages.awaitText("DS-");
    assertThat(texts()).anyMatch(text -> text.contains("in zichzelf"));
    assertThat(window.remote()).containsExactly("Groep 7");
    assertThat(new String(opened("Groep 7/Toetsen/rekenen.txt"))).isEqualTo("plan");
  }

  @Test
  @DisplayName("that is the place itself, holds it or lies in it: is refused with the reason")
  void thatIsThePlace() throws Exception {
    Path synced = Files.createDirectories(folder.resolve("thuis/OneDrive/Zorg"));
    Path inside = Files.createDirectories(synced.resolve("map"));
    Files.writeString(inside.resolve("open.txt"), "leesbaar");
    world = new World(folder);
    Places places = new Places(world.home(World.BAS));
    places.remove(World.PLACE);
    places.add(new Place(World.PLACE, world.team(World.CARE), new Place.Location.Folder(synced)));
    window = new RealWindow(world, World.BAS);
    window.unlock();
    window.stages.awaitText("map");

    window.drop(synced);
    awaitFailure("Niet alles kon mee", "DS-", Optional.empty());
    assertThat(texts()).anyMatch(text -> text.contains("Zorg"));
    window.pressText("Sluiten");
    window.drop(inside);
    window.stages.awaitText("Niet alles kon mee");
    window.pressText("Sluiten");
    window.drop(synced.getParent());
    window.stages.awaitText("Niet alles kon mee");
    window.pressText("Sluiten");
    assertThat(window.transfers().totals().files()).isZero();
    assertThat(inside.resolve("open.txt")).hasContent("leesbaar");
    assertThat(synced).isDirectoryContaining(path -> path.equals(inside));
  }
}
