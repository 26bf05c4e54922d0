package org.dubbelslot.desktop.places;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Glyph;
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
    Runnable[] close = {() -> {}};
    Button cancel = Controls.button(words.text("desktop.places.cancel"), () -> close[0].run());
    Button apply =
        Controls.primary(
            words.text("desktop.places.rename"),
            () -> {
              close[0].run();
              model.label(place, label.getText().strip());
            });
    label.textProperty().subscribe(typed -> apply.setDisable(!Place.isLabel(typed.strip())));
    close[0] =
        sheet(
            words.text("desktop.places.renaming", place.shown()),
            label,
            Controls.text(words.text("desktop.places.rename-hint", place.name()), "quiet"),
            buttons(cancel, apply));
  }

  /** Asks whether the place is to be forgotten. */
  void remove(Place place) {
    Runnable[] close = {() -> {}};
    Button keep = Controls.button(words.text("desktop.places.cancel"), () -> close[0].run());
    Button away =
        Controls.button(
            words.text("desktop.places.remove"),
            () -> {
              close[0].run();
              model.remove(place);
            });
    away.setId("place-remove-yes");
    keep.setDefaultButton(true);
    close[0] =
        sheet(
            words.text("desktop.places.removing", place.shown()),
            Controls.text(words.text("desktop.places.remove-lead")),
            buttons(away, keep));
  }

  private Runnable sheet(String title, Node... parts) {
    VBox body = new VBox(parts);
    body.getStyleClass().add("start-pane");
    return frame.sheets().show(title, body, () -> {});
  }

  private static HBox buttons(Button... buttons) {
    HBox row = new HBox(Controls.stretch());
    row.getChildren().addAll(buttons);
    row.getStyleClass().add("start-buttons");
    return row;
  }
}
