package org.dubbelslot.desktop.harddays;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.dubbelslot.desktop.RealWindow;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Names that differ only in case")
class NamesDifferingOnlyInCaseTest extends HardDay {
  @Test
  @DisplayName("are asked about once, and both are kept under names that OneDrive tells apart")
  void dropped() throws Exception {
    begin();
    Path lower = file("klein/verslag.txt", bytes(100, 1));
    Path upper = file("groot/VERSLAG.txt", bytes(100, 2));
    window.drop(lower, upper);
    window.stages.awaitText("Eén naam bestaat daar al: VERSLAG.txt");
    window.press("#drop-conflict-both");
    window.startDrop();
    RealWindow.until(() -> window.remote().size() == 2);
    assertThat(window.remote())
        .contains("verslag.txt")
        .allMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("verslag"));
    String other =
        window.remote().stream()
            .filter(name -> !name.equals("verslag.txt"))
            .findFirst()
            .orElseThrow();
    assertThat(other).isNotEqualToIgnoringCase("verslag.txt");
    assertThat(opened("verslag.txt")).isEqualTo(bytes(100, 1));
    assertThat(opened(other)).isEqualTo(bytes(100, 2));
  }

  @Test
  @DisplayName("in one folder that is dropped are both kept, too")
  void inAFolder() throws Exception {
    begin();
    file("map/verslag.txt", bytes(100, 1));
    Path upper = file("map/VERSLAG.txt", bytes(100, 2));
    window.drop(upper.getParent());
    window.stages.find("#drop-conflict-both");
    window.press("#drop-conflict-both");
    window.startDrop();
    window.untilArrived(2);
    assertThat(opened("map/VERSLAG.txt")).hasSize(100);
  }
}
