package org.dubbelslot.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.TableView;
import org.dubbelslot.desktop.TourWorld.Name;
import org.dubbelslot.desktop.common.Stages;
import org.dubbelslot.desktop.common.Theme;
import org.dubbelslot.words.Language;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The pictures of README and guides. They show invented people and files, and are written anew by
 *
 * <pre>{@code
 * mvn -q -o test -Dtest=DocsPicturesTest -Dwrite.pictures=true
 * }</pre>
 *
 * <p>English ones are called {@code window-<what>.png}, Dutch ones {@code venster-<what>.png}, both
 * by the same English word. Another picture for a guide is two lines more: bring the window to
 * where it shows something, and {@code keep} it.
 */
@DisplayName("The pictures in the documentation")
@Timeout(180)
class DocsPicturesTest {
  private static final int LARGEST = 150_000;

  private @TempDir Path folder;
  private Language language;
  private TourWorld world;
  private TourWindow window;

  @BeforeAll
  static void needsScreen() {
    Stages.require();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  @DisplayName("show the window as it is, and are small")
  void pictures(Language spoken) throws Exception {
    language = spoken;
    try (TourWindow fresh = open(folder.resolve("nobody"))) {
      fresh.stages.find("#start-practise");
      keep("start");
    }
    try (TourWorld made = new TourWorld(folder.resolve("world"), language)) {
      world = made;
      try (TourWindow joined = open(world.home())) {
        joined.unlock();
        walk();
      }
    }
  }

  private TourWindow open(Path home) throws Exception {
    window = new TourWindow(home, language, Theme.LIGHT, 1100, 700);
    return window;
  }

  private void walk() throws Exception {
    window.folder(world.name(Name.MINUTES));
    window.select(world.name(Name.PLAN));
    keep("folder");
    window.menu("who-can-open");
    window.sheet();
    window.stages.awaitText("Bas Kuipers");
    keep("people");
    window.closeSheet();
    window.select(world.name(Name.READABLE));
    window.menu("protect");
    window.sheet();
    keep("protect");
    window.closeSheet();
    boolean dutch = language == Language.NL;
    window.handOver(
        world.document(dutch ? "Verslag oudergesprek.docx" : "Parent talk.docx", 31_000),
        world.document(dutch ? "Rooster.xlsx" : "Timetable.xlsx", 12_000));
    window.sheet();
    window.stages.find("#drop-start");
    keep("drop");
    window.closeSheet();
    window.press("#provider-sees");
    Stages.until(() -> window.stages.texts().stream().anyMatch(text -> text.endsWith(".dslot")));
    TableView<?> items = (TableView<?>) window.stages.find("#provider-items");
    Stages.onScreen(() -> items.getSelectionModel().select(Tour.sealed(items)));
    window.stages.find(".hex");
    keep("provider");
  }

  private void keep(String what) throws Exception {
    String name = (language == Language.NL ? "venster-" : "window-") + what;
    Path file = window.picture(TourWindow.DOCS, name);
    assertThat(Files.size(file)).as(name).isLessThan(LARGEST);
  }
}
