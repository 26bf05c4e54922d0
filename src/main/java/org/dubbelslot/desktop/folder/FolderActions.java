package org.dubbelslot.desktop.folder;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Place;

/** What a person can begin in a folder and others do. Called on the screen's thread. */
public interface FolderActions {
  /** Opens a sealed file to be looked at. */
  void open(Place place, Entry.SealedFile file);

  /** Opens a sealed file to be changed. */
  void edit(Place place, Entry.SealedFile file);

  /** Seals what lies there readable among entries of a folder, and below them. */
  void protect(Place place, Entry.Folder folder, List<Entry> entries);

  /** Tells who can open something. */
  void whoCanOpen(Place place, Entry entry);

  /** Shows earlier versions of a file. */
  void versions(Place place, Entry.SealedFile file);

  /** Puts a link for colleagues on the clipboard. */
  void copyLink(Place place, Entry entry);

  /** Gives items the lock of another team. */
  void moveToTeam(Place place, List<Entry> entries);

  /** Saves items on this computer, opened. */
  void saveTo(Place place, List<Entry> entries);

  /** Lets another program paste items, opened; what is too large for that is saved instead. */
  void copyOut(Place place, List<Entry> entries);

  /** Seals files of this computer, which another program put on the clipboard, into a folder. */
  void paste(Place place, Entry.Folder into);

  /** Asks which files of this computer are to be sealed into a folder. */
  void add(Place place, Entry.Folder into);

  /** What shows a part of the selected file, beside the folder. */
  Optional<Node> preview();
}
