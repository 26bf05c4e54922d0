package org.dubbelslot.desktop.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import org.dubbelslot.desktop.Walk;
import org.dubbelslot.desktop.common.Stages;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.words.Language;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("3. The folder view")
@Timeout(240)
class Walk03FolderTest extends InWorld {
  @Override
  void fill() throws Exception {
    world.put(World.BAS, "Groep 7/Toetsen/rekenen.txt", "plan");
    world.put(World.MARIJKE, "brief.docx", "een brief");
    world.put(World.MARIJKE, "agenda.txt", "een wat langere agenda");
    world.putReadable("folder.pdf", "openbaar");
    world.putReadable("k7q2xw9fbhm3.dslot", "niets");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  @DisplayName("lists true names without a single release, marks, sorts, filters and searches")
  void lists(Language language) throws Exception {
    world.forgetRequests();
    try (Walk walk = Walk.unlocked(language, world, World.BAS)) {
      walk.shows("Groep 7", "agenda.txt", "brief.docx", "folder.pdf", "k7q2xw9fbhm3.dslot");
      assertThat(world.requests("GET", "/content")).as("a release needs the head").isEmpty();
      walk.sees("desktop.folder.mark.readable");
      walk.sees("desktop.folder.mark.name-unreadable");
      assertThat(walk.spoken("brief.docx")).contains(walk.text("desktop.folder.kind.document"));

      walk.write("#folder-filter", "AGEN");
      walk.shows("agenda.txt");
      walk.sees("desktop.folder.count-of", 1, 5);
      walk.key(KeyCode.ESCAPE);
      walk.until("all are back", () -> walk.names().size() == 5);

      walk.select("brief.docx");
      walk.key(KeyCode.F, KeyCombination.SHORTCUT_DOWN);
      walk.write("#folder-filter", "reken");
      walk.sees("desktop.folder.search-found", 1);
      TextInputControl field = (TextInputControl) walk.stages.find("#folder-filter");
      Stages.onScreen(field::requestFocus);
      walk.stages.robot.push(KeyCode.DOWN).push(KeyCode.ENTER);
      walk.shows("rekenen.txt");
      walk.says("desktop.folder.go-to", "Groep 7");
      walk.shows("Toetsen");
      walk.press("#settings");
      walk.press("#place-onedrive");
      walk.shows("Toetsen");
      walk.press("#place-onedrive");
      walk.until("the root", () -> walk.names().size() == 5);
      assertThat(world.requests("GET", "/content")).as("after all that").isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  @DisplayName("remembers its order over a restart")
  void remembers(Language language) throws Exception {
    try (Walk walk = Walk.unlocked(language, world, World.BAS)) {
      walk.until("all rows", () -> walk.names().size() == 5);
      TableView<?> table = walk.table();
      Stages.onScreen(() -> sortByNameDown(table));
      walk.until(
          "upside down",
          () -> walk.names().indexOf("brief.docx") < walk.names().indexOf("agenda.txt"));
    }
    try (Walk walk = Walk.unlocked(language, world, World.BAS)) {
      walk.until("all rows", () -> walk.names().size() == 5);
      assertThat(walk.names().indexOf("brief.docx")).isLessThan(walk.names().indexOf("agenda.txt"));
    }
  }

  private static <T> void sortByNameDown(TableView<T> table) {
    var name = table.getColumns().getFirst();
    name.setSortType(TableColumn.SortType.DESCENDING);
    table.getSortOrder().setAll(List.of(name));
    table.sort();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  @DisplayName("makes folders, renames, moves, copies, deletes and undoes, with keys and menu")
  void changes(Language language) throws Exception {
    try (Walk walk = Walk.unlocked(language, world, World.BAS)) {
      walk.until("all rows", () -> walk.names().size() == 5);
      walk.select("agenda.txt");
      walk.key(KeyCode.N, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);
      walk.write("#folder-name", "Nieuw");
      walk.says("desktop.folder.make");
      walk.until("the new folder", () -> walk.names().contains("Nieuw"));

      walk.select("brief.docx");
      walk.menu("rename");
      walk.write("#folder-name", "Brief aan ouders.docx");
      walk.says("desktop.folder.rename");
      walk.until("the new name", () -> walk.names().contains("Brief aan ouders.docx"));

      walk.select("Brief aan ouders.docx");
      walk.menu("copy");
      walk.key(KeyCode.V, KeyCombination.SHORTCUT_DOWN);
      walk.until("a copy", () -> walk.names().contains("Brief aan ouders (2).docx"));
      walk.select("Brief aan ouders (2).docx", "agenda.txt");
      walk.menu("cut");
      walk.select("Nieuw");
      walk.key(KeyCode.ENTER);
      walk.until(
          "an empty folder", () -> walk.stages.robot.lookup("#folder-empty").query().isVisible());
      walk.key(KeyCode.V, KeyCombination.SHORTCUT_DOWN);
      walk.shows("agenda.txt", "Brief aan ouders (2).docx");

      walk.select("agenda.txt");
      walk.key(KeyCode.DELETE);
      walk.sees("desktop.folder.deleted", 1, "agenda.txt");
      walk.shows("Brief aan ouders (2).docx");
      walk.says("desktop.folder.undo");
      walk.shows("agenda.txt", "Brief aan ouders (2).docx");
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  @DisplayName("shows by itself what others change, and says when they took it away")
  void others(Language language) throws Exception {
    try (Walk walk = Walk.unlocked(language, world, World.BAS)) {
      walk.until("all rows", () -> walk.names().size() == 5);
      world.put(World.MARIJKE, "nieuws.txt", "nieuws");
      walk.until("what a colleague put there", () -> walk.names().contains("nieuws.txt"));
      walk.select("Groep 7");
      walk.key(KeyCode.ENTER);
      walk.shows("Toetsen");
      world.remove(World.MARIJKE, "Groep 7");
      walk.key(KeyCode.F5);
      walk.sees("desktop.folder.gone", "Groep 7");
      walk.says("desktop.folder.to-parent");
      walk.until("the root", () -> walk.names().contains("nieuws.txt"));
    }
  }
}
