package org.dubbelslot.desktop.transfers;

import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Question;

/** Asks once before everything is given up that is not done. */
final class CancelQuestion {
  private final Frame frame;
  private final TransfersModel model;

  CancelQuestion(Frame frame, TransfersModel model) {
    this.frame = frame;
    this.model = model;
  }

  void ask() {
    Question question = new Question(frame);
    question
        .answer(frame.words().text("desktop.transfers.cancel-all"), model::cancelAll)
        .getStyleClass()
        .add("danger");
    // Enter gives nothing up.
    question.dismiss(frame.words().text("desktop.transfers.cancel-keep")).setDefaultButton(true);
    question.show(
        frame.words().text("desktop.transfers.cancel-title"),
        Controls.sentence(frame.words(), "desktop.transfers.cancel-text"));
  }
}
