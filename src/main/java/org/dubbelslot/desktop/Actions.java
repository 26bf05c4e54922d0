package org.dubbelslot.desktop;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import org.dubbelslot.desktop.common.FileDialogs;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.copies.CopyActions;
import org.dubbelslot.desktop.drop.Destination;
import org.dubbelslot.desktop.drop.Dropping;
import org.dubbelslot.desktop.folder.FolderActions;
import org.dubbelslot.desktop.folder.Where;
import org.dubbelslot.desktop.protect.ProtectActions;
import org.dubbelslot.desktop.sharing.SharingActions;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Place;

/** What a person begins in a folder, handed to whoever does it. */
final class Actions implements FolderActions {
  private final Frame frame;
  private final CopyActions copies;
  private final ProtectActions protect;
  private final SharingActions sharing;
  private final Supplier<Dropping> dropping;
  private final Supplier<Optional<Where>> where;
  private final Node preview;
  private final FileDialogs dialogs;

  /**
   * Actions in the folder that is shown.
   *
   * @param dropping seals files of this computer, and saves files of a place
   * @param where the folder that is shown
   * @param preview shows a part of the selected file
   * @param files asks which files are to be protected, by the title of the dialog
   */
  Actions(
      Frame frame,
      CopyActions copies,
      ProtectActions protect,
      SharingActions sharing,
      Supplier<Dropping> dropping,
      Supplier<Optional<Where>> where,
      Node preview,
      FileDialogs dialogs) {
    this.frame = frame;
    this.copies = copies;
    this.protect = protect;
    this.sharing = sharing;
    this.dropping = dropping;
    this.where = where;
    this.preview = preview;
    this.dialogs = dialogs;
  }

  @Override
  public void open(Place place, Entry.SealedFile file) {
    copies.open(place, file);
  }

  @Override
  public void edit(Place place, Entry.SealedFile file) {
    copies.edit(place, file);
  }

  @Override
  public void protect(Place place, Entry.Folder folder, List<Entry> entries) {
    where.get().ifPresent(now -> protect.protect(place, now.pathOf(folder), folder, entries));
  }

  @Override
  public void whoCanOpen(Place place, Entry entry) {
    sharing.whoCanOpen(place, entry);
  }

  @Override
  public void versions(Place place, Entry.SealedFile file) {
    copies.versions(place, file);
  }

  @Override
  public void copyLink(Place place, Entry entry) {
    where.get().ifPresent(now -> sharing.copyLink(place, now.pathOf(entry), entry.item()));
  }

  @Override
  public void moveToTeam(Place place, List<Entry> entries) {
    sharing.moveToPlace(place, entries, Optional.empty());
  }

  /** As above, to a place that the person has named by dragging something onto it. */
  void moveToPlace(Place from, List<Entry> entries, Place to) {
    sharing.moveToPlace(from, entries, Optional.of(to));
  }

  @Override
  public void saveTo(Place place, List<Entry> entries) {
    dropping.get().saveTo(place, entries);
  }

  @Override
  public void copyOut(Place place, List<Entry> entries) {
    dropping.get().copyOut(place, entries);
  }

  @Override
  public void paste(Place place, Entry.Folder into) {
    dropping.get().paste(new Destination(place, into));
  }

  @Override
  public void add(Place place, Entry.Folder into) {
    List<Path> chosen = dialogs.files(frame.words().text("desktop.window.choose-files"));
    if (!chosen.isEmpty()) {
      dropping.get().take(new Destination(place, into), chosen);
    }
  }

  @Override
  public Optional<Node> preview() {
    return Optional.of(preview);
  }
}
