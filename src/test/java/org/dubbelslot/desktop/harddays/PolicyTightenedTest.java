package org.dubbelslot.desktop.harddays;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Node;
import org.dubbelslot.desktop.RealWindow;
import org.dubbelslot.desktop.common.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The organisation decides something while somebody is at work")
class PolicyTightenedTest extends HardDay {
  private final AtomicReference<Optional<byte[]>> decided = new AtomicReference<>(Optional.empty());

  private void begin(String person) throws Exception {
    world = new World(folder);
    window = new RealWindow(world, person, decided::get);
    window.unlock();
  }

  private void decide(String policy) {
    decided.set(Optional.of(policy.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  @DisplayName("it counts for them within five minutes")
  void atWork() throws Exception {
    begin(World.BAS);
    window.touch();
    window.fiveMinutes();
    assertThat(window.isLocked()).isFalse();
    decide("{\"lockAfterMinutes\":3,\"neutralCopyNames\":true}");
    window.touch();
    window.fiveMinutes();
    RealWindow.until(() -> window.isLocked() || window.workplace().policy().neutralCopyNames());
    window.fiveMinutes();
    assertThat(window.isLocked()).as("nobody touched it for longer than is allowed now").isTrue();
  }

  @Test
  @DisplayName("rules of use whose text has changed are asked of whoever is at work")
  void newRules() throws Exception {
    begin(World.BAS);
    window.stages.awaitText("Team Zorg: open");
    decide("{\"rulesOfUse\":{\"version\":\"2027-1\",\"nl\":\"# Nieuw\",\"en\":\"# New\"}}");
    window.touch();
    window.fiveMinutes();
    window.stages.find("#start-accept");
    assertThat(window.isLocked()).isFalse();
  }

  @Test
  @DisplayName("it counts from the next unlock in any case")
  void atTheNextUnlock() throws Exception {
    begin(World.BAS);
    assertThat(window.workplace().policy().neutralCopyNames()).isFalse();
    decide("{\"neutralCopyNames\":true}");
    window.lock();
    window.unlock();
    assertThat(window.workplace().policy().neutralCopyNames()).isTrue();
  }

  @Test
  @DisplayName("only who tends a team sees who waits there")
  void stewards() throws Exception {
    begin(World.MARIJKE);
    Node grants = window.stages.find("#grants");
    RealWindow.until(grants::isVisible);
    window.close();
    world.close();
    world = new World(folder.resolve("ander"));
    window = new RealWindow(world, World.BAS, decided::get);
    window.unlock();
    window.stages.awaitText("Team Zorg: open");
    assertThat(window.stages.find("#grants").isVisible()).isFalse();
  }
}
