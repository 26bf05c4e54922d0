package org.dubbelslot.desktop.transfers;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.FailureBox;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.transfer.TransferSnapshot;
import org.dubbelslot.words.Failure;
import org.dubbelslot.words.Remedy;
import org.dubbelslot.words.Words;

/** The strip at the window's foot: one line with totals, which opens to the list. */
public final class TransfersView extends VBox {
  private static final double ROW = 72;
  private static final int ROWS = 3;
  private static final String OPEN = "transfers.open";

  private final Frame frame;
  private final Words words;
  private final TransfersModel model;
  private final Map<Remedy, Runnable> remedies = new EnumMap<>(Remedy.class);
  private final ToggleButton open = new ToggleButton();
  private final VBox list = new VBox();
  private final VBox trouble = new VBox();
  private final Timeline seconds = new Timeline();

  /**
   * Shows {@code model}, and lets a second pass for it each second while it stands in a window.
   *
   * @param remedies what the window can do about what stops all: to sign in, say
   */
  public TransfersView(Frame frame, TransfersModel model, Map<Remedy, Runnable> remedies) {
    this.frame = frame;
    this.words = frame.words();
    this.model = model;
    this.remedies.putAll(FailureBox.again(model::retryAll));
    this.remedies.putAll(remedies);
    setId("transfers");
    getStyleClass().add("transfers");
    trouble.getStyleClass().add("trouble");
    getChildren().setAll(strip(), hint(), trouble, list());
    model.troubleProperty().addListener((seen, before, now) -> trouble(now));
    trouble(model.troubleProperty().get());
    open.setSelected(frame.settings().holds(OPEN));
    seconds.getKeyFrames().setAll(new KeyFrame(Duration.seconds(1), tick -> model.tick()));
    seconds.setCycleCount(Animation.INDEFINITE);
    sceneProperty()
        .addListener(
            (seen, before, scene) -> {
              if (scene == null) {
                seconds.stop();
              } else {
                seconds.play();
              }
            });
  }

  /** Opens the list. */
  public void open() {
    open.setSelected(true);
  }

  private String text(String key, Object... arguments) {
    return words.text("desktop.transfers." + key, arguments);
  }

  private Node strip() {
    open.setId("transfers-open");
    open.setGraphic(Glyph.TRANSFERS.icon());
    open.getStyleClass().addAll("flat");
    open.setText(text("title"));
    open.setMinWidth(USE_PREF_SIZE);
    open.accessibleTextProperty()
        .bind(Bindings.createStringBinding(this::openName, open.selectedProperty()));
    open.selectedProperty().addListener((seen, before, now) -> frame.settings().put(OPEN, now));
    ProgressBar bar = new ProgressBar();
    bar.progressProperty().bind(model.fractionProperty());
    bar.visibleProperty().bind(model.busyProperty());
    bar.managedProperty().bind(bar.visibleProperty());
    bar.setAccessibleText(text("progress"));
    Label summary = new Label();
    summary.setId("transfers-summary");
    summary.textProperty().bind(model.summaryProperty());
    Tooltip amount = new Tooltip();
    amount.textProperty().bind(model.amountProperty());
    summary.setTooltip(amount);
    summary.setTextOverrun(OverrunStyle.ELLIPSIS);
    summary.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(summary, Priority.ALWAYS);
    HBox strip = new HBox(open, bar, summary, all());
    strip.getStyleClass().add("strip");
    return strip;
  }

  private String openName() {
    return text(open.isSelected() ? "hide" : "show");
  }

  /** What can be done about all of them. */
  private Node all() {
    Button pause = Controls.iconButton(Glyph.PAUSE, text("pause-all"), model::pauseAll);
    Button resume = Controls.iconButton(Glyph.RESUME, text("resume-all"), model::resumeAll);
    Button retry = Controls.iconButton(Glyph.REFRESH, text("retry-all"), model::retryAll);
    Button cancel = Controls.iconButton(Glyph.CANCEL, text("cancel-all"), this::askToCancel);
    shownWhile(
        pause, snapshot -> !snapshot.paused() && (snapshot.more() > 0 || !snapshot.isIdle()));
    shownWhile(
        resume,
        snapshot ->
            snapshot.paused()
                || snapshot.lines().stream()
                    .anyMatch(line -> line.state() == TransferSnapshot.State.PAUSED));
    shownWhile(retry, snapshot -> snapshot.totals().failed() > 0);
    shownWhile(cancel, snapshot -> snapshot.totals().filesDone() < snapshot.totals().files());
    HBox all = new HBox(retry, pause, resume, cancel);
    all.getStyleClass().add("all");
    all.setMinWidth(USE_PREF_SIZE);
    return all;
  }

  private interface Shown {
    boolean at(TransferSnapshot snapshot);
  }

  private void shownWhile(Node node, Shown shown) {
    node.visibleProperty().bind(model.snapshotProperty().map(shown::at));
    node.managedProperty().bind(node.visibleProperty());
  }

  private Node hint() {
    Label text = Controls.text("");
    text.textProperty().bind(model.hintProperty());
    text.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(text, Priority.ALWAYS);
    Button now = Controls.button(text("now"), model::retryAll);
    now.setMinWidth(USE_PREF_SIZE);
    shownWhile(now, snapshot -> snapshot.waiting().isPresent());
    HBox hint = new HBox(Glyph.WAITING.icon(), text, now);
    hint.setId("transfers-hint");
    hint.getStyleClass().add("hint");
    hint.visibleProperty()
        .bind(
            Bindings.createBooleanBinding(
                () ->
                    !model.hintProperty().get().isEmpty()
                        && model.troubleProperty().get().isEmpty(),
                model.hintProperty(),
                model.troubleProperty()));
    hint.managedProperty().bind(hint.visibleProperty());
    return hint;
  }

  private void trouble(Optional<Failure> failure) {
    trouble.getChildren().clear();
    failure.ifPresent(
        one -> trouble.getChildren().setAll(new FailureBox(one, words, frame.remedies(remedies))));
    trouble.setVisible(failure.isPresent());
    trouble.setManaged(failure.isPresent());
  }

  private Node list() {
    ListView<TransferRow> rows = new ListView<>(model.rows());
    rows.setId("transfers-list");
    rows.setFixedCellSize(ROW);
    // In a small window the list takes a fifth, or nothing would be left for the folder.
    rows.prefHeightProperty()
        .bind(
            sceneProperty()
                .flatMap(Scene::heightProperty)
                .map(height -> Math.clamp(height.doubleValue() / 5, ROW, ROWS * ROW + 2))
                .orElse(ROWS * ROW + 2));
    rows.setMinHeight(ROW);
    rows.setCellFactory(view -> new TransferCell(model, words));
    rows.setPlaceholder(Controls.text(text("nothing"), "quiet"));
    rows.setAccessibleText(text("title"));
    list.getChildren().setAll(rows, foot());
    list.visibleProperty().bind(open.selectedProperty());
    list.managedProperty().bind(list.visibleProperty());
    return list;
  }

  /** What is not in the list: the rest of those that wait, and those that are done. */
  private Node foot() {
    Label more = new Label();
    more.getStyleClass().add("quiet");
    more.textProperty().bind(model.snapshotProperty().map(now -> text("more", now.more())));
    shownWhile(more, snapshot -> snapshot.more() > 0);
    Label done = new Label();
    done.textProperty()
        .bind(model.snapshotProperty().map(now -> text("finished", now.finished().size())));
    ToggleButton show = new ToggleButton();
    show.setId("transfers-finished");
    show.selectedProperty().bindBidirectional(model.finishedShownProperty());
    show.textProperty()
        .bind(
            model
                .finishedShownProperty()
                .map(shown -> text(shown ? "finished-hide" : "finished-show")));
    show.accessibleTextProperty().bind(show.textProperty());
    Button fold = Controls.button(text("fold"), model::fold);
    for (Node node : new Node[] {done, show, fold}) {
      shownWhile(node, snapshot -> !snapshot.finished().isEmpty());
    }
    HBox foot = new HBox(more, Controls.stretch(), done, show, fold);
    foot.getStyleClass().add("foot");
    foot.managedProperty()
        .bind(model.snapshotProperty().map(now -> now.more() > 0 || !now.finished().isEmpty()));
    foot.visibleProperty().bind(foot.managedProperty());
    return foot;
  }

  private void askToCancel() {
    new CancelQuestion(frame, model).ask();
  }
}
