package org.dubbelslot.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.dubbelslot.drive.ByteRange;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.files.AtomicFile;
import org.dubbelslot.files.KilledRuns;
import org.dubbelslot.files.Leftovers;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.files.SourceFile;
import org.dubbelslot.format.FileId;
import org.dubbelslot.format.FormatException;
import org.dubbelslot.format.Metadata;
import org.dubbelslot.format.Opened;
import org.dubbelslot.format.Opener;

/**
 * Gets sealed files onto this computer, opened; a large one so that a later run can go on with it.
 *
 * <p>The plaintext stands in a hidden file beside its target, which only its owner may read, until
 * everything held. Safe for several threads, each with a file of its own; closing, from whichever
 * thread, takes away what is unfinished and belongs to no job.
 */
final class Downloader implements AutoCloseable {
  private static final int MOST_TIMES_ANEW = 2;

  private final SealedTree tree;
  private final Sizes sizes;
  private final Neighbours neighbours;
  private final Predicate<Path> owned;
  private final Set<Unfinished> unfinished = ConcurrentHashMap.newKeySet();
  private final KilledRuns killed = new KilledRuns();
  private volatile boolean closed;

  /**
   * What is worth how much care.
   *
   * @param oneRequest sealed files up to this many bytes come in one request and are begun anew
   *     after a break
   * @param step how many bytes of others are brought to the disk at a time: what a power cut costs
   *     at most
   */
  record Sizes(long oneRequest, long step) {
    static final Sizes USUAL = new Sizes(16L << 20, 64L << 20);
  }

  /**
   * What an interrupted run leaves for the next.
   *
   * @param temporary the file beside the target that holds the plaintext so far
   * @param plaintextBytes how many of its bytes are sure to be on the disk
   * @param tag which sealing they are of; opaque
   */
  record Partial(Path temporary, long plaintextBytes, String tag) {}

  /** Who remembers what can be resumed. */
  interface Checkpoint {
    /**
     * Called when the temporary file has been made, now and then while it grows, and when a passing
     * failure ends the run. From the first call on the file is the caller's to remove, unless the
     * run ends well or with a failure that is not {@link Passing}.
     */
    void at(Partial partial) throws IOException;

    /** Called often, with how many bytes of plaintext are there. */
    default void reached(long bytes) {}
  }

  /**
   * A downloader for one tree.
   *
   * @param owned whether a temporary file belongs to a job that is to be resumed; others beside a
   *     target are removed before it is written, unless they are in use
   */
  Downloader(SealedTree tree, Predicate<Path> owned) {
    this(tree, owned, Sizes.USUAL);
  }

  /** As above with other sizes. */
  Downloader(SealedTree tree, Predicate<Path> owned, Sizes sizes) {
    this.tree = tree;
    this.sizes = sizes;
    this.neighbours = new Neighbours(tree);
    this.owned = owned;
  }

  /** Gets a file of which nothing is kept when that fails. */
  Getter.Outcome run(Entry.SealedFile file, Path target, Getter.Options options)
      throws IOException, TransferException, FormatException {
    return run(file, target, options, Optional.empty(), Optional.empty());
  }

  /**
   * Gets a file, going on with what an earlier run left.
   *
   * @param target where it shall stand; the folder exists
   * @param earlier the last {@link Partial} of that run
   * @throws TransferException when the file looks swapped
   * @throws FormatException when it is refused; nothing is left then
   * @throws LocalFileException when the target exists, or cannot be written
   * @throws DriveException when it cannot be fetched, {@link DriveException.Stopped} when this
   *     thread was interrupted
   */
  Getter.Outcome run(
      Entry.SealedFile file,
      Path target,
      Getter.Options options,
      Optional<Partial> earlier,
      Checkpoint checkpoint)
      throws IOException, TransferException, FormatException {
    return run(file, target, options, earlier, Optional.of(checkpoint));
  }

  private Getter.Outcome run(
      Entry.SealedFile file,
      Path target,
      Getter.Options options,
      Optional<Partial> earlier,
      Optional<Checkpoint> checkpoint)
      throws IOException, TransferException, FormatException {
    try {
      return fetch(file, target, options, earlier, checkpoint);
    } catch (TransferException | FormatException e) {
      tree.doubt(file.item(), e);
      throw e;
    }
  }

  private Getter.Outcome fetch(
      Entry.SealedFile file,
      Path target,
      Getter.Options options,
      Optional<Partial> earlier,
      Optional<Checkpoint> checkpoint)
      throws IOException, TransferException, FormatException {
    sweep(target, earlier);
    if (earlier.isEmpty() && file.item().size() <= sizes.oneRequest()) {
      return got(file, options, target, whole(file, target, options));
    }
    Optional<Partial> found = earlier;
    for (int anew = 0; ; anew++) {
      ResumableRun run = new ResumableRun(this, file, target, options, found, checkpoint);
      try {
        return got(file, options, target, run.open());
      } catch (DriveException.Changed e) {
        if (anew == MOST_TIMES_ANEW) {
          throw e;
        }
        // The same content under other locks can be gone on with; the next run will see.
        found = run.partial();
      } catch (FormatException e) {
        if (anew == MOST_TIMES_ANEW || !(run.tookOver() || isAnother(file.item()))) {
          throw e;
        }
        found = Optional.empty();
      }
    }
  }

  private Getter.Outcome got(
      Entry.SealedFile file, Getter.Options options, Path target, Opened opened)
      throws LocalFileException {
    tree.remember(file.item(), opened, options.acceptOtherName() || options.acceptOlder());
    return new Getter.Outcome.Got(target, opened);
  }

  /** Whether the drive has another version by now than the one that was listed. */
  private boolean isAnother(DriveItem listed) throws DriveException {
    DriveItem now = tree.drive().stat(listed.id());
    return listed.cTag().isPresent()
        ? !now.cTag().equals(listed.cTag())
        : !now.eTag().equals(listed.eTag());
  }

  private Opened whole(Entry.SealedFile file, Path target, Getter.Options options)
      throws IOException, TransferException, FormatException {
    boolean replace = options.conflict() == Conflict.REPLACE;
    try (Unfinished local = hold(AtomicFile.create(target, replace), false)) {
      Opened opened;
      try (InputStream sealed = tree.drive().read(file.item().id(), ByteRange.ALL)) {
        opened =
            new Opener(tree.uploads().workers())
                .open(sealed, tree.access().opening(), options.open(), local.file().output());
      }
      requireExpected(file, opened.metadata(), opened.id(), options);
      local.commit(durability(replace), opened.metadata().modified());
      return opened;
    } catch (IOException e) {
      throw unlessStopped(e);
    }
  }

  /**
   * Opens a file only to compare it with one of this computer, which is not changed.
   *
   * @return what was verified; empty when that is no ordinary file, or another one
   * @throws FormatException when the sealed file is refused
   */
  Optional<Opened> compare(Entry.SealedFile file, Path local, Getter.Options options)
      throws IOException, TransferException, FormatException {
    if (!Files.isRegularFile(local, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    Opened opened;
    try (InputStream there = SourceFile.of(local).open();
        InputStream sealed = tree.drive().read(file.item().id(), ByteRange.ALL);
        ComparingOutput comparing = new ComparingOutput(there)) {
      opened =
          new Opener(tree.uploads().workers())
              .open(sealed, tree.access().opening(), options.open(), comparing);
      comparing.requireEnd();
    } catch (ComparingOutput.Differs e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unlessStopped(e);
    }
    requireExpected(file, opened.metadata(), opened.id(), options);
    tree.remember(file.item(), opened, options.acceptOtherName() || options.acceptOlder());
    sweep(local, Optional.empty());
    return Optional.of(opened);
  }

  SealedTree tree() {
    return tree;
  }

  Sizes sizes() {
    return sizes;
  }

  /**
   * Refuses a file that was sealed under another's name, or that is older than what was seen,
   * unless the person accepts that.
   */
  void requireExpected(Entry.SealedFile file, Metadata metadata, FileId id, Getter.Options options)
      throws TransferException, DriveException, LocalFileException {
    if (!options.acceptOtherName()) {
      neighbours.requireOwnName(file, metadata.name());
    }
    if (!options.acceptOlder()) {
      tree.requireNotOlder(metadata, id);
    }
  }

  /**
   * To wait for the disk after each small file takes 3 to 6 ms, most of the time of a thousand of
   * them, and a new one that a power cut undoes can be got again: cp and rclone do not wait either.
   * What replaces another file does wait, because the other would be lost with it.
   */
  private static AtomicFile.Durability durability(boolean replace) {
    return replace ? AtomicFile.Durability.DISK : AtomicFile.Durability.SYSTEM;
  }

  /** An interrupted thread's files and connections fail in many ways, for one reason. */
  IOException unlessStopped(IOException e) {
    boolean stopped = closed || Thread.currentThread().isInterrupted();
    return stopped && !(e instanceof DriveException.Stopped) ? new DriveException.Stopped(e) : e;
  }

  /**
   * Removes what a job left beside its target, when it is given up.
   *
   * @param folder where the target would stand
   */
  void discard(Optional<Partial> partial, Path folder) throws LocalFileException {
    if (partial.isPresent()) {
      Path temporary = folder.toAbsolutePath().resolve(partial.get().temporary().getFileName());
      if (Leftovers.isOurs(temporary)) {
        Leftovers.remove(temporary);
      }
    }
  }

  private void sweep(Path target, Optional<Partial> earlier) throws LocalFileException {
    killed.sweep(
        target,
        leftover ->
            owned.test(leftover)
                || earlier.filter(partial -> sameName(partial.temporary(), leftover)).isPresent());
  }

  private static boolean sameName(Path one, Path other) {
    return one.getFileName().equals(other.getFileName());
  }

  /** Answers for a file until it is closed; it is removed then, unless it is {@code kept}. */
  Unfinished hold(AtomicFile file, boolean kept) throws IOException {
    Unfinished held = new Unfinished(file, kept, unfinished);
    if (closed) {
      held.close();
      throw new DriveException.Stopped(null);
    }
    return held;
  }

  /** Stops what is under way: nothing is left but what a job can be resumed with. */
  @Override
  public void close() throws LocalFileException {
    closed = true;
    for (Unfinished file : unfinished) {
      file.close();
    }
  }
}
