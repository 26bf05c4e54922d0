package org.dubbelslot.desktop.harddays;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A drop that is still being added")
class DropBeingAddedTest extends HardDay {
  /** So long that nothing is added before the lock. */
  private static final String SLOW =
      "[{\"method\":\"POST\",\"path\":\"children\",\"delayMillis\":5000,\"times\":-1}]";

  @Test
  @DisplayName("is asked about when the window closes, and told of after a lock broke it off")
  void brokenOff() throws Exception {
    begin();
    Path dropped = Files.createDirectories(folder.resolve("Groep 7"));
    Files.writeString(dropped.resolve("rekenen.txt"), "plan");
    window.drop(dropped);
    window.stages.find("#drop-start");
    world.faults(SLOW);
    window.startDrop();
    List<String> answers = new ArrayList<>();
    window.askToClose(() -> answers.add("background"), () -> answers.add("stop"));
    window.stages.awaitText("Eén bestand klaarzetten om te beveiligen in");
    assertThat(answers).isEmpty();
    window.pressText("Venster openhouden");
    window.lock();
    world.noFaults();
    window.unlock();
    window.stages.awaitText("Afgebroken bij het vergrendelen: Eén bestand klaarzetten");
  }
}
