package org.dubbelslot.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;
import org.dubbelslot.drive.ByteRange;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.OnConflict;
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
import org.dubbelslot.names.WrittenName;

/** Puts files of this computer into a place, sealed. For one run and any number of threads. */
public final class Putter {
  private final SealedTree tree;
  private final FolderViews views;
  private final Options options;

  /**
   * How files are put.
   *
   * @param conflict what to do when the name is in use
   * @param keepUntil last day of retention, sealed into the metadata
   * @param removeOriginal delete the original once the sealed copy was read back and opened
   * @param classification a class of the organisation's policy, sealed into the metadata
   */
  public record Options(
      Conflict conflict,
      Optional<LocalDate> keepUntil,
      boolean removeOriginal,
      Optional<String> classification) {
    /** Without a class. */
    public Options(Conflict conflict, Optional<LocalDate> keepUntil, boolean removeOriginal) {
      this(conflict, keepUntil, removeOriginal, Optional.empty());
    }
  }

  /** What became of one file. */
  public sealed interface Outcome {
    /** It lies in the place under this true name. */
    record Put(String name) implements Outcome {}

    /** Something of that name was there, and was left. */
    record Skipped() implements Outcome {}
  }

  /** A putter for one run. */
  public Putter(SealedTree tree, Options options) {
    this(new FolderViews(tree), options);
  }

  /** One of several in one run. */
  Putter(FolderViews views, Options options) {
    this.tree = views.tree();
    this.views = views;
    this.options = options;
  }

  /**
   * Puts one file; a break loses what was begun.
   *
   * @throws LocalFileException when the source cannot be read or changes meanwhile
   * @throws DriveException when the drive refuses or cannot be reached
   * @throws TransferException when the name is taken, or what arrived is not what was sent
   * @throws NameException when no place can hold the name
   * @throws FormatException when the file to be replaced, or the sealed copy, does not open
   */
  public Outcome put(SourceFile source, Entry.Folder folder)
      throws IOException, SealException, TransferException, NameException, FormatException {
    return put(
        source,
        folder,
        (parcel, _) -> tree.uploads().once(tree.drive(), tree.access(), parcel),
        Optional.empty());
  }

  /** How a parcel is brought to the drive. */
  @FunctionalInterface
  interface Carrier {
    /**
     * Does it.
     *
     * @param earlier what is left of an earlier attempt
     */
    Uploader.Arrived carry(Parcel parcel, Optional<Uploader.Partial> earlier)
        throws IOException, SealException, TransferException;
  }

  /**
   * As above; after a break, it may be called again with what the uploader's last checkpoint told.
   */
  Outcome put(
      SourceFile source, Entry.Folder folder, Carrier carrier, Optional<Uploader.Partial> earlier)
      throws IOException, SealException, TransferException, NameException, FormatException {
    FolderView view = views.of(folder);
    Optional<Landed> landed = earlier.isPresent() ? landed(earlier.get(), view) : Optional.empty();
    if (landed.isPresent()) {
      tree.uploader().verify(earlier.get(), landed.get().item());
      return done(source, landed.get().item(), landed.get().name());
    }
    String name = NameRules.check(source.path().toAbsolutePath().getFileName().toString());
    try (FolderView.Claim claim = view.claim(name)) {
      if (claim.existing().isEmpty()) {
        return putNew(source, folder, claim, carrier, earlier);
      }
      return switch (options.conflict()) {
        case FAIL -> throw new TransferException.NameTaken();
        case SKIP -> new Outcome.Skipped();
        case REPLACE -> replace(source, folder, claim.existing().get(), carrier, earlier);
        case BOTH -> {
          try (FolderView.Claim free = view.claimFree(name)) {
            yield putNew(source, folder, free, carrier, earlier);
          }
        }
      };
    }
  }

  private record Landed(DriveItem item, String name) {}

  /** An upload that had arrived when the program was ended, but before it could take note. */
  private Optional<Landed> landed(Uploader.Partial earlier, FolderView view) throws DriveException {
    Optional<Entry> there =
        earlier.sealed().isPresent() ? view.onDrive(earlier.address().name()) : Optional.empty();
    if (there.isEmpty() || there.get().item().size() != earlier.length()) {
      return Optional.empty();
    }
    try {
      HeadOpener.Head head = tree.head(there.get().item());
      return head.id().equals(earlier.sealed().get().id())
          ? Optional.of(new Landed(there.get().item(), head.metadata().name()))
          : Optional.empty();
    } catch (FormatException notOurs) {
      return Optional.empty();
    }
  }

  private Outcome putNew(
      SourceFile source,
      Entry.Folder folder,
      FolderView.Claim claim,
      Carrier carrier,
      Optional<Uploader.Partial> earlier)
      throws IOException, SealException, TransferException, NameException, FormatException {
    Metadata metadata = told(source, Metadata.of(claim.name(), tree.access().team()));
    WrittenName written = tree.fileName(folder, claim.name());
    Parcel.Address address =
        new Parcel.Address(folder.item().id(), written.text(), OnConflict.FAIL, Optional.empty());
    DriveItem item = carry(new Parcel(metadata, source::open, address), carrier, earlier);
    boolean fullForm = written.form() == WrittenName.Form.FULL;
    claim.view().add(new Entry.SealedFile(item, claim.name(), fullForm, folder));
    return done(source, item, claim.name());
  }

  private Outcome replace(
      SourceFile source,
      Entry.Folder folder,
      Entry existing,
      Carrier carrier,
      Optional<Uploader.Partial> earlier)
      throws IOException, SealException, TransferException, FormatException {
    Entry.SealedFile old = Entry.requireSealed(existing);
    HeadOpener.Head head = tree.headToReplace(old.item());
    Metadata metadata = told(source, head.metadata().withName(old.name()).nextRevision(head.id()));
    Parcel.Address address =
        new Parcel.Address(
            folder.item().id(), old.item().name(), OnConflict.REPLACE, old.item().eTag());
    DriveItem item = carry(new Parcel(metadata, source::open, address), carrier, earlier);
    views.of(folder).replace(old, new Entry.SealedFile(item, old.name(), old.fullForm(), folder));
    return done(source, item, old.name());
  }

  private DriveItem carry(Parcel parcel, Carrier carrier, Optional<Uploader.Partial> earlier)
      throws IOException, SealException, TransferException {
    Uploader.Arrived arrived = carrier.carry(parcel, earlier);
    tree.remember(parcel.metadata(), arrived);
    return arrived.item();
  }

  private Metadata told(SourceFile source, Metadata metadata) throws IOException {
    Metadata told =
        metadata.withSizeAndTime(OptionalLong.of(source.size()), Optional.of(source.modified()));
    if (options.keepUntil().isPresent()) {
      told = told.withKeepUntil(options.keepUntil().get());
    }
    if (options.classification().isPresent()) {
      told = told.withClassification(options.classification().get());
    }
    String type = Files.probeContentType(source.path());
    return type == null ? told : told.withType(type);
  }

  private Outcome done(SourceFile source, DriveItem item, String name)
      throws IOException, TransferException, FormatException {
    if (options.removeOriginal()) {
      removeOriginal(source, item);
    }
    return new Outcome.Put(name);
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
    } catch (ComparingOutput.Differs e) {
      throw new TransferException.NotVerified();
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
    return views.subfolder(parent, name);
  }

  /** The name that a local file or folder has in a place. */
  public static String nameOf(Path path) {
    return path.toAbsolutePath().normalize().getFileName().toString();
  }
}
