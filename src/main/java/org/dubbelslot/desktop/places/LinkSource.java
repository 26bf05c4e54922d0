package org.dubbelslot.desktop.places;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.words.Words;

/** What a link leads to that somebody sent. */
final class LinkSource implements PlaceSource {
  private final AddPlaceModel model;
  private final TextField link = new TextField();
  private final List<Node> form;

  /** Runs {@code changed} whenever something was typed. */
  LinkSource(Words words, AddPlaceModel model, Runnable changed) {
    this.model = model;
    link.setId("place-link");
    link.setAccessibleText(words.text("desktop.places.link"));
    link.textProperty().addListener(typed -> changed.run());
    form =
        List.of(
            Controls.sentence(words, "desktop.places.link-lead"),
            link,
            Controls.text(words.text("desktop.places.link-hint"), "quiet"));
  }

  @Override
  public String key() {
    return "link";
  }

  @Override
  public Glyph glyph() {
    return Glyph.LINK;
  }

  @Override
  public List<Node> form() {
    return form;
  }

  @Override
  public boolean isChosen() {
    return !link.getText().isBlank();
  }

  @Override
  public String proposal() {
    return "";
  }

  @Override
  public void add(String label, Kid team) {
    model.addLink(link.getText(), label, team);
  }
}
