package org.dubbelslot.desktop.copies;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.dubbelslot.desktop.common.Announcements;
import org.dubbelslot.desktop.common.Desks;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.WindowSettings;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.SealedTree;
import org.dubbelslot.words.FailureCode;
import org.dubbelslot.words.Language;
import org.dubbelslot.words.Words;
import org.dubbelslot.workplace.Workplace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A preview")
@Timeout(120)
class PreviewModelTest {
  private @TempDir Path folder;
  private World world;
  private Desks desks;
  private PreviewModel model;
  private Workplace workplace;

  @BeforeEach
  void make() throws Exception {
    world = new World(folder);
    desks = new Desks(world, World.MARIJKE);
    model =
        new PreviewModel(
            new Frame(
                desks.desk,
                desks.background,
                Words.in(Language.NL),
                null,
                new Announcements(),
                WindowSettings.forgotten()));
    workplace = desks.desk.workplace().orElseThrow();
  }

  @AfterEach
  void close() throws Exception {
    world.close();
  }

  private Entry entry(String name) throws Exception {
    workplace.listAnew(world.place());
    SealedTree tree = workplace.reading(world.place());
    return tree.find(tree.root(), name).orElseThrow();
  }

  private PreviewModel.State shown(String name, byte[] content) throws Exception {
    world.put(World.BAS, name, content);
    model.show(world.place(), entry(name));
    desks.until(() -> !(model.stateProperty().get() instanceof PreviewModel.State.Loading));
    return model.stateProperty().get();
  }

  private static FailureCode code(PreviewModel.State state) {
    return ((PreviewModel.State.Failed) state).why().code();
  }

  private static byte[] picture(String format, int width, int height) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out);
    return out.toByteArray();
  }

  private Set<Path> files() throws Exception {
    try (Stream<Path> each = Files.walk(world.home(World.MARIJKE))) {
      return new TreeSet<>(each.toList());
    }
  }

  @Test
  @DisplayName("is only offered until the person asks for it, which alone asks for the keys")
  void offered() throws Exception {
    world.put(World.BAS, "notitie.txt", "inhoud");
    Entry entry = entry("notitie.txt");
    world.forgetRequests();
    model.select(world.place(), entry);
    assertThat(model.stateProperty().get()).isInstanceOf(PreviewModel.State.Offered.class);
    assertThat(world.requests("GET", "content")).isEmpty();
    model.select(world.place(), workplace.reading(world.place()).root());
    assertThat(model.stateProperty().get()).isInstanceOf(PreviewModel.State.NoKind.class);
  }

  @Test
  @DisplayName("of a text guesses its characters, and writes nothing to the disk")
  void text() throws Exception {
    shown("eerder.txt", "een".getBytes(StandardCharsets.UTF_8));
    Set<Path> before = files();
    PreviewModel.State utf8 = shown("u.txt", "één\r\ntwee".getBytes(StandardCharsets.UTF_8));
    assertThat(utf8).isEqualTo(new PreviewModel.State.Text("u.txt", "één\ntwee", false));
    PreviewModel.State old = shown("w.csv", "één € 5".getBytes(Charset.forName("windows-1252")));
    assertThat(old).isEqualTo(new PreviewModel.State.Text("w.csv", "één € 5", false));
    List<Path> made = new ArrayList<>(files());
    made.removeAll(before);
    assertThat(made).isEmpty();
  }

  @Test
  @DisplayName("of a long text shows its beginning, cut between characters")
  void longText() throws Exception {
    byte[] content = "é".repeat(PlainText.MOST).getBytes(StandardCharsets.UTF_8);
    content[0] = 'a';
    content[1] = 'b';
    byte[] odd = new byte[content.length + 1];
    odd[0] = 'c';
    System.arraycopy(content, 0, odd, 1, content.length);
    PreviewModel.State.Text text = (PreviewModel.State.Text) shown("lang.md", odd);
    assertThat(text.cut()).isTrue();
    assertThat(text.text()).startsWith("cabé").doesNotContain("\ufffd", "Ã");
  }

  @Test
  @DisplayName("of a picture is no larger than a screen")
  void pictures() throws Exception {
    PreviewModel.State.Picture png =
        (PreviewModel.State.Picture) shown("foto.png", picture("png", 5000, 100));
    assertThat(png.drawn().width()).isBetween(1000, Drawn.MOST);
    PreviewModel.State.Picture jpeg =
        (PreviewModel.State.Picture) shown("foto.JPG", picture("jpeg", 300, 200));
    assertThat(jpeg.drawn().width()).isEqualTo(300);
    assertThat(jpeg.page()).isFalse();
  }

  @Test
  @DisplayName("of a PDF is its first page")
  void pdf() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage();
      document.addPage(page);
      try (PDPageContentStream drawing = new PDPageContentStream(document, page)) {
        drawing.addRect(100, 100, 200, 300);
        drawing.fill();
      }
      document.save(out);
    }
    PreviewModel.State.Picture drawn =
        (PreviewModel.State.Picture) shown("brief.pdf", out.toByteArray());
    assertThat(drawn.page()).isTrue();
    assertThat(drawn.drawn().height()).isGreaterThan(1000);
    assertThat(drawn.drawn().argb()).contains(0xff000000).contains(0xffffffff);
  }

  @Test
  @DisplayName("of what is not what its name says, or too large, says so")
  void refused() throws Exception {
    assertThat(code(shown("a.png", "geen beeld".getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(FailureCode.PREVIEW_IMPOSSIBLE);
    assertThat(code(shown("a.pdf", new byte[100]))).isEqualTo(FailureCode.PREVIEW_IMPOSSIBLE);
    assertThat(code(shown("a.txt", new byte[100]))).isEqualTo(FailureCode.PREVIEW_IMPOSSIBLE);
    assertThat(code(shown("b.txt", new byte[PreviewModel.MOST_BYTES + 1])))
        .isEqualTo(FailureCode.PREVIEW_TOO_LARGE);
  }
}
