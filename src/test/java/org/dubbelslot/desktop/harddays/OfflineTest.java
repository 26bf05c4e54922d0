package org.dubbelslot.desktop.harddays;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.input.KeyCode;
import org.dubbelslot.desktop.RealWindow;
import org.dubbelslot.desktop.common.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Without a network")
class OfflineTest extends HardDay {
  /** Every connection breaks before a byte of the answer has come. */
  private static final String GONE =
      "[{\"method\":\"\",\"path\":\"\",\"cutAfterBytes\":0,\"times\":-1}]";

  private void beginWithFiles() throws Exception {
    beginHurried();
    putFiles();
  }

  private void putFiles() throws Exception {
    world.put(World.MARIJKE, "Groep 7/rekenen.txt", "plan");
    world.put(World.MARIJKE, "Verslag.txt", "inhoud");
    window.press("#folder-refresh");
    window.stages.awaitText("Verslag.txt");
  }

  @Test
  @DisplayName(
      "folders are shown as they were last, which is said, and become current by themselves")
  void listings() throws Exception {
    beginWithFiles();
    world.faults(GONE);
    window.press("#folder-refresh");
    window.stages.awaitText("DS-3");
    assertThat(window.names()).containsExactly("Groep 7", "Verslag.txt");
    window.stages.picture("hardday-offline");
    window.select("Groep 7");
    window.stages.robot.push(KeyCode.ENTER);
    window.stages.awaitText("rekenen.txt");
    world.noFaults();
    world.put(World.MARIJKE, "Groep 7/taal.txt", "plan");
    window.press("#folder-refresh");
    window.stages.awaitText("taal.txt");
    assertThat(texts()).noneMatch(text -> text.contains("DS-3"));
  }

  @Test
  @DisplayName("the first listing after an unlock is the last one known")
  void afterUnlock() throws Exception {
    beginWithFiles();
    window.lock();
    world.faults(GONE);
    window.unlock();
    window.stages.awaitText("Verslag.txt");
    window.stages.awaitText("DS-3");
    world.noFaults();
  }

  @Test
  @DisplayName("what is dropped waits in the list, says so, and goes when it is back")
  void queues() throws Exception {
    begin();
    putFiles();
    world.faults(GONE);
    Path file = file("brief.txt");
    window.drop(file);
    window.startDrop();
    window.stages.awaitText("De verbinding werd verbroken, opnieuw over");
    window.stages.picture("hardday-offline-queued");
    assertThat(Files.exists(file)).isTrue();
    assertThat(window.transfers().isIdle()).isFalse();
    world.noFaults();
    RealWindow.until(() -> window.remote().contains("brief.txt"));
  }

  @Test
  @DisplayName("a file that lies on OneDrive alone is not opened, which is said with what helps")
  void opening() throws Exception {
    beginWithFiles();
    world.faults(GONE);
    window.select("Verslag.txt");
    window.stages.robot.push(KeyCode.ENTER);
    window.stages.awaitText("DS-3");
    window.stages.awaitText("Opnieuw");
    window.stages.picture("hardday-offline-open");
    world.noFaults();
  }
}
