package org.dubbelslot.desktop.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.dubbelslot.desktop.Walk;
import org.dubbelslot.desktop.common.Stages;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.egress.EgressRecord;
import org.dubbelslot.words.Language;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("11. Connections")
@Timeout(300)
class Walk11ConnectionsTest extends InWorld {
  @Override
  void fill() throws Exception {
    world.put(World.BAS, "Verslag.txt", "verslag");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  @DisplayName("are exactly those of the one recorder, filtered, explained and exported")
  void connections(Language language) throws Exception {
    try (Walk walk = Walk.unlocked(language, world, World.MARIJKE)) {
      walk.select("Verslag.txt");
      walk.key(KeyCode.ENTER);
      walk.until("it is opened", () -> !walk.opened.isEmpty());
      walk.press("#connections");
      TableView<?> table = (TableView<?>) walk.stages.find("#connections-table");
      walk.until("all are shown", () -> table.getItems().size() == recorded(walk).size());
      assertThat(Stages.on(() -> List.copyOf(table.getItems())))
          .isNotEmpty()
          .allMatch(recorded(walk)::contains);
      long sent = recorded(walk).stream().mapToLong(EgressRecord::bytesOut).sum();
      long received = recorded(walk).stream().mapToLong(EgressRecord::bytesIn).sum();
      walk.sees(
          "desktop.connections.summary",
          recorded(walk).size(),
          walk.words.size(sent),
          walk.words.size(received));
      Stages.onScreen(() -> table.getSelectionModel().select(0));
      walk.sees("desktop.connections.host.this-computer");
      walk.write("#connections-text", "tracker.example");
      walk.sees("desktop.connections.none");
      walk.write("#connections-text", "127.0.0.1");
      walk.until("all are shown again", () -> table.getItems().size() == recorded(walk).size());
      Path out = Files.createDirectories(folder.resolve("uit"));
      walk.choose(out);
      MenuButton export = (MenuButton) walk.stages.find("#connections-export");
      Stages.onScreen(() -> export.getItems().getFirst().fire());
      walk.sees("desktop.connections.saved", recorded(walk).size());
      try (Stream<Path> files = Files.list(out)) {
        assertThat(files.findFirst().orElseThrow())
            .content()
            .contains("127.0.0.1")
            .doesNotContain("Verslag");
      }
    }
  }

  private static List<EgressRecord> recorded(Walk walk) {
    return walk.services().egress().log().records();
  }
}
