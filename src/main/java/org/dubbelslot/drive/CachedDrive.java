package org.dubbelslot.drive;

import java.io.InputStream;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.dubbelslot.files.LocalFileException;

/**
 * A drive that answers listings from a copy on this computer, which it brings up to date by the
 * drive's changes once, when first asked; {@link #refresh} does so again. What was never listed
 * whole is asked of the drive itself, while the copy grows by some pages each time.
 *
 * <p>The copy is a convenience, never a proof: whoever keeps the drive could have lied the first
 * time too. A copy that cannot be used is passed by.
 *
 * <p>For any number of threads: while one brings the copy up to date, which may take minutes, the
 * others are answered by the drive itself.
 */
public final class CachedDrive implements Drive {
  /** Pages that one run may fetch beside what it was asked for. */
  private static final int PAGES_BESIDE = 3;

  /** A hundred million items: whoever sends more than that never ends. */
  private static final int MOST_PAGES = 500_000;

  /** Graph may give empty pages while it looks; it finds something before long. */
  private static final int MOST_PAGES_WITHOUT_NEWS = 20;

  private final Drive drive;
  private final ListingStore store;
  private final int pagesBeside;
  private final AtomicInteger pagesLeft;

  /** The root's id, where the copy may answer while the drive cannot be reached. */
  private final Optional<String> offlineRoot;

  /** Why the drive could not be reached, and which wish that was. */
  private volatile Optional<DriveException> offline = Optional.empty();

  private volatile int tried;

  /** How often somebody wished to see what changed, and which of these wishes the copy fulfils. */
  private final AtomicInteger wishes = new AtomicInteger(1);

  private volatile int fulfilled;

  private final ReentrantLock advancing = new ReentrantLock();
  private int withoutNews;

  /**
   * A cached {@code drive}.
   *
   * @param store belongs to this object from now on
   */
  public CachedDrive(Drive drive, ListingStore store) {
    this(drive, store, PAGES_BESIDE);
  }

  /**
   * A cached {@code drive} whose copy answers, where it was whole once, also while the drive cannot
   * be reached; {@link #outOfDate} tells.
   *
   * @param store belongs to this object from now on
   * @param rootId of the drive's root; empty: what cannot be asked fails
   */
  public CachedDrive(Drive drive, ListingStore store, Optional<String> rootId) {
    this(drive, store, PAGES_BESIDE, rootId);
  }

  /**
   * A cached {@code drive}.
   *
   * @param store belongs to this object from now on
   * @param pagesBeside how many pages of changes may be fetched, at first and after each {@link
   *     #refresh}, beside what is asked for
   */
  public CachedDrive(Drive drive, ListingStore store, int pagesBeside) {
    this(drive, store, pagesBeside, Optional.empty());
  }

  private CachedDrive(
      Drive drive, ListingStore store, int pagesBeside, Optional<String> offlineRoot) {
    this.offlineRoot = offlineRoot;
    this.drive = drive;
    this.store = store;
    this.pagesBeside = pagesBeside;
    this.pagesLeft = new AtomicInteger(pagesBeside);
  }

  /** Asks for what changed since, when next a listing is wanted. */
  public void refresh() {
    pagesLeft.set(pagesBeside);
    wishes.incrementAndGet();
  }

  /** Fetches everything that the copy lacks. */
  @Override
  public void prepareToListAll() throws DriveException {
    try {
      advancing.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DriveException.Stopped(e);
    }
    try {
      advance(MOST_PAGES);
    } finally {
      advancing.unlock();
    }
  }

  @Override
  public DriveItems list(String folderId) throws DriveException {
    boolean copyAnswers;
    try {
      copyAnswers = advanceBeside() || isOffline();
    } catch (DriveException.Unreachable e) {
      if (!mayAnswer(e)) {
        throw e;
      }
      copyAnswers = true;
    }
    if (!copyAnswers) {
      return drive.list(folderId);
    }
    try {
      Optional<DriveItem> folder = store.item(folderId);
      if (folder.isEmpty()) {
        return drive.list(folderId);
      }
      if (!folder.get().folder()) {
        throw new DriveException.NotAFolder();
      }
      Iterator<DriveItem> children = store.children(folderId).iterator();
      return () -> children.hasNext() ? Optional.of(children.next()) : Optional.empty();
    } catch (LocalFileException unusable) {
      return drive.list(folderId);
    }
  }

  /** Why the copy is out of date, if it answers although it is. */
  public Optional<DriveException> outOfDate() {
    return isCurrent() ? Optional.empty() : offline;
  }

  /** Whether the copy does instead of a drive that cannot be reached; takes note of that. */
  private boolean mayAnswer(DriveException.Unreachable why) {
    try {
      if (offlineRoot.isPresent()
          && store.progress().filter(ListingStore.Progress::whole).isPresent()) {
        tried = wishes.get();
        offline = Optional.of(why);
        return true;
      }
    } catch (LocalFileException unusable) {
      why.addSuppressed(unusable);
    }
    return false;
  }

  /** Nobody asked anew since the drive could not be reached. */
  private boolean isOffline() {
    return !isCurrent() && offline.isPresent() && tried == wishes.get();
  }

  private boolean isCurrent() {
    return fulfilled == wishes.get();
  }

  private boolean advanceBeside() throws DriveException {
    if (isCurrent()) {
      return true;
    }
    if (isOffline() || !advancing.tryLock()) {
      return false;
    }
    try {
      boolean current = advance(pagesLeft.getAndSet(0));
      offline = Optional.empty();
      return current;
    } finally {
      advancing.unlock();
    }
  }

  /** Whether the copy is whole, after at most so many pages; one thread at a time. */
  private boolean advance(int pages) throws DriveException {
    try {
      for (int page = 0; page < pages && !isCurrent(); page++) {
        int wish = wishes.get();
        Optional<ListingStore.Progress> known = store.progress();
        Optional<String> token = known.map(ListingStore.Progress::token);
        Changes changes = drive.changes(token);
        boolean news = !changes.present().isEmpty() || !changes.deleted().isEmpty();
        withoutNews = news ? 0 : withoutNews + 1;
        if (changes.more()
            && (token.equals(Optional.of(changes.token()))
                || withoutNews > MOST_PAGES_WITHOUT_NEWS)) {
          throw new DriveException.Protocol(200, "endlessChanges");
        }
        if (store.apply(token, changes) && !changes.more()) {
          fulfilled = wish;
        }
      }
      return isCurrent();
    } catch (LocalFileException unusable) {
      return false;
    }
  }

  @Override
  public DriveItem root() throws DriveException {
    if (isOffline()) {
      Optional<DriveItem> known = knownRoot();
      if (known.isPresent()) {
        return known.get();
      }
    }
    try {
      return drive.root();
    } catch (DriveException.Unreachable e) {
      if (mayAnswer(e)) {
        return knownRoot().orElseThrow(() -> e);
      }
      throw e;
    }
  }

  private Optional<DriveItem> knownRoot() {
    try {
      return offlineRoot.isPresent() ? store.item(offlineRoot.get()) : Optional.empty();
    } catch (LocalFileException unusable) {
      return Optional.empty();
    }
  }

  @Override
  public DriveItem stat(String id) throws DriveException {
    return drive.stat(id);
  }

  @Override
  public DriveItem statPath(String path) throws DriveException {
    return drive.statPath(path);
  }

  @Override
  public InputStream read(String id, ByteRange range) throws DriveException {
    return drive.read(id, range);
  }

  @Override
  public Upload upload(UploadRequest request) throws DriveException {
    return noting(doubting(() -> drive.upload(request)), Optional.of(request.parentId()));
  }

  @Override
  public Upload resume(UploadHandle handle) throws DriveException {
    return noting(doubting(() -> drive.resume(handle)), Optional.empty());
  }

  @Override
  public DriveItem createFolder(String parentId, String name) throws DriveException {
    return note(doubting(() -> drive.createFolder(parentId, name)), Optional.of(parentId));
  }

  @Override
  public DriveItem move(String id, String newParentId, String newName, Optional<String> eTag)
      throws DriveException {
    return note(
        doubting(() -> drive.move(id, newParentId, newName, eTag)), Optional.of(newParentId));
  }

  @Override
  public void delete(String id, Optional<String> eTag) throws DriveException {
    drive.delete(id, eTag);
    forget(id);
  }

  private void forget(String id) {
    try {
      store.remove(id);
    } catch (LocalFileException unusable) {
      refresh();
    }
  }

  @Override
  public Changes changes(Optional<String> token) throws DriveException {
    return drive.changes(token);
  }

  @Override
  public Optional<EarlierVersions> earlierVersions() {
    return drive.earlierVersions();
  }

  @Override
  public Optional<Provider> provider() {
    return drive.provider().map(Noting::new);
  }

  /** What is erased is in no listing either. */
  private final class Noting implements Provider {
    private final Provider provider;

    Noting(Provider provider) {
      this.provider = provider;
    }

    @Override
    public void list(String folderId, Part part) throws DriveException {
      provider.list(folderId, part);
    }

    @Override
    public Seen seen(String id) throws DriveException {
      return provider.seen(id);
    }

    @Override
    public void erase(String id, Optional<String> eTag) throws DriveException {
      provider.erase(id, eTag);
      forget(id);
    }
  }

  @Override
  public void close() {
    try {
      store.close();
    } catch (LocalFileException e) {
      // The copy is made anew where it is damaged; nothing that counts is lost with it.
      System.getLogger(CachedDrive.class.getName())
          .log(System.Logger.Level.WARNING, "the copy of a listing did not close", e);
    } finally {
      drive.close();
    }
  }

  /** What the drive is asked to do. */
  @FunctionalInterface
  private interface Change<T> {
    T make() throws DriveException;
  }

  /** A change that does not fit what lies there was made of a copy that is out of date. */
  private <T> T doubting(Change<T> change) throws DriveException {
    try {
      return change.make();
    } catch (DriveException.NameTaken | DriveException.Changed e) {
      refresh();
      throw e;
    }
  }

  /** What this program did is in the copy before the drive tells of it. */
  private DriveItem note(DriveItem item, Optional<String> folder) {
    Optional<String> parent = item.parentId().or(() -> folder);
    try {
      if (parent.isPresent()) {
        store.put(item.in(parent.get()));
      } else {
        refresh();
      }
    } catch (LocalFileException unusable) {
      refresh();
    }
    return item;
  }

  private Upload noting(Upload upload, Optional<String> folder) {
    return new Upload() {
      @Override
      public UploadHandle handle() {
        return upload.handle();
      }

      @Override
      public Uploaded send(UploadSource source, LongConsumer progress) throws DriveException {
        Uploaded uploaded = doubting(() -> upload.send(source, progress));
        note(uploaded.item(), folder);
        return uploaded;
      }

      @Override
      public void cancel() throws DriveException {
        upload.cancel();
      }
    };
  }
}
