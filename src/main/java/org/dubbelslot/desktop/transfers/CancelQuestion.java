package org.dubbelslot.desktop.transfers;

import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Spacing;

/** Asks once before everything is given up that is not done. */
final class CancelQuestion {
  private final Frame frame;
  private final TransfersModel model;

  CancelQuestion(Frame frame, TransfersModel model) {
    this.frame = frame;
    this.model = model;
  }

  void ask() {
    AtomicReference<Runnable> close = new AtomicReference<>();
    HBox buttons =
        new HBox(
            Controls.button(
                frame.words().text("desktop.transfers.cancel-keep"), () -> close.get().run()),
            Controls.primary(
                frame.words().text("desktop.transfers.cancel-all"),
                () -> {
                  close.get().run();
                  model.cancelAll();
                }));
    buttons.getStyleClass().add("buttons");
    VBox body =
        new VBox(
            Spacing.MEDIUM,
            Controls.sentence(frame.words(), "desktop.transfers.cancel-text"),
            buttons);
    close.set(
        frame.sheets().show(frame.words().text("desktop.transfers.cancel-title"), body, () -> {}));
  }
}
