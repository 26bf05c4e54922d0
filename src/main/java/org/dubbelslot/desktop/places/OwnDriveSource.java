package org.dubbelslot.desktop.places;

import java.util.List;
import javafx.scene.Node;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.words.Words;

/** The person's own drive. */
record OwnDriveSource(Words words, AddPlaceModel model) implements PlaceSource {
  @Override
  public String key() {
    return "mine";
  }

  @Override
  public Glyph glyph() {
    return Glyph.ONEDRIVE;
  }

  @Override
  public List<Node> form() {
    return List.of(Controls.sentence(words, "desktop.places.mine-lead"));
  }

  @Override
  public boolean isChosen() {
    return true;
  }

  @Override
  public String proposal() {
    return words.text("desktop.places.mine-label");
  }

  @Override
  public void add(String label, Kid team) {
    model.addMine(label, team);
  }
}
