package org.dubbelslot.desktop.locks;

import java.util.EnumSet;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.Desk;
import org.dubbelslot.desktop.common.FailureBox;
import org.dubbelslot.desktop.common.Focus;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.desktop.common.Passphrase;
import org.dubbelslot.desktop.common.Screen;
import org.dubbelslot.words.Failure;
import org.dubbelslot.words.Remedy;

/** Asks for this device's passphrase, which opens both locks. */
public final class UnlockScreen implements Screen {
  private final Frame frame;
  private final StackPane view = new StackPane();
  private final PasswordField passphrase = new PasswordField();
  private final Button open;
  private final ProgressBar busy = new ProgressBar();
  private final VBox trouble = new VBox();

  /** Opens {@code frame}'s desk with a passphrase. */
  public UnlockScreen(Frame frame) {
    this(frame, true);
  }

  /**
   * Opens {@code frame}'s desk.
   *
   * @param asks for a passphrase; in practice there is none
   */
  public UnlockScreen(Frame frame, boolean asks) {
    this.frame = frame;
    this.open = Controls.primary(frame.words().text("desktop.unlock.open"), this::open);
    passphrase.setId("passphrase");
    open.setId("unlock");
    Label label = new Label(frame.words().text("desktop.unlock.passphrase"));
    label.setLabelFor(passphrase);
    passphrase.setAccessibleText(label.getText());
    busy.setMaxWidth(Double.MAX_VALUE);
    busy.setAccessibleText(frame.words().text("desktop.unlock.busy"));
    HBox locks = new HBox(Glyph.LOCK.icon(), Glyph.LOCK.icon());
    locks.getStyleClass().add("unlock-locks");
    VBox card =
        new VBox(
            locks,
            Controls.text(frame.words().text("desktop.unlock.title"), "title"),
            Controls.sentence(
                frame.words(), asks ? "desktop.unlock.lead" : "desktop.unlock.practice"),
            label,
            passphrase,
            trouble,
            busy,
            open);
    if (!asks) {
      card.getChildren().removeAll(label, passphrase);
    }
    card.getStyleClass().add("unlock");
    card.setMaxHeight(Region.USE_PREF_SIZE);
    view.getChildren().add(card);
    view.getStyleClass().add("unlock-ground");
    frame.desk().stateProperty().subscribe(this::follow);
  }

  @Override
  public Node view() {
    return view;
  }

  @Override
  public void shown() {
    Focus.first(view);
  }

  private void follow(Desk.State state) {
    boolean opening = state instanceof Desk.State.Opening;
    busy.setVisible(opening);
    passphrase.setDisable(opening);
    open.setDisable(opening);
    if (state instanceof Desk.State.Open) {
      trouble.getChildren().clear();
    }
  }

  private void open() {
    trouble.getChildren().clear();
    frame.desk().unlock(Passphrase.take(passphrase), this::refused);
  }

  private void refused(Failure failure) {
    trouble.getChildren().setAll(new FailureBox(failure, frame.words(), remedies()).narrow());
    passphrase.requestFocus();
  }

  /** Of what the window can do besides, a report alone needs nothing that is locked. */
  private Map<Remedy, Runnable> remedies() {
    Map<Remedy, Runnable> all =
        frame.remedies(Map.of(Remedy.RETRY, this::shown, Remedy.UNLOCK, this::shown));
    all.keySet().retainAll(EnumSet.of(Remedy.RETRY, Remedy.UNLOCK, Remedy.REPORT));
    return all;
  }
}
