package org.dubbelslot.desktop.common;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/**
 * One question over the window: what is asked, and below it the answers, the one that goes on last.
 * Escape closes it unanswered. For the screen's thread.
 */
public final class Question {
  private final Sheets sheets;
  private final FlowPane answers = new FlowPane(Spacing.SMALL, Spacing.SMALL);
  private Runnable close = () -> {};

  /** A question in the window of {@code frame}, without answers yet. */
  public Question(Frame frame) {
    sheets = frame.sheets();
    answers.getStyleClass().add("buttons");
  }

  /** An answer that closes the sheet, then does something. */
  public Button answer(String text, Runnable then) {
    return add(Controls.button(text, closing(then)));
  }

  /** An answer that only closes the sheet. */
  public Button dismiss(String text) {
    return answer(text, () -> {});
  }

  /** The answer that goes on: Enter gives it. */
  public Button primary(String text, Runnable then) {
    return add(Controls.primary(text, closing(then)));
  }

  /** An answer that decides itself whether the sheet closes. */
  public Button add(Button button) {
    answers.getChildren().add(button);
    return button;
  }

  /** Asks: {@code asked} stands between the title and the answers. */
  public void show(String title, Node... asked) {
    VBox body = new VBox(Spacing.MEDIUM, asked);
    body.getChildren().add(answers);
    close = sheets.show(title, body, () -> {});
  }

  /** Takes the sheet away; does nothing twice. */
  public void close() {
    close.run();
  }

  private Runnable closing(Runnable then) {
    return () -> {
      close();
      then.run();
    };
  }
}
