package org.dubbelslot.desktop.copies;

import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.words.Words;
import org.dubbelslot.workplace.copies.Copy;

/** What other programs have open, one line each; nothing where there is nothing. */
public final class CopiesBar extends VBox {
  private static final int MOST = 4;

  private final CopiesModel model;
  private final Words words;

  /** Follows {@code model}. */
  public CopiesBar(CopiesModel model, Words words) {
    this.model = model;
    this.words = words;
    getStyleClass().add("copies-bar");
    setAccessibleText(words.text("desktop.copies.bar"));
    model.copies().addListener((ListChangeListener<Copy>) change -> fill());
    model.neutralNamesProperty().addListener((seen, before, now) -> fill());
    fill();
  }

  private void fill() {
    int all = model.copies().size();
    getChildren().setAll(model.copies().stream().limit(MOST).map(this::row).toList());
    if (all > MOST) {
      getChildren().add(Controls.sentence(words, "desktop.copies.more", all - MOST));
    }
    if (all > 0 && model.neutralNamesProperty().get()) {
      Label neutral = Controls.sentence(words, "desktop.copies.neutral");
      neutral.getStyleClass().add("quiet");
      getChildren().add(neutral);
    }
    setVisible(all > 0);
    setManaged(all > 0);
  }

  private Node row(Copy copy) {
    Label name = new Label(Words.printable(copy.name()));
    name.getStyleClass().add("strong");
    name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    name.setMinWidth(0);
    name.setTooltip(new Tooltip(name.getText()));
    Label state = Controls.text(sentence(copy), "quiet");
    VBox texts = new VBox(name, state);
    HBox.setHgrow(texts, Priority.ALWAYS);
    HBox row = new HBox(glyph(copy).icon(), texts);
    row.getStyleClass().add("copies-row");
    boolean writes = copy.kind() == Copy.Kind.EDITING || copy.kind() == Copy.Kind.KEPT;
    boolean unsaved =
        copy.state() instanceof Copy.State.Changed || copy.state() instanceof Copy.State.Failed;
    if (writes && unsaved) {
      row.getChildren()
          .add(
              named(
                  Controls.button(words.text("desktop.copies.save-now"), () -> model.saveNow(copy)),
                  copy));
    }
    if (copy.kind() != Copy.Kind.KEPT) {
      row.getChildren()
          .add(
              named(
                  Controls.button(words.text("desktop.copies.done"), () -> model.done(copy)),
                  copy));
    }
    return row;
  }

  /** Two rows have the same buttons: a screen reader says whose they are. */
  private static Button named(Button button, Copy copy) {
    button.setAccessibleText(button.getText() + ", " + Words.printable(copy.name()));
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }

  private String sentence(Copy copy) {
    return switch (copy.state()) {
      case Copy.State.Open _ ->
          switch (copy.kind()) {
            case READ_ONLY -> words.text("desktop.copies.state.open");
            case EDITING -> words.text("desktop.copies.state.editing");
            case VERSION -> words.text("desktop.copies.state.version");
            case KEPT -> words.text("desktop.copies.state.kept");
          };
      case Copy.State.Changed _ ->
          copy.kind() == Copy.Kind.KEPT
              ? words.text("desktop.copies.state.kept")
              : words.text("desktop.copies.state.changed");
      case Copy.State.Saving _ -> words.text("desktop.copies.state.saving");
      case Copy.State.Saved(var at) -> words.text("desktop.copies.state.saved", at);
      case Copy.State.Conflict(String original) ->
          words.text("desktop.copies.state.conflict", original);
      case Copy.State.Failed(var why, _) ->
          why.sentence(words) + " " + why.remedyInWindow(words) + " " + why.code().code();
    };
  }

  private static Glyph glyph(Copy copy) {
    return switch (copy.state()) {
      case Copy.State.Open _ -> copy.kind() == Copy.Kind.EDITING ? Glyph.EDIT : Glyph.OPEN;
      case Copy.State.Changed _ -> Glyph.WAITING;
      case Copy.State.Saving _ -> Glyph.UPLOAD;
      case Copy.State.Saved _ -> Glyph.DONE;
      case Copy.State.Conflict _, Copy.State.Failed _ -> Glyph.WARNING;
    };
  }
}
