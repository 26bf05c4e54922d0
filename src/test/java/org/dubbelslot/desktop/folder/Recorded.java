package org.dubbelslot.desktop.folder;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Place;

/** Writes down what was asked for. */
final class Recorded implements FolderActions {
  final List<String> asked = new CopyOnWriteArrayList<>();

  private void write(String what, Entry entry) {
    asked.add(what + " " + entry.name());
  }

  @Override
  public void open(Place place, Entry.SealedFile file) {
    write("open", file);
  }

  @Override
  public void edit(Place place, Entry.SealedFile file) {
    write("edit", file);
  }

  @Override
  public void protect(Place place, Entry.Folder folder, List<Entry> entries) {
    entries.forEach(entry -> write("protect", entry));
  }

  @Override
  public void whoCanOpen(Place place, Entry entry) {
    write("who", entry);
  }

  @Override
  public void versions(Place place, Entry.SealedFile file) {
    write("versions", file);
  }

  @Override
  public void copyLink(Place place, Entry entry) {
    write("link", entry);
  }

  @Override
  public void moveToTeam(Place place, List<Entry> entries) {
    entries.forEach(entry -> write("team", entry));
  }

  @Override
  public void saveTo(Place place, List<Entry> entries) {
    entries.forEach(entry -> write("save", entry));
  }

  @Override
  public void copyOut(Place place, List<Entry> entries) {
    entries.forEach(entry -> write("copy out", entry));
  }

  @Override
  public void paste(Place place, Entry.Folder into) {
    write("paste", into);
  }

  @Override
  public void add(Place place, Entry.Folder into) {
    write("add", into);
  }

  @Override
  public Optional<Node> preview() {
    return Optional.of(new Label("preview"));
  }
}
