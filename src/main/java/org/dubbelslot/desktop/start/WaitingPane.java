package org.dubbelslot.desktop.start;

import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.FileDialogs;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.desktop.places.CopyableCode;
import org.dubbelslot.words.Words;

/**
 * Shows the comparison code, helps the request on its way, and waits for the key custodian. The
 * window may be closed meanwhile.
 */
final class WaitingPane extends VBox {
  private static final String FILE = "dubbelslot-request.json";

  private final Words words;
  private final StartModel model;
  private final FileDialogs dialogs;
  private final Label sent = Controls.text("", "quiet");
  private final ProgressIndicator busy = new ProgressIndicator();
  private final Button look;

  WaitingPane(Frame frame, StartModel model, FileDialogs dialogs, Step.Waiting waiting) {
    this.words = frame.words();
    this.model = model;
    this.dialogs = dialogs;
    look = Controls.primary(words.text("desktop.start.look"), model::look);
    look.setId("start-look");
    busy.setAccessibleText(words.text("desktop.start.looking"));
    busy.getStyleClass().add("start-busy");
    sent.setId("start-sent");
    sent.managedProperty().bind(sent.textProperty().isNotEmpty());
    Button withdraw =
        Controls.button(words.text("desktop.start.withdraw"), () -> ask(frame, model::withdraw));
    withdraw.setId("start-withdraw");
    withdraw.getStyleClass().add("flat");
    HBox end = new HBox(withdraw, Controls.stretch(), busy, look);
    end.getStyleClass().add("start-buttons");
    StepPane.fill(
        this,
        StepPane.heading(words, 2),
        Controls.text(words.text("desktop.start.waiting", waiting.name()), "title"),
        Controls.sentence(words, "desktop.start.waiting-send"),
        ways(waiting),
        sent,
        Controls.sentence(words, "desktop.start.waiting-code"),
        new CopyableCode(words, "start-code", waiting.code()),
        Controls.text(words.text("desktop.start.waiting-voice"), "quiet"),
        Controls.text(words.text("desktop.start.waiting-close"), "quiet"),
        end);
    show(waiting);
  }

  /** Shows in the pane that stands under {@code parent} whether it is being looked. */
  static void update(Parent parent, Step.Waiting waiting) {
    parent.getChildrenUnmodifiable().stream()
        .filter(WaitingPane.class::isInstance)
        .map(WaitingPane.class::cast)
        .forEach(pane -> pane.show(waiting));
  }

  private void show(Step.Waiting waiting) {
    busy.setVisible(waiting.looking());
    look.setDisable(waiting.looking());
  }

  private FlowPane ways(Step.Waiting waiting) {
    Button save =
        Controls.button(
            Glyph.SAVE,
            words.text("desktop.start.save-request"),
            () ->
                dialogs
                    .saveAs(words.text("desktop.start.save-request"), FILE)
                    .ifPresent(
                        file ->
                            model.save(
                                file,
                                name -> sent.setText(words.text("desktop.start.saved", name)))));
    save.setId("start-save");
    FlowPane ways = new FlowPane(save);
    ways.getStyleClass().add("start-row");
    if (waiting.inFolder()) {
      Button deposit =
          Controls.button(
              Glyph.FOLDER,
              words.text("desktop.start.deposit"),
              () ->
                  model.deposit(
                      done ->
                          sent.setText(
                              words.text(
                                  done
                                      ? "desktop.start.deposited"
                                      : "desktop.start.not-deposited"))));
      deposit.setId("start-deposit");
      ways.getChildren().add(deposit);
    }
    return ways;
  }

  private static void ask(Frame frame, Runnable withdraw) {
    Words words = frame.words();
    Confirmation.ask(
        frame,
        words.text("desktop.start.withdraw"),
        words.text("desktop.start.withdraw-lead"),
        words.text("desktop.start.withdraw-yes"),
        withdraw);
  }
}
