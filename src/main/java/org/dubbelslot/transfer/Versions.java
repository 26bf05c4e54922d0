package org.dubbelslot.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.EarlierVersions;
import org.dubbelslot.drive.EarlierVersions.Version;
import org.dubbelslot.drive.OnConflict;
import org.dubbelslot.files.AtomicFile;
import org.dubbelslot.format.FormatException;
import org.dubbelslot.format.HeadOpener;
import org.dubbelslot.format.Metadata;
import org.dubbelslot.format.OpenOptions;
import org.dubbelslot.format.Opened;
import org.dubbelslot.format.Opener;
import org.dubbelslot.format.SealException;

/**
 * Earlier versions of a sealed file, as the drive keeps them.
 *
 * <p>One is brought back by sealing its content anew, as the next revision of the document: the
 * drive's own way would put an old revision in place of a new one, which colleagues' programs take
 * for what it would otherwise be, a provider that rolls back.
 */
public final class Versions {
  private final SealedTree tree;
  private final EarlierVersions drive;

  /**
   * Of one tree; one to write into, if any is to be brought back.
   *
   * @throws CopyException.NoVersions when its drive keeps none
   */
  public Versions(SealedTree tree) throws CopyException {
    this.tree = tree;
    this.drive = tree.drive().earlierVersions().orElseThrow(CopyException.NoVersions::new);
  }

  /** The versions, newest first; the first is what the file holds now. Asks for no key. */
  public List<Version> of(Entry.SealedFile file) throws IOException {
    return drive.versions(file.item().id());
  }

  /**
   * Gets a version, verified.
   *
   * @param target where it is to stand; the folder exists, and nothing bears the name
   * @return what it said about itself, its revision among it
   * @throws CopyException.OtherDocument when it is a version of something else
   * @throws FormatException when it is refused; nothing was written then
   */
  public Opened fetch(Entry.SealedFile file, Version version, Path target)
      throws IOException, FormatException, CopyException {
    try (AtomicFile local = AtomicFile.create(target, false)) {
      Opened opened = open(file, version, local.output());
      requireSame(head(file), opened);
      local.commit(AtomicFile.Durability.SYSTEM, opened.metadata().modified());
      return opened;
    }
  }

  private Opened open(Entry.SealedFile file, Version version, OutputStream out)
      throws IOException, FormatException {
    try (InputStream sealed = drive.readVersion(file.item().id(), version)) {
      return new Opener(tree.uploads().workers())
          .open(sealed, tree.access().opening(), OpenOptions.STRICT, out);
    }
  }

  /** What lies there now; nothing where that does not open, which is a reason to bring one back. */
  private Optional<HeadOpener.Head> head(Entry.SealedFile file) throws IOException {
    try {
      return Optional.of(tree.head(tree.drive().stat(file.item().id())));
    } catch (FormatException refused) {
      return Optional.empty();
    }
  }

  private static void requireSame(Optional<HeadOpener.Head> now, Opened version)
      throws CopyException {
    if (now.isPresent() && !now.get().metadata().document().equals(version.metadata().document())) {
      throw new CopyException.OtherDocument();
    }
  }

  /**
   * Makes a version's content the newest again, after it was read and verified from its first byte
   * to its last. How long the document is kept, and its class, stay as they are now.
   *
   * @return which revision it was, and which it is now
   * @throws CopyException.OtherDocument when it is a version of something else
   * @throws FormatException when the version is refused; nothing was changed then
   * @throws org.dubbelslot.drive.DriveException.Changed when somebody changed the file meanwhile
   */
  public Restored restore(Entry.SealedFile file, Version version)
      throws IOException, SealException, FormatException, TransferException, CopyException {
    DriveItem now = tree.drive().stat(file.item().id());
    Optional<HeadOpener.Head> head = head(file);
    Opened verified = open(file, version, OutputStream.nullOutputStream());
    requireSame(head, verified);
    Metadata old = verified.metadata();
    Metadata base = head.map(HeadOpener.Head::metadata).orElse(old);
    Metadata metadata =
        new Metadata(
            base.name(),
            old.modified(),
            old.type(),
            OptionalLong.of(verified.size()),
            base.team(),
            base.document(),
            Math.max(base.revision(), old.revision()) + 1,
            Optional.of(head.map(HeadOpener.Head::id).orElse(verified.id())),
            base.keepUntil(),
            base.classification());
    Parcel.Address address =
        new Parcel.Address(
            now.parentId().orElse(file.folder().item().id()),
            now.name(),
            OnConflict.REPLACE,
            now.eTag());
    new Resealing(tree).run(() -> drive.readVersion(file.item().id(), version), metadata, address);
    return new Restored(old.revision(), metadata.revision());
  }

  /**
   * What was brought back.
   *
   * @param was the revision whose content it is
   * @param now the revision under which it lies there again
   */
  public record Restored(long was, long now) {}
}
