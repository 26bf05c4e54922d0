package org.dubbelslot.workplace.copies;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.files.SourceFile;
import org.dubbelslot.transfer.CopyException;
import org.dubbelslot.transfer.Document;
import org.dubbelslot.transfer.Documents;
import org.dubbelslot.transfer.Edited;
import org.dubbelslot.transfer.Entry;

/**
 * One copy that another program has been given. A save of that program is what stands at the copy's
 * name once nothing was written for a while: how it came there, by writing, by renaming over it, by
 * deleting and making anew, does not matter. For any number of threads.
 */
final class WorkingCopy {
  private static final int MOST_TIMES_KEPT = 3;

  private final Host host;
  private final CopyFolder folder;
  private final Copy.Kind kind;
  private final String place;
  private final Path file;
  private final Closing closing;
  private final Retry retry;

  /** Held while content goes anywhere; what is below belongs to this object's monitor. */
  private final ReentrantLock moving = new ReentrantLock();

  private Document document;
  private byte[] clean;
  private Copy.State state = new Copy.State.Open();
  private Optional<Seen> seen;
  private Optional<Seen> safe;
  private Instant since;
  private boolean missingTold;

  /** Of a note whose content is clean, unless it was changed since. */
  WorkingCopy(Host host, CopyFolder folder, CopyFolder.Note note, Copy.Kind kind, byte[] clean)
      throws LocalFileException {
    this.host = host;
    this.folder = folder;
    this.kind = kind;
    this.place = note.place();
    this.file = folder.files().resolve(note.file());
    this.document = note.document();
    this.clean = clean.clone();
    this.closing = new Closing(host.around().pace());
    this.retry = new Retry(host.around().pace());
    this.seen = Seen.of(file);
    this.safe = seen;
    this.since = host.now();
  }

  /** As one that was found again: what stands there now is not yet known to be safe. */
  void doubt() {
    synchronized (this) {
      safe = Optional.empty();
    }
  }

  String id() {
    return folder.id();
  }

  Path file() {
    return file;
  }

  CopyFolder folder() {
    return folder;
  }

  synchronized Copy snapshot() {
    return new Copy(id(), place, document.name(), document.file().item().id(), kind, state);
  }

  /** Whether it serves who wants that file, as it lies there now, for that. */
  synchronized boolean serves(String otherPlace, Entry.SealedFile wanted, Copy.Kind wantedKind) {
    boolean same =
        place.equals(otherPlace) && document.file().item().id().equals(wanted.item().id());
    if (kind == Copy.Kind.EDITING) {
      return same && wantedKind != Copy.Kind.VERSION;
    }
    return same && kind == wantedKind && document.file().item().eTag().equals(wanted.item().eTag());
  }

  synchronized Document document() {
    return document;
  }

  /** What is to be done now. */
  enum Due {
    NOTHING,
    SAVE,
    REMOVE
  }

  /** Looks at the file. */
  Due look() throws LocalFileException {
    Instant now = host.now();
    Optional<Seen> found = Seen.of(file);
    boolean claimed = folder.isClaimed(file.getFileName().toString());
    OpenFiles.Answer open =
        claimed ? OpenFiles.Answer.YES : host.around().openFiles().anyIn(folder.files());
    Copy.State before;
    Copy.State after;
    Due due;
    synchronized (this) {
      before = state;
      due = look(found, closing.look(claimed, open, now), now);
      after = state;
    }
    if (before != after) {
      host.changed();
    }
    return due;
  }

  private Due look(Optional<Seen> found, boolean closed, Instant now) {
    if (!found.equals(seen)) {
      seen = found;
      since = now;
      missingTold = false;
      if (found.isPresent() && !found.equals(safe) && !(state instanceof Copy.State.Saving)) {
        state = new Copy.State.Changed();
      }
    }
    if (moving.isLocked()) {
      return Due.NOTHING;
    }
    if (found.isEmpty()) {
      return missing(closed, now);
    }
    if (!found.equals(safe)) {
      boolean emptied = found.get().size() == 0 && !closed;
      boolean quiet = !now.isBefore(since.plus(host.around().pace().quiet()));
      return quiet && !emptied && retry.isDue(now) ? Due.SAVE : Due.NOTHING;
    }
    return closed ? Due.REMOVE : Due.NOTHING;
  }

  private Due missing(boolean closed, Instant now) {
    boolean away = !now.isBefore(since.plus(host.around().pace().missing()));
    if (closed && away) {
      return Due.REMOVE;
    }
    if (away && !missingTold) {
      missingTold = true;
      state = new Copy.State.Failed(host.describe(new CopyException.Gone()), Instant.MAX);
    }
    return Due.NOTHING;
  }

  private void set(Copy.State next) {
    synchronized (this) {
      state = next;
    }
    host.changed();
  }

  /** Brings back what was written, if anything was; what goes wrong becomes the copy's state. */
  void save() {
    try {
      moving.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    try {
      Optional<Seen> before = Seen.of(file);
      if (before.isEmpty()) {
        return;
      }
      SourceFile source = SourceFile.of(file);
      byte[] hash = CopyFolder.hash(source);
      if (isClean(hash)) {
        arrivedAt(before);
        if (state() instanceof Copy.State.Changed || state() instanceof Copy.State.Failed) {
          set(new Copy.State.Open());
        }
        return;
      }
      set(new Copy.State.Saving());
      Copy.State reached = bringBack(Edited.of(source));
      note(hash);
      arrivedAt(before);
      set(reached);
    } catch (LocalFileException.Changed
        | LocalFileException.Vanished
        | LocalFileException.Missing
        | DriveException.SourceFailed e) {
      // The other program goes on writing: this was no save yet.
      synchronized (this) {
        since = host.now();
      }
      set(new Copy.State.Changed());
    } catch (Exception e) {
      failed(e);
    } finally {
      moving.unlock();
    }
  }

  private synchronized Copy.State state() {
    return state;
  }

  private synchronized boolean isClean(byte[] hash) {
    return MessageDigest.isEqual(hash, clean);
  }

  private synchronized void arrivedAt(Optional<Seen> content) {
    safe = content;
    retry.succeeded();
  }

  private void failed(Exception e) {
    Instant next;
    synchronized (this) {
      next = retry.failed(host.now());
    }
    set(new Copy.State.Failed(host.describe(e), next));
  }

  private Copy.State bringBack(Edited content) throws Exception {
    Document was = document();
    try (Documents documents = host.writing(place)) {
      if (kind == Copy.Kind.EDITING) {
        if (documents.save(was, content) instanceof Documents.Outcome.Saved(Document now)) {
          become(now);
          return new Copy.State.Saved(host.now());
        }
        Optional<Document> arrived = documents.arrived(was, content);
        if (arrived.isPresent()) {
          become(arrived.get());
          return new Copy.State.Saved(host.now());
        }
      }
      Document ours = documents.putBeside(was, host.besideName(was.name()), content);
      become(ours);
      host.tell(new CopyEvent.KeptBoth(was.name(), ours.name()));
      return new Copy.State.Conflict(was.name());
    }
  }

  private synchronized void become(Document now) {
    document = now;
  }

  /** Takes note of what has arrived; without it, a kill would only have it compared once more. */
  private void note(byte[] hash) {
    synchronized (this) {
      clean = hash;
    }
    try {
      folder.write(
          new CopyFolder.Note(
              place, document(), file.getFileName().toString(), kind == Copy.Kind.EDITING),
          host.seal());
      folder.writeClean(hash);
    } catch (LocalFileException e) {
      System.getLogger(WorkingCopy.class.getName())
          .log(System.Logger.Level.WARNING, "what was saved could not be noted", e);
    }
  }

  /** Puts what somebody saved under other names beside the document. */
  void saveStrays() throws Exception {
    moving.lockInterruptibly();
    try {
      for (Path stray : folder.strays(file.getFileName().toString())) {
        try (Documents documents = host.writing(place)) {
          String name = stray.getFileName().toString();
          Document put = documents.putBeside(document(), name, Edited.of(SourceFile.of(stray)));
          Files.delete(stray);
          host.tell(new CopyEvent.PutBeside(put.name()));
        }
      }
    } finally {
      moving.unlock();
    }
  }

  /**
   * Whether everything of it lies in the place.
   *
   * @throws IOException when that cannot be told
   */
  boolean isSafe() throws IOException {
    if (!folder.strays(file.getFileName().toString()).isEmpty()) {
      return false;
    }
    return Seen.of(file).isEmpty() || isClean(CopyFolder.hash(SourceFile.of(file)));
  }

  /**
   * Seals under the device's key what is not in the place, to be brought back another time.
   *
   * @return whether there was anything
   * @throws IOException when it cannot be sealed: then nothing may be removed
   */
  boolean keepRest() throws IOException {
    moving.lock();
    try {
      return keepRest(folder, file, clean, document().name(), host);
    } finally {
      moving.unlock();
    }
  }

  /** The same for a copy of an earlier run. */
  static boolean keepRest(
      CopyFolder folder, Path file, byte[] clean, String documentName, Host host)
      throws IOException {
    boolean any = false;
    if (Seen.of(file).isPresent()
        && !MessageDigest.isEqual(CopyFolder.hash(SourceFile.of(file)), clean)) {
      keep(folder.keptMain(host.seal()), file, documentName);
      any = true;
    }
    for (Path stray : folder.strays(file.getFileName().toString())) {
      keep(folder.keptBeside(host.seal(), stray), stray, stray.getFileName().toString());
      any = true;
    }
    return any;
  }

  /** A program may be writing at this very moment; what it has written a moment later counts. */
  private static void keep(KeptContent kept, Path file, String name) throws IOException {
    for (int time = 1; ; time++) {
      try {
        kept.keep(SourceFile.of(file), name);
        return;
      } catch (LocalFileException.Changed e) {
        if (time == MOST_TIMES_KEPT) {
          throw e;
        }
      }
    }
  }
}
