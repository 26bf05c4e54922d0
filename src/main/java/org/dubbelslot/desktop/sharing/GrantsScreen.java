package org.dubbelslot.desktop.sharing;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.Desk;
import org.dubbelslot.desktop.common.FailureBox;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.desktop.common.Screen;
import org.dubbelslot.desktop.common.Spacing;
import org.dubbelslot.words.Failure;
import org.dubbelslot.workplace.Stewardship;
import org.dubbelslot.workplace.Workplace;

/** For stewards: who waits for the key of a team, and granting it. */
public final class GrantsScreen implements Screen {
  private final Frame frame;
  private final Runnable changed;
  private final VBox content = new VBox(Spacing.MEDIUM);
  private final ScrollPane view = new ScrollPane(content);

  /**
   * A screen that looks who waits each time it comes to the front.
   *
   * @param changed is run when looking again found something that the organisation decided
   */
  public GrantsScreen(Frame frame, Runnable changed) {
    this.frame = frame;
    this.changed = changed;
    content.getStyleClass().add("grants");
    view.setFitToWidth(true);
    view.getStyleClass().add("grants-scroll");
    frame
        .desk()
        .stateProperty()
        .subscribe(
            state -> {
              if (!(state instanceof Desk.State.Open)) {
                content.getChildren().clear();
              }
            });
  }

  @Override
  public Node view() {
    return view;
  }

  @Override
  public void shown() {
    refresh();
  }

  private void refresh() {
    frame.desk().run(workplace -> Stewardship.of(workplace).teams(), this::fill, this::fail);
  }

  /** Who came since stands in the organisation's directory, which is read anew for it. */
  private void lookAgain() {
    frame
        .desk()
        .run(
            Workplace::refresh,
            anew -> {
              if (anew) {
                changed.run();
              }
              refresh();
            },
            this::fail);
  }

  private void fill(List<Stewardship.Tended> teams) {
    content.getChildren().setAll(head());
    if (teams.isEmpty()) {
      content.getChildren().add(Controls.text(text("no-steward"), "quiet"));
    }
    teams.forEach(team -> content.getChildren().add(card(team)));
  }

  private void fail(Failure failure) {
    content
        .getChildren()
        .setAll(
            head(),
            new FailureBox(
                failure, frame.words(), frame.remedies(FailureBox.again(this::lookAgain))));
  }

  private Node head() {
    Button refresh = Controls.iconButton(Glyph.REFRESH, text("refresh"), this::lookAgain);
    Label title = new Label(text("title"));
    title.getStyleClass().add("title");
    HBox row = new HBox(title, Controls.stretch(), refresh);
    return new VBox(Spacing.SMALL, row, Controls.text(text("lead"), "quiet"));
  }

  private Node card(Stewardship.Tended team) {
    VBox card = new VBox(Spacing.SMALL, Controls.text(text("team", team.name()), "strong"));
    card.getStyleClass().add("grants-card");
    if (team.waiting().isEmpty()) {
      Label nobody = Controls.text(text("nobody"));
      nobody.setGraphic(Glyph.DONE.icon());
      card.getChildren().add(nobody);
      return card;
    }
    for (Stewardship.Waiting one : team.waiting()) {
      Label label = Controls.text(text("waits", one.name(), one.devices()));
      label.setGraphic(Glyph.WAITING.icon());
      card.getChildren().add(label);
    }
    Button grant = Controls.button(text("grant", team.waiting().size()), () -> {});
    grant.setOnAction(pressed -> grant(grant, team));
    grant.setId("grant-" + team.name());
    card.getChildren().addAll(Controls.text(text("what"), "quiet"), grant);
    return card;
  }

  private void grant(Button button, Stewardship.Tended team) {
    Kid id = team.team();
    button.setDisable(true);
    frame
        .desk()
        .run(
            workplace -> Stewardship.of(workplace).grant(id),
            devices -> {
              frame.announcements().tell(text("granted", team.name(), devices));
              refresh();
            },
            failure -> {
              button.setDisable(false);
              frame.fail(failure);
            });
  }

  private String text(String key, Object... arguments) {
    return frame.words().text("desktop.grants." + key, arguments);
  }
}
