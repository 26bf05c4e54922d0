package org.dubbelslot.workplace.copies;

import java.io.IOException;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.dubbelslot.crypto.LocalSeal;
import org.dubbelslot.custody.Membership;
import org.dubbelslot.drive.EarlierVersions.Version;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.files.SourceFile;
import org.dubbelslot.files.SyncedFolders;
import org.dubbelslot.format.OpenOptions;
import org.dubbelslot.format.Opened;
import org.dubbelslot.transfer.Conflict;
import org.dubbelslot.transfer.CopyException;
import org.dubbelslot.transfer.Document;
import org.dubbelslot.transfer.Documents;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Getter;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.SealedTree;
import org.dubbelslot.transfer.Versions;
import org.dubbelslot.words.Failure;
import org.dubbelslot.words.Failures;
import org.dubbelslot.workplace.Home;
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
  private static final String NEUTRAL = "Document";
  private static final Getter.Options STRICT =
      new Getter.Options(Conflict.FAIL, OpenOptions.STRICT, false);

  private final Workplace workplace;
  private final Surroundings around;
  private final CopyListener listener;
  private final PrivateFolder folder;
  private final LocalSeal seal;
  private final Watch watch;
  private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
  private final Ticker.Ticking ticking;
  private final ReentrantLock looking = new ReentrantLock();
  private final ReentrantLock telling = new ReentrantLock();
  private final AtomicLong order = new AtomicLong();
  private final Map<Long, WorkingCopy> live = new ConcurrentSkipListMap<>();

  /** Those that are being removed. */
  private final Set<WorkingCopy> leaving = ConcurrentHashMap.newKeySet();

  private final Map<Long, KeptCopy> kept = new ConcurrentSkipListMap<>();
  private final Host host = new Shared();
  private final AtomicBoolean closing = new AtomicBoolean();

  /**
   * Begins with none; {@link #recover} finds those of earlier runs.
   *
   * @param workplace whose keys are unlocked; must outlive this
   * @throws CopyException.NoPrivateFolder when the program's own folder is synchronised
   * @throws CopyException.InUse when another run of the program has copies
   * @throws LocalFileException when the folder cannot be made
   * @throws Exception as {@link Workplace#membership}
   */
  public WorkingCopies(Workplace workplace, Surroundings around, CopyListener listener)
      throws Exception {
    this.workplace = workplace;
    this.around = around;
    this.listener = listener;
    this.seal = workplace.membership().localSeal("working copies");
    this.folder = PrivateFolder.take(in(workplace.services().home()), around.synced());
    try {
      this.watch = Watch.begin(folder.folder(), this::look);
    } catch (IOException e) {
      folder.close();
      throw LocalFileException.whileReading(folder.folder(), e);
    }
    this.ticking = around.ticker().every(around.pace().look(), this::look);
  }

  /** Where copies lie. */
  public static Path in(Home home) {
    return home.state().resolve("copies");
  }

  /**
   * Removes what earlier runs left behind and nothing is lost with; needs no key, so that it is
   * done before anybody unlocks. What may hold changes waits for {@link #recover}.
   *
   * @return how many are left
   */
  public static int sweepLeftovers(Home home, SyncedFolders synced) throws IOException {
    int left = 0;
    try (PrivateFolder mine = PrivateFolder.take(in(home), synced)) {
      for (Path each : PrivateFolder.copies(mine.folder())) {
        CopyFolder copy = new CopyFolder(each);
        if (copy.isWorthless()) {
          copy.remove();
        } else {
          left++;
        }
      }
    } catch (CopyException e) {
      // Another run has them, or they may not lie there at all and never did.
      return 0;
    }
    return left;
  }

  /** What there is now, in the order in which it came to be. */
  public List<Copy> copies() {
    List<Copy> copies = new ArrayList<>();
    kept.values().forEach(one -> copies.add(one.snapshot()));
    live.values().forEach(one -> copies.add(one.snapshot()));
    return copies;
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
          Opened opened = new Versions(tree(place.name(), false)).fetch(file, version, at);
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

  /** How the content of a copy comes. */
  @FunctionalInterface
  private interface Fetching {
    Document fetch(Documents documents, Path target) throws Exception;
  }

  /** What becomes of a copy that was made. */
  @FunctionalInterface
  private interface Giving {
    void give(Path copy) throws Exception;
  }

  private Copy give(Place place, Entry.SealedFile file, Copy.Kind kind, Fetching fetching)
      throws Exception {
    return give(place, file, kind, fetching, around.programs()::open).snapshot();
  }

  private WorkingCopy give(
      Place place, Entry.SealedFile file, Copy.Kind kind, Fetching fetching, Giving giving)
      throws Exception {
    requireOpen();
    Optional<WorkingCopy> there = there(place, file, kind);
    if (there.isPresent()) {
      giving.give(there.get().file());
      return there.get();
    }
    CopyFolder made = CopyFolder.create(folder.folder());
    try {
      WorkingCopy copy = make(made, place, file, kind, fetching);
      giving.give(copy.file());
      long number = order.getAndIncrement();
      live.put(number, copy);
      watch.add(made.files());
      changed();
      if (closing.get()) {
        throw new IllegalStateException("closed");
      }
      return copy;
    } catch (Exception e) {
      live.values().removeIf(copy -> copy.folder() == made);
      made.remove();
      throw e;
    }
  }

  private Optional<WorkingCopy> there(Place place, Entry.SealedFile file, Copy.Kind kind) {
    return live.values().stream()
        .filter(copy -> copy.isOf(place.name(), file.item().id(), kind))
        .filter(
            copy ->
                copy.snapshot().kind() == Copy.Kind.EDITING
                    || copy.document().file().item().eTag().equals(file.item().eTag()))
        .findFirst();
  }

  private WorkingCopy make(
      CopyFolder made, Place place, Entry.SealedFile file, Copy.Kind kind, Fetching fetching)
      throws Exception {
    boolean editing = kind == Copy.Kind.EDITING;
    Path target = made.files().resolve(localName(file.name()));
    Document document;
    try (Documents documents = new Documents(tree(place.name(), editing))) {
      document = fetching.fetch(documents, target);
    }
    if (!editing) {
      CopyFolder.protect(target);
    }
    CopyFolder.Note note =
        new CopyFolder.Note(place.name(), document, target.getFileName().toString(), editing);
    made.write(note, seal);
    byte[] clean = CopyFolder.hash(SourceFile.of(target));
    // From here on another program may have it.
    made.writeClean(clean);
    return new WorkingCopy(host, made, note, kind, clean);
  }

  private String localName(String name) throws Exception {
    String local = Getter.localName(name);
    if (!workplace.policy().neutralCopyNames()) {
      return local;
    }
    int dot = local.lastIndexOf('.');
    String extension = dot < 0 ? "" : local.substring(dot);
    return NEUTRAL + (extension.matches("\\.[A-Za-z0-9]{1,10}") ? extension : "");
  }

  private SealedTree tree(String place, boolean writing) throws Exception {
    return writing ? workplace.trees().writing(place) : workplace.trees().reading(place);
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
      live.forEach(this::look);
      kept.forEach(
          (number, copy) -> {
            if (copy.isDue()) {
              submit(() -> deliver(number, copy));
            }
          });
    } finally {
      looking.unlock();
    }
  }

  private void look(long number, WorkingCopy copy) {
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
                    finish(number, copy);
                  } catch (Exception e) {
                    tell(new CopyEvent.Trouble(describe(e)));
                  }
                });
      }
    } catch (LocalFileException e) {
      // One that is just being removed cannot be looked at, and need not.
      if (live.get(number) == copy && !leaving.contains(copy)) {
        tell(new CopyEvent.Trouble(describe(e)));
      }
    }
  }

  private void submit(Runnable task) {
    if (!closing.get()) {
      work.execute(task);
    }
  }

  private void deliver(long number, KeptCopy copy) {
    if (copy.deliver()) {
      kept.remove(number);
      changed();
    }
  }

  /** Brings back now what was written, and waits for it; how that ended is the copy's state. */
  public void saveNow(String id) {
    find(id).ifPresent(found -> found.copy().save());
    kept.forEach(
        (number, copy) -> {
          if (copy.snapshot().id().equals(id)) {
            deliver(number, copy);
          }
        });
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
    Optional<Found> found = find(id);
    if (found.isEmpty()) {
      return true;
    }
    WorkingCopy copy = found.get().copy();
    if (!evenIfOpen
        && (copy.folder().isClaimed(copy.file().getFileName().toString())
            || around.openFiles().anyIn(copy.folder().files()) == OpenFiles.Answer.YES)) {
      throw new CopyException.StillOpen();
    }
    return finish(found.get().number(), copy);
  }

  private boolean finish(long number, WorkingCopy copy) throws Exception {
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
    live.remove(number);
    leaving.remove(copy);
    changed();
    return true;
  }

  private record Found(long number, WorkingCopy copy) {}

  private Optional<Found> find(String id) {
    return live.entrySet().stream()
        .filter(entry -> entry.getValue().id().equals(id))
        .map(entry -> new Found(entry.getKey(), entry.getValue()))
        .findFirst();
  }

  /**
   * Takes up what earlier runs left: what somebody still has open is watched again; other changes
   * are sealed under the device's key at once, so that nothing readable of them stays, and begin
   * their way back.
   *
   * @throws LocalFileException when the folder of copies cannot be read
   */
  public void recover() throws LocalFileException {
    for (Path each : PrivateFolder.copies(folder.folder())) {
      CopyFolder copy = new CopyFolder(each);
      if (find(copy.id()).isEmpty()
          && kept.values().stream().noneMatch(one -> one.snapshot().id().equals(copy.id()))) {
        try {
          recover(copy);
        } catch (IOException e) {
          tell(new CopyEvent.Trouble(describe(e)));
        }
      }
    }
    changed();
    look();
  }

  private void recover(CopyFolder copy) throws IOException {
    if (copy.isWorthless()) {
      copy.remove();
      return;
    }
    Optional<CopyFolder.Note> note = copy.note(seal);
    if (note.isEmpty()) {
      // Of a device that enrolled anew: it cannot be told where the changes belong.
      tell(new CopyEvent.Trouble(describe(new CopyException.Remains(null))));
      return;
    }
    if (copy.isReadable()) {
      byte[] clean = copy.readClean().orElse(new byte[0]);
      if (around.openFiles().anyIn(copy.files()) == OpenFiles.Answer.YES) {
        adopt(copy, note.get(), clean);
        return;
      }
      Path file = copy.files().resolve(note.get().file());
      WorkingCopy.keepRest(copy, file, clean, note.get().document().name(), host);
      copy.removeFiles();
    }
    if (!copy.keepsAnything()) {
      copy.remove();
      return;
    }
    kept.put(order.getAndIncrement(), new KeptCopy(host, copy, note.get()));
  }

  private void adopt(CopyFolder copy, CopyFolder.Note note, byte[] clean) throws IOException {
    Copy.Kind kind = note.editing() ? Copy.Kind.EDITING : Copy.Kind.READ_ONLY;
    WorkingCopy again = new WorkingCopy(host, copy, note, kind, clean);
    again.doubt();
    live.put(order.getAndIncrement(), again);
    watch.add(copy.files());
  }

  /** One after the other, so that what is told last is what holds. */
  private void changed() {
    telling.lock();
    try {
      listener.changed(copies());
    } finally {
      telling.unlock();
    }
  }

  private void tell(CopyEvent event) {
    listener.told(event);
  }

  private Failure describe(Exception e) {
    return new Failures(around.words()).describe(e, Optional.empty());
  }

  /**
   * Brings back what was written, for as long as {@link Surroundings.Pace#lock} allows; seals under
   * the device's key what is left; removes every readable copy. What cannot be sealed, on a full
   * disk, stays and is taken up at the next start. Does nothing twice.
   */
  @Override
  public void close() throws IOException {
    if (closing.getAndSet(true)) {
      return;
    }
    ticking.close();
    watch.close();
    List<Future<?>> last = new ArrayList<>();
    for (WorkingCopy copy : live.values()) {
      last.add(
          work.submit(
              () -> {
                copy.save();
                copy.saveStrays();
                return null;
              }));
    }
    await(last);
    work.shutdownNow();
    try {
      for (WorkingCopy copy : live.values()) {
        retire(copy);
      }
    } finally {
      live.clear();
      kept.clear();
      changed();
      seal.close();
      folder.close();
    }
  }

  private void await(List<Future<?>> last) {
    long until = System.nanoTime() + around.pace().lock().toNanos();
    for (Future<?> one : last) {
      try {
        one.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        one.cancel(true);
      } catch (ExecutionException e) {
        // What was not brought back is kept.
        System.getLogger(WorkingCopies.class.getName())
            .log(System.Logger.Level.DEBUG, "not brought back before the lock", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        one.cancel(true);
      }
    }
  }

  private void retire(WorkingCopy copy) {
    try {
      if (copy.keepRest()) {
        copy.folder().removeFiles();
        tell(new CopyEvent.KeptForLater(copy.snapshot().name()));
      } else {
        copy.folder().remove();
      }
    } catch (IOException e) {
      tell(new CopyEvent.Trouble(describe(new CopyException.Remains(e))));
    }
  }

  /** What single copies share. */
  private final class Shared implements Host {
    @Override
    public Documents documents(String place) throws Exception {
      return new Documents(tree(place, true));
    }

    @Override
    public LocalSeal seal() {
      return seal;
    }

    @Override
    public Surroundings around() {
      return around;
    }

    @Override
    public String besideName(String name) throws Exception {
      Membership membership = workplace.membership();
      Optional<String> person = membership.names().member(membership.member().id());
      Locale locale = around.words().language().locale();
      String moment =
          DateTimeFormatter.ofPattern("d MMM yyyy H.mm", locale)
              .withZone(around.clock().getZone())
              .format(around.clock().instant())
              .replace(". ", " ");
      String told = person.map(who -> who + ", " + moment).orElse(moment);
      int dot = name.lastIndexOf('.');
      int stem = dot > 0 ? dot : name.length();
      return name.substring(0, stem) + " (" + told + ")" + name.substring(stem);
    }

    @Override
    public Failure describe(Exception thrown) {
      return WorkingCopies.this.describe(thrown);
    }

    @Override
    public void changed() {
      WorkingCopies.this.changed();
    }

    @Override
    public void tell(CopyEvent event) {
      WorkingCopies.this.tell(event);
    }
  }
}
