package org.dubbelslot.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.drive.ByteRange;
import org.dubbelslot.drive.Drive;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.FolderDrive;
import org.dubbelslot.drive.OnConflict;
import org.dubbelslot.drive.Upload;
import org.dubbelslot.drive.UploadRequest;
import org.dubbelslot.format.FormatException;
import org.dubbelslot.format.HeadOpener;
import org.dubbelslot.format.Inspection;
import org.dubbelslot.format.Inspector;
import org.dubbelslot.format.OpenOptions;
import org.dubbelslot.format.Rewrapper;
import org.dubbelslot.names.NameException;

/**
 * Gives the files of a place the active keys, around the same content (docs/format.md, Re-wrap).
 *
 * <p>On a disk it changes the file where it is, with a journal. On a drive of others it downloads
 * and uploads at once, as the file's next version; what is under way is noted, so that a later run
 * goes on where this one was stopped. Safe to repeat: a file that has the active keys is left.
 */
public final class Rewrap {
  private final SealedTree tree;
  private final Set<Kid> teamKeys;
  private final RewrapNotes notes;
  private final OpenOptions options;
  private final Pace pace;
  private final LongConsumer progress;
  private final Set<KeyPair> wanted;

  /**
   * A re-wrap to what {@code tree} seals with.
   *
   * @param teamKeys every version of the team's key: a lock of another is never thrown away
   * @param notes of what is under way
   * @param options whether a signer who cannot be verified may pass
   * @param progress is told how many bytes of the current file have arrived
   */
  public Rewrap(
      SealedTree tree,
      Set<Kid> teamKeys,
      RewrapNotes notes,
      OpenOptions options,
      Pace pace,
      LongConsumer progress) {
    this.tree = tree;
    this.teamKeys = Set.copyOf(teamKeys);
    this.notes = notes;
    this.options = options;
    this.pace = pace;
    this.progress = progress;
    this.wanted =
        tree.access().locks().stream()
            .map(lock -> new KeyPair(lock.organisation().kid(), lock.team().kid()))
            .collect(Collectors.toSet());
  }

  /**
   * The two key versions of one lock.
   *
   * @param organisation the organisation's
   * @param team the team's
   */
  public record KeyPair(Kid organisation, Kid team) {}

  /** What a file has now. */
  public static final class Look {
    private final SealedItem sealed;
    private final DriveSource source;
    private final List<KeyPair> locks;
    private final boolean current;

    private Look(SealedItem sealed, DriveSource source, List<KeyPair> locks, boolean current) {
      this.sealed = sealed;
      this.source = source;
      this.locks = locks;
      this.current = current;
    }

    /** Its locks, in the file's order; not authenticated. */
    public List<KeyPair> locks() {
      return locks;
    }

    /** Whether these are the active keys already. */
    public boolean current() {
      return current;
    }
  }

  /** The key versions that a file has when it is done. */
  public Set<KeyPair> wanted() {
    return wanted;
  }

  /**
   * Every sealed file at or below a path, those too whose name cannot be read.
   *
   * @throws TransferException when nothing is there, or something that is not sealed
   */
  public List<SealedItem> find(PlacePath path)
      throws DriveException, TransferException, NameException {
    Entry entry = tree.find(path);
    List<SealedItem> found = new ArrayList<>();
    switch (entry) {
      case Entry.Folder folder -> collect(folder, path, found);
      case Entry.ReadableFile _ -> throw new TransferException.NotSealed();
      case Entry.SealedFile _, Entry.Unreadable _ -> {
        String parent = tree.folder(path.parent()).item().id();
        found.add(new SealedItem(entry.item(), parent, path.toString()));
      }
    }
    return found;
  }

  private void collect(Entry.Folder folder, PlacePath path, List<SealedItem> found)
      throws DriveException {
    String shown = path.toString();
    found.addAll(tree.sealedItems(folder, shown.endsWith("/") ? shown : shown + "/"));
    for (Entry entry : tree.list(folder)) {
      if (entry instanceof Entry.Folder inner) {
        collect(inner, path.child(inner.name()), found);
      }
    }
  }

  /**
   * Looks at a file's locks, without any key.
   *
   * @throws FormatException when it is no sealed file
   */
  public Look look(SealedItem sealed) throws DriveException, FormatException {
    try {
      try {
        return look(sealed, HeadOpener.USUAL);
      } catch (FormatException.DamagedStructure perhapsLonger) {
        return look(sealed, HeadOpener.LONGEST);
      }
    } catch (IOException e) {
      throw ofDrive(e);
    }
  }

  private Look look(SealedItem sealed, int startLength) throws IOException, FormatException {
    DriveSource source = new DriveSource(tree.drive(), sealed.item(), startLength);
    List<KeyPair> locks =
        Inspector.inspect(source).locks().stream()
            .map((Inspection.LockInfo lock) -> new KeyPair(lock.organisation(), lock.team()))
            .toList();
    boolean current = locks.size() == wanted.size() && wanted.containsAll(locks);
    return new Look(sealed, source, locks, current);
  }

  /**
   * Makes the new locks and writes nothing.
   *
   * @throws TransferException.OtherTeamsLock when the file has a lock that would be lost
   * @throws FormatException when the file does not open, or its signer is false or unknown
   */
  public Rewrapper plan(Look look) throws DriveException, TransferException, FormatException {
    if (!look.locks.stream().map(KeyPair::team).allMatch(teamKeys::contains)) {
      throw new TransferException.OtherTeamsLock();
    }
    try {
      return Rewrapper.plan(look.source, tree.access().opening(), tree.access().locks(), options);
    } catch (IOException e) {
      throw ofDrive(e);
    }
  }

  /**
   * Gives the file the locks that were made for it.
   *
   * @throws DriveException.Changed when somebody changed the file meanwhile; it is theirs then
   * @throws TransferException.NotVerified when what is read back is not what was sent
   */
  public void apply(Look look, Rewrapper plan) throws DriveException, TransferException {
    pace.await();
    DriveItem item = look.sealed.item();
    try {
      if (tree.drive() instanceof FolderDrive folder && plan.fitsInPlace()) {
        if (!folder.stat(item.id()).eTag().equals(item.eTag())) {
          throw new DriveException.Changed();
        }
        plan.applyInPlace(folder.path(item.id()), notes.folder());
        return;
      }
      UploadRequest request =
          new UploadRequest(
              look.sealed.folderId(),
              item.name(),
              item.size() - plan.replacedLength() + plan.newHead().length,
              OnConflict.REPLACE,
              item.eTag());
      Upload upload = tree.drive().upload(request);
      RewrapNotes.Note note =
          notes.write(item, plan.replacedLength(), plan.newHead(), upload.handle());
      send(upload, note, item);
    } catch (IOException e) {
      throw ofDrive(e);
    }
  }

  /**
   * Goes on with what an earlier run left unfinished in this place; what cannot be continued is
   * given up, and its file is one of those still to be done.
   *
   * @return how many files got their new locks so
   */
  public int resume() throws DriveException, TransferException {
    int finished = 0;
    try {
      for (RewrapNotes.Note note : notes.all()) {
        finished += resume(note) ? 1 : 0;
      }
    } catch (IOException e) {
      throw ofDrive(e);
    }
    return finished;
  }

  private boolean resume(RewrapNotes.Note note) throws IOException, TransferException {
    try {
      Upload upload = tree.drive().resume(note.handle());
      DriveItem item = tree.drive().stat(note.itemId());
      if (!item.eTag().equals(note.eTag())) {
        upload.cancel();
        notes.drop(note);
        return false;
      }
      send(upload, note, item);
      return true;
    } catch (DriveException.SessionLost
        | DriveException.Changed
        | DriveException.NotFound
        | DriveException.NameTaken gone) {
      notes.drop(note);
      return false;
    }
  }

  private void send(Upload upload, RewrapNotes.Note note, DriveItem item)
      throws IOException, TransferException {
    RewrapSource source =
        new RewrapSource(tree.drive(), item, note.newHead(), note.replacedLength());
    Upload.Uploaded uploaded;
    try {
      uploaded = upload.send(source, progress);
    } catch (DriveException e) {
      if (!mayGoOn(e)) {
        giveUp(upload, note, e);
      }
      throw e;
    }
    if (!uploaded.verified()) {
      requireSame(tree.drive(), uploaded.item(), source.digest());
    }
    notes.drop(note);
  }

  /** A session that is merely forgotten keeps the file locked for days. */
  private void giveUp(Upload upload, RewrapNotes.Note note, DriveException why) throws IOException {
    try {
      upload.cancel();
      notes.drop(note);
    } catch (DriveException alsoFailed) {
      why.addSuppressed(alsoFailed);
    }
  }

  /** Not once somebody changed the file that the session was begun for. */
  private static boolean mayGoOn(DriveException e) {
    return Passing.is(e) && !(e instanceof DriveException.Changed);
  }

  private static void requireSame(Drive drive, DriveItem item, byte[] expected)
      throws IOException, TransferException {
    try (InputStream back = drive.read(item.id(), ByteRange.ALL)) {
      if (!MessageDigest.isEqual(Digests.sha256(back), expected)) {
        throw new TransferException.NotVerified();
      }
    }
  }

  private static DriveException ofDrive(IOException e) {
    return e instanceof DriveException drives ? drives : new DriveException.DiskFailed(e);
  }
}
