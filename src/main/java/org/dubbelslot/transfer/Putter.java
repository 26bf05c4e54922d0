package org.dubbelslot.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.dubbelslot.drive.ByteRange;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.OnConflict;
import org.dubbelslot.drive.UploadRequest;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.files.SourceFile;
import org.dubbelslot.format.FormatException;
import org.dubbelslot.format.HeadOpener;
import org.dubbelslot.format.Metadata;
import org.dubbelslot.format.OpenOptions;
import org.dubbelslot.format.Opener;
import org.dubbelslot.format.SealException;
import org.dubbelslot.names.NameException;
import org.dubbelslot.names.NameRules;
import org.dubbelslot.names.ShownNames;

/**
 * Puts files of this computer into a place, sealed. For one run and one thread: it remembers what
 * folders hold, so that a thousand files do not list their folder a thousand times.
 */
public final class Putter {
  private final SealedTree tree;
  private final Options options;
  private final Map<String, List<Entry>> listings = new HashMap<>();

  /**
   * How files are put.
   *
   * @param conflict what to do when the name is in use
   * @param keepUntil last day of retention, sealed into the metadata
   * @param removeOriginal delete the original once the sealed copy was read back and opened
   */
  public record Options(Conflict conflict, Optional<LocalDate> keepUntil, boolean removeOriginal) {}

  /** What became of one file. */
  public sealed interface Outcome {
    /** It lies in the place under this true name. */
    record Put(String name) implements Outcome {}

    /** Something of that name was there, and was left. */
    record Skipped() implements Outcome {}
  }

  /** A putter for one run. */
  public Putter(SealedTree tree, Options options) {
    this.tree = tree;
    this.options = options;
  }

  /**
   * Puts one file.
   *
   * @throws LocalFileException when the source cannot be read or changes meanwhile
   * @throws DriveException when the drive refuses or cannot be reached
   * @throws TransferException when the name is taken, or what arrived is not what was sent
   * @throws NameException when no place can hold the name
   * @throws FormatException when the file to be replaced, or the sealed copy, does not open
   */
  public Outcome put(SourceFile source, Entry.Folder folder)
      throws IOException, SealException, TransferException, NameException, FormatException {
    String name = NameRules.check(source.path().toAbsolutePath().getFileName().toString());
    Optional<Entry> existing = SealedTree.find(listing(folder), name);
    Plan plan = plan(folder, name, existing);
    if (plan == null) {
      return new Outcome.Skipped();
    }
    Metadata metadata =
        plan.metadata()
            .withSizeAndTime(OptionalLong.of(source.size()), Optional.of(source.modified()));
    if (options.keepUntil().isPresent()) {
      metadata = metadata.withKeepUntil(options.keepUntil().get());
    }
    String type = Files.probeContentType(source.path());
    if (type != null) {
      metadata = metadata.withType(type);
    }
    SealedUpload.Arrived arrived;
    try (InputStream in = source.open()) {
      arrived = tree.uploads().upload(tree.drive(), tree.access(), metadata, in, plan.target());
    }
    remember(folder, existing, arrived.item(), metadata.name(), plan);
    if (options.removeOriginal()) {
      removeOriginal(source, arrived.item());
    }
    return new Outcome.Put(metadata.name());
  }

  private record Plan(Metadata metadata, Function<Long, UploadRequest> target, boolean replaces) {}

  private Plan plan(Entry.Folder folder, String name, Optional<Entry> existing)
      throws IOException, TransferException, NameException, FormatException {
    if (existing.isEmpty()) {
      return newFile(folder, name);
    }
    return switch (options.conflict()) {
      case FAIL -> throw new TransferException.NameTaken();
      case SKIP -> null;
      case BOTH -> newFile(folder, freeName(folder, name));
      case REPLACE -> replacement(folder, existing.get());
    };
  }

  private Plan newFile(Entry.Folder folder, String name) throws NameException {
    String driveName = tree.fileName(folder, name).text();
    return new Plan(
        Metadata.of(name, tree.access().team()),
        SealedUpload.target(folder.item().id(), driveName, OnConflict.FAIL),
        false);
  }

  private String freeName(Entry.Folder folder, String name) throws DriveException {
    List<String> names = new ArrayList<>(listing(folder).stream().map(Entry::name).toList());
    names.add(name);
    return ShownNames.distinct(names).getLast();
  }

  private Plan replacement(Entry.Folder folder, Entry existing)
      throws IOException, TransferException, FormatException {
    return switch (existing) {
      case Entry.SealedFile old -> {
        HeadOpener.Head head = tree.head(old.item());
        yield new Plan(
            head.metadata().withName(old.name()).nextRevision(head.id()),
            SealedUpload.replacing(old.item(), folder.item().id()),
            true);
      }
      case Entry.Folder _ -> throw new TransferException.IsFolder();
      case Entry.Unreadable _ -> throw new TransferException.NameUnknown();
      case Entry.ReadableFile _ -> throw new TransferException.NotSealed();
    };
  }

  /** Nothing deletes an original until the sealed copy was read back, opened and compared. */
  private void removeOriginal(SourceFile source, DriveItem item)
      throws IOException, TransferException, FormatException {
    try (InputStream sealed = tree.drive().read(item.id(), ByteRange.ALL);
        InputStream original = source.open();
        ComparingOutput comparing = new ComparingOutput(original)) {
      new Opener(tree.uploads().workers())
          .open(sealed, tree.access().opening(), OpenOptions.STRICT, comparing);
      comparing.requireEnd();
    }
    SourceFile now = SourceFile.of(source.path());
    if (now.size() != source.size() || !now.modified().equals(source.modified())) {
      throw new TransferException.SourceChanged();
    }
    try {
      Files.delete(source.path());
    } catch (IOException e) {
      throw new LocalFileException.Unwritable(source.path());
    }
  }

  /**
   * The subfolder of that true name, made where it is missing.
   *
   * @throws TransferException.NotAFolder when a file bears the name
   */
  public Entry.Folder subfolder(Entry.Folder parent, String name)
      throws IOException, NameException, SealException, TransferException {
    Optional<Entry> existing = SealedTree.find(listing(parent), name);
    if (existing.isPresent()) {
      if (existing.get() instanceof Entry.Folder folder) {
        return folder;
      }
      throw new TransferException.NotAFolder();
    }
    Entry.Folder made = tree.makeFolder(parent, name);
    listing(parent).add(made);
    listings.put(made.item().id(), new ArrayList<>());
    return made;
  }

  /** The name that a local file or folder has in a place. */
  public static String nameOf(Path path) {
    return path.toAbsolutePath().normalize().getFileName().toString();
  }

  private List<Entry> listing(Entry.Folder folder) throws DriveException {
    List<Entry> known = listings.get(folder.item().id());
    if (known == null) {
      known = new ArrayList<>(tree.list(folder));
      listings.put(folder.item().id(), known);
    }
    return known;
  }

  private void remember(
      Entry.Folder folder, Optional<Entry> old, DriveItem item, String name, Plan plan)
      throws DriveException {
    List<Entry> known = listing(folder);
    if (plan.replaces()) {
      old.ifPresent(known::remove);
    }
    known.add(new Entry.SealedFile(item, name, true, folder));
  }
}
