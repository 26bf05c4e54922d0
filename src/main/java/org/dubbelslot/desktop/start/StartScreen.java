package org.dubbelslot.desktop.start;

import java.util.Map;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.FailureBox;
import org.dubbelslot.desktop.common.FileDialogs;
import org.dubbelslot.desktop.common.Focus;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Screen;
import org.dubbelslot.desktop.places.SignInModel;
import org.dubbelslot.desktop.places.SignInPane;
import org.dubbelslot.words.Failure;
import org.dubbelslot.words.Remedy;
import org.dubbelslot.words.Words;
import org.dubbelslot.workplace.MicrosoftSignIn;

/** The first start: one card at a time. */
public final class StartScreen implements Screen {
  private static final PseudoClass WIDE = PseudoClass.getPseudoClass("wide");

  private final Frame frame;
  private final Words words;
  private final StartModel model;
  private final FileDialogs dialogs;
  private final SignInModel signIn;
  private final StackPane view = new StackPane();
  private final VBox card = new VBox();
  private final VBox content = new VBox();
  private final VBox trouble = new VBox();

  /** Shows {@code model}. */
  public StartScreen(Frame frame, StartModel model, FileDialogs dialogs, SignInModel signIn) {
    this.frame = frame;
    this.words = frame.words();
    this.model = model;
    this.dialogs = dialogs;
    this.signIn = signIn;
    card.getChildren().addAll(content, trouble);
    card.getStyleClass().add("start");
    card.setMaxHeight(Region.USE_PREF_SIZE);
    content.getStyleClass().add("start-content");
    StackPane ground = new StackPane(card);
    ground.getStyleClass().add("start-ground");
    StackPane.setAlignment(card, Pos.CENTER);
    ScrollPane scroll = new ScrollPane(ground);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setFocusTraversable(false);
    scroll.getStyleClass().add("start-scroll");
    view.getChildren().add(scroll);
    show(new Step.Looking(), model.stepProperty().get());
    model.stepProperty().subscribe((before, now) -> show(before, now));
    model.troubleProperty().subscribe(failure -> failure.ifPresentOrElse(this::tell, this::calm));
  }

  @Override
  public Node view() {
    return view;
  }

  @Override
  public void shown() {
    Platform.runLater(() -> Focus.first(content));
  }

  private void calm() {
    trouble.getChildren().clear();
  }

  private void tell(Failure failure) {
    trouble
        .getChildren()
        .setAll(
            new FailureBox(
                    failure,
                    words,
                    frame.remedies(Map.of(Remedy.RETRY, this::again, Remedy.REFRESH, this::again)))
                .narrow());
  }

  private void again() {
    switch (model.stepProperty().get()) {
      case Step.Waiting _ -> model.look();
      case Step.Looking _ -> model.afterUnlock();
      case Step.WithoutTeam _ -> model.reread();
      default -> calm();
    }
  }

  private void show(Step before, Step step) {
    if (before instanceof Step.Waiting && step instanceof Step.Waiting waiting) {
      WaitingPane.update(content, waiting);
      return;
    }
    Node pane =
        switch (step) {
          case Step.Looking _ -> busy("desktop.start.looking");
          case Step.MakingPractice _ -> busy("desktop.start.making-practice");
          case Step.Asking _ -> busy("desktop.start.asking");
          case Step.Welcome(boolean practised) -> new WelcomePane(frame, model, practised);
          case Step.Joining joining -> new JoinPane(words, model, dialogs, joining);
          case Step.Waiting waiting -> new WaitingPane(frame, model, dialogs, waiting);
          case Step.Admitted _ -> admitted();
          case Step.Rules(var rules) -> new RulesPane(words, model, rules);
          case Step.WithoutTeam _ -> withoutTeam();
          case Step.SigningIn _ ->
              new SignInPane(
                  words, signIn, MicrosoftSignIn.Reach.OWN_DRIVE, model::signInLater, model::goOn);
          case Step.Clear _ -> new VBox();
        };
    content.getChildren().setAll(pane);
    card.pseudoClassStateChanged(WIDE, step instanceof Step.Rules);
    if (model.inFrontProperty().get() && view.getScene() != null) {
      shown();
    }
  }

  private Node busy(String key) {
    ProgressBar bar = new ProgressBar();
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.setAccessibleText(words.text(key));
    return StepPane.of(Controls.sentence(words, key), bar);
  }

  private Node admitted() {
    var go = Controls.primary(words.text("desktop.start.admitted-go"), model::toUnlock);
    go.setId("start-go");
    return StepPane.of(
        StepPane.heading(words, 2),
        Controls.text(words.text("desktop.start.admitted"), "title"),
        Controls.sentence(words, "desktop.start.admitted-lead"),
        StepPane.buttons(go));
  }

  private Node withoutTeam() {
    var look = Controls.primary(words.text("desktop.start.look"), model::reread);
    var on = Controls.button(words.text("desktop.start.go-on"), model::goOn);
    on.setId("start-go-on");
    return StepPane.of(
        StepPane.heading(words, 2),
        Controls.text(words.text("desktop.start.without-team"), "title"),
        Controls.sentence(words, "desktop.start.without-team-lead"),
        StepPane.buttons(on, look));
  }
}
