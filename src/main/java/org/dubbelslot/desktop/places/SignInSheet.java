package org.dubbelslot.desktop.places;

import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.words.Words;
import org.dubbelslot.workplace.MicrosoftSignIn;
import org.dubbelslot.workplace.Notice;

/**
 * Shows the code of a sign-in that nobody asked for at this moment: a drive needed it, since the
 * one before had ended.
 */
public final class SignInSheet {
  private SignInSheet() {}

  /** Shows one for each such notice, unless {@code model} shows its own. */
  public static void follow(Frame frame, SignInModel model) {
    frame
        .desk()
        .onNotice(
            notice -> {
              if (notice instanceof Notice.SignInWithCode code && !model.isUnderWay()) {
                show(frame, code);
              } else if (notice instanceof Notice.SignInInBrowser && !model.isUnderWay()) {
                frame.announcements().tell(frame.words().text("desktop.start.sign-in-browser"));
              }
            });
  }

  /**
   * Has the person sign in, who was told that it is needed.
   *
   * @param reach what is to be asked for
   * @param done is run when they are signed in
   */
  public static void ask(
      Frame frame, SignInModel model, MicrosoftSignIn.Reach reach, Runnable done) {
    AtomicReference<Runnable> close = new AtomicReference<>(() -> {});
    model.cancel();
    SignInPane pane =
        new SignInPane(
            frame.words(),
            model,
            reach,
            () -> close.get().run(),
            () -> {
              close.get().run();
              done.run();
            });
    close.set(
        frame.sheets().show(frame.words().text("desktop.start.sign-in"), pane, model::cancel));
  }

  private static void show(Frame frame, Notice.SignInWithCode code) {
    Words words = frame.words();
    VBox body = new VBox();
    body.getStyleClass().add("start-pane");
    Runnable close = frame.sheets().show(words.text("desktop.start.sign-in"), body, () -> {});
    Button done = Controls.primary(words.text("desktop.remedy.close"), close);
    done.setId("sign-in-close");
    HBox buttons = new HBox(Controls.stretch(), done);
    buttons.getStyleClass().add("start-buttons");
    body.getChildren()
        .addAll(
            Controls.sentence(
                words, "desktop.start.sign-in-code", code.page().toString(), code.expires()),
            new CopyableCode(words, "sign-in-code", code.code()),
            buttons);
  }
}
