package org.dubbelslot.transfer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dubbelslot.drive.ByteRange;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.OnConflict;
import org.dubbelslot.format.FormatException;
import org.dubbelslot.format.HeadOpener;
import org.dubbelslot.format.Metadata;
import org.dubbelslot.format.OpenOptions;
import org.dubbelslot.format.Opener;
import org.dubbelslot.format.SealException;
import org.dubbelslot.names.FolderToken;
import org.dubbelslot.names.NameException;
import org.dubbelslot.names.NameRules;
import org.dubbelslot.names.WrittenName;

/** Renames and moves the items of a place. */
public final class Mover {
  private static final int PIPE_BYTES = 1 << 20;

  private final SealedTree tree;

  /** A mover within one tree. */
  public Mover(SealedTree tree) {
    this.tree = tree;
  }

  /**
   * Gives an item another folder, another name or both. In the full form only the name on the drive
   * changes; into or within the short form a file is sealed anew, because its name stands in its
   * metadata.
   *
   * @throws TransferException when the name is taken, or the item's name is not ours to change
   */
  public void move(Entry entry, Entry.Folder target, String name)
      throws IOException, NameException, SealException, TransferException, FormatException {
    String checked = NameRules.check(name);
    Optional<Entry> inTheWay = tree.find(target, checked);
    if (inTheWay.isPresent() && !inTheWay.get().item().id().equals(entry.item().id())) {
      if (isResealOf(inTheWay.get(), entry)) {
        // An earlier attempt was broken off just before its last step.
        tree.drive().delete(entry.item().id(), entry.item().eTag());
        return;
      }
      throw new TransferException.NameTaken();
    }
    switch (entry) {
      case Entry.Folder folder -> moveFolder(folder, target, checked);
      case Entry.SealedFile file -> moveFile(file, target, checked);
      case Entry.Unreadable _ -> throw new TransferException.NameUnknown();
      case Entry.ReadableFile _ -> throw new TransferException.NotSealed();
    }
  }

  private boolean isResealOf(Entry there, Entry entry) throws DriveException {
    if (!(there instanceof Entry.SealedFile) || !(entry instanceof Entry.SealedFile)) {
      return false;
    }
    try {
      HeadOpener.Head renewed = tree.head(there.item());
      HeadOpener.Head old = tree.head(entry.item());
      return renewed.metadata().replaces().equals(Optional.of(old.id()))
          && renewed.metadata().document().equals(old.metadata().document())
          && renewed.metadata().size().equals(old.metadata().size());
    } catch (FormatException notReadable) {
      return false;
    }
  }

  private void moveFolder(Entry.Folder folder, Entry.Folder target, String name)
      throws IOException, NameException, SealException, TransferException {
    if (folder.token().equals(FolderToken.FOREIGN)) {
      // The names in it are bound to the lack of a token: under a name of ours they would be lost.
      throw new TransferException.NotSealed();
    }
    WrittenName written = tree.access().names().folder(folder.token(), target.pathLength(), name);
    boolean shortForm = written.form() == WrittenName.Form.SHORT;
    Optional<String> eTag = folder.item().eTag();
    if (shortForm) {
      tree.writeLabel(folder, name);
      // A new file in it may count as a change of the folder.
      eTag = tree.drive().stat(folder.item().id()).eTag();
    }
    DriveItem moved =
        tree.drive().move(folder.item().id(), target.item().id(), written.text(), eTag);
    if (!shortForm) {
      tree.removeLabels(moved, folder.token());
    }
  }

  private void moveFile(Entry.SealedFile file, Entry.Folder target, String name)
      throws IOException, NameException, SealException, TransferException, FormatException {
    WrittenName written = tree.fileName(target, name);
    if (file.fullForm() && written.form() == WrittenName.Form.FULL) {
      tree.drive().move(file.item().id(), target.item().id(), written.text(), file.item().eTag());
      return;
    }
    HeadOpener.Head head = tree.headToReplace(file.item());
    reseal(file, head.metadata().withName(name).nextRevision(head.id()), target, written);
    tree.drive().delete(file.item().id(), file.item().eTag());
  }

  /** From the opened file straight into the new seal: the plaintext stays in memory. */
  private void reseal(
      Entry.SealedFile file, Metadata metadata, Entry.Folder target, WrittenName written)
      throws IOException, SealException, TransferException, FormatException {
    try (PipedOutputStream opened = new PipedOutputStream();
        PipedInputStream plaintext = new PipedInputStream(opened, PIPE_BYTES);
        ExecutorService opener = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Void> opening = opener.submit(opening(file, opened));
      Parcel.Address address =
          new Parcel.Address(target.item().id(), written.text(), OnConflict.FAIL, Optional.empty());
      VerifiedInput verified = new VerifiedInput(plaintext, opening);
      Uploader.Arrived arrived =
          tree.uploads()
              .once(tree.drive(), tree.access(), new Parcel(metadata, () -> verified, address));
      tree.remember(metadata, arrived.id());
    } catch (VerifiedInput.NotOpened e) {
      throw e.refusal();
    }
  }

  private Callable<Void> opening(Entry.SealedFile file, PipedOutputStream out) {
    return () -> {
      try (out;
          InputStream sealed = tree.drive().read(file.item().id(), ByteRange.ALL)) {
        new Opener(tree.uploads().workers())
            .open(sealed, tree.access().opening(), OpenOptions.STRICT, out);
      }
      return null;
    };
  }

  /** Reaches its end only when the opener says that everything held. */
  private static final class VerifiedInput extends FilterInputStream {
    private final Future<Void> opening;

    VerifiedInput(InputStream in, Future<Void> opening) {
      super(in);
      this.opening = opening;
    }

    /** The file that was to be sealed anew did not open. */
    static final class NotOpened extends IOException {
      private static final long serialVersionUID = 1L;

      NotOpened(FormatException refusal) {
        super(refusal);
      }

      FormatException refusal() {
        return (FormatException) getCause();
      }
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      if (value < 0) {
        requireOpened();
      }
      return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = super.read(target, offset, length);
      if (count < 0) {
        requireOpened();
      }
      return count;
    }

    private void requireOpened() throws IOException {
      try {
        opening.get();
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case FormatException refusal -> throw new NotOpened(refusal);
          case IOException failure -> throw failure;
          case null, default -> throw new IllegalStateException(e.getCause());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException();
      }
    }
  }
}
