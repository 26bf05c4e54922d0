package org.dubbelslot.desktop.harddays;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.dubbelslot.desktop.RealWindow;
import org.dubbelslot.desktop.common.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The key folder cannot be reached")
class KeyFolderUnreachableTest extends HardDay {
  private static final String SLOW =
      "[{\"method\":\"PUT\",\"path\":\"\",\"delayMillis\":200,\"times\":-1}]";

  private Path organisation() {
    return folder.resolve("organisation");
  }

  private void pullOut() throws Exception {
    Files.move(organisation().resolve("directory"), organisation().resolve("weg"));
  }

  private void plugIn() throws Exception {
    Files.move(organisation().resolve("weg"), organisation().resolve("directory"));
  }

  @Test
  @DisplayName("in the middle of a drop: all arrives, and the locks say what is the matter")
  void inTheMiddleOfADrop() throws Exception {
    begin();
    world.faults(SLOW);
    Path[] files = new Path[12];
    for (int i = 0; i < files.length; i++) {
      files[i] = file("brief " + i + ".txt");
    }
    window.drop(files);
    window.startDrop();
    RealWindow.until(() -> window.transfers().totals().filesDone() > 0);
    pullOut();
    assertThat(window.transfers().isIdle()).as("in the middle").isFalse();
    window.fiveMinutes();
    window.untilArrived(12);
    world.noFaults();
    window.stages.awaitText("niet bereikbaar");
    window.stages.picture("hardday-key-folder");
    plugIn();
    assertThat(window.remote()).hasSize(12);
    window.touch();
    window.fiveMinutes();
    window.stages.awaitText("Organisatie: open");
  }

  @Test
  @DisplayName("at an unlock: the last verified copy is used, which is said")
  void atUnlock() throws Exception {
    begin();
    world.put(World.MARIJKE, "Verslag.txt", "inhoud");
    window.lock();
    pullOut();
    window.unlock();
    window.stages.awaitText("Verslag.txt");
    window.stages.awaitText("niet bereikbaar");
    window.drop(file("toch.txt"));
    window.startDrop();
    window.untilArrived(1);
    plugIn();
    assertThat(window.remote()).contains("toch.txt");
  }
}
