package org.dubbelslot.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.dubbelslot.drive.ByteRange;
import org.dubbelslot.drive.Drive;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.OnConflict;
import org.dubbelslot.drive.Upload;
import org.dubbelslot.drive.UploadRequest;
import org.dubbelslot.drive.UploadSource;
import org.dubbelslot.floe.FloeWorkers;
import org.dubbelslot.format.FileId;
import org.dubbelslot.format.Metadata;
import org.dubbelslot.format.SealException;
import org.dubbelslot.format.SealRequest;
import org.dubbelslot.format.Sealer;

/**
 * Seals a source into a spool of ciphertext on the local disk, uploads the spool, and makes sure
 * that what arrived is what was sent.
 *
 * <p>The spool is why an interrupted upload can send identical bytes again; plaintext never touches
 * it.
 */
public final class SealedUpload {
  private final FloeWorkers workers;
  private final Path spoolFolder;
  private final LongConsumer progress;

  /**
   * Spools in {@code spoolFolder}, which must not be a synchronised one.
   *
   * @param progress is told how many bytes of the current upload have arrived
   */
  public SealedUpload(FloeWorkers workers, Path spoolFolder, LongConsumer progress) {
    this.workers = workers;
    this.spoolFolder = spoolFolder;
    this.progress = progress;
  }

  FloeWorkers workers() {
    return workers;
  }

  /**
   * What arrived.
   *
   * @param item on the drive
   * @param id the sealing
   */
  record Arrived(DriveItem item, FileId id) {}

  static Function<Long, UploadRequest> target(String folderId, String name, OnConflict conflict) {
    return size -> new UploadRequest(folderId, name, size, conflict);
  }

  static Function<Long, UploadRequest> replacing(DriveItem old, String folderId) {
    return size -> new UploadRequest(folderId, old.name(), size, OnConflict.REPLACE, old.eTag());
  }

  /**
   * Seals {@code plaintext} and uploads it to where {@code target} says for its sealed size.
   *
   * @throws TransferException.NotVerified when what is read back is not what was sent
   */
  Arrived upload(
      Drive drive,
      TeamAccess access,
      Metadata metadata,
      InputStream plaintext,
      Function<Long, UploadRequest> target)
      throws IOException, SealException, TransferException {
    Files.createDirectories(spoolFolder);
    Path spool = spoolFolder.resolve(FileId.random() + ".spool");
    MessageDigest sent = sha256();
    try {
      FileId id;
      try (FileChannel file =
              FileChannel.open(spool, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
          OutputStream out = new DigestOutputStream(Channels.newOutputStream(file), sent)) {
        SealRequest request =
            new SealRequest(access.locks(), metadata, Optional.of(access.signer()));
        id = new Sealer(workers).seal(request, plaintext, out).id();
      }
      Upload upload = drive.upload(target.apply(Files.size(spool)));
      Upload.Uploaded uploaded = send(upload, spool);
      if (!uploaded.verified()) {
        requireSame(drive, uploaded.item(), sent.digest());
      }
      return new Arrived(uploaded.item(), id);
    } finally {
      Files.deleteIfExists(spool);
    }
  }

  private Upload.Uploaded send(Upload upload, Path spool) throws DriveException {
    try {
      return upload.send(UploadSource.of(spool), progress);
    } catch (DriveException e) {
      // A session that is merely forgotten keeps the name blocked.
      try {
        upload.cancel();
      } catch (DriveException alsoFailed) {
        e.addSuppressed(alsoFailed);
      }
      throw e;
    }
  }

  private static void requireSame(Drive drive, DriveItem item, byte[] expected)
      throws IOException, TransferException {
    try (InputStream back = new DigestInputStream(drive.read(item.id(), ByteRange.ALL), sha256())) {
      back.transferTo(OutputStream.nullOutputStream());
      byte[] actual = ((DigestInputStream) back).getMessageDigest().digest();
      if (!MessageDigest.isEqual(actual, expected)) {
        throw new TransferException.NotVerified();
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java lacks SHA-256", e);
    }
  }
}
