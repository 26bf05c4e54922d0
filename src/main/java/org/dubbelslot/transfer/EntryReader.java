package org.dubbelslot.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import org.dubbelslot.drive.ByteRange;
import org.dubbelslot.drive.Drive;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.DriveItems;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.format.FormatException;
import org.dubbelslot.format.HeadOpener;
import org.dubbelslot.names.DriveNames;
import org.dubbelslot.names.FolderToken;
import org.dubbelslot.names.ReadName;

/**
 * Reads what lies on a drive under its true names, and the heads of sealed files.
 *
 * <p>A name in the short form stands only inside the file, or in the label of the folder: for it
 * something is fetched, which is remembered where there is a memory.
 */
final class EntryReader {
  private final Drive drive;
  private final TeamAccess access;
  private final DriveNames names;
  private final Optional<TrueNames> trueNames;
  private final boolean mayAsk;

  EntryReader(Drive drive, TeamAccess access, Optional<TrueNames> trueNames) {
    this(drive, access, trueNames, true);
  }

  private EntryReader(
      Drive drive, TeamAccess access, Optional<TrueNames> trueNames, boolean mayAsk) {
    this.drive = drive;
    this.access = access;
    this.names = access.names();
    this.trueNames = trueNames;
    this.mayAsk = mayAsk;
  }

  /** The same, which opens nothing for a name that it does not remember. */
  EntryReader asRemembered() {
    return new EntryReader(drive, access, trueNames, false);
  }

  /** The entry of an item in a folder; none for the label of the folder's own name. */
  Optional<Entry> read(Entry.Folder folder, DriveItem item) throws DriveException {
    return item.folder() ? Optional.of(readFolder(folder, item)) : readFile(folder, item);
  }

  private Entry readFolder(Entry.Folder parent, DriveItem item) throws DriveException {
    ReadName read = names.readFolder(item.name());
    int length = parent.pathLengthOf(item.name());
    return switch (read) {
      case ReadName.Full full -> new Entry.Folder(item, full.shownName(), full.token(), length);
      case ReadName.ShortForm shortForm ->
          labelName(item, shortForm)
              .map(name -> new Entry.Folder(item, name, shortForm.token(), length))
              .orElseGet(() -> new Entry.Folder(item, item.name(), FolderToken.FOREIGN, length));
      case ReadName.Label _, ReadName.NotOurs _ ->
          new Entry.Folder(item, item.name(), FolderToken.FOREIGN, length);
    };
  }

  private Optional<String> labelName(DriveItem folder, ReadName.ShortForm shortForm)
      throws DriveException {
    Set<String> labels = names.possibleLabels(shortForm.token());
    DriveItems items = drive.list(folder.id());
    for (Optional<DriveItem> item = items.next(); item.isPresent(); item = items.next()) {
      if (labels.contains(item.get().name())) {
        Optional<String> name =
            metadataName(item.get())
                .filter(n -> names.confirmFolder(shortForm, n).isPresent())
                .map(shortForm::shownName);
        if (name.isPresent()) {
          return name;
        }
      }
    }
    return Optional.empty();
  }

  /** The same, of an item that is a file. */
  Optional<Entry> readFile(Entry.Folder folder, DriveItem item) throws DriveException {
    ReadName read = names.readFile(folder.token(), item.name());
    return switch (read) {
      case ReadName.Full full ->
          Optional.of(new Entry.SealedFile(item, full.shownName(), true, folder));
      case ReadName.ShortForm shortForm ->
          Optional.of(
              metadataName(item)
                  .filter(n -> names.confirmFile(shortForm, n).isPresent())
                  .<Entry>map(
                      name -> new Entry.SealedFile(item, shortForm.shownName(name), false, folder))
                  .orElseGet(() -> new Entry.Unreadable(item, item.name())));
      case ReadName.Label _ -> Optional.empty();
      case ReadName.NotOurs _ ->
          Optional.of(
              item.name().endsWith(DriveNames.EXTENSION)
                  ? new Entry.Unreadable(item, item.name())
                  : new Entry.ReadableFile(item, item.name()));
    };
  }

  private Optional<String> metadataName(DriveItem item) throws DriveException {
    try {
      Optional<String> known = trueNames.isPresent() ? trueNames.get().of(item) : Optional.empty();
      if (known.isPresent() || !mayAsk) {
        return known;
      }
      String name = head(item).metadata().name();
      if (trueNames.isPresent()) {
        trueNames.get().remember(item, name);
      }
      return Optional.of(name);
    } catch (FormatException notWithTheseKeys) {
      return Optional.empty();
    } catch (LocalFileException e) {
      throw new DriveException.DiskFailed(e);
    }
  }

  /**
   * What a sealed file says about itself.
   *
   * @throws FormatException when its head does not open
   */
  HeadOpener.Head head(DriveItem item) throws DriveException, FormatException {
    try {
      return head(item, HeadOpener.USUAL);
    } catch (FormatException.DamagedStructure perhapsLonger) {
      return head(item, HeadOpener.LONGEST);
    }
  }

  private HeadOpener.Head head(DriveItem item, int bytes) throws DriveException, FormatException {
    try (InputStream in = drive.read(item.id(), new ByteRange(0, bytes))) {
      return HeadOpener.open(in, access.opening());
    } catch (DriveException e) {
      throw e;
    } catch (IOException e) {
      throw new DriveException.DiskFailed(e);
    }
  }
}
