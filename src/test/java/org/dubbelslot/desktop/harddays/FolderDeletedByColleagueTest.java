package org.dubbelslot.desktop.harddays;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.SealedTree;
import org.dubbelslot.workplace.Workplace;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A colleague deletes the folder that is shown")
class FolderDeletedByColleagueTest extends HardDay {
  private void goIn() throws Exception {
    world.put(World.MARIJKE, "Groep 7/rekenen.txt", "plan");
    window.press("#folder-refresh");
    window.select("Groep 7");
    window.stages.robot.push(KeyCode.ENTER);
    window.stages.awaitText("rekenen.txt");
  }

  private void colleagueDeletes() throws Exception {
    Workplace colleague = world.workplace(World.MARIJKE);
    SealedTree tree = colleague.writing(colleague.place(World.PLACE));
    Entry map = tree.find(tree.root(), "Groep 7").orElseThrow();
    colleague.drive(colleague.place(World.PLACE)).delete(map.item().id(), Optional.empty());
  }

  @Test
  @DisplayName("the window says so, and offers to go up")
  void shown() throws Exception {
    begin();
    goIn();
    colleagueDeletes();
    window.press("#folder-refresh");
    window.stages.awaitText("Groep 7");
    window.pressText("Naar de map erboven");
    window.stages.find("#folder-empty");
    window.stages.picture("hardday-folder-gone");
  }

  @Test
  @DisplayName("what is dropped on it just then is refused with the reason, and stays")
  void droppedOn() throws Exception {
    begin();
    goIn();
    colleagueDeletes();
    Path file = file("later.txt");
    window.drop(file);
    window.startDrop();
    window.stages.awaitText("DS-690");
    assertThat(file).exists();
    window.stages.picture("hardday-folder-gone-drop");
  }
}
