package org.dubbelslot.desktop.places;

import java.net.URI;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.FailureBox;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.words.Failure;
import org.dubbelslot.words.Remedy;
import org.dubbelslot.words.Words;
import org.dubbelslot.workplace.MicrosoftSignIn;

/** Asks the person to sign in to Microsoft, and shows how that goes. */
public final class SignInPane extends VBox {
  private final Words words;
  private final SignInModel model;
  private final MicrosoftSignIn.Reach reach;
  private final Runnable later;
  private final Runnable done;
  private Subscription following = Subscription.EMPTY;

  /**
   * Shows {@code model}.
   *
   * @param reach what is to be asked for
   * @param later is run when the person does not want to now
   * @param done is run when somebody is signed in
   */
  public SignInPane(
      Words words, SignInModel model, MicrosoftSignIn.Reach reach, Runnable later, Runnable done) {
    this.words = words;
    this.model = model;
    this.reach = reach;
    this.later = later;
    this.done = done;
    getStyleClass().add("start-pane");
    sceneProperty().subscribe(scene -> follow(scene != null));
  }

  /** Only what is seen follows the model, which outlives it. */
  private void follow(boolean seen) {
    following.unsubscribe();
    following = seen ? model.stateProperty().subscribe(this::show) : Subscription.EMPTY;
  }

  private void show(SignInModel.State state) {
    getChildren().setAll(Controls.text(words.text("desktop.start.sign-in"), "title"));
    switch (state) {
      case SignInModel.State.SignedOut _ -> {
        getChildren().add(Controls.sentence(words, "desktop.start.sign-in-lead"));
        getChildren().add(offers());
      }
      case SignInModel.State.Busy(boolean inBrowser) ->
          busy(inBrowser ? "desktop.start.sign-in-browser" : "desktop.start.sign-in-busy");
      case SignInModel.State.WithCode(URI page, String code, var expires) -> {
        getChildren()
            .add(Controls.sentence(words, "desktop.start.sign-in-code", page.toString(), expires));
        getChildren().add(new CopyableCode(words, "sign-in-code", code));
        getChildren().add(cancel());
      }
      case SignInModel.State.Refused(Failure failure) -> {
        getChildren()
            .add(
                new FailureBox(
                    failure,
                    words,
                    Map.of(
                        Remedy.SIGN_IN, () -> model.begin(reach),
                        Remedy.RETRY, () -> model.begin(reach))));
        getChildren().add(offers());
      }
      case SignInModel.State.SignedIn _ -> done.run();
    }
  }

  private Node offers() {
    Button browser =
        Controls.primary(words.text("desktop.start.sign-in-now"), () -> model.begin(reach));
    browser.setGraphic(Glyph.SIGN_IN.icon());
    browser.setId("sign-in");
    Button code =
        Controls.button(
            words.text("desktop.start.sign-in-with-code"), () -> model.beginWithCode(reach));
    code.setId("sign-in-with-code");
    Button notNow = Controls.button(words.text("desktop.start.later"), later);
    notNow.setId("sign-in-later");
    return buttons(notNow, code, browser);
  }

  private static HBox buttons(Button... buttons) {
    HBox row = new HBox(Controls.stretch());
    row.getChildren().addAll(buttons);
    row.getStyleClass().add("start-buttons");
    return row;
  }

  private void busy(String key) {
    ProgressBar bar = new ProgressBar();
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.setAccessibleText(words.text(key));
    Button code =
        Controls.button(
            words.text("desktop.start.sign-in-with-code"), () -> model.beginWithCode(reach));
    code.setId("sign-in-with-code");
    getChildren().addAll(Controls.sentence(words, key), bar, buttons(code, cancelButton()));
  }

  private HBox cancel() {
    return buttons(cancelButton());
  }

  private Button cancelButton() {
    Button cancel = Controls.button(words.text("desktop.start.cancel"), model::cancel);
    cancel.setId("sign-in-cancel");
    return cancel;
  }
}
