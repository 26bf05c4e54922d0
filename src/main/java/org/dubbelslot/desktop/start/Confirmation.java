package org.dubbelslot.desktop.start;

import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.Frame;

/** A sheet that asks whether something is to be undone; Escape and the first button leave it. */
final class Confirmation {
  private Confirmation() {}

  static void ask(Frame frame, String title, String lead, String yes, Runnable act) {
    VBox body = StepPane.of(Controls.text(lead));
    Runnable close = frame.sheets().show(title, body, () -> {});
    Button keep = Controls.button(frame.words().text("desktop.start.keep"), close);
    Button does =
        Controls.button(
            yes,
            () -> {
              close.run();
              act.run();
            });
    does.setId("start-yes");
    does.getStyleClass().add("danger");
    keep.setDefaultButton(true);
    body.getChildren().add(StepPane.buttons(does, keep));
  }
}
