package org.dubbelslot.desktop.places;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.desktop.common.Screen;

/** What is shown to whoever has no place yet: what a place is, and the button that adds one. */
public final class NoPlaces implements Screen {
  private final StackPane view;
  private final Button add;

  /**
   * With its button.
   *
   * @param addPlace asks for a new place
   */
  public NoPlaces(Frame frame, Runnable addPlace) {
    add = Controls.button(Glyph.ADD, frame.words().text("desktop.window.add-place"), addPlace);
    VBox card =
        new VBox(
            Controls.text(frame.words().text("desktop.window.no-places"), "title"),
            Controls.sentence(frame.words(), "desktop.window.no-places-hint"),
            add);
    card.getStyleClass().add("unlock");
    card.setMaxHeight(VBox.USE_PREF_SIZE);
    view = new StackPane(card);
    view.getStyleClass().add("unlock-ground");
  }

  @Override
  public Node view() {
    return view;
  }

  @Override
  public void shown() {
    add.requestFocus();
  }
}
