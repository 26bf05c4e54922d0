package org.dubbelslot.transfer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.dubbelslot.drive.Drive;
import org.dubbelslot.floe.FloeWorkers;
import org.dubbelslot.format.SealException;

/** What uploads of one run of the program share: who encrypts, and where ciphertext waits. */
public final class SealedUpload {
  private static final String NO_RUN = "once";

  private final FloeWorkers workers;
  private final SpoolFolder spools;
  private final LongConsumer progress;
  private final Notes notes;

  /** Where uploads are noted while they are under way, so that a killed program leaves none. */
  interface Notes {
    /** A new upload has begun; what is returned notes how it goes on and that it has ended. */
    Note begin(Uploader.Partial partial) throws IOException;

    /** Of one upload. */
    interface Note {
      /** It goes on. */
      void at(Uploader.Partial partial) throws IOException;

      /** Nothing is left of it to be given up. */
      void end() throws IOException;
    }
  }

  /**
   * Uploads of no queue: a break loses what was begun. Spools in {@code spoolFolder}, which must
   * not be a synchronised one.
   *
   * @param progress is told how many bytes of the current upload have arrived
   */
  public SealedUpload(FloeWorkers workers, Path spoolFolder, LongConsumer progress) {
    this(
        workers,
        new SpoolFolder(spoolFolder, NO_RUN, SpoolFolder.Room.ofTheDisk()),
        progress,
        first -> new Unnoted());
  }

  SealedUpload(FloeWorkers workers, SpoolFolder spools, LongConsumer progress, Notes notes) {
    this.workers = workers;
    this.spools = spools;
    this.progress = progress;
    this.notes = notes;
  }

  /** An upload that nobody finds again. */
  private static final class Unnoted implements Notes.Note {
    @Override
    public void at(Uploader.Partial partial) {}

    @Override
    public void end() {}
  }

  Notes notes() {
    return notes;
  }

  FloeWorkers workers() {
    return workers;
  }

  LongConsumer progress() {
    return progress;
  }

  Uploader uploader(Drive drive, TeamAccess access) {
    return new Uploader(drive, access, workers, spools);
  }

  /**
   * Uploads a parcel now or not at all: after a failure nothing of it is left on either side, as
   * far as the drive can be reached.
   *
   * @throws TransferException.NotVerified when what is read back is not what was sent
   */
  Uploader.Arrived once(Drive drive, TeamAccess access, Parcel parcel)
      throws IOException, SealException, TransferException {
    Uploader uploader = uploader(drive, access);
    Begun begun = new Begun();
    try {
      Uploader.Arrived arrived = uploader.run(parcel, Optional.empty(), begun::at, progress);
      begun.end();
      return arrived;
    } catch (IOException | SealException | TransferException e) {
      try {
        if (begun.last != null) {
          // A session that is merely forgotten keeps the name blocked.
          uploader.discard(begun.last);
          begun.end();
        }
      } catch (IOException alsoFailed) {
        e.addSuppressed(alsoFailed);
      }
      throw e;
    }
  }

  /** What was begun last; written by the sealer, too, which has ended when it is read. */
  private final class Begun {
    private volatile Uploader.Partial last;
    private volatile Notes.Note note;

    void at(Uploader.Partial partial) throws IOException {
      if (note == null) {
        note = notes.begin(partial);
      } else {
        note.at(partial);
      }
      last = partial;
    }

    void end() throws IOException {
      if (note != null) {
        note.end();
      }
    }
  }
}
