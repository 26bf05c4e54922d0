package org.dubbelslot.desktop.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.words.Language;
import org.dubbelslot.words.Words;

/** Somebody at an unlocked window with one screen in it, under announcements and sheets. */
public final class AtDesk {
  private final Stages stages;
  private final String name;
  private Frame frame;

  /** Shows what {@code screen} makes; pictures are called {@code name}. */
  public AtDesk(
      World world,
      Stages stages,
      String person,
      String name,
      Look look,
      Function<Frame, Node> screen)
      throws Exception {
    this.stages = stages;
    this.name = name + "-" + look.language().tag() + "-" + look.theme() + "-" + look.width();
    Background background = Stages.background();
    Desk desk = world.desk(person, look.language(), background);
    // Reads bundles the first time, which is nothing for the screen's thread.
    Words words = Words.in(look.language());
    stages.show(
        look.theme(),
        look.width(),
        look.height(),
        () -> {
          StackPane content = new StackPane();
          Sheets sheets = new Sheets(content);
          Announcements announcements = new Announcements();
          frame =
              new Frame(desk, background, words, sheets, announcements, WindowSettings.forgotten());
          BorderPane pane = new BorderPane(screen.apply(frame));
          pane.setTop(new AnnouncementsView(announcements, words));
          content.getChildren().add(pane);
          return sheets;
        });
    Stages.onScreen(
        () ->
            desk.unlock(
                SecretBytes.wrap("verzonnen".getBytes(StandardCharsets.UTF_8)), frame::fail));
    Stages.until(() -> desk.workplace().isPresent());
  }

  /** How a window is looked at. */
  public record Look(Language language, Theme theme, int width, int height) {
    /** Both languages and themes, small and large. */
    public static Stream<Look> all() {
      return Stream.of(Language.values())
          .flatMap(
              language ->
                  Stream.of(
                      new Look(language, Theme.LIGHT, 1100, 760),
                      new Look(language, Theme.DARK, 640, 600)));
    }

    /** Dutch, light and large. */
    public static Look usual() {
      return new Look(Language.NL, Theme.LIGHT, 1100, 760);
    }
  }

  /** What the screen was handed. */
  public Frame frame() {
    return frame;
  }

  /** Asks something on the screen's thread. */
  public <T> T ask(Callable<T> question) {
    return Stages.on(question);
  }

  /** Takes a picture, on which every text can be read. */
  public void picture(String what) throws Exception {
    stages.picture(what + "-" + name);
    Contrast contrast = new Contrast();
    Stages.onScreen(() -> contrast.measure(stages.stage().getScene().getRoot()));
    List<Contrast.Measured> faint =
        contrast.texts().stream().filter(text -> text.ratio() < 4.5).toList();
    assertThat(contrast.texts()).isNotEmpty();
    assertThat(faint).isEmpty();
  }
}
