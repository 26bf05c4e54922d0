package org.dubbelslot.desktop.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import org.dubbelslot.desktop.Walk;
import org.dubbelslot.desktop.common.Stages;
import org.dubbelslot.desktop.common.Theme;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.words.Language;
import org.dubbelslot.words.Words;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("12. Settings, the problem report, and about the program")
@Timeout(300)
class Walk12SettingsTest extends InWorld {
  @Override
  void fill() throws Exception {
    world.put(World.BAS, "Verslag.txt", "verslag");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  @DisplayName("change how the window looks and what is stricter, and say who decided the rest")
  void settings(Language language) throws Exception {
    try (Walk walk = Walk.unlocked(language, world, World.MARIJKE)) {
      walk.shows("Verslag.txt");
      walk.press("#settings");
      this.<Theme>choose(walk, "theme", Theme.DARK);
      this.<Integer>choose(walk, "text-size", 18);
      assertThat(Stages.on(() -> walk.stages.stage().getScene().getRoot().getStyle()))
          .contains("18px");
      this.<Integer>choose(walk, "parallelTransfers", 2);
      this.<Integer>choose(walk, "lockAfterMinutes", 5);
      Path asked = world.home(World.MARIJKE).resolve("settings.json");
      walk.happens(
          "both are kept",
          () ->
              Files.exists(asked)
                  && Files.readString(asked).contains("lockAfterMinutes")
                  && Files.readString(asked).contains("parallelTransfers"));
      tab(walk, 1);
      walk.sees("desktop.settings.policy-lead");
      ListView<?> policy = (ListView<?>) walk.stages.find("#policy");
      Stages.onScreen(() -> policy.scrollTo(policy.getItems().size() - 1));
      walk.until(
          "who decided",
          () -> walk.stages.texts().stream().anyMatch(text -> text.contains("recordingsClass")));

      tab(walk, 0);
      Language other = language == Language.NL ? Language.EN : Language.NL;
      this.<Optional<Language>>choose(walk, "language", Optional.of(other));
      walk.stages.awaitText(Words.in(other).text("desktop.unlock.title"));
      walk.unlock("verzonnen");
      walk.shows("Verslag.txt");
      walk.leaveFor(Duration.ofMinutes(6));
      walk.stages.awaitText(Words.in(other).text("desktop.unlock.title"));
    }
  }

  @SuppressWarnings("unchecked") // The test knows what its settings hold.
  private <T> void choose(Walk walk, String name, T value) throws Exception {
    ComboBox<T> box = (ComboBox<T>) walk.stages.find("#setting-" + name);
    Stages.onScreen(() -> box.setValue(value));
    Stages.settle();
  }

  private static void tab(Walk walk, int index) throws Exception {
    TabPane tabs = (TabPane) walk.stages.find("#settings-tabs");
    Stages.onScreen(() -> tabs.getSelectionModel().select(index));
    Stages.settle();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  @DisplayName("put opened copies where the person wants them")
  void workingFolder(Language language) throws Exception {
    Path own = Files.createDirectories(folder.resolve("werk"));
    try (Walk walk = Walk.unlocked(language, world, World.MARIJKE)) {
      walk.shows("Verslag.txt");
      walk.press("#settings");
      walk.choose(Walk.synchronised(folder.resolve("Gesynchroniseerd")));
      walk.press("#copies-choose");
      walk.stages.awaitText("DS-681");
      walk.choose(own);
      walk.press("#copies-choose");
      walk.stages.awaitText(own.toString());
    }
    try (Walk walk = Walk.unlocked(language, world, World.MARIJKE)) {
      walk.select("Verslag.txt");
      walk.key(KeyCode.ENTER);
      walk.until("it is opened", () -> !walk.opened.isEmpty());
      assertThat(walk.opened.getLast()).startsWith(own).hasContent("verslag");
      walk.press("#lock-now");
      walk.happens("it is gone", () -> Files.notExists(walk.opened.getLast()));
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  @DisplayName("tell what the program is and is built on, and make a report that names nobody")
  void report(Language language) throws Exception {
    try (Walk walk = Walk.unlocked(language, world, World.MARIJKE)) {
      walk.shows("Verslag.txt");
      walk.press("#settings");
      tab(walk, 2);
      walk.sees("desktop.about.lead");
      ListView<?> libraries = (ListView<?>) walk.stages.find("#libraries");
      assertThat(Stages.on(() -> libraries.getItems().size())).isGreaterThan(20);
      walk.press("#report");
      TextArea area = (TextArea) walk.stages.find("#report-text");
      String text = Stages.on(() -> area.getText());
      assertThat(text)
          .contains("Dubbelslot: ")
          .contains("lockAfterMinutes")
          .doesNotContain("Verslag", "Marijke", "127.0.0.1", folder.toString());
      walk.choose(folder);
      walk.says("desktop.report.save");
      walk.sees("desktop.report.saved");
      assertThat(folder.resolve("dubbelslot-report.txt")).content().isEqualTo(text);
    }
  }
}
