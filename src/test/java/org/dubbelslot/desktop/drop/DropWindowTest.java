package org.dubbelslot.desktop.drop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.animation.AnimationTimer;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DatePicker;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import org.dubbelslot.desktop.common.AnnouncementsView;
import org.dubbelslot.desktop.common.Answers;
import org.dubbelslot.desktop.common.AtDesk;
import org.dubbelslot.desktop.common.Contrast;
import org.dubbelslot.desktop.common.Desk;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Stages;
import org.dubbelslot.desktop.common.Theme;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.desktop.inspect.DroppedContent;
import org.dubbelslot.desktop.transfers.TransfersModel;
import org.dubbelslot.desktop.transfers.TransfersView;
import org.dubbelslot.files.SyncedFolders;
import org.dubbelslot.policy.DocumentClass;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Intake;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.SealedTree;
import org.dubbelslot.transfer.TransferService;
import org.dubbelslot.transfer.TransferSnapshot;
import org.dubbelslot.words.FailureCode;
import org.dubbelslot.words.Language;
import org.dubbelslot.workplace.Workplace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("What is dropped on the window, and dragged out of it")
@Timeout(180)
class DropWindowTest {
  private @TempDir Path folder;
  private final Stages stages = new Stages();
  private final List<String> moved = new CopyOnWriteArrayList<>();
  private Optional<Path> chosen = Optional.empty();
  private World world;
  private Desk desk;
  private int arrived;
  private Frame frame;
  private TransfersModel transfers;
  private Dropping dropping;
  private Region target;
  private Place place;

  @BeforeAll
  static void needsScreen() {
    Stages.require();
  }

  @AfterEach
  void close() throws Exception {
    stages.close();
    world.close();
  }

  private void show(Language language, Theme theme, int width, int height) throws Exception {
    world = new World(folder);
    place = world.place();
    desk = world.desk(World.BAS, language, Stages.background());
    frame = stages.show(new AtDesk.Look(language, theme, width, height), desk, this::content);
    Stages.onScreen(() -> World.unlock(desk));
    Stages.until(() -> desk.stateProperty().get() instanceof Desk.State.Open);
    Entry.Folder root = tree().root();
    Stages.onScreen(
        () -> dropping.install(target, () -> Optional.of(new Destination(place, root))));
  }

  private Node content(Frame handed) {
    BorderPane content = new BorderPane();
    transfers = new TransfersModel(handed);
    target = new Region();
    target.setId("target");
    content.setTop(new AnnouncementsView(handed.announcements(), handed.words()));
    content.setCenter(target);
    TransfersView strip = new TransfersView(handed, transfers, Map.of());
    strip.open();
    content.setBottom(strip);
    Path home = folder.resolve("thuis");
    dropping =
        new Dropping(
            handed,
            Answers.only(() -> chosen),
            (from, entries, to) -> entries.forEach(entry -> moved.add(entry.name())),
            new Outgoing(
                (from, file) -> Files.writeString(folder.resolve(file.name()), "open"),
                new SyncedFolders(Map.of("OneDrive", home.resolve("OneDrive").toString()), home)));
    return content;
  }

  private SealedTree tree() throws Exception {
    Workplace workplace = desk.workplace().orElseThrow();
    workplace.listAnew(place);
    return workplace.reading(workplace.place(World.PLACE));
  }

  private List<String> remote() throws Exception {
    SealedTree tree = tree();
    return tree.list(tree.root()).stream().map(Entry::name).sorted().toList();
  }

  private Path file(String name) throws Exception {
    Path file = folder.resolve("bron").resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "inhoud");
  }

  private DragEvent fire(EventType<DragEvent> type, Dragboard board) {
    return Stages.on(
        () -> {
          DragEvent[] handled = {null};
          DragEvent event =
              new DragEvent(
                  null, target, type, board, 9, 9, 9, 9, TransferMode.COPY, null, null, null);
          target.addEventHandler(type, seen -> handled[0] = seen);
          Event.fireEvent(target, event);
          return handled[0] == null ? event : handled[0];
        });
  }

  private static Dragboard board(Path... files) {
    List<File> dropped = Stream.of(files).map(Path::toFile).toList();
    return Stages.on(() -> DroppedContent.dragboard(Map.of(DataFormat.FILES, dropped)));
  }

  private void drop(Path... files) {
    Dragboard board = board(files);
    assertThat(fire(DragEvent.DRAG_OVER, board).isAccepted()).isTrue();
    assertThat(fire(DragEvent.DRAG_DROPPED, board).isDropCompleted()).isTrue();
  }

  /** Waits until so many more files have arrived, for as long as anything moves. */
  private void untilDone(int files) throws Exception {
    arrived += files;
    TransferService service = desk.workplace().orElseThrow().transferService();
    TransferSnapshot before = TransferSnapshot.NOTHING;
    while (true) {
      try {
        Stages.until(
            () ->
                !transfers.busyProperty().get() && service.snapshot().finished().size() == arrived);
        return;
      } catch (TimeoutException e) {
        TransferSnapshot now = service.snapshot();
        if (now.equals(before)) {
          throw new AssertionError(stages.texts().toString(), e);
        }
        before = now;
      }
    }
  }

  @Test
  @DisplayName("is asked about once, remembered, and then not asked about any more")
  void asksOnce() throws Exception {
    show(Language.NL, Theme.LIGHT, 1280, 800);
    Path umlaut = file("Übung één.docx");
    drop(umlaut, umlaut, file("map/dieper/rooster.txt").getParent().getParent());
    stages.awaitText("2 bestanden in 2 mappen");
    stages.awaitText("Op slot voor team Zorg");
    stages.robot.clickOn("#drop-remember");
    stages.robot.clickOn("#drop-start");
    untilDone(2);
    assertThat(remote()).containsExactly("map", "Übung één.docx");

    drop(file("nog een.txt"));
    untilDone(1);
    assertThat(remote()).contains("nog een.txt");
    assertThat(frame.sheets().isAsking()).isFalse();
    assertThat(umlaut).exists();
  }

  @Test
  @DisplayName("removes the original only when the person says so")
  void removes() throws Exception {
    show(Language.NL, Theme.LIGHT, 1280, 800);
    Path original = file("weg.txt");
    drop(original);
    stages.find("#drop-original-remove");
    stages.robot.clickOn("#drop-original-remove");
    stages.robot.clickOn("#drop-start");
    untilDone(1);
    assertThat(original).doesNotExist();
    assertThat(remote()).containsExactly("weg.txt");
  }

  @Test
  @DisplayName("is not kept for ever because the last day was mistyped")
  void mistypedDay() throws Exception {
    show(Language.NL, Theme.LIGHT, 800, 600);
    drop(file("bewaren.txt"));
    DatePicker keep = (DatePicker) stages.find("#drop-keep");
    Node start = stages.find("#drop-start");
    for (String noDay : List.of("31-2-2030", "over een jaar", "1-13-30", "2030")) {
      Stages.onScreen(() -> keep.getEditor().setText(noDay));
      assertThat(Stages.on(start::isDisabled)).as(noDay).isTrue();
      assertThat(Stages.on(() -> stages.find("#drop-keep-wrong").isVisible())).isTrue();
    }
    Stages.settle();
    assertThat(stages.cutTexts()).isEmpty();
    stages.picture("drop-no-day-nl");
    for (String day : List.of("31-8-2030", "31/8/30", " 31.08.2030 ")) {
      Stages.onScreen(
          () -> {
            keep.setValue(null);
            keep.getEditor().setText(day);
            keep.commitValue();
          });
      assertThat(Stages.on(keep::getValue)).as(day).hasToString("2030-08-31");
      assertThat(Stages.on(start::isDisabled)).as(day).isFalse();
    }
    Stages.onScreen(
        () -> {
          keep.getEditor().setText("31-8-203");
          keep.commitValue();
        });
    assertThat(Stages.on(keep::getValue)).as("the day before").hasToString("2030-08-31");
    Stages.onScreen(
        () -> {
          keep.getEditor().setText("");
          keep.commitValue();
        });
    assertThat(Stages.on(keep::getValue)).as("left empty on purpose").isNull();
    assertThat(Stages.on(start::isDisabled)).isFalse();
  }

  @Test
  @DisplayName("is compared with what is there, whatever the case, and asks once for all")
  void conflicts() throws Exception {
    show(Language.NL, Theme.DARK, 800, 600);
    world.put(World.MARIJKE, "Verslag.docx", "van Marijke");
    desk.workplace().orElseThrow().listAnew(place);
    drop(file("VERSLAG.docx"), file("anders.txt"));
    stages.awaitText("Eén naam bestaat daar al: VERSLAG.docx");
    stages.picture("drop-conflict-nl-dark");
    stages.robot.clickOn("#drop-conflict-both");
    stages.robot.clickOn("#drop-start");
    untilDone(2);
    assertThat(remote()).hasSize(3).contains("Verslag.docx", "anders.txt");
  }

  @Test
  @DisplayName("tells together what cannot be taken along, and takes the rest")
  void refused() throws Exception {
    show(Language.NL, Theme.LIGHT, 800, 600);
    drop(file("goed.txt"), folder.resolve("bestaat niet.txt"), file("CON.txt"));
    stages.awaitText("2 bestanden of mappen kunnen niet worden meegenomen");
    stages.robot.clickOn("#drop-start");
    stages.awaitText("Niet alles kon mee");
    assertThat(stages.texts()).anyMatch(text -> text.contains("bestaat niet.txt"));
    assertThat(stages.cutTexts()).isEmpty();
    stages.picture("drop-refused-nl");
    stages.robot.clickOn("Sluiten");
    untilDone(1);
  }

  @Test
  @DisplayName("is left alone when it is text, or where nothing can be dropped")
  void notFiles() throws Exception {
    show(Language.NL, Theme.LIGHT, 800, 600);
    Dragboard text =
        Stages.on(() -> DroppedContent.dragboard(Map.of(DataFormat.PLAIN_TEXT, "tekst")));
    assertThat(fire(DragEvent.DRAG_OVER, text).isAccepted()).isFalse();
    assertThat(fire(DragEvent.DRAG_DROPPED, text).isDropCompleted()).isFalse();
  }

  @Test
  @DisplayName("may come from the clipboard, too")
  void pastes() throws Exception {
    show(Language.NL, Theme.LIGHT, 800, 600);
    Path file = file("geplakt.txt");
    Entry.Folder root = tree().root();
    boolean taken =
        Stages.on(
            () -> {
              ClipboardContent content = new ClipboardContent();
              content.putFiles(List.of(file.toFile()));
              Clipboard.getSystemClipboard().setContent(content);
              return dropping.paste(new Destination(place, root));
            });
    assertThat(taken).isTrue();
    stages.find("#drop-start");
    stages.robot.clickOn("#drop-start");
    untilDone(1);
    assertThat(remote()).containsExactly("geplakt.txt");
  }

  @Test
  @DisplayName("may be ten thousand files, of which the screen's thread hardly notices")
  void tenThousand() throws Exception {
    show(Language.NL, Theme.LIGHT, 800, 600);
    Path many = Files.createDirectories(folder.resolve("bron/veel"));
    for (int i = 0; i < 10_000; i++) {
      Files.createFile(many.resolve("bestand " + i));
    }
    Stages.onScreen(transfers::pauseAll);
    Path[] files =
        IntStream.range(0, 10_000).mapToObj(i -> many.resolve("bestand " + i)).toArray(Path[]::new);
    Dragboard board = board(files);
    AtomicLong longest = new AtomicLong();
    AnimationTimer timer =
        Stages.on(
            () -> {
              AnimationTimer started = new LongestPause(longest);
              started.start();
              return started;
            });
    fire(DragEvent.DRAG_DROPPED, board);
    stages.awaitText("10.000 bestanden");
    stages.robot.clickOn("#drop-start");
    stages.awaitText("0 van 10.000 bestanden");
    Stages.onScreen(timer::stop);
    assertThat(longest.get()).as("longest pause in milliseconds").isLessThan(1500);
    System.getLogger("drop").log(System.Logger.Level.INFO, "longest pause {0} ms", longest.get());
    Stages.onScreen(transfers::cancelAll);
    Stages.until(() -> !transfers.busyProperty().get());
  }

  private static final class LongestPause extends AnimationTimer {
    private final AtomicLong longest;
    private long before;

    LongestPause(AtomicLong longest) {
      this.longest = longest;
    }

    @Override
    public void handle(long now) {
      if (before > 0) {
        longest.accumulateAndGet((now - before) / 1_000_000, Math::max);
      }
      before = now;
    }
  }

  static Stream<Arguments> looks() {
    return Stream.of(Language.NL, Language.EN)
        .flatMap(
            language ->
                Stream.of(
                    Arguments.of(language, Theme.LIGHT, 1280, 800),
                    Arguments.of(language, Theme.DARK, 800, 600)));
  }

  @ParameterizedTest
  @MethodSource("looks")
  @DisplayName(
      "is asked about on one short sheet, in both languages and themes, where nothing is cut")
  void looks(Language language, Theme theme, int width, int height) throws Exception {
    show(language, theme, width, height);
    Intake.Look look =
        new Intake.Look(
            12,
            2,
            48_200_000,
            List.of(),
            1,
            List.of("Verslag.docx", "Begroting 2027.xlsx", "Rooster.pdf"),
            5);
    DropQuestion question =
        new DropQuestion(
            new DropQuestion.Setting(
                new Destination(place, tree().root()),
                World.CARE,
                look,
                List.of(
                    new DocumentClass("Leerlingdossier", Period.ofYears(5)),
                    new DocumentClass("Notulen", Period.ZERO)),
                World.NOW.atZone(java.time.ZoneOffset.UTC).toLocalDate()),
            Optional.empty());
    Stages.onScreen(() -> new DropSheet(frame).ask(question, () -> {}));
    Stages.settle();
    String name =
        "-%s-%s-%d".formatted(language.tag(), theme.name().toLowerCase(Locale.ROOT), width);
    stages.picture("drop-sheet" + name);
    assertThat(stages.cutTexts()).isEmpty();
    Contrast contrast = new Contrast();
    Stages.onScreen(() -> contrast.measure(frame.sheets()));
    assertThat(contrast.texts()).isNotEmpty().allMatch(text -> text.ratio() >= 4.5);
    DatePicker keep = (DatePicker) stages.find("#drop-keep");
    assertThat(Stages.on(keep::getValue)).hasToString("2031-11-23");
    ComboBox<?> kinds = (ComboBox<?>) stages.find("#drop-class");
    Stages.onScreen(() -> kinds.getSelectionModel().select(1));
    assertThat(Stages.on(keep::getValue)).as("kept for ever").isNull();
    assertThat(question.answer().options().classification()).contains("Notulen");
    stages.robot.clickOn("#drop-start");
    assertThat(Stages.on(() -> frame.sheets().isAsking())).isFalse();
  }

  @Test
  @DisplayName("leaves through the clipboard as files, or is offered to be saved when it is large")
  void copiesOut() throws Exception {
    show(Language.NL, Theme.LIGHT, 800, 600);
    world.put(World.MARIJKE, "Één.txt", "inhoud");
    world.put(World.MARIJKE, "map/Twee.txt", "inhoud");
    SealedTree tree = tree();
    List<Entry> entries = tree.list(tree.root());
    List<Entry> files = entries.stream().filter(e -> e instanceof Entry.SealedFile).toList();
    Stages.onScreen(() -> dropping.copyOut(place, files));
    Stages.until(() -> Clipboard.getSystemClipboard().hasFiles());
    assertThat(Stages.on(() -> Clipboard.getSystemClipboard().getFiles()))
        .containsExactly(folder.resolve("Één.txt").toFile());
    Destination root = new Destination(place, tree.root());
    assertThat(Stages.on(() -> dropping.paste(root)))
        .as("what was copied here is no file of another program")
        .isFalse();

    chosen = Optional.of(Files.createDirectories(folder.resolve("uit")));
    Stages.onScreen(() -> dropping.copyOut(place, entries));
    stages.awaitText("Te groot om te slepen");
    stages.picture("drop-large-nl");
    stages.robot.clickOn("Opslaan in…");
    untilDone(2);
    assertThat(folder.resolve("uit/Één.txt")).hasContent("inhoud");
    assertThat(folder.resolve("uit/map/Twee.txt")).hasContent("inhoud");
  }

  @Test
  @DisplayName("is asked about once before it is saved where a sync client would send it on")
  void synchronised() throws Exception {
    Path synced = Files.createDirectories(folder.resolve("thuis/OneDrive/Documenten"));
    show(Language.NL, Theme.LIGHT, 800, 600);
    world.put(World.MARIJKE, "Een.txt", "inhoud");
    SealedTree tree = tree();
    List<Entry> entries = tree.list(tree.root());
    chosen = Optional.of(synced);
    Stages.onScreen(() -> dropping.saveTo(place, entries));
    stages.awaitText("Deze map wordt gesynchroniseerd");
    assertThat(stages.cutTexts()).isEmpty();
    stages.picture("drop-synced-nl");
    chosen = Optional.empty();
    stages.robot.clickOn("Andere map kiezen");
    Stages.settle();
    assertThat(synced.resolve("Een.txt")).doesNotExist();
    chosen = Optional.of(synced);
    Stages.onScreen(() -> dropping.saveTo(place, entries));
    stages.awaitText("Toch opslaan");
    stages.robot.clickOn("Toch opslaan");
    untilDone(1);
    assertThat(synced.resolve("Een.txt")).hasContent("inhoud");
  }

  @Test
  @DisplayName("is told when the drive cannot be reached, and goes on when asked")
  void unreachable() throws Exception {
    show(Language.NL, Theme.LIGHT, 800, 600);
    List<String> before = new ArrayList<>(remote());
    world.faults("[{\"method\":\"\",\"path\":\"\",\"status\":403,\"times\":-1}]");
    drop(file("later.txt"));
    Stages.until(() -> !frame.announcements().shown().isEmpty() || frame.sheets().isAsking());
    world.noFaults();
    if (!Stages.on(() -> frame.sheets().isAsking())) {
      assertThat(stages.texts()).anyMatch(text -> text.equals(FailureCode.DRIVE_DENIED.code()));
    }
    assertThat(before).isEmpty();
    assertThat(moved).isEmpty();
  }
}
