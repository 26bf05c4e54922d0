package org.dubbelslot.desktop.places;

import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.desktop.common.Question;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.words.Words;

/** What can be done with a place of the sidebar: another label, or away with it. */
final class PlaceMenu {
  private final Frame frame;
  private final Words words;
  private final PlacesModel model;

  PlaceMenu(Frame frame, PlacesModel model) {
    this.frame = frame;
    this.words = frame.words();
    this.model = model;
  }

  ContextMenu of(Place place) {
    MenuItem rename = new MenuItem(words.text("desktop.places.rename"), Glyph.RENAME.icon());
    rename.setId("place-rename");
    rename.setOnAction(chosen -> rename(place));
    MenuItem remove = new MenuItem(words.text("desktop.places.remove"), Glyph.DELETE.icon());
    remove.setId("place-remove");
    remove.setOnAction(chosen -> remove(place));
    return new ContextMenu(rename, remove);
  }

  /** Asks for another label. */
  void rename(Place place) {
    TextField label = new TextField(place.shown());
    label.setId("place-new-label");
    label.setAccessibleText(words.text("desktop.places.label"));
    Question question = new Question(frame);
    question.dismiss(words.text("desktop.places.cancel"));
    Button apply =
        question.primary(
            words.text("desktop.places.rename"), () -> model.label(place, label.getText().strip()));
    label.textProperty().subscribe(typed -> apply.setDisable(!Place.isLabel(typed.strip())));
    question.show(
        words.text("desktop.places.renaming", place.shown()),
        label,
        Controls.text(words.text("desktop.places.rename-hint", place.name()), "quiet"));
  }

  /** Asks whether the place is to be forgotten. */
  void remove(Place place) {
    Question question = new Question(frame);
    question
        .answer(words.text("desktop.places.remove"), () -> model.remove(place))
        .setId("place-remove-yes");
    question.dismiss(words.text("desktop.places.cancel")).setDefaultButton(true);
    question.show(
        words.text("desktop.places.removing", place.shown()),
        Controls.text(words.text("desktop.places.remove-lead")));
  }
}
