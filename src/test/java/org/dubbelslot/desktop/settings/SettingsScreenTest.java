package org.dubbelslot.desktop.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import org.dubbelslot.desktop.common.Accessibility;
import org.dubbelslot.desktop.common.Answers;
import org.dubbelslot.desktop.common.AtDesk;
import org.dubbelslot.desktop.common.Desk;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Stages;
import org.dubbelslot.desktop.common.Theme;
import org.dubbelslot.desktop.common.WindowSettings;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.files.SyncedFolders;
import org.dubbelslot.policy.Policy;
import org.dubbelslot.words.Failure;
import org.dubbelslot.words.FailureCode;
import org.dubbelslot.words.Language;
import org.dubbelslot.words.Words;
import org.dubbelslot.workplace.ProgramLog;
import org.dubbelslot.workplace.Services;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The settings")
@Timeout(120)
class SettingsScreenTest {
  private @TempDir Path folder;
  private final Stages stages = new Stages();
  private final List<Policy> decided = new ArrayList<>();
  private final List<String> rebuilt = new ArrayList<>();
  private World world;
  private Services services;
  private Frame frame;
  private Optional<Path> answer = Optional.empty();

  @BeforeAll
  static void needsScreen() {
    Stages.require();
  }

  @BeforeEach
  void make() throws Exception {
    world = new World(folder);
    services = world.services(World.MARIJKE);
  }

  @AfterEach
  void close() throws Exception {
    stages.close();
    world.close();
  }

  private void open(Language language, Theme theme, int width, int height) throws Exception {
    AtDesk.Look look = new AtDesk.Look(language, theme, width, height);
    Desk desk = new Desk(services, Words.in(language), Stages.background());
    frame = stages.show(look, desk, WindowSettings.in(services.home().folder()), this::screen);
    stages.find("#setting-lockAfterMinutes");
  }

  private Node screen(Frame handed) {
    SettingsScreen screen =
        new SettingsScreen(
            handed,
            new SettingsScreen.Reach(
                settings -> rebuilt.add(settings.text("language").orElse("system")),
                decided::add,
                Answers.only(() -> answer),
                new SyncedFolders(Map.of(), folder)));
    screen.shown();
    return screen.view();
  }

  @SuppressWarnings("unchecked")
  private <T> ComboBox<T> choice(String name) throws Exception {
    return (ComboBox<T>) stages.find("#setting-" + name);
  }

  private void tab(int index) {
    Stages.onScreen(
        () ->
            ((TabPane) stages.robot.lookup("#settings-tabs").query())
                .getSelectionModel()
                .select(index));
  }

  private void press(String id) throws Exception {
    Button button = (Button) stages.find(id);
    Stages.onScreen(button::fire);
  }

  @Test
  @DisplayName("change language, theme and text size, and remember them")
  void looks() throws Exception {
    open(Language.NL, Theme.LIGHT, 800, 600);
    ComboBox<Optional<Language>> language = choice("language");
    Stages.onScreen(() -> language.setValue(Optional.of(Language.EN)));
    assertThat(rebuilt).containsExactly("en");
    ComboBox<Theme> theme = choice("theme");
    Stages.onScreen(() -> theme.setValue(Theme.DARK));
    ComboBox<Integer> size = choice("text-size");
    Stages.onScreen(() -> size.setValue(18));
    assertThat(Stages.on(() -> stages.stage().getScene().getRoot().getStyle())).contains("18px");
    Appearance chosen = new Appearance(Optional.of(Language.EN), Theme.DARK, 18);
    Stages.until(() -> Appearance.of(WindowSettings.in(services.home().folder())).equals(chosen));
  }

  @Test
  @DisplayName("change no language at a step of an arrow key, which opens the choice instead")
  void arrowKeys() throws Exception {
    open(Language.NL, Theme.LIGHT, 800, 600);
    ComboBox<Optional<Language>> language = choice("language");
    Stages.onScreen(language::requestFocus);
    stages.robot.push(KeyCode.DOWN);
    Stages.until(language::isShowing);
    assertThat(rebuilt).isEmpty();
    Stages.onScreen(() -> language.getSelectionModel().select(Optional.of(Language.EN)));
    assertThat(rebuilt).isEmpty();
    Stages.onScreen(language::hide);
    Stages.until(() -> rebuilt.equals(List.of("en")));
  }

  @Test
  @DisplayName("leave the focus where somebody chooses")
  void focusStays() throws Exception {
    open(Language.NL, Theme.LIGHT, 800, 600);
    ComboBox<Integer> minutes = choice("lockAfterMinutes");
    int other = Stages.on(() -> minutes.getItems().getFirst());
    assertThat(Stages.on(minutes::getValue)).isNotEqualTo(other);
    Stages.onScreen(
        () -> {
          minutes.requestFocus();
          minutes.setValue(other);
        });
    Stages.until(() -> stages.robot.lookup("#setting-lockAfterMinutes").query() != minutes);
    ComboBox<Integer> anew = choice("lockAfterMinutes");
    Stages.until(anew::isFocused);
    assertThat(Stages.on(anew::getValue)).isEqualTo(other);
  }

  @Test
  @DisplayName("make sense of what was remembered wrongly")
  void damagedLooks() {
    WindowSettings settings = WindowSettings.forgotten();
    settings.put("language", "xx");
    settings.put("theme", "mauve");
    settings.put("textSize", 400);
    assertThat(Appearance.of(settings))
        .isEqualTo(new Appearance(Optional.empty(), Theme.SYSTEM, Appearance.LARGEST));
  }

  @Test
  @DisplayName("let a person be stricter, and go back to what was decided, never beyond")
  void stricter() throws Exception {
    open(Language.EN, Theme.LIGHT, 800, 600);
    ComboBox<Integer> lock = choice("lockAfterMinutes");
    assertThat(lock.getItems()).containsExactly(1, 2, 5, 10, 15);
    Stages.onScreen(() -> lock.setValue(5));
    Stages.until(() -> decided.size() == 1);
    assertThat(decided.getFirst().lockAfter()).hasMinutes(5);
    assertThat(services.home().settings()).hasContent("{\"lockAfterMinutes\":5}");
    stages.awaitText("At most 15 minutes. Now decided by: Your settings.");

    CheckBox unknown = (CheckBox) stages.find("#setting-allowUnknownSigners");
    Stages.onScreen(() -> unknown.setSelected(false));
    Stages.until(() -> decided.size() == 2);
    assertThat(decided.getLast().allowUnknownSigners()).isFalse();

    ComboBox<Integer> again = choice("lockAfterMinutes");
    assertThat(again.getItems()).containsExactly(1, 2, 5, 10, 15);
    Stages.onScreen(() -> again.setValue(15));
    Stages.until(() -> decided.size() == 3);
    assertThat(services.home().settings()).hasContent("{\"allowUnknownSigners\":false}");
  }

  @Test
  @DisplayName("leave room on the line for others")
  void rates() throws Exception {
    open(Language.EN, Theme.LIGHT, 800, 600);
    ComboBox<Integer> rate = choice("uploadKilobytesPerSecond");
    assertThat(Stages.on(() -> rate.getConverter().toString(rate.getValue())))
        .isEqualTo("No limit");
    Stages.onScreen(() -> rate.setValue(1000));
    Stages.until(() -> decided.size() == 1);
    assertThat(decided.getFirst().uploadLimit()).isEqualTo(1_000_000);
    assertThat(decided.getFirst().downloadLimit()).isEqualTo(1_000_000_000);
    assertThat(services.home().settings()).hasContent("{\"uploadKilobytesPerSecond\":1000}");
    ComboBox<Integer> again = choice("uploadKilobytesPerSecond");
    assertThat(Stages.on(() -> again.getConverter().toString(1000))).isEqualTo("1.0 MB per second");
  }

  @Test
  @DisplayName("offer nothing that is decided already, and say who decided everything")
  void decided() throws Exception {
    open(Language.NL, Theme.LIGHT, 1000, 900);
    assertThat(stages.robot.lookup("#setting-refuseSynchronisedTargets").tryQuery()).isEmpty();
    tab(1);
    Stages.onScreen(() -> ((ListView<?>) stages.robot.lookup("#policy").query()).scrollTo(12));
    stages.awaitText("Niets openen in gesynchroniseerde mappen");
    stages.awaitText("lockAfterMinutes, beslist door: Dubbelslot.");
  }

  @Test
  @DisplayName("take a folder for opened copies that will do, and no other")
  void copies() throws Exception {
    open(Language.EN, Theme.LIGHT, 1000, 900);
    stages.awaitText("In Dubbelslot’s own folder");
    Path good = Files.createDirectory(folder.resolve("copies"));
    answer = Optional.of(good);
    press("#copies-choose");
    stages.awaitText(good.toString());
    assertThat(frame.settings().text("copiesFolder")).hasValue(good.toString());

    answer = Optional.of(Files.createDirectory(folder.resolve("OneDrive")));
    press("#copies-choose");
    stages.awaitText("DS-681");
    assertThat(frame.settings().text("copiesFolder")).hasValue(good.toString());

    press("#copies-usual");
    stages.awaitText("In Dubbelslot’s own folder");
    assertThat(frame.settings().text("copiesFolder")).isEmpty();
  }

  @Test
  @DisplayName("show the whole problem report, without a word of whose it is, and save just that")
  void report() throws Exception {
    Files.writeString(
        services.home().settings(),
        "{\"tenant\":\"vuurtoren.example\",\"clientId\":\"verzonnen-id\",\"cacheMinutes\":5}");
    try (ProgramLog log = ProgramLog.open(services.home())) {
      System.getLogger("org.dubbelslot.desktop.Example")
          .log(
              System.Logger.Level.WARNING,
              "something failed",
              new IllegalStateException("Marijke"));
      assertThat(log.folder()).exists();
    }
    open(Language.EN, Theme.LIGHT, 1000, 900);
    tab(2);
    press("#report");
    TextArea area = (TextArea) stages.find("#report-text");
    String text = Stages.on(area::getText);
    assertThat(text)
        .contains("Dubbelslot: ")
        .contains("Java: ")
        .contains("cacheMinutes: 5 (Your settings)")
        .contains("tenant: set, not in this report (Your settings)")
        .contains("something failed")
        .contains("java.lang.IllegalStateException")
        .doesNotContain("vuurtoren", "verzonnen", "Marijke", "127.0.0.1", folder.toString())
        .doesNotContain(
            System.getProperty("user.name") + "/", System.getProperty("user.home") + "/");
    stages.picture("report-en-light");
    answer = Optional.of(folder.resolve("report.txt"));
    Stages.onScreen(() -> ((Button) stages.robot.lookup(".sheet .accent").query()).fire());
    Stages.until(() -> !frame.announcements().shown().isEmpty());
    assertThat(answer.get()).content().isEqualTo(text);
  }

  @Test
  @DisplayName("make a report where the policy cannot be read, because of that")
  void reportOfDamage() throws Exception {
    Files.writeString(services.home().settings(), "{");
    Report report =
        Report.collect(
            services,
            new Report.Policies.Unknown(Failure.of(FailureCode.POLICY_MALFORMED, "Your settings")),
            Words.in(Language.EN),
            Appearance.of(WindowSettings.forgotten()));
    assertThat(report.text(Words.in(Language.EN))).contains("DS-442 POLICY_MALFORMED");
  }

  static Stream<Arguments> pictured() {
    return Stream.of(Language.values())
        .flatMap(
            language ->
                Stream.of(Theme.LIGHT, Theme.DARK)
                    .flatMap(
                        theme ->
                            Stream.of(
                                Arguments.of(language, theme, 800, 600),
                                Arguments.of(language, theme, 1280, 800))));
  }

  @ParameterizedTest(name = "in {0}, {1}, {2}x{3}: nothing is cut, and everybody can use them")
  @MethodSource("pictured")
  void pictures(Language language, Theme theme, int width, int height) throws Exception {
    open(language, theme, width, height);
    String name = language.tag() + "-" + theme + "-" + width;
    List<String> tabs = List.of("settings", "policy", "about");
    for (int i = 0; i < tabs.size(); i++) {
      tab(i);
      look(tabs.get(i) + "-" + name);
    }
    press("#report");
    stages.find("#report-text");
    look("report-" + name);
  }

  private void look(String name) throws Exception {
    stages.picture(name);
    assertThat(stages.cutTexts()).isEmpty();
    assertThat(Stages.on(() -> Accessibility.problems(stages.stage().getScene()))).isEmpty();
  }
}
