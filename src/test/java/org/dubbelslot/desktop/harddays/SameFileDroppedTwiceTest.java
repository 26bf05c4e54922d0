package org.dubbelslot.desktop.harddays;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.dubbelslot.desktop.RealWindow;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The same file dropped twice")
class SameFileDroppedTwiceTest extends HardDay {
  /** The first drop has to be on its way when the second comes. */
  private static final String SLOW =
      "[{\"method\":\"PUT\",\"path\":\"\",\"delayMillis\":400,\"times\":-1}]";

  @Test
  @DisplayName("while the first is on its way arrives once")
  void whileUnderWay() throws Exception {
    begin();
    Path large = file("Opname.mp4", bytes(12 * MEBIBYTE, 1));
    world.faults(SLOW);
    window.drop(large);
    window.startDrop();
    RealWindow.until(() -> window.transfers().totals().running() == 1);
    window.drop(large);
    window.stages.find("#drop-start");
    window.startDrop();
    RealWindow.until(() -> window.transfers().totals().files() == 1);
    world.noFaults();
    window.untilArrived(1);
    assertThat(window.remote()).containsExactly("Opname.mp4");
    assertThat(opened("Opname.mp4")).isEqualTo(bytes(12 * MEBIBYTE, 1));
  }

  @Test
  @DisplayName("in one gesture counts once")
  void inOneGesture() throws Exception {
    begin();
    Path file = file("Verslag.docx");
    window.drop(file, file);
    window.startDrop();
    window.untilArrived(1);
    assertThat(window.remote()).containsExactly("Verslag.docx");
  }

  @Test
  @DisplayName("after the first has arrived asks what to do, and keeps both by themselves")
  void afterTheFirst() throws Exception {
    begin();
    Path file = file("Verslag.docx");
    window.drop(file);
    window.startDrop();
    window.untilArrived(1);
    window.drop(file);
    window.stages.awaitText("Eén naam bestaat daar al: Verslag.docx");
    window.press("#drop-conflict-both");
    window.startDrop();
    RealWindow.until(() -> window.remote().size() == 2);
    assertThat(window.remote()).contains("Verslag.docx");
  }
}
