package org.dubbelslot.desktop.places;

import java.util.List;
import javafx.scene.Node;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.desktop.common.Glyph;

/** One way to say where a place is; what the person chose so far stays with it. */
sealed interface PlaceSource permits OwnDriveSource, SearchSource, LinkSource, FolderSource {
  /** Tells it from the others, in keys of texts and in identifiers. */
  String key();

  Glyph glyph();

  /** What asks for it. */
  List<Node> form();

  /** Whether the person has said where. */
  boolean isChosen();

  /** A label for what was chosen; empty where nothing suggests itself. */
  String proposal();

  /** Has what was chosen added. */
  void add(String label, Kid team);
}
