package org.dubbelslot.transfer;

import java.io.IOException;
import java.net.URLConnection;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.dubbelslot.drive.ByteRange;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.Provider;
import org.dubbelslot.format.FormatException;
import org.dubbelslot.format.Metadata;
import org.dubbelslot.format.SealException;
import org.dubbelslot.names.NameException;
import org.dubbelslot.policy.DocumentClass;

/**
 * Puts files on double lock that lie in a place for the provider to read: each is sealed straight
 * from the drive beside itself, the sealed copy is read back, opened and compared, and only then
 * the readable one is removed. Plaintext passes through memory alone. Broken off at any point, the
 * readable file lies there or both do, and the next run goes on from that. For one thread.
 */
public final class Protector {
  private final SealedTree tree;
  private final Options options;
  private final Pace pace;
  private final CheckedSealing sealing;

  /**
   * What is wanted.
   *
   * @param erase whether the provider is asked to keep nothing of the readable file, neither its
   *     earlier versions nor in a recycle bin: what the person agreed to, since nobody undoes it
   * @param keepUntil last day of retention
   * @param recordings the class of the organisation's policy that recordings of Teams get; where
   *     {@code keepUntil} is empty, its term counts from a recording's last change
   */
  public record Options(
      boolean erase, Optional<LocalDate> keepUntil, Optional<DocumentClass> recordings) {
    /** Nothing but to protect: what the provider keeps is dealt with later, or not at all. */
    public static Options plain() {
      return new Options(false, Optional.empty(), Optional.empty());
    }
  }

  /**
   * A file that lies there readable.
   *
   * @param item as it was listed
   * @param folder in which it was found
   * @param path of true names from the place's root, for showing
   * @param recording whether it lies in a folder of Teams' recordings
   */
  public record Readable(DriveItem item, Entry.Folder folder, String path, boolean recording) {}

  /** What became of what the provider had of the readable file. */
  public enum Traces {
    /** It says to have erased it. */
    ERASED,
    /** Nobody asked for that: earlier versions and the recycle bin may hold it. */
    KEPT,
    /** It was asked for that and does not do so here. */
    NOT_ERASABLE
  }

  /**
   * A file that is on double lock now.
   *
   * @param name its true name; another one where the readable file's was in use
   * @param sealed as it lies there now
   * @param before the readable file, as it was when it was removed
   */
  public record Protected(String name, DriveItem sealed, DriveItem before, Traces traces) {}

  /** A protector for one run in a place that {@code tree} may write into. */
  public Protector(SealedTree tree, Options options, Pace pace) {
    this.tree = tree;
    this.options = options;
    this.pace = pace;
    this.sealing = new CheckedSealing(tree);
  }

  /**
   * Every readable file at or below a path; none where only sealed ones are.
   *
   * @throws TransferException.NotFound when nothing is there
   */
  public static List<Readable> find(SealedTree tree, PlacePath path)
      throws DriveException, TransferException, NameException {
    if (path.isRoot()) {
      return find(tree, path, tree.root(), tree.list(tree.root()));
    }
    Entry.Folder parent = tree.folder(path.parent());
    // A sealed file beside it may bear the same name: it is what a broken run left.
    List<Entry> named =
        tree.list(parent).stream().filter(entry -> entry.name().equals(path.last())).toList();
    return find(
        tree,
        path.parent(),
        parent,
        named.isEmpty()
            ? List.of(tree.find(parent, path.last()).orElseThrow(TransferException.NotFound::new))
            : named);
  }

  /**
   * Every readable file among entries that were listed in a folder, and below them.
   *
   * @param path the folder's, of true names
   */
  public static List<Readable> find(
      SealedTree tree, PlacePath path, Entry.Folder folder, List<Entry> entries)
      throws DriveException {
    boolean recording =
        Recordings.isFolder(tree.root().item())
            || Recordings.isFolder(folder.item())
            || path.names().stream().anyMatch(Recordings::isName);
    List<Readable> found = new ArrayList<>();
    collect(tree, path, folder, entries, recording, found);
    return found;
  }

  private static void collect(
      SealedTree tree,
      PlacePath path,
      Entry.Folder folder,
      List<Entry> entries,
      boolean recording,
      List<Readable> found)
      throws DriveException {
    for (Entry entry : entries) {
      PlacePath below = path.child(entry.name());
      switch (entry) {
        case Entry.ReadableFile file ->
            found.add(new Readable(file.item(), folder, below.toString(), recording));
        case Entry.Folder inner ->
            collect(
                tree,
                below,
                inner,
                tree.list(inner),
                recording || Recordings.isFolder(inner.item()),
                found);
        case Entry.SealedFile _, Entry.Unreadable _ -> {
          // Nobody but the team reads these.
        }
      }
    }
  }

  /**
   * Protects one file.
   *
   * @throws ReplaceException.Changed when somebody changed it meanwhile: it is left as they left it
   * @throws ReplaceException.BothRemain when it is on double lock, and the readable one could not
   *     be removed
   * @throws DriveException when the drive refuses or cannot be reached
   * @throws TransferException.NotVerified when what was read back is not what was sealed
   * @throws NameException when no place can hold the name
   */
  public Protected protect(Readable readable)
      throws IOException,
          SealException,
          TransferException,
          NameException,
          FormatException,
          ReplaceException {
    pace.await();
    DriveItem now = tree.drive().stat(readable.item().id());
    CheckedSealing.Copy copy = copy(now, readable);
    Traces traces = sealing.replace(copy, readable.folder(), () -> remove(now));
    return new Protected(copy.name(), copy.item(), now, traces);
  }

  private CheckedSealing.Copy copy(DriveItem now, Readable readable)
      throws IOException,
          SealException,
          TransferException,
          NameException,
          FormatException,
          ReplaceException {
    try {
      return sealing.make(
          () -> tree.drive().read(now.id(), ByteRange.ALL),
          metadata(now, readable.recording()),
          readable.folder());
    } catch (IOException | SealException e) {
      if (isChanged(now)) {
        throw new ReplaceException.Changed(e);
      }
      throw e;
    }
  }

  private boolean isChanged(DriveItem before) {
    try {
      return !tree.drive().stat(before.id()).eTag().equals(before.eTag());
    } catch (DriveException unknown) {
      return false;
    }
  }

  private Metadata metadata(DriveItem item, boolean recording) {
    Metadata told =
        Metadata.of(item.name(), tree.access().team())
            .withSizeAndTime(OptionalLong.of(item.size()), Optional.of(item.modified()));
    String type = URLConnection.guessContentTypeFromName(item.name());
    if (type != null) {
      told = told.withType(type);
    }
    Optional<DocumentClass> kind = recording ? options.recordings() : Optional.empty();
    if (kind.isPresent()) {
      told = told.withClassification(kind.get().name());
    }
    Optional<LocalDate> until = options.keepUntil().or(() -> kind.flatMap(one -> end(one, item)));
    return until.isPresent() ? told.withKeepUntil(until.get()) : told;
  }

  /** The last day of a term that counts from an item's last change; empty: for ever. */
  private static Optional<LocalDate> end(DocumentClass kind, DriveItem item) {
    return kind.keep().isZero()
        ? Optional.empty()
        : Optional.of(LocalDate.ofInstant(item.modified(), ZoneOffset.UTC).plus(kind.keep()));
  }

  private Traces remove(DriveItem now) throws DriveException {
    Optional<Provider> provider = tree.drive().provider();
    try {
      if (options.erase() && provider.isPresent() && isErased(provider.get(), now)) {
        return Traces.ERASED;
      }
      tree.drive().delete(now.id(), now.eTag());
    } catch (DriveException.NotFound e) {
      // Somebody else removed it: nothing readable lies there, and their bin is theirs.
      return Traces.KEPT;
    }
    return options.erase() ? Traces.NOT_ERASABLE : Traces.KEPT;
  }

  private static boolean isErased(Provider provider, DriveItem item) throws DriveException {
    try {
      provider.erase(item.id(), item.eTag());
      return true;
    } catch (DriveException.Denied | DriveException.Protocol refused) {
      return false;
    }
  }

  /**
   * Has the provider erase what it kept of a file that was protected before.
   *
   * @throws ReplaceException.TracesRemain when it does not do so, or does not show what is in its
   *     recycle bin
   * @throws DriveException when it cannot be asked
   */
  public static void eraseTraces(SealedTree tree, Protected done)
      throws DriveException, ReplaceException {
    Optional<Provider> provider = tree.drive().provider();
    if (provider.isEmpty()) {
      throw new ReplaceException.TracesRemain(null);
    }
    try {
      provider.get().erase(done.before().id(), Optional.empty());
    } catch (DriveException.NotFound | DriveException.Denied | DriveException.Protocol refused) {
      throw new ReplaceException.TracesRemain(refused);
    }
  }
}
