package org.dubbelslot.desktop.drop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.desktop.common.ItemNames;
import org.dubbelslot.desktop.common.Question;
import org.dubbelslot.desktop.common.Spacing;
import org.dubbelslot.policy.DocumentClass;
import org.dubbelslot.transfer.Conflict;
import org.dubbelslot.transfer.Intake;
import org.dubbelslot.words.Failure;
import org.dubbelslot.words.Failures;
import org.dubbelslot.words.Words;

/** The sheets about a drop: the one question, and what could not be taken along. */
final class DropSheet implements DropModel.Asker {
  private static final int NAMES = 3;

  private final Frame frame;
  private final Words words;

  DropSheet(Frame frame) {
    this.frame = frame;
    this.words = frame.words();
  }

  private String text(String key, Object... arguments) {
    return words.text("desktop.drop." + key, arguments);
  }

  @Override
  public void ask(DropQuestion question, Runnable answered) {
    VBox asked = new VBox(Spacing.MEDIUM, about(question));
    DatePicker day = day(question);
    BooleanBinding noDay =
        Bindings.createBooleanBinding(
            () -> question.asksHow() && !DayText.isUnderstood(day.getEditor().getText()),
            day.getEditor().textProperty());
    if (question.asksClass()) {
      asked.getChildren().add(kind(question));
    }
    if (question.asksHow()) {
      asked.getChildren().addAll(keepUntil(day, noDay), original(question));
    }
    if (question.asksConflict()) {
      asked.getChildren().add(conflict(question));
    }
    if (question.asksHow()) {
      CheckBox remember = new CheckBox(text("remember"));
      remember.setId("drop-remember");
      remember.setWrapText(true);
      remember.setAccessibleText(text("remember"));
      remember.selectedProperty().bindBidirectional(question.rememberProperty());
      asked.getChildren().add(remember);
    }
    Question sheet = new Question(frame);
    sheet.dismiss(text("cancel"));
    Button start = sheet.primary(text("start"), answered);
    start.setId("drop-start");
    start.disableProperty().bind(noDay);
    sheet.show(text("title", question.setting().to().place().shown()), scrolling(asked));
  }

  /** What does not fit into a small window scrolls; the buttons stay. */
  private static Node scrolling(Node asked) {
    asked.getStyleClass().add("asked");
    ScrollPane scroll = new ScrollPane(asked);
    scroll.setFitToWidth(true);
    scroll.setFocusTraversable(false);
    scroll.getStyleClass().add("drop-sheet");
    return scroll;
  }

  /** How much it is, and whose lock it gets. */
  private Node about(DropQuestion question) {
    Intake.Look look = question.setting().look();
    VBox about =
        new VBox(
            Controls.text(
                text("about", look.files(), look.folders(), words.size(look.bytes())), "strong"));
    Label team = Controls.text(text("team", question.setting().team()));
    team.setGraphic(Glyph.LOCK.icon());
    about.getChildren().add(team);
    if (look.refusedInAll() > 0) {
      Label refused = Controls.text(text("refused-some", look.refusedInAll()));
      refused.setGraphic(Glyph.WARNING.icon());
      about.getChildren().add(refused);
    }
    about.getStyleClass().add("about");
    return about;
  }

  private Node kind(DropQuestion question) {
    ComboBox<Optional<DocumentClass>> kinds = new ComboBox<>();
    kinds.setId("drop-class");
    question.setting().classes().forEach(one -> kinds.getItems().add(Optional.of(one)));
    kinds.getItems().add(Optional.empty());
    kinds.setConverter(
        new ItemNames<>(
            kinds.getItems(),
            kind -> kind.map(one -> Words.printable(one.name())).orElse(text("no-class"))));
    kinds.valueProperty().bindBidirectional(question.kindProperty());
    kinds.setMaxWidth(Double.MAX_VALUE);
    return field(text("class"), kinds);
  }

  private DatePicker day(DropQuestion question) {
    DatePicker day = new DatePicker();
    day.setId("drop-keep");
    day.setPromptText(text("keep-form"));
    day.setConverter(new DayText(day::getValue));
    day.valueProperty().bindBidirectional(question.keepUntilProperty());
    day.setMaxWidth(Double.MAX_VALUE);
    return day;
  }

  /** What is no day is told of at once: taken for none, the file would be kept for ever. */
  private Node keepUntil(DatePicker day, BooleanBinding noDay) {
    VBox field = field(text("keep-until"), day);
    Label wrong = Controls.text(text("keep-wrong"));
    wrong.setId("drop-keep-wrong");
    wrong.setGraphic(Glyph.WARNING.icon());
    wrong.visibleProperty().bind(noDay);
    wrong.managedProperty().bind(noDay);
    noDay.subscribe(
        is ->
            day.setAccessibleText(
                is ? text("keep-until") + ". " + wrong.getText() : text("keep-until")));
    field.getChildren().add(wrong);
    return field;
  }

  private static VBox field(String name, javafx.scene.control.Control control) {
    Label label = new Label(name);
    label.setLabelFor(control);
    control.setAccessibleText(name);
    VBox field = new VBox(label, control);
    field.getStyleClass().add("field");
    return field;
  }

  private Node original(DropQuestion question) {
    ToggleGroup group = new ToggleGroup();
    RadioButton keep = choice(group, text("original-keep"));
    keep.setId("drop-original-keep");
    RadioButton remove = choice(group, text("original-remove"));
    remove.setId("drop-original-remove");
    remove.selectedProperty().bindBidirectional(question.removeOriginalProperty());
    keep.setSelected(!question.removeOriginalProperty().get());
    return choices(text("original"), List.of(keep, remove));
  }

  private Node conflict(DropQuestion question) {
    ToggleGroup group = new ToggleGroup();
    Map<Conflict, String> offered = new TreeMap<>();
    offered.put(Conflict.BOTH, text("conflict-both"));
    offered.put(Conflict.REPLACE, text("conflict-replace"));
    offered.put(Conflict.SKIP, text("conflict-skip"));
    List<RadioButton> buttons = new ArrayList<>();
    offered.forEach(
        (conflict, text) -> {
          RadioButton button = choice(group, text);
          button.setId("drop-conflict-" + conflict.name().toLowerCase(java.util.Locale.ROOT));
          button.setSelected(conflict == question.conflictProperty().get());
          button
              .selectedProperty()
              .addListener(
                  (seen, before, selected) -> {
                    if (selected) {
                      question.conflictProperty().set(conflict);
                    }
                  });
          buttons.add(button);
        });
    Intake.Look look = question.setting().look();
    return choices(text("conflict", look.takenInAll(), names(look)), buttons);
  }

  private String names(Intake.Look look) {
    String first = String.join(", ", look.taken().stream().limit(NAMES).toList());
    int more = look.takenInAll() - Math.min(NAMES, look.taken().size());
    return more > 0 ? text("names-more", first, more) : first;
  }

  private static RadioButton choice(ToggleGroup group, String text) {
    RadioButton button = new RadioButton(text);
    button.setToggleGroup(group);
    button.setWrapText(true);
    button.setAccessibleText(text);
    return button;
  }

  private static Node choices(String name, List<RadioButton> buttons) {
    VBox choices = new VBox(Controls.text(name));
    choices.getChildren().addAll(buttons);
    choices.getStyleClass().add("choices");
    choices.setAccessibleText(name);
    return choices;
  }

  @Override
  public void refused(List<Intake.Refused> refused, int inAll) {
    Failure all = DropModel.refusal(inAll);
    VBox list = new VBox();
    list.getStyleClass().add("refused");
    for (Intake.Refused one : refused) {
      list.getChildren().add(line(one));
    }
    if (inAll > refused.size()) {
      list.getChildren().add(Controls.text(text("refused-more", inAll - refused.size())));
    }
    VBox asked =
        new VBox(
            Spacing.MEDIUM,
            Controls.text(all.sentence(words) + " " + all.remedyInWindow(words)),
            list,
            Controls.text(all.code().code(), "quiet"));
    Question sheet = new Question(frame);
    sheet.primary(text("close"), () -> {});
    sheet.show(text("refused-title"), scrolling(asked));
  }

  private Node line(Intake.Refused one) {
    Failure failure = new Failures(words).describe(one.why(), Optional.empty());
    return new VBox(
        Controls.text(Words.printable(one.name()), "strong"),
        Controls.text(failure.sentence(words) + " (" + failure.code().code() + ")"));
  }
}
