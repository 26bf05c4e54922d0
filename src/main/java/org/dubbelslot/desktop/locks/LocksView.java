package org.dubbelslot.desktop.locks;

import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.words.Words;

/** The two locks in the status bar: a sign, a word, and on hover one sentence with what to do. */
public final class LocksView extends HBox {
  private final Words words;
  private final Label organisation = new Label();
  private final Label team = new Label();

  /** Follows {@code model}. */
  public LocksView(Frame frame, LocksModel model) {
    this.words = frame.words();
    getStyleClass().add("locks");
    organisation.setId("lock-organisation");
    team.setId("lock-team");
    organisation.setFocusTraversable(true);
    team.setFocusTraversable(true);
    getChildren().addAll(organisation, team);
    model.locksProperty().subscribe(this::show);
  }

  private void show(LocksModel.Locks locks) {
    show(
        organisation,
        locks.organisation(),
        words.text("desktop.locks.organisation"),
        words.text("desktop.lock-organisation." + constant(locks.organisation())));
    show(
        team,
        locks.team(),
        locks
            .teamName()
            .map(name -> words.text("desktop.locks.of-team", name))
            .orElseGet(() -> words.text("desktop.locks.team")),
        words.text("desktop.lock-team." + constant(locks.team())));
  }

  private void show(Label label, LockState state, String name, String sentence) {
    label.setText(name + ": " + words.text("desktop.lock-state." + constant(state)));
    label.setGraphic(glyph(state).icon());
    label.getStyleClass().removeIf(style -> style.startsWith("lock-"));
    label.getStyleClass().add("lock-" + constant(state));
    label.setTooltip(new Tooltip(sentence));
    label.setAccessibleText(label.getText() + ". " + sentence);
  }

  private static String constant(LockState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static Glyph glyph(LockState state) {
    return switch (state) {
      case OPEN -> Glyph.OPEN_LOCK;
      case CLOSED -> Glyph.LOCK;
      case UNREACHABLE -> Glyph.OFFLINE;
      case TAMPERED -> Glyph.WARNING;
    };
  }
}
