package org.dubbelslot.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import org.dubbelslot.drive.ByteRange;
import org.dubbelslot.drive.Drive;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.OnConflict;
import org.dubbelslot.drive.Upload;
import org.dubbelslot.drive.UploadHandle;
import org.dubbelslot.drive.UploadSource;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.floe.FloeWorkers;
import org.dubbelslot.format.FileId;
import org.dubbelslot.format.SealException;
import org.dubbelslot.format.SealRequest;
import org.dubbelslot.format.Sealer;

/**
 * Seals one file and uploads it, and makes sure that what arrived is what was sent; may be run
 * again after any break.
 *
 * <p>A small file is sealed in memory. A large one is sealed into a {@link Spool} that the upload
 * follows: it is read once, and a break costs only what was on the wire. Without room for the spool
 * it passes through a {@link Window}, and a break costs all. For any number of threads.
 */
final class Uploader {
  /** Up to this length the sealed file is held in memory. */
  static final int SMALL = 4 << 20;

  private static final int WINDOW = 24 << 20;

  private final Drive drive;
  private final TeamAccess access;
  private final FloeWorkers workers;
  private final SpoolFolder spools;

  Uploader(Drive drive, TeamAccess access, FloeWorkers workers, SpoolFolder spools) {
    this.drive = drive;
    this.access = access;
    this.workers = workers;
    this.spools = spools;
  }

  /**
   * What to keep of an upload that was begun, so that it can be finished or given up.
   *
   * @param address where it goes
   * @param handle of the drive's session
   * @param length of the sealed file
   * @param spool where the sealed bytes lie, if anywhere
   * @param sealed which bytes they are, as soon as all of them are there
   */
  record Partial(
      Parcel.Address address,
      UploadHandle handle,
      long length,
      Optional<Path> spool,
      Optional<SealedAs> sealed) {
    Partial whole(SealedAs all) {
      return new Partial(address, handle, length, spool, Optional.of(all));
    }

    /** What of it still matters when the file has changed since: that it has to be removed. */
    Partial ofAnother() {
      return new Partial(address, handle, length, spool, Optional.empty());
    }

    Partial under(UploadHandle other) {
      return new Partial(address, other, length, spool, sealed);
    }
  }

  /**
   * The whole of a sealed file.
   *
   * @param id the sealing
   * @param sha256 of all its bytes
   */
  record SealedAs(FileId id, byte[] sha256) {}

  /** Where the {@link Partial} is kept; another thread may call it. */
  @FunctionalInterface
  interface Checkpoint {
    /** Keeps it, before anything depends on it. */
    void at(Partial partial) throws IOException;
  }

  /**
   * What arrived.
   *
   * @param item on the drive
   * @param id the sealing
   */
  record Arrived(DriveItem item, FileId id) {}

  /**
   * Uploads the parcel. After a failure, whatever was begun stays as the last checkpoint tells: run
   * it again with that, or {@link #discard} it.
   *
   * @param earlier what is left of an earlier run for the same parcel
   * @throws TransferException.NotVerified when what is read back is not what was sent
   */
  Arrived run(Parcel parcel, Optional<Partial> earlier, Checkpoint checkpoint, LongConsumer told)
      throws IOException, SealException, TransferException {
    if (earlier.isPresent()) {
      if (earlier.get().address().equals(parcel.address()) && isWhole(earlier.get())) {
        return resume(parcel, earlier.get(), checkpoint, told);
      }
      discard(earlier.get());
    }
    SealRequest request =
        new SealRequest(access.locks(), parcel.metadata(), Optional.of(access.signer()));
    OptionalLong size = parcel.metadata().size();
    if (size.isEmpty()) {
      return sealFirst(parcel, request, checkpoint, told);
    }
    long length = Sealer.sealedLength(request, size.getAsLong());
    if (length <= SMALL) {
      return small(parcel, request, (int) length, checkpoint, told);
    }
    if (spools.hasRoom(length)) {
      try {
        return follow(parcel, request, length, Optional.of(spools.begin()), checkpoint, told);
      } catch (SpoolFull full) {
        discard(full.partial);
      }
    }
    return follow(parcel, request, length, Optional.empty(), checkpoint, told);
  }

  /** Gives an upload up: the drive's session and the spool go. Does nothing twice. */
  void discard(Partial partial) throws IOException {
    try {
      drive.resume(partial.handle()).cancel();
    } catch (DriveException.SessionLost | DriveException.NotFound e) {
      // Gone already, which is what was wanted.
      System.getLogger(Uploader.class.getName()).log(System.Logger.Level.DEBUG, "no session", e);
    }
    if (partial.spool().isPresent()) {
      Files.deleteIfExists(partial.spool().get());
    }
  }

  /**
   * Makes sure that an item is the upload that was begun, and forgets its spool.
   *
   * @throws TransferException.NotVerified when it holds other bytes
   */
  void verify(Partial partial, DriveItem item) throws IOException, TransferException {
    requireSame(item, partial);
    if (partial.spool().isPresent()) {
      Files.deleteIfExists(partial.spool().get());
    }
  }

  private Arrived small(
      Parcel parcel, SealRequest request, int length, Checkpoint checkpoint, LongConsumer told)
      throws IOException, SealException, TransferException {
    FixedBytes out = new FixedBytes(length);
    SealedAs sealed;
    try (InputStream in = parcel.plaintext().open()) {
      FileId id = new Sealer(workers).seal(request, in, out).id();
      sealed = new SealedAs(id, Digests.sha256().digest(out.bytes()));
    }
    Upload upload = drive.upload(parcel.address().request(length));
    Partial partial =
        new Partial(
            parcel.address(), upload.handle(), length, Optional.empty(), Optional.of(sealed));
    checkpoint.at(partial);
    return arrived(partial, send(upload, UploadSource.of(out.bytes()), told));
  }

  /** Not knowing the length, nothing can be announced before the last byte is sealed. */
  private Arrived sealFirst(
      Parcel parcel, SealRequest request, Checkpoint checkpoint, LongConsumer told)
      throws IOException, SealException, TransferException {
    Spool spool = spools.begin();
    boolean begun = false;
    try {
      SealedAs sealed = seal(parcel, request, spool);
      spool.end();
      long length = Files.size(spool.file());
      Upload upload = drive.upload(parcel.address().request(length));
      Partial partial =
          new Partial(
              parcel.address(),
              upload.handle(),
              length,
              Optional.of(spool.file()),
              Optional.of(sealed));
      checkpoint.at(partial);
      begun = true;
      return arrived(partial, send(upload, spool.source(), told));
    } finally {
      if (!begun) {
        spool.discard();
      }
    }
  }

  private Arrived follow(
      Parcel parcel,
      SealRequest request,
      long length,
      Optional<Spool> spool,
      Checkpoint checkpoint,
      LongConsumer told)
      throws IOException, SealException, TransferException {
    Partial begun;
    Upload upload;
    try {
      upload = drive.upload(parcel.address().request(length));
      begun =
          new Partial(
              parcel.address(), upload.handle(), length, spool.map(Spool::file), Optional.empty());
      checkpoint.at(begun);
    } catch (IOException e) {
      if (spool.isPresent()) {
        spool.get().discard();
      }
      throw e;
    }
    Ciphertext way = spool.isPresent() ? spool.get() : new Window(WINDOW);
    Callable<Partial> sealing =
        () -> {
          Partial whole = begun.whole(seal(parcel, request, way));
          checkpoint.at(whole);
          way.end();
          return whole;
        };
    switch (Following.send(upload, way, sealing, told)) {
      case Following.Sent.Whole<Partial>(Partial whole, Upload.Uploaded uploaded) -> {
        return arrived(whole, uploaded);
      }
      case Following.Sent.NotSealed<Partial>(Throwable why) -> {
        if (spool.isPresent() && why instanceof LocalFileException.DiskFull) {
          throw new SpoolFull(begun);
        }
        throw rethrown(why);
      }
      case Following.Sent.NotSent<Partial>(DriveException why, Optional<Partial> whole) -> {
        if (spool.isPresent() && whole.isEmpty()) {
          spool.get().discard();
        }
        takeBack(upload, why);
        throw why;
      }
    }
  }

  /** Half a spool is worth nothing when the disk has no room for the rest. */
  private static final class SpoolFull extends IOException {
    private static final long serialVersionUID = 1L;
    private final transient Partial partial;

    SpoolFull(Partial partial) {
      super("no room for the spool");
      this.partial = partial;
    }
  }

  private static IOException rethrown(Throwable why) throws SealException {
    return switch (why) {
      case SealException seal -> throw seal;
      case IOException io -> io;
      case RuntimeException fault -> throw fault;
      case Error fault -> throw fault;
      default -> new IOException(why);
    };
  }

  private SealedAs seal(Parcel parcel, SealRequest request, Ciphertext way)
      throws IOException, SealException {
    try (InputStream in = parcel.plaintext().open();
        Digests.Hashing out = new Digests.Hashing(way.sink())) {
      FileId id = new Sealer(workers).seal(request, in, out).id();
      return new SealedAs(id, out.digest());
    }
  }

  private boolean isWhole(Partial partial) throws IOException {
    if (partial.spool().isEmpty() || partial.sealed().isEmpty()) {
      return false;
    }
    Path spool = partial.spool().get();
    if (!Files.isRegularFile(spool) || Files.size(spool) != partial.length()) {
      return false;
    }
    try (InputStream in = Files.newInputStream(spool)) {
      return MessageDigest.isEqual(Digests.sha256(in), partial.sealed().get().sha256());
    }
  }

  private Arrived resume(Parcel parcel, Partial earlier, Checkpoint checkpoint, LongConsumer told)
      throws IOException, TransferException {
    UploadSource source = UploadSource.of(earlier.spool().orElseThrow());
    try {
      return arrived(earlier, send(drive.resume(earlier.handle()), source, told));
    } catch (DriveException.SessionLost e) {
      Upload again = drive.upload(parcel.address().request(earlier.length()));
      Partial partial = earlier.under(again.handle());
      checkpoint.at(partial);
      return arrived(partial, send(again, source, told));
    }
  }

  private static Upload.Uploaded send(Upload upload, UploadSource source, LongConsumer told)
      throws DriveException {
    try {
      return upload.send(source, told);
    } catch (DriveException e) {
      takeBack(upload, e);
      throw e;
    }
  }

  /** What arrived damaged, or although it was refused, is known only to the upload itself. */
  private static void takeBack(Upload upload, DriveException failure) {
    if (!Passing.is(failure)) {
      try {
        upload.cancel();
      } catch (DriveException e) {
        failure.addSuppressed(e);
      }
    }
  }

  private Arrived arrived(Partial partial, Upload.Uploaded uploaded)
      throws IOException, TransferException {
    SealedAs sealed = partial.sealed().orElseThrow();
    if (!uploaded.verified()) {
      requireSame(uploaded.item(), partial);
    }
    if (partial.spool().isPresent()) {
      Files.deleteIfExists(partial.spool().get());
    }
    return new Arrived(uploaded.item(), sealed.id());
  }

  private void requireSame(DriveItem item, Partial partial) throws IOException, TransferException {
    if (!isSame(item, partial)) {
      TransferException.NotVerified differs = new TransferException.NotVerified();
      takeBack(item, partial.address(), differs);
      throw differs;
    }
  }

  private boolean isSame(DriveItem item, Partial partial) throws IOException {
    if (item.size() != partial.length()) {
      return false;
    }
    try (InputStream back = drive.read(item.id(), ByteRange.ALL)) {
      byte[] sent = partial.sealed().orElseThrow().sha256();
      return MessageDigest.isEqual(Digests.sha256(back), sent);
    }
  }

  /**
   * What arrived otherwise than it was sent would look like a file of ours. It stays where it
   * replaced another, whose earlier versions would go with it, where the drive's word for it leads
   * to something else than what was uploaded, and where somebody has changed it since, which may be
   * why it differs.
   */
  private void takeBack(
      DriveItem item, Parcel.Address address, TransferException.NotVerified differs) {
    if (address.onConflict() == OnConflict.REPLACE || item.eTag().isEmpty()) {
      return;
    }
    try {
      DriveItem there = drive.stat(item.id());
      if (!there.folder()
          && there.name().equalsIgnoreCase(address.name())
          && there.parentId().filter(address.folderId()::equals).isPresent()) {
        drive.delete(there.id(), item.eTag());
      }
    } catch (DriveException e) {
      differs.addSuppressed(e);
    }
  }
}
