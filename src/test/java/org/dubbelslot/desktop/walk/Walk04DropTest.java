package org.dubbelslot.desktop.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DatePicker;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
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

@DisplayName("4. Dropping, pasting, and taking out")
@Timeout(300)
class Walk04DropTest extends InWorld {
  @Override
  void fill() throws Exception {
    world.put(World.BAS, "Groep 7/oud.txt", "oud");
    addBoard();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  @DisplayName("is asked about once on one sheet, remembered, and arrives, wherever it was let go")
  void drops(Language language) throws Exception {
    try (Walk walk = Walk.unlocked(language, world, World.MARIJKE)) {
      walk.shows("Groep 7");
      Path letter = file("Brief één.txt", "brief");
      Path map = file("map/dieper/rooster.txt", "rooster").getParent().getParent();
      walk.drop(walk.table(), letter, map);
      walk.sees("desktop.drop.team", World.CARE);
      DatePicker keep = (DatePicker) walk.stages.find("#drop-keep");
      ComboBox<?> kinds = (ComboBox<?>) walk.stages.find("#drop-class");
      Stages.onScreen(() -> kinds.getSelectionModel().select(0));
      assertThat(Stages.on(keep::getValue))
          .as("the class brings its term")
          .hasToString("2031-11-23");
      walk.press("#drop-original-remove");
      walk.press("#drop-start");
      walk.shows("Groep 7", "map", "Brief één.txt");
      walk.happens("the original is gone", () -> Files.notExists(letter));

      walk.drop(walk.row("Groep 7"), file("taal.txt", "taal"));
      walk.press("#drop-original-keep");
      walk.press("#drop-remember");
      walk.press("#drop-start");
      walk.happens("it arrived", () -> has(walk, "Groep 7/taal.txt"));

      walk.drop(walk.stages.find("#lock-now"), file("waar dan ook.txt", "x"));
      walk.until("it arrived unasked", () -> walk.names().contains("waar dan ook.txt"));

      walk.drop(walk.stages.find("#place-bestuur"), file("voor het bestuur.txt", "x"));
      walk.happens("it lies with the board", () -> bestuur().size() == 1);
      assertThat(bestuur().getFirst()).endsWith(".dslot");
    }
  }

  private List<String> bestuur() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("bestuur"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".dslot"))
          .toList();
    }
  }

  private boolean has(Walk walk, String path) throws Exception {
    return world.content(World.BAS, path).isPresent();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  @DisplayName("is compared with what is there, and asked about once for all")
  void conflicts(Language language) throws Exception {
    world.put(World.BAS, "verslag.txt", "van Bas");
    try (Walk walk = Walk.unlocked(language, world, World.MARIJKE)) {
      walk.shows("Groep 7", "verslag.txt");
      Path mine = file("VERSLAG.txt", "van Marijke");
      pastes(walk, mine);
      walk.sees("desktop.drop.conflict-both");
      walk.press("#drop-conflict-both");
      walk.press("#drop-start");
      walk.until("both are there", () -> walk.names().size() == 3);
      assertThat(world.content(World.BAS, "verslag.txt")).contains("van Bas");

      pastes(walk, file("verslag.txt", "nieuw"), file("anders.txt", "anders"));
      walk.press("#drop-conflict-skip");
      walk.press("#drop-start");
      walk.happens(
          "the other one arrived", () -> world.content(World.BAS, "anders.txt").isPresent());
      assertThat(world.content(World.BAS, "verslag.txt")).contains("van Bas");

      pastes(walk, file("verslag.txt", "nieuw"));
      walk.press("#drop-conflict-replace");
      walk.press("#drop-start");
      walk.happens(
          "it was replaced",
          () -> world.content(World.BAS, "verslag.txt").equals(Optional.of("nieuw")));
    }
  }

  private static void pastes(Walk walk, Path... files) throws Exception {
    Stages.onScreen(
        () -> {
          ClipboardContent content = new ClipboardContent();
          content.putFiles(Stream.of(files).map(Path::toFile).toList());
          Clipboard.getSystemClipboard().setContent(content);
        });
    walk.key(KeyCode.V, KeyCombination.SHORTCUT_DOWN);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  @DisplayName("goes out to other programs as copies, and is saved where the person says")
  void takesOut(Language language) throws Exception {
    world.put(World.BAS, "Één.txt", "inhoud");
    try (Walk walk = Walk.unlocked(language, world, World.MARIJKE)) {
      walk.select("Één.txt");
      walk.menu("copy-out");
      walk.until(
          "a file on the clipboard", () -> copied().filter(f -> f.endsWith("Één.txt")).isPresent());
      Path copied = Stages.on(() -> copied().orElseThrow());
      assertThat(copied).hasContent("inhoud");
      walk.key(KeyCode.V, KeyCombination.SHORTCUT_DOWN);

      Path out = Files.createDirectories(folder.resolve("uit"));
      walk.choose(out);
      walk.select("Groep 7");
      walk.key(KeyCode.C, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);
      walk.sees("desktop.drop.large-title");
      walk.says("desktop.drop.save-to");
      walk.happens("it is saved", () -> Files.exists(out.resolve("Groep 7/oud.txt")));
      assertThat(out.resolve("Groep 7/oud.txt")).hasContent("oud");
      assertThat(walk.stages.robot.lookup("#drop-start").queryAll())
          .as("what was copied here is not sealed once more")
          .isEmpty();

      walk.choose(Walk.synchronised(folder.resolve("Gesynchroniseerd")));
      walk.select("Één.txt");
      walk.menu("save-to");
      walk.sees("desktop.drop.synced-title");
      walk.choose(out);
      walk.says("desktop.drop.synced-other");
      walk.happens("it is saved elsewhere", () -> Files.exists(out.resolve("Één.txt")));
      walk.press("#lock-now");
      walk.happens("the copy is gone", () -> Files.notExists(copied));
    }
  }

  private static Optional<Path> copied() {
    return Clipboard.getSystemClipboard().getFiles().stream().map(File::toPath).findFirst();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  @DisplayName("may be what the program was started with, or what another start hands over")
  void given(Language language) throws Exception {
    Path first = file("eerste.txt", "1");
    try (Walk walk = Walk.unlocked(language, world, World.MARIJKE, List.of(first))) {
      walk.press("#drop-start");
      walk.shows("Groep 7", "eerste.txt");
      walk.handOver(file("tweede.txt", "2"));
      walk.press("#drop-start");
      walk.shows("Groep 7", "eerste.txt", "tweede.txt");
      walk.chooseFiles(file("derde.txt", "3"));
      walk.select("Groep 7");
      walk.key(KeyCode.ENTER);
      walk.shows("oud.txt");
      Stages.onScreen(() -> clear(walk));
      walk.menu("add-files");
      walk.press("#drop-start");
      walk.shows("derde.txt", "oud.txt");
    }
  }

  private static void clear(Walk walk) {
    ((TableView<?>) walk.stages.robot.lookup("#folder-table").query())
        .getSelectionModel()
        .clearSelection();
  }
}
