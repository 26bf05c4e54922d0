package org.dubbelslot.desktop.drop;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Spacing;
import org.dubbelslot.words.Words;

/** What is asked about what leaves the window. */
final class SaveSheets {
  private final Frame frame;
  private final Words words;

  SaveSheets(Frame frame) {
    this.frame = frame;
    this.words = frame.words();
  }

  private record Answer(String text, Runnable action, boolean primary) {}

  /** It is too much to be dragged. */
  void tooLarge(int entries, Runnable save) {
    ask(
        words.text("desktop.drop.large-title"),
        words.text("desktop.drop.large-text", entries, words.size(Outgoing.MOST)),
        new Answer(words.text("desktop.drop.cancel"), () -> {}, false),
        new Answer(words.text("desktop.drop.save-to"), save, true));
  }

  /** Plaintext would go to the provider. */
  void synchronised(Path folder, Runnable other, Runnable anyway) {
    ask(
        words.text("desktop.drop.synced-title"),
        words.text("desktop.drop.synced-text", name(folder)),
        new Answer(words.text("desktop.drop.synced-anyway"), anyway, false),
        new Answer(words.text("desktop.drop.synced-other"), other, true));
  }

  /** What is dragged to the desktop would go to the provider; told before the first drag. */
  void synchronisedDesktop(Path folder, Runnable understood) {
    ask(
        words.text("desktop.drop.synced-title"),
        words.text("desktop.drop.synced-desktop", name(folder)),
        new Answer(words.text("desktop.drop.cancel"), () -> {}, false),
        new Answer(words.text("desktop.drop.synced-understood"), understood, true));
  }

  private static String name(Path folder) {
    return folder.getFileName() == null ? folder.toString() : folder.getFileName().toString();
  }

  private void ask(String title, String sentence, Answer... answers) {
    AtomicReference<Runnable> close = new AtomicReference<>();
    FlowPane buttons = new FlowPane(Spacing.SMALL, Spacing.SMALL);
    buttons.getStyleClass().add("buttons");
    for (Answer answer : answers) {
      Runnable press =
          () -> {
            close.get().run();
            answer.action().run();
          };
      Button button =
          answer.primary()
              ? Controls.primary(answer.text(), press)
              : Controls.button(answer.text(), press);
      buttons.getChildren().add(button);
    }
    VBox body = new VBox(Spacing.MEDIUM, Controls.text(sentence), buttons);
    close.set(frame.sheets().show(title, body, () -> {}));
  }
}
