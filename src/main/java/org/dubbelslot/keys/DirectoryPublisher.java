package org.dubbelslot.keys;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dubbelslot.age.Age;
import org.dubbelslot.age.AgeException;
import org.dubbelslot.crypto.Kid;

/**
 * Publishes to a directory in a folder that others are reading: new files first, each by rename and
 * never over another, {@code latest} last. A crash leaves the revision before in force.
 */
public final class DirectoryPublisher {
  private static final String LOCK = ".publishing";

  private final Path folder;

  /** Publishes to the directory in {@code folder}. */
  public DirectoryPublisher(Path folder) {
    this.folder = folder;
  }

  /** Whether a directory is published there already. */
  public boolean exists() {
    return Files.exists(folder.resolve(DirectoryPaths.LATEST));
  }

  /**
   * Verifies {@code revision}, quorum included, as a client will.
   *
   * @throws DirectoryException.QuorumMissing when more custodians must sign first
   */
  public KeyDirectory check(Pin pin, Revision revision) throws DirectoryException {
    Map<String, byte[]> additions = revision.additions();
    FolderSource published = new FolderSource(folder);
    DirectorySource overlay =
        (path, maxBytes) -> {
          byte[] added = additions.get(path);
          return added == null ? published.fetch(path, maxBytes) : Optional.of(added);
        };
    return new DirectoryVerifier(pin, overlay).verify(revision.number(), overlay);
  }

  /**
   * Publishes {@code revision} after the one that lies there.
   *
   * @return the verified result
   * @throws DirectoryException.RolledBack when another revision was published meanwhile: the change
   *     must be made anew after that one
   * @throws DirectoryException when it would not verify; then nothing was written
   * @throws IOException when the folder cannot be written; readers keep the revision before
   */
  public KeyDirectory publish(Pin pin, Revision revision) throws DirectoryException, IOException {
    KeyDirectory directory = check(pin, revision);
    Files.createDirectories(folder);
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      requireNext(directory);
      for (Map.Entry<String, byte[]> file : revision.additions().entrySet()) {
        Path target = folder.resolve(file.getKey());
        AtomicFiles.sweep(target.getParent());
        writeOnce(target, file.getValue(), lock);
      }
      AtomicFiles.write(
          folder.resolve(DirectoryPaths.LATEST),
          Long.toString(revision.number()).getBytes(StandardCharsets.US_ASCII));
    } catch (OverlappingFileLockException e) {
      throw new IOException("this program is publishing there already", e);
    }
    return directory;
  }

  /** Puts a grant where {@code device} looks for it. */
  public void grant(Device device, Grant grant) throws IOException {
    AtomicFiles.sweep(folder.resolve(DirectoryPaths.grants(device.kid())));
    AtomicFiles.write(
        folder.resolve(DirectoryPaths.grant(device.kid(), grant.kid())), grant.sealTo(device));
  }

  /**
   * Whether a grant of {@code kid} lies there for {@code device}, as far as others than the device
   * can tell: an age file to some key. What is none was damaged or planted, and is no grant.
   */
  public boolean hasGrant(Kid device, Kid kid) {
    try {
      Optional<byte[]> file =
          AtomicFiles.read(
              folder.resolve(DirectoryPaths.grant(device, kid)), DirectoryPaths.MAX_GRANT_BYTES);
      if (file.isPresent()) {
        Age.decrypt(List.of(), file.get()).close();
      }
      return false;
    } catch (AgeException.NoMatchingIdentity sealedToSomebody) {
      return true;
    } catch (AgeException | IOException noGrant) {
      return false;
    }
  }

  /**
   * Whether a custodian has stopped {@code device} since {@code directory} was published: then it
   * is granted nothing, although it is still active there. What no custodian signed stops nobody.
   *
   * @throws DirectoryException when the folder cannot be read
   */
  public boolean isStopped(KeyDirectory directory, Kid device) throws DirectoryException {
    try {
      return Suspension.inForce(new FolderSource(folder), directory, device).isPresent();
    } catch (DirectoryException.BadSignature | DirectoryException.Malformed forged) {
      return false;
    }
  }

  /** Takes away the grants that lie there for a device that was revoked. */
  public void withdrawGrants(Kid device) throws IOException {
    Path grants = folder.resolve(DirectoryPaths.grants(device));
    if (!Files.exists(grants)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(grants)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(grants);
  }

  /** Stops a device at once, by one custodian's word. */
  public void suspend(Kid organisation, Kid device, Instant at, String why, CustodianIdentity by)
      throws IOException {
    AtomicFiles.write(
        folder.resolve(DirectoryPaths.suspension(device)),
        Suspension.write(organisation, device, at, why, by));
  }

  /** Removes the lock's file, for a directory to which nobody publishes any more. */
  public void tidy() throws IOException {
    Files.deleteIfExists(folder.resolve(LOCK));
  }

  private void requireNext(KeyDirectory directory) throws DirectoryException, IOException {
    long before = directory.revision() - 1;
    Optional<byte[]> latest =
        AtomicFiles.read(folder.resolve(DirectoryPaths.LATEST), DirectoryPaths.MAX_LATEST_BYTES);
    long published = latest.isPresent() ? numberIn(latest.get()) : 0;
    if (published != before) {
      throw new DirectoryException.RolledBack(published, directory.revision());
    }
    if (before == 0) {
      return;
    }
    Optional<byte[]> top =
        AtomicFiles.read(
            folder.resolve(DirectoryPaths.organisation(before)),
            DirectoryPaths.MAX_ORGANISATION_BYTES);
    if (!top.map(Digests::sha256Text).equals(directory.organisation().previous())) {
      throw new DirectoryException.RolledBack(published, directory.revision());
    }
  }

  private static long numberIn(byte[] latest) throws DirectoryException.Malformed {
    try {
      return Long.parseLong(new String(latest, StandardCharsets.US_ASCII).strip());
    } catch (NumberFormatException e) {
      throw new DirectoryException.Malformed(DirectoryPaths.LATEST);
    }
  }

  /**
   * Files of published revisions never change. What lies there under the number now being published
   * was left by a crash, and no reader has been told of it.
   */
  private static void writeOnce(Path target, byte[] bytes, FileLock lock) throws IOException {
    if (!lock.isValid()) {
      throw new IOException("lost the lock on the directory");
    }
    if (!Files.exists(target) || !Arrays.equals(Files.readAllBytes(target), bytes)) {
      AtomicFiles.write(target, bytes);
    }
  }
}
