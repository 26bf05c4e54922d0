package org.dubbelslot.desktop.places;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.FileDialogs;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.words.Words;

/** A folder of this computer. */
final class FolderSource implements PlaceSource {
  private final Words words;
  private final AddPlaceModel model;
  private final Runnable changed;
  private final Label shown = Controls.text("", "code");
  private final Label synced = Controls.text("", "quiet");
  private final List<Node> form;
  private Optional<Path> folder = Optional.empty();

  /** Runs {@code changed} whenever another one is chosen. */
  FolderSource(Words words, AddPlaceModel model, FileDialogs dialogs, Runnable changed) {
    this.words = words;
    this.model = model;
    this.changed = changed;
    String title = words.text("desktop.places.choose-folder");
    Button choose =
        Controls.button(Glyph.FOLDER, title, () -> dialogs.folder(title).ifPresent(this::chosen));
    choose.setId("place-choose");
    form = List.of(Controls.sentence(words, "desktop.places.folder-lead"), choose, shown, synced);
  }

  private void chosen(Path path) {
    folder = Optional.of(path);
    shown.setText(path.toString());
    changed.run();
    model.isSynchronised(
        path,
        sent ->
            synced.setText(
                words.text(sent ? "desktop.places.folder-synced" : "desktop.places.folder-local")));
  }

  private static String name(Path path) {
    return path.getFileName() == null ? path.toString() : path.getFileName().toString();
  }

  @Override
  public String key() {
    return "folder";
  }

  @Override
  public Glyph glyph() {
    return Glyph.THIS_COMPUTER;
  }

  @Override
  public List<Node> form() {
    return form;
  }

  @Override
  public boolean isChosen() {
    return folder.isPresent();
  }

  @Override
  public String proposal() {
    return folder.map(FolderSource::name).orElse("");
  }

  @Override
  public void add(String label, Kid team) {
    model.addFolder(folder.orElseThrow(), label, team);
  }
}
