package org.dubbelslot.desktop.start;

import javafx.scene.control.Button;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Question;

/** A sheet that asks whether something is to be undone; Escape and the first button leave it. */
final class Confirmation {
  private Confirmation() {}

  static void ask(Frame frame, String title, String lead, String yes, Runnable act) {
    Question question = new Question(frame);
    Button does = question.answer(yes, act);
    does.setId("start-yes");
    does.getStyleClass().add("danger");
    question.dismiss(frame.words().text("desktop.start.keep")).setDefaultButton(true);
    question.show(title, Controls.text(lead));
  }
}
