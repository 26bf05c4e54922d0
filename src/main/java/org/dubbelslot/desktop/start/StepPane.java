package org.dubbelslot.desktop.start;

import java.util.Arrays;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.words.Words;

/** What the panes of the first start have in common. */
final class StepPane {
  /** Joining, admission, rules. */
  private static final int STEPS = 3;

  private StepPane() {}

  static VBox of(Node... parts) {
    VBox pane = new VBox();
    fill(pane, parts);
    return pane;
  }

  static void fill(VBox pane, Node... parts) {
    pane.getStyleClass().add("start-pane");
    pane.getChildren().addAll(Arrays.asList(parts));
  }

  /** Which of the steps this is. */
  static Label heading(Words words, int number) {
    Label label = Controls.text(words.text("desktop.start.step", number, STEPS), "quiet");
    label.setWrapText(false);
    return label;
  }

  /** At the end of a pane, the one that goes on last. */
  static HBox buttons(Button... buttons) {
    HBox row = new HBox();
    row.getStyleClass().add("start-buttons");
    row.getChildren().add(Controls.stretch());
    row.getChildren().addAll(Arrays.asList(buttons));
    return row;
  }

  /** A field below its label, with a hint below it. */
  static VBox field(String name, TextInputControl field, Node... below) {
    Label label = Controls.text(name, "strong");
    label.setLabelFor(field);
    field.setAccessibleText(name);
    VBox box = new VBox(label, field);
    box.getChildren().addAll(Arrays.asList(below));
    box.getStyleClass().add("start-field");
    return box;
  }
}
