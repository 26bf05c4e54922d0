package org.dubbelslot.workplace.copies;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.dubbelslot.crypto.LocalSeal;
import org.dubbelslot.drive.EarlierVersions.Version;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.format.OpenOptions;
import org.dubbelslot.format.Opened;
import org.dubbelslot.transfer.Conflict;
import org.dubbelslot.transfer.CopyException;
import org.dubbelslot.transfer.Document;
import org.dubbelslot.transfer.Documents;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Getter;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.Versions;
import org.dubbelslot.workplace.Holdings;
import org.dubbelslot.workplace.Workplace;

/**
 * What other programs show and edit of an open workplace. Closing this, before the workplace,
 * brings back what was written, seals under the device's key what cannot be brought back in time,
 * and removes every readable copy.
 *
 * <p>To remove means to delete: on today's disks no program can say what becomes of the blocks, so
 * nothing is overwritten first. Against who takes the disk out, the computer's own disk encryption
 * helps.
 *
 * <p>For any number of threads; no method belongs on a thread that shows windows.
 */
public final class WorkingCopies implements AutoCloseable {
  private static final Getter.Options STRICT =
      new Getter.Options(Conflict.FAIL, OpenOptions.STRICT, false);

  private final Workplace workplace;
  private final Host host;
  private final CopyList list;
  private final CopyMaker maker;
  private final PrivateFolder folder;
  private final Leftovers leftovers;
  private final Watch watch;
  private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
  private final Ticker.Ticking ticking;
  private final Holdings held = new Holdings();
  private final ReentrantLock looking = new ReentrantLock();

  /** Held while a copy is made: who asks twice, because it takes its time, gets one. */
  private final Map<Wanted, ReentrantLock> making = new ConcurrentHashMap<>();

  /** Those that are being removed. */
  private final Set<WorkingCopy> leaving = ConcurrentHashMap.newKeySet();

  private final AtomicBoolean closing = new AtomicBoolean();

  /**
   * Begins with none; {@link #recover} finds those of earlier runs.
   *
   * @param workplace whose keys are unlocked; must outlive this
   * @param places where copies lie
   * @throws CopyException.UnfitFolder when the folder that the person chose may not hold any
   * @throws CopyException.NoPrivateFolder when the program's own folder is synchronised
   * @throws CopyException.InUse when another run of the program has copies
   * @throws LocalFileException when the folder cannot be made
   * @throws Exception as {@link Workplace#membership}
   */
  public WorkingCopies(
      Workplace workplace, CopyPlaces places, Surroundings around, CopyListener listener)
      throws Exception {
    this.workplace = workplace;
    this.list = new CopyList(listener);
    boolean begun = false;
    try {
      LocalSeal seal = held.hold(workplace.membership().localSeal("working copies"));
      this.host = new Host(workplace, seal, around, list, listener);
      this.maker = new CopyMaker(host);
      this.folder = held.hold(places.take(around.synced()));
      this.watch = held.hold(watch(folder.folder()));
      List<PrivateFolder> folders = new ArrayList<>(List.of(folder));
      folders.addAll(
          places.takeEarlier(held, e -> host.tell(new CopyEvent.Trouble(host.describe(e)))));
      this.leftovers = new Leftovers(folders, host, watch);
      this.ticking = held.hold(around.ticker().every(around.pace().look(), this::look));
      begun = true;
    } finally {
      if (!begun) {
        held.close();
      }
    }
  }

  private Watch watch(Path any) throws LocalFileException {
    try {
      return Watch.begin(any, this::look);
    } catch (IOException e) {
      throw LocalFileException.whileReading(any, e);
    }
  }

  /**
   * Removes what earlier runs left behind and nothing is lost with; needs no key, so that it is
   * done before anybody unlocks. What may hold changes waits for {@link #recover}.
   *
   * @return how many are left
   */
  public static int sweepLeftovers(CopyPlaces places) throws IOException {
    return Leftovers.sweep(places);
  }

  /** What there is now, in the order in which it came to be. */
  public List<Copy> copies() {
    return list.snapshot();
  }

  /**
   * Has another program show a file, from a copy that cannot be written.
   *
   * @throws CopyException.NoProgram when none does: nothing is left of the copy then
   * @throws CopyException.SignerForbidden when policy does not let the person accept the signer
   * @throws LocalFileException when the copy cannot be written
   * @throws Exception as {@link Documents#fetch} and {@link Workplace#reading}
   */
  public Copy open(Place place, Entry.SealedFile file, Getter.Options options) throws Exception {
    requireAllowed(options);
    return give(
        place, file, Copy.Kind.READ_ONLY, (documents, at) -> documents.fetch(file, at, options));
  }

  /**
   * Has another program edit a file: each save goes back into the place.
   *
   * @throws Exception as {@link #open}
   */
  public Copy edit(Place place, Entry.SealedFile file, Getter.Options options) throws Exception {
    // Who may not seal should know before they begin to write.
    workplace.writing(place);
    requireAllowed(options);
    return give(
        place, file, Copy.Kind.EDITING, (documents, at) -> documents.fetch(file, at, options));
  }

  /**
   * Has another program show an earlier version of a file, after it was verified.
   *
   * @throws CopyException.NoVersions when the drive keeps none
   * @throws CopyException.OtherDocument when it is a version of something else
   * @throws Exception as {@link #open}
   */
  public Copy openVersion(Place place, Entry.SealedFile file, Version version) throws Exception {
    return give(
        place,
        file,
        Copy.Kind.VERSION,
        (documents, at) -> {
          Opened opened =
              new Versions(workplace.trees().reading(place.name())).fetch(file, version, at);
          return new Document(file, opened.id(), opened.metadata());
        });
  }

  /**
   * Opens a file for another program that fetches it by itself: dragged or copied out.
   *
   * @return where it lies, until it is removed like every copy
   * @throws Exception as {@link #open}
   */
  public Path handOut(Place place, Entry.SealedFile file) throws Exception {
    return give(
            place,
            file,
            Copy.Kind.READ_ONLY,
            (documents, at) -> documents.fetch(file, at, STRICT),
            taken -> {})
        .file();
  }

  /** A file that somebody asked for. */
  private record Wanted(String place, String fileId) {}

  /** What becomes of a copy that was made. */
  @FunctionalInterface
  private interface Giving {
    void give(Path copy) throws Exception;
  }

  private Copy give(Place place, Entry.SealedFile file, Copy.Kind kind, CopyMaker.Fetching fetching)
      throws Exception {
    return give(place, file, kind, fetching, host.around().programs()::open).snapshot();
  }

  private WorkingCopy give(
      Place place,
      Entry.SealedFile file,
      Copy.Kind kind,
      CopyMaker.Fetching fetching,
      Giving giving)
      throws Exception {
    requireOpen();
    ReentrantLock alone =
        making.computeIfAbsent(
            new Wanted(place.name(), file.item().id()), _ -> new ReentrantLock());
    alone.lockInterruptibly();
    try {
      Optional<WorkingCopy> there = list.find(place.name(), file, kind);
      if (there.isPresent()) {
        giving.give(there.get().file());
        return there.get();
      }
      return make(place, file, kind, fetching, giving);
    } finally {
      alone.unlock();
    }
  }

  private WorkingCopy make(
      Place place,
      Entry.SealedFile file,
      Copy.Kind kind,
      CopyMaker.Fetching fetching,
      Giving giving)
      throws Exception {
    CopyFolder made = CopyFolder.create(folder.folder());
    try {
      WorkingCopy copy = maker.make(made, place, file, kind, fetching);
      giving.give(copy.file());
      list.add(copy);
      watch.add(made.files());
      list.changed();
      if (closing.get()) {
        throw new IllegalStateException("closed");
      }
      return copy;
    } catch (Exception e) {
      list.find(made.id()).ifPresent(list::remove);
      made.remove();
      throw e;
    }
  }

  private void requireAllowed(Getter.Options options) throws Exception {
    if (options.open().acceptSigner() && !workplace.policy().allowUnknownSigners()) {
      throw new CopyException.SignerForbidden();
    }
  }

  private void requireOpen() {
    if (closing.get()) {
      throw new IllegalStateException("closed");
    }
  }

  /**
   * Looks at all copies: begins to bring back what was saved, and removes what was closed. Called
   * by the ticker, and whenever something was written.
   */
  void look() {
    if (closing.get()) {
      return;
    }
    looking.lock();
    try {
      list.live().forEach(this::look);
      list.kept().stream().filter(KeptCopy::isDue).forEach(copy -> submit(() -> deliver(copy)));
    } finally {
      looking.unlock();
    }
  }

  private void look(WorkingCopy copy) {
    try {
      switch (copy.look()) {
        case NOTHING -> {
          // Until the next time.
        }
        case SAVE -> submit(copy::save);
        case REMOVE ->
            submit(
                () -> {
                  try {
                    finish(copy);
                  } catch (Exception e) {
                    host.tell(new CopyEvent.Trouble(host.describe(e)));
                  }
                });
      }
    } catch (LocalFileException e) {
      // One that is just being removed cannot be looked at, and need not.
      if (list.live().contains(copy) && !leaving.contains(copy)) {
        host.tell(new CopyEvent.Trouble(host.describe(e)));
      }
    }
  }

  private void submit(Runnable task) {
    if (!closing.get()) {
      work.execute(task);
    }
  }

  private void deliver(KeptCopy copy) {
    if (copy.deliver()) {
      list.remove(copy);
      list.changed();
    }
  }

  /** Brings back now what was written, and waits for it; how that ended is the copy's state. */
  public void saveNow(String id) {
    list.find(id).ifPresent(WorkingCopy::save);
    list.kept().stream().filter(copy -> copy.snapshot().id().equals(id)).forEach(this::deliver);
  }

  /**
   * The person is done with a copy: what was written is brought back, and it is removed.
   *
   * @param evenIfOpen whether it goes although another program has it open
   * @return whether it is gone; otherwise its state says why not
   * @throws CopyException.StillOpen when another program has it open
   * @throws CopyException.Remains when it cannot be removed
   */
  public boolean done(String id, boolean evenIfOpen) throws Exception {
    Optional<WorkingCopy> found = list.find(id);
    if (found.isEmpty()) {
      return true;
    }
    WorkingCopy copy = found.get();
    if (!evenIfOpen
        && (copy.folder().isClaimed(copy.file().getFileName().toString())
            || host.around().openFiles().anyIn(copy.folder().files()) == OpenFiles.Answer.YES)) {
      throw new CopyException.StillOpen();
    }
    return finish(copy);
  }

  private boolean finish(WorkingCopy copy) throws Exception {
    copy.save();
    copy.saveStrays();
    if (!copy.isSafe()) {
      return false;
    }
    leaving.add(copy);
    try {
      copy.folder().remove();
    } catch (LocalFileException e) {
      leaving.remove(copy);
      throw new CopyException.Remains(e);
    }
    list.remove(copy);
    leaving.remove(copy);
    list.changed();
    return true;
  }

  /**
   * Takes up what earlier runs left: what somebody still has open is watched again; other changes
   * are sealed under the device's key at once, so that nothing readable of them stays, and begin
   * their way back.
   *
   * @throws LocalFileException when a folder of copies cannot be read
   */
  public void recover() throws LocalFileException {
    leftovers.takeUp();
    list.changed();
    look();
  }

  /**
   * Brings back what was written, for as long as {@link Surroundings.Pace#lock} allows; seals under
   * the device's key what is left; removes every readable copy. What cannot be sealed, on a full
   * disk, stays and is taken up at the next start. Does nothing twice.
   */
  @Override
  public void close() {
    if (closing.getAndSet(true)) {
      return;
    }
    held.release(ticking);
    held.release(watch);
    Clearing clearing = new Clearing(host);
    clearing.bringBack(work);
    try {
      clearing.remove();
    } finally {
      list.clear();
      list.changed();
      held.close();
    }
  }
}
