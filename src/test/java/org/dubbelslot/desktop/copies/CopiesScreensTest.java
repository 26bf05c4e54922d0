package org.dubbelslot.desktop.copies;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import javax.imageio.ImageIO;
import org.dubbelslot.desktop.common.AnnouncementsView;
import org.dubbelslot.desktop.common.AtDesk;
import org.dubbelslot.desktop.common.CopiesChoice;
import org.dubbelslot.desktop.common.Desk;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Stages;
import org.dubbelslot.desktop.common.Theme;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.SealedTree;
import org.dubbelslot.words.Language;
import org.dubbelslot.words.Words;
import org.dubbelslot.workplace.copies.Copy;
import org.dubbelslot.workplace.copies.Surroundings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What is opened, previewed and restored")
@Timeout(180)
class CopiesScreensTest {
  private static final String REPORT = "Verslag ouderavond.docx";

  private @TempDir Path folder;
  private final Stages stages = new Stages();
  private final List<Path> opened = new CopyOnWriteArrayList<>();
  private World world;
  private Desk desk;
  private Frame frame;
  private CopiesModel copies;
  private PreviewModel preview;
  private CopyActions actions;
  private Words words;

  @BeforeAll
  static void screen() {
    Stages.require();
  }

  @AfterEach
  void close() throws Exception {
    stages.close();
    world.close();
  }

  private void open(Language language, Theme theme, int width, int height) throws Exception {
    world = new World(folder);
    words = Words.in(language);
    desk = world.desk(World.MARIJKE, language, Stages.background());
    frame = stages.show(new AtDesk.Look(language, theme, width, height), desk, this::content);
    unlock();
  }

  private Node content(Frame handed) {
    copies =
        new CopiesModel(
            handed,
            (clock, spoken) ->
                Surroundings.ofThisComputer(clock, spoken).withPrograms(opened::add));
    preview = new PreviewModel(handed);
    actions = new CopyActions(handed, copies, preview, () -> {});
    BorderPane content = new BorderPane(new PreviewView(preview, words));
    content.setBottom(
        new VBox(
            new AnnouncementsView(handed.announcements(), words), new CopiesBar(copies, words)));
    return content;
  }

  private void unlock() throws Exception {
    Stages.onScreen(() -> World.unlock(desk));
    Stages.until(() -> desk.workplace().isPresent());
  }

  private Entry entry(String name) throws Exception {
    var workplace = desk.workplace().orElseThrow();
    workplace.listAnew(world.place());
    SealedTree tree = workplace.reading(world.place());
    return tree.find(tree.root(), name).orElseThrow();
  }

  private void press(String text) throws Exception {
    Stages.until(() -> button(text) != null);
    Stages.onScreen(() -> button(text).fire());
  }

  private Button button(String text) {
    return stages
        .robot
        .lookup(node -> node instanceof Button one && text.equals(one.getText()))
        .queryAllAs(Button.class)
        .stream()
        .filter(one -> !one.isDisabled())
        .findFirst()
        .orElse(null);
  }

  private static byte[] photo() throws Exception {
    BufferedImage image = new BufferedImage(800, 500, BufferedImage.TYPE_INT_RGB);
    Graphics2D drawing = image.createGraphics();
    drawing.setColor(new Color(0x8fb8de));
    drawing.fillRect(0, 0, 800, 300);
    drawing.setColor(new Color(0x4c8a4a));
    drawing.fillRect(0, 300, 800, 200);
    drawing.setColor(new Color(0xd9b13b));
    drawing.fillOval(600, 60, 90, 90);
    drawing.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  private void picture(String what, Language language, Theme theme, int width) throws Exception {
    assertThat(stages.cutTexts()).as("%s in %s", what, language).isEmpty();
    stages.picture("copies-" + what + "-" + language.tag() + "-" + theme + "-" + width);
  }

  @ParameterizedTest
  @CsvSource({"NL,LIGHT,1000,700", "EN,DARK,1000,700", "NL,DARK,640,480", "EN,LIGHT,640,480"})
  @DisplayName("is shown, and goes with the lock")
  void walk(Language language, Theme theme, int width, int height) throws Exception {
    open(language, theme, width, height);
    world.put(World.BAS, REPORT, "eerste");
    world.put(World.BAS, REPORT, "tweede");
    world.put(World.BAS, "Schoolplein.png", photo());
    world.put(World.BAS, "Agenda.txt", "19.30  Ontvangst\n20.00  Opening\n20.15  Rondleiding\n");

    Entry photo = entry("Schoolplein.png");
    Stages.onScreen(() -> preview.select(world.place(), photo));
    press(words.text("desktop.preview.show"));
    Stages.until(() -> preview.stateProperty().get() instanceof PreviewModel.State.Picture);
    Entry report = entry(REPORT);
    Stages.onScreen(() -> actions.edit(world.place(), report));
    stages.awaitText(words.text("desktop.copies.state.editing"));
    picture("photo", language, theme, width);

    Files.writeString(opened.getFirst(), "derde");
    stages.awaitText(words.text("desktop.copies.state.changed"));
    press(words.text("desktop.copies.save-now"));
    Stages.until(
        () -> copies.copies().stream().anyMatch(copy -> copy.state() instanceof Copy.State.Saved));
    Entry agenda = entry("Agenda.txt");
    Stages.onScreen(() -> actions.preview(world.place(), agenda));
    Stages.until(() -> preview.stateProperty().get() instanceof PreviewModel.State.Text);
    Stages.onScreen(() -> actions.open(world.place(), agenda));
    stages.awaitText(words.text("desktop.copies.state.open"));
    picture("text", language, theme, width);

    Entry now = entry(REPORT);
    Stages.onScreen(() -> actions.versions(world.place(), now));
    stages.awaitText(words.text("desktop.versions.current"));
    picture("versions", language, theme, width);
    press(words.text("desktop.versions.restore"));
    stages.awaitText(words.text("desktop.versions.restored", REPORT, 2, 4));
    assertThat(frame.sheets().isAsking()).isFalse();
    // The edited copy is of revision 3, and what it holds now must not overwrite the fourth.
    Files.writeString(opened.getFirst(), "vierde");
    stages.awaitText(words.text("desktop.copies.state.changed"));
    press(words.text("desktop.copies.save-now"));
    stages.awaitText(words.text("desktop.copies.state.conflict", REPORT));
    picture("conflict", language, theme, width);

    Stages.onScreen(() -> desk.lock());
    Stages.until(() -> opened.stream().noneMatch(Files::exists));
    assertThat(preview.stateProperty().get()).isInstanceOf(PreviewModel.State.Nothing.class);
    assertThat(copies.copies()).isEmpty();
  }

  @Test
  @DisplayName("lies in the folder that the person chose, from the next unlock on")
  void chosenFolder() throws Exception {
    open(Language.NL, Theme.LIGHT, 800, 600);
    world.put(World.BAS, REPORT, "eerste");
    Path chosen = Files.createDirectory(folder.resolve("gekozen"));
    Stages.onScreen(() -> new CopiesChoice(frame.settings()).choose(Optional.of(chosen)));
    Entry before = entry(REPORT);
    Stages.onScreen(() -> actions.edit(world.place(), before));
    stages.awaitText(words.text("desktop.copies.state.editing"));
    assertThat(opened.getLast()).startsWith(world.home(World.MARIJKE));

    Stages.onScreen(() -> desk.lock());
    Stages.until(() -> desk.workplace().isEmpty() && !Files.exists(opened.getFirst()));
    unlock();
    Entry again = entry(REPORT);
    Stages.onScreen(() -> actions.edit(world.place(), again));
    Stages.until(() -> opened.size() == 2);
    assertThat(opened.getLast()).startsWith(chosen);
  }

  @Test
  @DisplayName(
      "is not named over a locked window, but at the next unlock, when it could not be sent")
  void keptForLaterAtLock() throws Exception {
    open(Language.NL, Theme.LIGHT, 800, 600);
    world.put(World.BAS, REPORT, "eerste");
    Entry report = entry(REPORT);
    Stages.onScreen(() -> actions.edit(world.place(), report));
    stages.awaitText(words.text("desktop.copies.state.editing"));
    Files.writeString(opened.getFirst(), "tweede");
    stages.awaitText(words.text("desktop.copies.state.changed"));
    world.unplug();
    Stages.onScreen(() -> desk.lock());
    Stages.until(() -> !Files.exists(opened.getFirst()));
    Stages.settle();
    assertThat(stages.texts()).noneMatch(text -> text.contains("Verslag"));
    unlock();
    stages.awaitText(words.text("desktop.copies.kept-for-later", REPORT));
    world.plugIn();
  }
}
