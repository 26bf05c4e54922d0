package org.dubbelslot.desktop.folder;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.FailureBox;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Question;
import org.dubbelslot.desktop.common.Spacing;
import org.dubbelslot.words.Failure;

/** Asks for one name, and again as long as it cannot be given. */
final class NameSheet {
  private final Frame frame;
  private final VBox failure = new VBox();
  private final TextField field;

  private NameSheet(Frame frame, String before) {
    this.frame = frame;
    this.field = new TextField(before);
  }

  /** What is to be done with the name; tells the second when it could not be. */
  interface Naming extends BiConsumer<String, Consumer<Failure>> {}

  /**
   * Asks.
   *
   * @param before the name that stands there at first; its extension is not selected
   * @param refused why a name cannot be given, where that can be told at once
   */
  static void ask(
      Frame frame,
      String title,
      String button,
      String before,
      Function<String, Optional<Failure>> refused,
      Naming naming) {
    NameSheet sheet = new NameSheet(frame, before);
    sheet.show(title, button, refused, naming);
    int dot = before.lastIndexOf('.');
    // After the field has got the focus, which selects everything.
    frame.background().onScreen(() -> sheet.select(dot > 0 ? dot : before.length()));
  }

  private void select(int to) {
    field.selectRange(0, to);
  }

  private void show(
      String title, String button, Function<String, Optional<Failure>> refused, Naming naming) {
    Label label = new Label(frame.words().text("desktop.folder.name"));
    label.setLabelFor(field);
    field.setId("folder-name");
    field.setAccessibleText(frame.words().text("desktop.folder.name"));
    Question question = new Question(frame);
    question.dismiss(frame.words().text("desktop.folder.cancel"));
    question
        .add(
            Controls.primary(
                button,
                () -> {
                  String name = field.getText().strip();
                  Optional<Failure> why = refused.apply(name);
                  if (why.isPresent()) {
                    tell(why.get());
                  } else {
                    question.close();
                    naming.accept(name, later -> again(title, button, refused, naming, later));
                  }
                }))
        .disableProperty()
        .bind(field.textProperty().map(String::isBlank));
    failure.setManaged(!failure.getChildren().isEmpty());
    question.show(title, new VBox(Spacing.SMALL, label, field, failure));
  }

  private void again(
      String title,
      String button,
      Function<String, Optional<Failure>> refused,
      Naming naming,
      Failure why) {
    NameSheet sheet = new NameSheet(frame, field.getText());
    sheet.tell(why);
    sheet.show(title, button, refused, naming);
  }

  private void tell(Failure why) {
    failure.getChildren().setAll(new FailureBox(why, frame.words(), Map.of()));
    failure.setManaged(true);
  }
}
