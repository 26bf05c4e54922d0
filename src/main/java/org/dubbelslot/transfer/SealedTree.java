package org.dubbelslot.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.dubbelslot.drive.Drive;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.DriveItems;
import org.dubbelslot.drive.OnConflict;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.format.FileId;
import org.dubbelslot.format.FormatException;
import org.dubbelslot.format.HeadOpener;
import org.dubbelslot.format.Metadata;
import org.dubbelslot.format.Opened;
import org.dubbelslot.format.SealException;
import org.dubbelslot.names.DriveNames;
import org.dubbelslot.names.FolderToken;
import org.dubbelslot.names.NameException;
import org.dubbelslot.names.NameLookup;
import org.dubbelslot.names.NameRules;
import org.dubbelslot.names.ReadName;
import org.dubbelslot.names.WrittenName;

/**
 * A place under its true names: what its drive holds, read with the team's name keys.
 *
 * <p>A listing asks for no organisation half, except for names in the short form, which stand only
 * in the metadata of the file itself or of the folder's label.
 */
public final class SealedTree {
  /** Far more than any drive allows; a folder below that was invented. */
  private static final int LONGEST_PATH = 4096;

  private final Drive drive;
  private final TeamAccess access;
  private final SealedUpload uploads;
  private final EntryReader reader;
  private final Optional<SeenRevisions> seen;
  private final Optional<KnownFiles> known;
  private final Map<String, String> parents = new ConcurrentHashMap<>();

  /** The tree of {@code drive}, whose root is the place; the drive stays the caller's to close. */
  public SealedTree(Drive drive, TeamAccess access, SealedUpload uploads) {
    this(drive, access, uploads, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * The tree of {@code drive}, whose root is the place.
   *
   * @param trueNames what was read from inside files before
   * @param seen which revisions were seen before
   * @param known what was learnt of files when they were opened
   */
  public SealedTree(
      Drive drive,
      TeamAccess access,
      SealedUpload uploads,
      Optional<TrueNames> trueNames,
      Optional<SeenRevisions> seen,
      Optional<KnownFiles> known) {
    this.drive = drive;
    this.access = access;
    this.uploads = uploads;
    this.reader = new EntryReader(drive, access, trueNames);
    this.seen = seen;
    this.known = known;
  }

  Drive drive() {
    return drive;
  }

  TeamAccess access() {
    return access;
  }

  SealedUpload uploads() {
    return uploads;
  }

  /** Refuses what is older than what was seen on this computer. */
  void requireNotOlder(Metadata metadata, FileId id) throws LocalFileException, TransferException {
    if (seen.isPresent()) {
      seen.get().requireNotOlder(metadata, id);
    }
  }

  /** Remembers what arrived, and which revision was seen with it, once it was sealed here. */
  void remember(Metadata metadata, Uploader.Arrived arrived) throws LocalFileException {
    remember(metadata, arrived.id());
    if (known.isPresent()) {
      known.get().remember(arrived.item(), Known.of(metadata, access.signer().device()));
    }
  }

  /**
   * Remembers what a file told that was verified, and which revision was seen with it.
   *
   * @param despite whether a doubt was passed over, which stays then
   */
  void remember(DriveItem item, Opened opened, boolean despite) throws LocalFileException {
    remember(opened.metadata(), opened.id());
    if (known.isPresent() && despite) {
      known.get().rememberDoubted(item, opened);
    } else if (known.isPresent()) {
      known.get().remember(item, opened);
    }
  }

  /**
   * What a sync client or the drive put behind a name of ours, such as {@code (1)}; most often
   * nothing. It is not authentic.
   */
  public String suffix(Entry entry) {
    ReadName read =
        switch (entry) {
          case Entry.SealedFile file ->
              access.names().readFile(file.folder().token(), file.item().name());
          case Entry.Folder folder -> access.names().readFolder(folder.item().name());
          case Entry.Unreadable _, Entry.ReadableFile _ -> new ReadName.NotOurs();
        };
    return switch (read) {
      case ReadName.Full full -> full.suffix();
      case ReadName.ShortForm shortForm -> shortForm.suffix();
      case ReadName.Label _, ReadName.NotOurs _ -> "";
    };
  }

  private void remember(Metadata metadata, FileId id) throws LocalFileException {
    if (seen.isPresent()) {
      seen.get().remember(metadata, id);
    }
  }

  /** Remembers why a file was refused, where that says something of the file itself. */
  void doubt(DriveItem item, Exception refusal) {
    if (known.isPresent()) {
      try {
        known.get().doubt(item, refusal);
      } catch (LocalFileException e) {
        refusal.addSuppressed(e);
      }
    }
  }

  /**
   * What a sealed file says about itself, that is to be replaced by its next revision.
   *
   * @throws FormatException when its head does not open
   * @throws TransferException when it is older than what was seen: its next revision would be, too
   */
  HeadOpener.Head headToReplace(DriveItem item)
      throws LocalFileException, DriveException, FormatException, TransferException {
    HeadOpener.Head head = head(item);
    requireNotOlder(head.metadata(), head.id());
    return head;
  }

  Uploader uploader() {
    return uploads.uploader(drive, access);
  }

  /** The place itself. */
  public Entry.Folder root() throws DriveException {
    return new Entry.Folder(drive.root(), "", FolderToken.FOREIGN, 0);
  }

  /**
   * What a folder holds, label files left out.
   *
   * @throws DriveException when the drive cannot tell
   */
  public List<Entry> list(Entry.Folder folder) throws DriveException {
    List<Entry> entries = new ArrayList<>();
    list(folder, entries::add);
    return entries;
  }

  /** As above; each entry is told as soon as the drive has told of it, on this thread. */
  public void list(Entry.Folder folder, Consumer<Entry> each) throws DriveException {
    list(folder, reader, each);
  }

  /** As above; a name that stands only inside its file is not asked for, and is unreadable then. */
  void listWithoutReleases(Entry.Folder folder, Consumer<Entry> each) throws DriveException {
    list(folder, reader.asRemembered(), each);
  }

  private void list(Entry.Folder folder, EntryReader with, Consumer<Entry> each)
      throws DriveException {
    Set<String> above = above(folder);
    DriveItems items = drive.list(folder.item().id());
    for (Optional<DriveItem> item = items.next(); item.isPresent(); item = items.next()) {
      if (item.get().folder()) {
        requireBelow(above, folder, item.get());
      }
      with.read(folder, item.get()).ifPresent(each);
    }
  }

  /**
   * Refuses to put a folder into itself or a folder that lies in it.
   *
   * @throws TransferException.FolderIntoItself when it is so
   */
  void requireOutside(Entry.Folder folder, Entry.Folder target)
      throws DriveException, TransferException {
    Set<String> above = new HashSet<>();
    Optional<String> at = Optional.of(target.item().id());
    while (at.isPresent() && above.add(at.get())) {
      if (at.get().equals(folder.item().id())) {
        throw new TransferException.FolderIntoItself();
      }
      at = drive.stat(at.get()).parentId();
    }
  }

  /**
   * To be told before all that lies below {@code folder} is listed.
   *
   * @throws DriveException when the drive cannot tell
   */
  public void prepareToListAll(Entry.Folder folder) throws DriveException {
    if (folder.pathLength() == 0) {
      drive.prepareToListAll();
    }
  }

  /**
   * Every sealed file that a folder holds directly, whether or not its name can be read, and the
   * label of the folder's own name, which a listing leaves out.
   *
   * @param path the folder's, of true names; what is shown begins with it
   */
  List<SealedItem> sealedItems(Entry.Folder folder, String path) throws DriveException {
    List<SealedItem> sealed = new ArrayList<>();
    DriveItems items = drive.list(folder.item().id());
    for (Optional<DriveItem> item = items.next(); item.isPresent(); item = items.next()) {
      DriveItem found = item.get();
      if (!found.folder() && found.name().endsWith(DriveNames.EXTENSION)) {
        String shown = reader.readFile(folder, found).map(Entry::name).orElse(found.name());
        sealed.add(new SealedItem(found, folder.item().id(), path + shown));
      }
    }
    return sealed;
  }

  /** The folder and those in which it was found, as far as this tree was walked. */
  private Set<String> above(Entry.Folder folder) throws DriveException {
    if (folder.pathLength() > LONGEST_PATH) {
      throw new DriveException.Protocol(0, "endlessFolders");
    }
    Set<String> above = new HashSet<>();
    for (String id = folder.item().id(); id != null && above.add(id); id = parents.get(id)) {}
    return above;
  }

  /** A drive that shows a folder inside itself would be followed for ever. */
  private void requireBelow(Set<String> above, Entry.Folder folder, DriveItem inside)
      throws DriveException {
    if (above.contains(inside.id())) {
      throw new DriveException.Protocol(0, "folderInItself");
    }
    parents.put(inside.id(), folder.item().id());
  }

  /**
   * The entry at a path of true names.
   *
   * @throws TransferException when there is none, or several folders bear one of the names
   */
  public Entry find(PlacePath path) throws DriveException, TransferException, NameException {
    Entry at = root();
    for (String name : path.names()) {
      at = find(requireFolder(at), name).orElseThrow(TransferException.NotFound::new);
    }
    return at;
  }

  /**
   * The entry of that true name in a folder; one that differs in case only if it is the only one.
   */
  public Optional<Entry> find(Entry.Folder folder, String name)
      throws DriveException, TransferException, NameException {
    return find(list(folder), name);
  }

  static Optional<Entry> find(List<Entry> entries, String name)
      throws TransferException, NameException {
    NameLookup<Entry> found = NameLookup.of(name, entries, Entry::name);
    if (found.same().size() > 1) {
      throw new TransferException.AmbiguousName();
    }
    if (found.same().isEmpty() && found.sameIgnoringCase().size() == 1) {
      return Optional.of(found.sameIgnoringCase().getFirst());
    }
    return found.same().stream().findFirst();
  }

  /**
   * The folder at a path of true names.
   *
   * @throws TransferException when nothing or a file is there
   */
  public Entry.Folder folder(PlacePath path)
      throws DriveException, TransferException, NameException {
    return requireFolder(find(path));
  }

  private static Entry.Folder requireFolder(Entry entry) throws TransferException {
    if (entry instanceof Entry.Folder folder) {
      return folder;
    }
    throw new TransferException.NotAFolder();
  }

  /**
   * Makes a folder, with its label where its name is in the short form.
   *
   * @throws NameException when the name breaks a rule, or no form of it fits so deep
   */
  public Entry.Folder makeFolder(Entry.Folder parent, String name)
      throws IOException, NameException, SealException, TransferException {
    FolderToken token = FolderToken.random();
    WrittenName written = access.names().folder(token, parent.pathLength(), name);
    DriveItem item = drive.createFolder(parent.item().id(), written.text());
    Entry.Folder folder =
        new Entry.Folder(item, NameRules.check(name), token, parent.pathLengthOf(written.text()));
    if (written.form() == WrittenName.Form.SHORT) {
      writeLabel(folder, name);
    }
    return folder;
  }

  /** Writes or replaces the file that carries the true name of a folder in the short form. */
  void writeLabel(Entry.Folder folder, String name)
      throws IOException, SealException, TransferException {
    Metadata metadata = Metadata.of(name, access.team());
    Parcel.Address address =
        new Parcel.Address(
            folder.item().id(),
            access.names().label(folder.token()),
            OnConflict.REPLACE,
            Optional.empty());
    uploads.once(
        drive,
        access,
        new Parcel(
            metadata.withSizeAndTime(OptionalLong.of(0), Optional.empty()),
            InputStream::nullInputStream,
            address));
  }

  /** Removes a label that a folder in the full form no longer needs. */
  void removeLabels(DriveItem folder, FolderToken token) throws DriveException {
    Set<String> labels = access.names().possibleLabels(token);
    for (DriveItem item : drive.list(folder.id()).all()) {
      if (labels.contains(item.name())) {
        drive.delete(item.id(), item.eTag());
      }
    }
  }

  /** Deletes an entry, a folder with all in it, unless somebody changed it meanwhile. */
  public void remove(Entry entry) throws DriveException {
    drive.delete(entry.item().id(), entry.item().eTag());
  }

  /** The name that a file gets in a folder. */
  WrittenName fileName(Entry.Folder folder, String name) throws NameException {
    return access.names().file(folder.token(), folder.pathLength(), name);
  }

  /**
   * What a sealed file says about itself.
   *
   * @throws FormatException when its head does not open
   */
  HeadOpener.Head head(DriveItem item) throws DriveException, FormatException {
    return reader.head(item);
  }
}
