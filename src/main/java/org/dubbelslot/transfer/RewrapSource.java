package org.dubbelslot.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;
import org.dubbelslot.drive.ByteRange;
import org.dubbelslot.drive.Drive;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.QuickXorHash;
import org.dubbelslot.drive.UploadSource;
import org.dubbelslot.files.BlockInputStream;

/**
 * A file with its new head before the rest of the old one, which comes from the drive while it goes
 * back there: nothing of it lies on this computer.
 *
 * <p>The last bytes are handed out only when everything that came before had the hash that the
 * drive tells of the old file, and the drive still holds that file. So what was damaged on its way
 * here, or replaced by somebody meanwhile, never becomes the new version.
 */
final class RewrapSource implements UploadSource {
  private final Drive drive;
  private final DriveItem old;
  private final byte[] newHead;
  private final int replaced;
  private final QuickXorHash oldHash = new QuickXorHash();
  private final MessageDigest sent = Digests.sha256();
  private long hashed;

  /**
   * What {@code old} is to become.
   *
   * @param replaced how many of its first bytes {@code newHead} takes the place of
   */
  RewrapSource(Drive drive, DriveItem old, byte[] newHead, int replaced) {
    this.drive = drive;
    this.old = old;
    this.newHead = newHead;
    this.replaced = replaced;
  }

  /** Length of the new file in bytes. */
  long size() {
    return old.size() - replaced + newHead.length;
  }

  /** SHA-256 of the new file, once all of it was read. */
  byte[] digest() {
    return sent.digest();
  }

  @Override
  public InputStream from(long offset) throws IOException {
    return new Spliced(offset);
  }

  private void requireUnchanged() throws IOException {
    Optional<String> expected = old.quickXorHash();
    if (expected.isPresent() && !expected.get().equals(oldHash.base64())) {
      throw new DriveException.Damaged(DriveException.Damaged.What.HASH, old);
    }
    if (!drive.stat(old.id()).eTag().equals(old.eTag())) {
      throw new DriveException.Changed();
    }
  }

  /** Reads on from anywhere; each byte is hashed the first time that it passes. */
  private final class Spliced extends BlockInputStream {
    private long position;
    private InputStream rest;

    Spliced(long position) {
      this.position = position;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
      if (position >= size()) {
        return -1;
      }
      if (count == 0) {
        return 0;
      }
      int got;
      if (position < newHead.length) {
        got = (int) Math.min(count, newHead.length - position);
        System.arraycopy(newHead, (int) position, bytes, offset, got);
      } else {
        got = rest().read(bytes, offset, count);
        if (got < 0) {
          throw new DriveException.Changed();
        }
      }
      hash(bytes, offset, got);
      position += got;
      if (position == size()) {
        requireUnchanged();
      }
      return got;
    }

    private InputStream rest() throws IOException {
      if (rest == null) {
        long from = position - newHead.length + replaced;
        if (oldHash.length() == 0) {
          rest = drive.read(old.id(), ByteRange.ALL);
          byte[] oldHead = rest.readNBytes(replaced);
          oldHash.update(oldHead, 0, oldHead.length);
          rest.skipNBytes(from - oldHead.length);
        } else {
          rest = drive.read(old.id(), ByteRange.from(from));
        }
      }
      return rest;
    }

    private void hash(byte[] bytes, int offset, int count) {
      int known = (int) Math.clamp(hashed - position, 0, count);
      if (position + known != hashed) {
        throw new IllegalStateException("bytes were passed over");
      }
      if (known < count) {
        sent.update(bytes, offset + known, count - known);
        if (position >= newHead.length) {
          oldHash.update(bytes, offset + known, count - known);
        }
        hashed = position + count;
      }
    }

    @Override
    public void close() throws IOException {
      if (rest != null) {
        rest.close();
      }
    }
  }
}
