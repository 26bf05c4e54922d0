package org.dubbelslot.desktop.transfers;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Question;
import org.dubbelslot.words.Words;

/** What is asked when the window closes while something is carried. */
public final class CloseQuestion {
  private final Frame frame;
  private final TransfersModel model;

  /** Closes the one that was asked last: pressed twice, it is asked once. */
  private Runnable asked = () -> {};

  /** For the window of {@code frame}. */
  public CloseQuestion(Frame frame, TransfersModel model) {
    this.frame = frame;
    this.model = model;
  }

  /**
   * Asks, unless nothing is to be carried: then it is as if the person had said to stop.
   *
   * @param background hides the window, and ends the program once all is done
   * @param stop ends the program; what the list holds goes on at the next start, what no queue
   *     remembers is broken off
   */
  public void ask(Runnable background, Runnable stop) {
    List<String> lost = frame.desk().underway().stands();
    if (!model.busyProperty().get() && lost.isEmpty()) {
      stop.run();
      return;
    }
    Words words = frame.words();
    Question question = question();
    question.dismiss(words.text("desktop.transfers.close.cancel"));
    question.answer(
        words.text(
            lost.isEmpty() ? "desktop.transfers.close.stop" : "desktop.transfers.close.break-off"),
        stop);
    question.primary(words.text("desktop.transfers.close.background"), background);
    List<Node> told = new ArrayList<>();
    if (model.busyProperty().get()) {
      told.add(Controls.text(model.summaryProperty().get(), "strong"));
      told.add(Controls.sentence(words, "desktop.transfers.close.text"));
    }
    if (!lost.isEmpty()) {
      lost.forEach(one -> told.add(Controls.text(one, "strong")));
      told.add(Controls.sentence(words, "desktop.transfers.close.lost"));
    }
    question.show(
        words.text(
            lost.isEmpty()
                ? "desktop.transfers.close.title"
                : "desktop.transfers.close.lost-title"),
        told.toArray(Node[]::new));
  }

  /**
   * Asks, unless nothing is done that no queue remembers: another window is made, and what the list
   * holds goes on in that.
   *
   * @param then breaks it off
   */
  public void askToBreakOff(Runnable then) {
    List<String> lost = frame.desk().underway().stands();
    if (lost.isEmpty()) {
      then.run();
      return;
    }
    Words words = frame.words();
    Question question = question();
    question.answer(words.text("desktop.transfers.close.break-off"), then);
    question.primary(words.text("desktop.transfers.close.cancel"), () -> {});
    List<Node> told = new ArrayList<>();
    lost.forEach(one -> told.add(Controls.text(one, "strong")));
    told.add(Controls.sentence(words, "desktop.transfers.close.lost"));
    question.show(words.text("desktop.transfers.close.lost-title"), told.toArray(Node[]::new));
  }

  private Question question() {
    asked.run();
    Question question = new Question(frame);
    asked = question::close;
    return question;
  }
}
