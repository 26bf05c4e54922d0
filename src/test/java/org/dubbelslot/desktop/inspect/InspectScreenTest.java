package org.dubbelslot.desktop.inspect;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.TransferMode;
import javafx.stage.Stage;
import org.dubbelslot.desktop.Desktop;
import org.dubbelslot.desktop.common.Contrast;
import org.dubbelslot.desktop.common.Png;
import org.dubbelslot.desktop.common.Theme;
import org.dubbelslot.desktop.inspect.Report.Verdict;
import org.dubbelslot.format.OrganisationAlgorithm;
import org.dubbelslot.words.Language;
import org.dubbelslot.words.Words;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

@DisplayName("The screen that shows what anyone can see")
class InspectScreenTest {
  private static final Path SCREENSHOTS =
      Path.of(System.getProperty("project.basedir", "."), "target", "screenshots");

  private @TempDir Path folder;
  private final FxRobot robot = new FxRobot();
  private final List<Path> chosen = new ArrayList<>();
  private Samples samples;
  private Stage stage;
  private InspectModel model;

  @BeforeAll
  static void needsScreen() {
    assumeTrue(Desktop.isPossible(), "no screen, and no -Dglass.platform=Headless");
  }

  @BeforeEach
  void makeFiles() throws Exception {
    samples = new Samples(folder, OrganisationAlgorithm.HPKE_X_WING);
  }

  @AfterEach
  void closeWindows() throws Exception {
    FxToolkit.cleanupStages();
  }

  @Test
  @DisplayName("takes a dropped file")
  void drop() throws Exception {
    open("nl", Theme.LIGHT);
    Dragboard files = dragboard(samples.sealed());

    DragEvent over = fire(DragEvent.DRAG_OVER, files);
    assertThat(over.isAccepted()).isTrue();
    Report report = reportAfter(() -> fire(DragEvent.DRAG_DROPPED, files));

    assertThat(report.verdict()).isEqualTo(Verdict.SEALED);
    assertThat(labels()).contains("Op dubbel slot", "k7q2x.dslot");
    assertThat(labels()).contains(samples.member.team().kid().text());
  }

  @Test
  @DisplayName("takes nothing that is no file")
  void dropOfText() throws Exception {
    open("nl", Theme.LIGHT);
    Dragboard text = dragboard(DataFormat.PLAIN_TEXT, "geen bestand");

    assertThat(fire(DragEvent.DRAG_OVER, text).isAccepted()).isFalse();
    assertThat(fire(DragEvent.DRAG_DROPPED, text).isDropCompleted()).isFalse();
  }

  @Test
  @DisplayName("asks for a file at Ctrl+O, and at its button by mouse and by key")
  void choose() throws Exception {
    open("en", Theme.LIGHT);
    chosen.add(samples.readable());

    Report report = reportAfter(() -> robot.push(KeyCode.CONTROL, KeyCode.O));
    assertThat(report.verdict()).isEqualTo(Verdict.READABLE);
    assertThat(labels()).contains("Not sealed");

    chosen.set(0, samples.damaged());
    report = reportAfter(() -> robot.push(KeyCode.SPACE));
    assertThat(report.verdict()).isEqualTo(Verdict.UNCLEAR);
    assertThat(labels()).contains("This file is damaged: its structure is impossible.", "DS-103");

    chosen.set(0, samples.sealed());
    report = reportAfter(() -> robot.clickOn("#choose"));
    assertThat(report.verdict()).isEqualTo(Verdict.SEALED);
  }

  @Test
  @DisplayName("goes from file to file when several were dropped")
  void several() throws Exception {
    open("nl", Theme.LIGHT);
    Dragboard files = dragboard(samples.sealed(), samples.readable());
    reportAfter(() -> fire(DragEvent.DRAG_DROPPED, files));
    assertThat(labels()).contains("Bestand 1 van 2");
    assertThat(robot.lookup("#previous").query().isDisabled()).isTrue();

    Report second = reportAfter(() -> robot.clickOn("#next"));

    assertThat(second.file()).isEqualTo("Offerte dakgoot.csv");
    assertThat(labels()).contains("Bestand 2 van 2");
    assertThat(robot.lookup("#next").query().isDisabled()).isTrue();
  }

  @Test
  @DisplayName("leads the Tab key from the button through verdict and cards, each read aloud")
  void focus() throws Exception {
    open("en", Theme.LIGHT);
    look(samples.sealed());
    WaitForAsyncUtils.waitForAsyncFx(5000, () -> robot.lookup("#choose").query().requestFocus());
    List<String> heard = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      Node owner = stage.getScene().getFocusOwner();
      heard.add(owner.getAccessibleText().split("[.,]", 2)[0]);
      assertThat(isInSight(owner)).as("in sight: %s", heard.getLast()).isTrue();
      robot.push(KeyCode.TAB);
      WaitForAsyncUtils.waitForFxEvents();
    }

    assertThat(heard)
        .containsExactly(
            "Choose a file to look at",
            "k7q2x",
            "The two locks",
            "Size",
            "What nobody can see",
            "How sure this is",
            "The first 64 bytes");
  }

  @ParameterizedTest(name = "can be read in {0}: every text stands out from its ground")
  @CsvSource({"LIGHT", "DARK"})
  void contrast(Theme scheme) throws Exception {
    open("nl", scheme);
    Contrast contrast = new Contrast();
    contrast.measure(stage.getScene().getRoot());
    for (Path file : List.of(samples.sealed(), samples.readable(), samples.damaged())) {
      look(file, file);
      WaitForAsyncUtils.waitForFxEvents();
      contrast.measure(stage.getScene().getRoot());
    }
    robot.moveTo("#choose");
    WaitForAsyncUtils.waitForFxEvents();
    contrast.measure(stage.getScene().getRoot());

    assertThat(contrast.texts()).hasSizeGreaterThan(50).allMatch(one -> one.ratio() >= 4.5);
    assertThat(contrast.drawings()).isNotEmpty().allMatch(one -> one.ratio() >= 3);
  }

  @Test
  @DisplayName("is light by day and dark by night")
  void themes() throws Exception {
    open("nl", Theme.LIGHT);
    double light = Contrast.luminanceOfGround(stage.getScene().getRoot());
    WaitForAsyncUtils.waitForAsyncFx(5000, () -> Theme.DARK.apply(stage.getScene(), 14));
    WaitForAsyncUtils.waitForFxEvents();

    assertThat(light).isGreaterThan(0.8);
    assertThat(Contrast.luminanceOfGround(stage.getScene().getRoot())).isLessThan(0.05);
  }

  static Stream<Arguments> looks() {
    return Stream.of("nl", "en")
        .flatMap(
            language ->
                Stream.of(Theme.LIGHT, Theme.DARK).map(scheme -> Arguments.of(language, scheme)));
  }

  @ParameterizedTest(name = "shows everything in {0}, {1}, small and large, without cutting a word")
  @MethodSource("looks")
  void pictures(String language, Theme scheme) throws Exception {
    open(language, scheme);
    picture("invitation", language, scheme);
    Path sealed = samples.sealed();
    look(sealed);
    picture("sealed", language, scheme);
    Path readable = samples.readable();
    look(readable, sealed);
    picture("readable", language, scheme);
    Path damaged = samples.damaged();
    look(damaged);
    picture("damaged", language, scheme);
  }

  private void picture(String what, String language, Theme scheme) throws Exception {
    for (int[] size : new int[][] {{480, 600}, {1000, 900}}) {
      WaitForAsyncUtils.waitForAsyncFx(
          5000,
          () -> {
            // A window that is shown while it changes size may be drawn with the size before.
            stage.hide();
            stage.setWidth(size[0]);
            stage.setHeight(size[1]);
            stage.show();
          });
      WaitForAsyncUtils.waitForFxEvents();
      assertThat(shortened()).as("cut at %d pixels", size[0]).isEmpty();
      String name =
          String.format(
              Locale.ROOT, "%s-%s-%s-%dx%d.png", what, language, scheme, size[0], size[1]);
      Png.write(
          WaitForAsyncUtils.waitForAsyncFx(5000, () -> stage.getScene().snapshot(null)),
          SCREENSHOTS.resolve(name.toLowerCase(Locale.ROOT)));
    }
  }

  private void open(String language, Theme scheme) throws Exception {
    stage = FxToolkit.registerPrimaryStage();
    Words words = Words.in(Language.of(language).orElseThrow());
    model = InspectModel.of(words);
    FxToolkit.setupStage(
        primary -> {
          InspectScreen screen = new InspectScreen(model, words, () -> chosen);
          Scene scene = new Scene((Parent) screen.view(), 640, 720);
          scheme.apply(scene, 14);
          primary.setScene(scene);
          primary.show();
          screen.shown();
        });
    WaitForAsyncUtils.waitForFxEvents();
  }

  private void look(Path... files) throws Exception {
    reportAfter(() -> WaitForAsyncUtils.waitForAsyncFx(5000, () -> model.look(List.of(files))));
  }

  /** Does something and waits for the report that follows. */
  private Report reportAfter(Act act) throws Exception {
    CompletableFuture<Report> next = new CompletableFuture<>();
    WaitForAsyncUtils.waitForAsyncFx(
        5000,
        () ->
            model
                .stateProperty()
                .subscribe(
                    (before, state) -> {
                      if (state instanceof Report report) {
                        next.complete(report);
                      }
                    }));
    act.run();
    Report report = next.get(10, SECONDS);
    WaitForAsyncUtils.waitForFxEvents();
    return report;
  }

  private interface Act {
    void run() throws Exception;
  }

  private DragEvent fire(EventType<DragEvent> type, Dragboard dragboard) {
    Node target = stage.getScene().getRoot();
    DragEvent event =
        new DragEvent(
            null, target, type, dragboard, 9, 9, 9, 9, TransferMode.COPY, null, null, null);
    return WaitForAsyncUtils.waitForAsyncFx(
        5000,
        () -> {
          DragEvent[] handled = {event};
          target.addEventHandler(type, seen -> handled[0] = seen);
          Event.fireEvent(target, event);
          return handled[0];
        });
  }

  private static Dragboard dragboard(Path... files) {
    return dragboard(DataFormat.FILES, Stream.of(files).map(Path::toFile).toList());
  }

  private static Dragboard dragboard(DataFormat format, Object content) {
    return WaitForAsyncUtils.waitForAsyncFx(
        5000, () -> DroppedContent.dragboard(Map.of(format, content)));
  }

  private List<String> labels() {
    return robot.lookup(".label").queryAllAs(Labeled.class).stream().map(Labeled::getText).toList();
  }

  private List<String> shortened() {
    return robot.lookup(node -> node instanceof Labeled).queryAllAs(Labeled.class).stream()
        .filter(label -> label.isVisible() && label.getParent().isVisible())
        .filter(Labeled::isTextTruncated)
        .map(Labeled::getText)
        .toList();
  }

  private boolean isInSight(Node node) {
    var bounds = node.localToScene(node.getLayoutBounds());
    return bounds.getMinY() >= 0 && bounds.getMinY() < stage.getScene().getHeight() - 24;
  }
}
