package org.dubbelslot.desktop.harddays;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.dubbelslot.desktop.RealWindow;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The laptop is closed for an hour")
class LaptopClosedForAnHourTest extends HardDay {
  private static final String SLOW =
      "[{\"method\":\"PUT\",\"path\":\"\",\"delayMillis\":300,\"times\":-1}]";

  @Test
  @DisplayName("it is locked then, and transfers go on after the next unlock")
  void locksAndGoesOn() throws Exception {
    begin();
    byte[] content = bytes(20 * MEBIBYTE, 4);
    Path large = file("Opname.mp4", content);
    world.faults(SLOW);
    window.drop(large, file("brief.txt"));
    window.startDrop();
    RealWindow.until(() -> window.transfers().totals().running() > 0);
    window.sleep(Duration.ofSeconds(5));
    assertThat(window.isLocked()).as("nothing out of the ordinary").isFalse();

    window.sleep(Duration.ofHours(1));

    assertThat(window.isLocked()).isTrue();
    window.stages.find("#passphrase");
    assertThat(texts()).noneMatch(text -> text.contains("Opname") || text.contains("brief"));
    window.stages.picture("hardday-laptop-closed");
    world.noFaults();
    window.unlock();
    RealWindow.until(() -> window.remote().size() == 2);
    window.untilArrived(0);
    assertThat(opened("Opname.mp4")).isEqualTo(content);
  }
}
