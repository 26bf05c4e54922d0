package org.dubbelslot.desktop.start;

import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.words.Words;

/** Join, or practise. */
final class WelcomePane extends VBox {
  WelcomePane(Frame frame, StartModel model, boolean practised) {
    Words words = frame.words();
    HBox locks = new HBox(Glyph.LOCK.icon(), Glyph.LOCK.icon());
    locks.getStyleClass().add("unlock-locks");
    Button join = Controls.primary(words.text("desktop.start.join"), model::beginJoining);
    join.setId("start-join");
    Button practise =
        Controls.button(
            Glyph.TRY,
            words.text(practised ? "desktop.start.practise-on" : "desktop.start.practise"),
            model::practise);
    practise.setId("start-practise");
    StepPane.fill(
        this,
        locks,
        Controls.text(words.text("desktop.start.welcome"), "title"),
        Controls.sentence(words, "desktop.start.welcome-lead"),
        choice(join, words, "desktop.start.join-lead"),
        choice(practise, words, "desktop.start.practise-lead"));
    if (practised) {
      Button remove =
          Controls.button(
              words.text("desktop.start.practice-remove"), () -> ask(frame, model::removePractice));
      remove.setId("start-remove-practice");
      remove.getStyleClass().add("flat");
      getChildren().add(remove);
    }
  }

  private static VBox choice(Button button, Words words, String lead) {
    button.setMaxWidth(Double.MAX_VALUE);
    VBox box = new VBox(button, Controls.text(words.text(lead), "quiet"));
    box.getStyleClass().add("start-field");
    return box;
  }

  private static void ask(Frame frame, Runnable remove) {
    Words words = frame.words();
    Confirmation.ask(
        frame,
        words.text("desktop.start.practice-remove"),
        words.text("desktop.start.practice-remove-lead"),
        words.text("desktop.start.remove"),
        remove);
  }
}
