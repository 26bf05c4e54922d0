package org.dubbelslot.desktop.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import org.dubbelslot.words.Language;

/** Somebody at an unlocked window with one screen in it, under announcements and sheets. */
public final class AtDesk {
  private final Stages stages;
  private final String name;
  private final Frame frame;

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
    Desk desk = world.desk(person, look.language(), Stages.background());
    frame = stages.show(look, desk, handed -> withAnnouncements(handed, screen.apply(handed)));
    Stages.onScreen(() -> World.unlock(desk));
    Stages.until(() -> desk.workplace().isPresent());
  }

  private static Node withAnnouncements(Frame frame, Node screen) {
    BorderPane pane = new BorderPane(screen);
    pane.setTop(new AnnouncementsView(frame.announcements(), frame.words()));
    return pane;
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
