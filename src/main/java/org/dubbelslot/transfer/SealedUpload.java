package org.dubbelslot.transfer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
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

  /**
   * Uploads of no queue: a break loses what was begun. Spools in {@code spoolFolder}, which must
   * not be a synchronised one.
   *
   * @param progress is told how many bytes of the current upload have arrived
   */
  public SealedUpload(FloeWorkers workers, Path spoolFolder, LongConsumer progress) {
    this(workers, new SpoolFolder(spoolFolder, NO_RUN, SpoolFolder.Room.ofTheDisk()), progress);
  }

  SealedUpload(FloeWorkers workers, SpoolFolder spools, LongConsumer progress) {
    this.workers = workers;
    this.spools = spools;
    this.progress = progress;
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
    AtomicReference<Uploader.Partial> begun = new AtomicReference<>();
    try {
      return uploader.run(parcel, Optional.empty(), begun::set, progress);
    } catch (IOException | SealException | TransferException e) {
      try {
        if (begun.get() != null) {
          // A session that is merely forgotten keeps the name blocked.
          uploader.discard(begun.get());
        }
      } catch (IOException alsoFailed) {
        e.addSuppressed(alsoFailed);
      }
      throw e;
    }
  }
}
