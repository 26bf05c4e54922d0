package org.dubbelslot.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.dubbelslot.drive.ByteRange;
import org.dubbelslot.files.AtomicFile;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.format.FileId;
import org.dubbelslot.format.FormatException;
import org.dubbelslot.format.Metadata;
import org.dubbelslot.format.Opened;
import org.dubbelslot.format.ResumableOpener;

/** One attempt to get a large file, from where an earlier one ended. For one thread, once. */
final class ResumableRun implements ResumableOpener.Source, ResumableOpener.Target {
  private final Downloader downloader;
  private final SealedTree tree;
  private final Entry.SealedFile sealed;
  private final Path target;
  private final Getter.Options options;
  private final Optional<Downloader.Partial> earlier;
  private final Optional<Downloader.Checkpoint> checkpoint;
  private Optional<Unfinished> local = Optional.empty();
  private boolean tookOver;
  private String tag = "";
  private long reached;
  private long marked;

  /** Carries a refusal through the opener, which knows of input and output alone. */
  private static final class NotWanted extends IOException {
    private static final long serialVersionUID = 1L;
    private final TransferException reason;

    NotWanted(TransferException reason) {
      super(reason);
      this.reason = reason;
    }
  }

  ResumableRun(
      Downloader downloader,
      Entry.SealedFile sealed,
      Path target,
      Getter.Options options,
      Optional<Downloader.Partial> earlier,
      Optional<Downloader.Checkpoint> checkpoint) {
    this.downloader = downloader;
    this.tree = downloader.tree();
    this.sealed = sealed;
    this.target = target;
    this.options = options;
    this.earlier = earlier;
    this.checkpoint = checkpoint;
  }

  /** Gets the file; afterwards the temporary one is gone or kept. */
  Opened open() throws IOException, TransferException, FormatException {
    try {
      Opened opened =
          new ResumableOpener(tree.uploads().workers())
              .open(this, tree.access().opening(), options.open(), this);
      local.orElseThrow().commit(AtomicFile.Durability.DISK, opened.metadata().modified());
      return opened;
    } catch (NotWanted e) {
      drop(e.reason);
      throw e.reason;
    } catch (IOException e) {
      IOException failure = downloader.unlessStopped(e);
      if (Passing.is(failure)) {
        keep(failure);
      } else {
        drop(failure);
      }
      throw failure;
    } catch (FormatException | RuntimeException e) {
      drop(e);
      throw e;
    } finally {
      if (local.isPresent()) {
        local.get().close();
      }
    }
  }

  /** Whether anything that an earlier run wrote was believed until the end. */
  boolean tookOver() {
    return tookOver;
  }

  /** What this run left for the next, if anything. */
  Optional<Downloader.Partial> partial() {
    return checkpoint.isPresent() && local.isPresent()
        ? Optional.of(partial(reached))
        : Optional.empty();
  }

  @Override
  public InputStream head() throws IOException {
    return tree.drive().read(sealed.item().id(), new ByteRange(0, ResumableOpener.LONGEST_HEAD));
  }

  @Override
  public InputStream from(long position) throws IOException {
    return tree.drive().read(sealed.item().id(), ByteRange.from(position));
  }

  @Override
  public ResumableOpener.Plaintext begin(FileId id, Metadata metadata) throws IOException {
    try {
      downloader.requireExpected(sealed, metadata, id, options);
    } catch (TransferException e) {
      throw new NotWanted(e);
    }
    tag = id.toString();
    boolean replace = options.conflict() == Conflict.REPLACE;
    Optional<AtomicFile> before = Optional.empty();
    if (earlier.isPresent() && earlier.get().tag().equals(tag)) {
      before = AtomicFile.resume(target, replace, earlier.get().temporary());
    }
    tookOver = before.isPresent() && earlier.get().plaintextBytes() >= ResumableOpener.SEGMENT;
    reached = tookOver ? earlier.get().plaintextBytes() : 0;
    if (before.isEmpty()) {
      removeEarlier();
    }
    AtomicFile file = before.isPresent() ? before.get() : AtomicFile.create(target, replace);
    local = Optional.of(downloader.hold(file, before.isPresent()));
    mark();
    return new ResumableOpener.Plaintext(file.content(), reached);
  }

  @Override
  public void reached(long bytes) throws IOException {
    reached = bytes;
    checkpoint.ifPresent(told -> told.reached(bytes));
    if (bytes - marked >= downloader.sizes().step() && checkpoint.isPresent()) {
      local.orElseThrow().file().force();
      mark();
    }
  }

  private void mark() throws IOException {
    if (checkpoint.isPresent()) {
      checkpoint.get().at(partial(reached));
      local.orElseThrow().keep(true);
      marked = reached;
    }
  }

  private Downloader.Partial partial(long bytes) {
    return new Downloader.Partial(local.orElseThrow().file().temporary(), bytes, tag);
  }

  /** What is only in the system's memory counts too: should it be lost, the hash will tell. */
  private void keep(IOException failure) {
    if (local.isPresent()) {
      try {
        mark();
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
    }
  }

  private void drop(Exception failure) {
    if (local.isPresent()) {
      local.get().keep(false);
      return;
    }
    try {
      removeEarlier();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private void removeEarlier() throws LocalFileException {
    downloader.discard(earlier, target.toAbsolutePath().getParent());
  }
}
