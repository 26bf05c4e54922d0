package org.dubbelslot.desktop.transfers;

import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Question;
import org.dubbelslot.words.Words;

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
    Words words = frame.words();
    Question question = new Question(frame);
    question.dismiss(words.text("desktop.transfers.close.cancel"));
    question.answer(words.text("desktop.transfers.close.stop"), stop);
    question.primary(words.text("desktop.transfers.close.background"), background);
    question.show(
        words.text("desktop.transfers.close.title"),
        Controls.text(model.summaryProperty().get(), "strong"),
        Controls.sentence(words, "desktop.transfers.close.text"));
  }
}
