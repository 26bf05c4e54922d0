package org.dubbelslot.desktop.transfers;

import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Spacing;

/** What is asked when the window closes while something is carried. */
public final class CloseQuestion {
  private final Frame frame;
  private final TransfersModel model;

  /** For the window of {@code frame}. */
  public CloseQuestion(Frame frame, TransfersModel model) {
    this.frame = frame;
    this.model = model;
  }

  /**
   * Asks, unless nothing is to be carried: then it is as if the person had said to stop.
   *
   * @param background hides the window, and ends the program once {@link
   *     TransfersModel#busyProperty} says so
   * @param stop ends the program; what is not done goes on at the next start
   */
  public void ask(Runnable background, Runnable stop) {
    if (!model.busyProperty().get()) {
      stop.run();
      return;
    }
    AtomicReference<Runnable> close = new AtomicReference<>();
    Button goOn = answer("desktop.transfers.close.background", background, close);
    goOn.setDefaultButton(true);
    goOn.getStyleClass().add("accent");
    FlowPane buttons =
        new FlowPane(
            Spacing.SMALL,
            Spacing.SMALL,
            answer("desktop.transfers.close.cancel", () -> {}, close),
            answer("desktop.transfers.close.stop", stop, close),
            goOn);
    buttons.getStyleClass().add("buttons");
    VBox body =
        new VBox(
            Spacing.MEDIUM,
            Controls.text(model.summaryProperty().get(), "strong"),
            Controls.sentence(frame.words(), "desktop.transfers.close.text"),
            buttons);
    close.set(
        frame.sheets().show(frame.words().text("desktop.transfers.close.title"), body, () -> {}));
  }

  private Button answer(String key, Runnable action, AtomicReference<Runnable> close) {
    return Controls.button(
        frame.words().text(key),
        () -> {
          close.get().run();
          action.run();
        });
  }
}
