package org.dubbelslot.desktop.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.control.ComboBox;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import org.dubbelslot.desktop.common.Accessibility;
import org.dubbelslot.desktop.common.Announcements;
import org.dubbelslot.desktop.common.Answers;
import org.dubbelslot.desktop.common.AtDesk;
import org.dubbelslot.desktop.common.Desk;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Stages;
import org.dubbelslot.desktop.common.Theme;
import org.dubbelslot.egress.EgressException;
import org.dubbelslot.egress.EgressRecord;
import org.dubbelslot.egress.Purpose;
import org.dubbelslot.words.Language;
import org.dubbelslot.words.Words;
import org.dubbelslot.workplace.TestServices;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The page of connections")
@Timeout(120)
class ConnectionsScreenTest {
  private static final List<String> HOSTS =
      List.of(
          "graph.microsoft.com",
          "login.microsoftonline.com",
          "voorbeeldschool-my.sharepoint.com",
          "abc.up.1drv.com",
          "127.0.0.1",
          "tracker.example");

  private @TempDir Path folder;
  private final Stages stages = new Stages();
  private TestServices services;
  private ConnectionsScreen screen;
  private Frame frame;
  private Optional<Path> answer = Optional.empty();

  @BeforeAll
  static void needsScreen() {
    Stages.require();
  }

  @AfterEach
  void close() throws Exception {
    stages.close();
    services.close();
  }

  private void open(Language language, Theme theme, int width, int height, int connections)
      throws Exception {
    Path file = folder.resolve("connections.jsonl");
    Files.write(file, lines(connections));
    services = new TestServices(folder, Clock.systemUTC(), Optional.of(file));
    Desk desk = new Desk(services, Words.in(language), Stages.background());
    frame =
        stages.show(
            new AtDesk.Look(language, theme, width, height),
            desk,
            handed -> {
              screen = new ConnectionsScreen(handed, Answers.only(() -> answer));
              return screen.view();
            });
    Stages.onScreen(screen::shown);
    Stages.until(() -> table().getItems().size() == connections);
  }

  private static List<String> lines(int count) {
    List<String> lines = new ArrayList<>();
    Purpose[] purposes = Purpose.values();
    for (int i = 0; i < count; i++) {
      lines.add(
          ("{\"time\":\"%s\",\"host\":\"%s\",\"port\":443,\"purpose\":\"%s\",\"bytesOut\":%d,"
                  + "\"bytesIn\":%d,\"peer\":\"192.0.2.%d:443\",\"status\":%d}")
              .formatted(
                  Instant.parse("2026-11-23T09:00:00Z").plusSeconds(i),
                  HOSTS.get(i % HOSTS.size()),
                  purposes[i % purposes.length].name(),
                  i * 17L,
                  i * 1001L,
                  i % 200,
                  i % 7 == 0 ? 0 : 200));
    }
    return lines;
  }

  @SuppressWarnings("unchecked")
  private TableView<EgressRecord> table() {
    return (TableView<EgressRecord>) stages.robot.lookup("#connections-table").query();
  }

  @Test
  @DisplayName("shows earlier sessions, and what passes while one looks, once")
  void live() throws Exception {
    open(Language.EN, Theme.LIGHT, 1000, 700, 12);
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:9/")).build();
    try {
      services
          .egress()
          .client()
          .send(request, Purpose.METADATA, HttpResponse.BodyHandlers.discarding());
    } catch (EgressException e) {
      assertThat(e).isInstanceOf(EgressException.Unreachable.class);
    }
    Stages.until(() -> table().getItems().size() == 13);
    assertThat(Stages.on(() -> table().getItems().getFirst().status())).isZero();
    Stages.onScreen(screen::hidden);
    Stages.onScreen(screen::shown);
    Stages.until(() -> table().getItems().size() == 13);
  }

  @Test
  @DisplayName("is filtered by what one types and chooses")
  void filters() throws Exception {
    open(Language.NL, Theme.LIGHT, 1000, 700, 60);
    TextField text = (TextField) stages.find("#connections-text");
    Stages.onScreen(() -> text.setText("tracker"));
    Stages.until(() -> table().getItems().size() == 10);
    stages.awaitText("tracker.example (onbekend)");
    stages.awaitText("10 verbindingen");
    Stages.onScreen(() -> text.setText(""));
    Stages.onScreen(
        () -> {
          @SuppressWarnings("unchecked")
          ComboBox<Optional<String>> host =
              (ComboBox<Optional<String>>) stages.robot.lookup("#connections-host").query();
          host.setValue(Optional.of("127.0.0.1"));
        });
    Stages.until(() -> table().getItems().size() == 10);
    Stages.onScreen(() -> table().getSelectionModel().select(0));
    stages.awaitText("127.0.0.1: Deze computer zelf");
  }

  @Test
  @DisplayName("is saved as it is shown, for other programs")
  void export() throws Exception {
    open(Language.EN, Theme.LIGHT, 1000, 700, 60);
    TextField text = (TextField) stages.find("#connections-text");
    Stages.onScreen(() -> text.setText("tracker"));
    Stages.until(() -> table().getItems().size() == 10);
    answer = Optional.of(folder.resolve("connections.csv"));
    MenuButton export = (MenuButton) stages.find("#connections-export");
    Stages.onScreen(() -> export.getItems().getFirst().fire());
    Stages.until(() -> !frame.announcements().shown().isEmpty());
    assertThat(answer.get()).content().hasLineCount(11).contains("\"tracker.example\",443");
    assertThat(frame.announcements().shown().getFirst())
        .isInstanceOfSatisfying(
            Announcements.Announcement.Told.class,
            told -> assertThat(told.text()).isEqualTo("10 connections saved"));
  }

  @Test
  @DisplayName("stays fluid with a hundred thousand connections")
  void many() throws Exception {
    open(Language.NL, Theme.LIGHT, 1000, 700, ConnectionsModel.MOST);
    TextField text = (TextField) stages.find("#connections-text");
    long longest = 0;
    for (String typed : List.of("t", "tr", "tracker", "", "1drv", "")) {
      longest = Math.max(longest, pause(() -> text.setText(typed)));
    }
    for (int column = 0; column < 6; column++) {
      int chosen = column;
      longest =
          Math.max(
              longest,
              pause(
                  () -> table().getSortOrder().setAll(List.of(table().getColumns().get(chosen)))));
    }
    for (int row = 0; row < 100_000; row += 9973) {
      int target = row;
      longest = Math.max(longest, pause(() -> table().scrollTo(target)));
    }
    System.getLogger(getClass().getName())
        .log(System.Logger.Level.INFO, "longest pause of the screen: {0} ms", longest);
    assertThat(longest).isLessThan(1000);
  }

  /**
   * How long the screen's thread was busy at a time, in ms, until what was begun has been shown.
   */
  private long pause(Runnable act) throws Exception {
    Stages.onScreen(act);
    long longest = 0;
    long until = System.nanoTime() + Duration.ofMillis(300).toNanos();
    while (System.nanoTime() < until) {
      long asked = System.nanoTime();
      Stages.onScreen(() -> {});
      longest = Math.max(longest, Duration.ofNanos(System.nanoTime() - asked).toMillis());
    }
    return longest;
  }

  static Stream<Arguments> looks() {
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

  @ParameterizedTest(name = "in {0}, {1}, {2}x{3}: nothing is cut, and everybody can use it")
  @MethodSource("looks")
  void pictures(Language language, Theme theme, int width, int height) throws Exception {
    open(language, theme, width, height, 200);
    String name = language.tag() + "-" + theme + "-" + width;
    Stages.onScreen(() -> table().getSelectionModel().select(1));
    look("connections-" + name);
    TabPane tabs = (TabPane) stages.robot.lookup(".tab-pane").query();
    Stages.onScreen(() -> tabs.getSelectionModel().select(1));
    stages.awaitText("tracker.example");
    look("hosts-" + name);
  }

  private void look(String name) throws Exception {
    stages.picture(name);
    assertThat(stages.cutTexts()).isEmpty();
    assertThat(Stages.on(() -> Accessibility.problems(stages.stage().getScene()))).isEmpty();
  }
}
