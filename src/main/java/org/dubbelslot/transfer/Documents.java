package org.dubbelslot.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.drive.ByteRange;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.OnConflict;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.format.FormatException;
import org.dubbelslot.format.Metadata;
import org.dubbelslot.format.OpenOptions;
import org.dubbelslot.format.Opened;
import org.dubbelslot.format.Opener;
import org.dubbelslot.format.SealException;
import org.dubbelslot.names.NameException;
import org.dubbelslot.names.NameRules;
import org.dubbelslot.names.ShownNames;
import org.dubbelslot.names.WrittenName;

/**
 * Documents of a place that another program shows or edits: got, and brought back as their next
 * revision, never over what a colleague made of them meanwhile. For any number of threads.
 */
public final class Documents implements AutoCloseable {
  private static final int MOST_ATTEMPTS = 3;

  /** What a sealed file has beside its padded content, at the most. */
  private static final long BESIDE_CONTENT = 1 << 20;

  private final SealedTree tree;
  private final Downloader downloader;

  /** Of one tree; one to write into, if anything is to be brought back. */
  public Documents(SealedTree tree) {
    this.tree = tree;
    this.downloader = new Downloader(tree, temporary -> false);
  }

  /** What became of a revision that was brought back. */
  public sealed interface Outcome {
    /** It lies there as the next revision. */
    record Saved(Document now) implements Outcome {}

    /** Somebody else changed, replaced or removed the document; nothing was written. */
    record Conflict() implements Outcome {}
  }

  /**
   * Gets a file as it lies there now.
   *
   * @param target where it is to stand; the folder exists, and nothing bears the name
   * @throws TransferException when the file looks swapped or rolled back
   * @throws FormatException when it is refused; nothing was written then
   * @throws LocalFileException when the target cannot be written
   */
  public Document fetch(Entry.SealedFile file, Path target, Getter.Options options)
      throws IOException, TransferException, FormatException {
    // Asked for before the content: whatever happens in between counts as a change.
    DriveItem now = tree.drive().stat(file.item().id());
    Entry.SealedFile current = at(file, now);
    return switch (downloader.run(current, target, options)) {
      case Getter.Outcome.Got(_, Opened opened) ->
          new Document(current, opened.id(), opened.metadata());
      case Getter.Outcome.Skipped _ -> throw new IllegalStateException("nothing was asked to skip");
    };
  }

  /**
   * Gets a file into memory.
   *
   * @param most the largest size, in bytes
   * @return for the caller to close
   * @throws CopyException.TooLargeToShow when it has more; as far as its size on the drive tells,
   *     without asking for any key
   * @throws FormatException when it is refused
   * @throws TransferException as {@link #fetch}
   */
  public SecretBytes read(Entry.SealedFile file, int most, Getter.Options options)
      throws IOException, TransferException, FormatException, CopyException {
    if (file.item().size() > most + most / 8L + BESIDE_CONTENT) {
      throw new CopyException.TooLargeToShow(most);
    }
    try (InputStream sealed = tree.drive().read(file.item().id(), ByteRange.ALL);
        BoundedOutput out = new BoundedOutput(most)) {
      Opened opened =
          new Opener(tree.uploads().workers())
              .open(sealed, tree.access().opening(), options.open(), out);
      downloader.requireExpected(file, opened.metadata(), opened.id(), options);
      tree.remember(file.item(), opened, options.acceptOtherName() || options.acceptOlder());
      return out.take();
    } catch (BoundedOutput.Exceeded e) {
      throw new CopyException.TooLargeToShow(most);
    } catch (TransferException | FormatException e) {
      tree.doubt(file.item(), e);
      throw e;
    }
  }

  /**
   * Brings a document back as its next revision, with everything else it says about itself kept,
   * provided that it still is what it was when it was got.
   *
   * @throws LocalFileException when the content cannot be read, or changes meanwhile
   * @throws DriveException when the drive refuses or cannot be reached; nothing was replaced then
   * @throws TransferException.NotVerified when what arrived is not what was sent
   */
  public Outcome save(Document document, Edited content)
      throws IOException, SealException, TransferException {
    for (int attempt = 1; ; attempt++) {
      Optional<DriveItem> now = unchanged(document);
      if (now.isEmpty()) {
        return new Outcome.Conflict();
      }
      try {
        return new Outcome.Saved(replace(document, now.get(), content));
      } catch (DriveException.Changed e) {
        // A drive also says so when only its own notes on the file changed: look once more.
        if (attempt == MOST_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** The item, if the sealing that was edited still is what lies there. */
  private Optional<DriveItem> unchanged(Document document) throws DriveException {
    DriveItem now;
    try {
      now = tree.drive().stat(document.file().item().id());
    } catch (DriveException.NotFound e) {
      return Optional.empty();
    }
    if (now.eTag().isPresent() && now.eTag().equals(document.file().item().eTag())) {
      return Optional.of(now);
    }
    try {
      return tree.head(now).id().equals(document.sealing()) ? Optional.of(now) : Optional.empty();
    } catch (FormatException notOurs) {
      return Optional.empty();
    }
  }

  private Document replace(Document document, DriveItem now, Edited content)
      throws IOException, SealException, TransferException {
    Entry.SealedFile file = document.file();
    Metadata metadata =
        document
            .metadata()
            .nextRevision(document.sealing())
            .withSizeAndTime(OptionalLong.of(content.size()), Optional.of(content.modified()));
    Parcel.Address address =
        new Parcel.Address(
            now.parentId().orElse(file.folder().item().id()),
            now.name(),
            OnConflict.REPLACE,
            now.eTag());
    Uploader.Arrived arrived = upload(metadata, content, address);
    return new Document(at(file, arrived.item()), arrived.id(), metadata);
  }

  private Uploader.Arrived upload(Metadata metadata, Edited content, Parcel.Address address)
      throws IOException, SealException, TransferException {
    Uploader.Arrived arrived =
        tree.uploads()
            .once(
                tree.drive(),
                tree.access(),
                new Parcel(metadata, () -> content.source().open(), address));
    tree.remember(metadata, arrived);
    return arrived;
  }

  /**
   * The document as it lies there now, if it holds just this content: an earlier attempt may have
   * arrived although nobody could take note of it.
   */
  public Optional<Document> arrived(Document document, Edited content) throws IOException {
    try {
      DriveItem now = tree.drive().stat(document.file().item().id());
      try (InputStream sealed = tree.drive().read(now.id(), ByteRange.ALL);
          InputStream ours = content.source().open();
          ComparingOutput comparing = new ComparingOutput(ours)) {
        Opened opened =
            new Opener(tree.uploads().workers())
                .open(sealed, tree.access().opening(), OpenOptions.STRICT, comparing);
        comparing.requireEnd();
        return Optional.of(new Document(at(document.file(), now), opened.id(), opened.metadata()));
      }
    } catch (ComparingOutput.Differs | FormatException | DriveException.NotFound e) {
      return Optional.empty();
    }
  }

  private static Entry.SealedFile at(Entry.SealedFile file, DriveItem now) {
    return new Entry.SealedFile(now, file.name(), file.fullForm(), file.folder());
  }

  /**
   * Puts content beside a document as one of its own, kept as long and classed alike.
   *
   * @param name its true name; where it is taken, a numbered form of it
   * @return what it became
   * @throws NameException when no form of the name fits there
   */
  public Document putBeside(Document document, String name, Edited content)
      throws IOException, SealException, TransferException, NameException {
    Entry.Folder folder = folder(document);
    for (int attempt = 1; ; attempt++) {
      String free = free(folder, NameRules.substitute(name));
      Metadata beside = Metadata.of(free, tree.access().team());
      Metadata metadata =
          new Metadata(
              free,
              Optional.of(content.modified()),
              document.metadata().type(),
              OptionalLong.of(content.size()),
              tree.access().team(),
              beside.document(),
              beside.revision(),
              Optional.empty(),
              document.metadata().keepUntil(),
              document.metadata().classification());
      WrittenName written = tree.fileName(folder, free);
      Parcel.Address address =
          new Parcel.Address(folder.item().id(), written.text(), OnConflict.FAIL, Optional.empty());
      try {
        Uploader.Arrived arrived = upload(metadata, content, address);
        boolean fullForm = written.form() == WrittenName.Form.FULL;
        return new Document(
            new Entry.SealedFile(arrived.item(), free, fullForm, folder), arrived.id(), metadata);
      } catch (DriveException.NameTaken e) {
        if (attempt == MOST_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** Where the document lies, or the place itself when that folder is gone. */
  private Entry.Folder folder(Document document) throws DriveException {
    Entry.Folder folder = document.file().folder();
    try {
      tree.drive().stat(folder.item().id());
      return folder;
    } catch (DriveException.NotFound e) {
      return tree.root();
    }
  }

  private String free(Entry.Folder folder, String name) throws DriveException {
    List<String> names = new ArrayList<>();
    for (Entry entry : tree.list(folder)) {
      names.add(entry.name());
    }
    names.add(name);
    return ShownNames.distinct(names).getLast();
  }

  /** Stops what is being got: nothing is left of it. */
  @Override
  public void close() throws LocalFileException {
    downloader.close();
  }
}
