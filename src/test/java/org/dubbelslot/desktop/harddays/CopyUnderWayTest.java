package org.dubbelslot.desktop.harddays;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.input.KeyCode;
import org.dubbelslot.desktop.RealWindow;
import org.dubbelslot.desktop.common.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A copy within a place that is under way")
class CopyUnderWayTest extends HardDay {
  private static final String SLOW =
      "[{\"method\":\"PUT\",\"path\":\"\",\"delayMillis\":3000,\"times\":-1}]";

  private void beginCopy() throws Exception {
    begin();
    world.put(World.MARIJKE, "Opname.mp4", bytes(6 * MEBIBYTE, 8));
    window.press("#folder-refresh");
    window.select("Opname.mp4");
    world.faults(SLOW);
    window.stages.robot.push(KeyCode.CONTROL, KeyCode.C);
    window.stages.robot.push(KeyCode.CONTROL, KeyCode.V);
    RealWindow.until(() -> !world.requests("POST", "createUploadSession").isEmpty());
  }

  @Test
  @DisplayName("is asked about when the window closes, with what would not be done")
  void atTheEnd() throws Exception {
    beginCopy();
    List<String> answers = new ArrayList<>();
    window.askToClose(() -> answers.add("background"), () -> answers.add("stop"));
    window.stages.awaitText("Er is nog iets niet klaar");
    window.stages.awaitText("“Opname.mp4” kopiëren, 0 van 1 gedaan");
    window.stages.picture("hardday-copy-under-way");
    assertThat(answers).isEmpty();
    window.pressText("Doorgaan in de achtergrond");
    assertThat(answers).containsExactly("background");
    world.noFaults();
    RealWindow.until(() -> window.remote().size() == 2);
    window.stages.awaitText("Opname (2).mp4");
    window.askToClose(() -> answers.add("background"), () -> answers.add("nothing to ask"));
    assertThat(answers).endsWith("nothing to ask");
  }

  @Test
  @DisplayName("is told after the next unlock when a lock broke it off, and nothing of it is left")
  void atALock() throws Exception {
    beginCopy();
    window.lock();
    world.noFaults();
    window.unlock();
    window.stages.awaitText("Afgebroken bij het vergrendelen: “Opname.mp4” kopiëren");
    window.stages.picture("hardday-copy-broken-off");
    RealWindow.until(() -> window.transfers().isIdle());
    assertThat(window.remote()).containsExactly("Opname.mp4");
    assertThat(opened("Opname.mp4")).isEqualTo(bytes(6 * MEBIBYTE, 8));
  }
}
