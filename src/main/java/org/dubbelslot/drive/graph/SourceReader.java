package org.dubbelslot.drive.graph;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.QuickXorHash;
import org.dubbelslot.drive.UploadSource;

/** Reads an upload's source piece by piece, from wherever the drive wants, and hashes all of it. */
final class SourceReader implements Closeable {
  private static final int GAP_BUFFER = 1 << 16;

  /** What is read at a time, to be hashed while it is still in the processor's cache. */
  private static final int BLOCK = 1 << 18;

  private final UploadSource source;
  private final long size;
  private final byte[] piece;
  private final QuickXorHash hash = new QuickXorHash();
  private InputStream in;
  private long position = -1;

  SourceReader(UploadSource source, long size, int largestPiece) {
    this.source = source;
    this.size = size;
    this.piece = new byte[(int) Math.min(size, largestPiece)];
  }

  /**
   * The {@code length} bytes from {@code at} on, at the beginning of an array that the next call
   * overwrites.
   *
   * @throws DriveException.SourceFailed when they cannot be read, or the source's end is not at its
   *     announced size
   */
  byte[] read(long at, int length) throws DriveException {
    hashUpTo(at);
    for (int done = 0; done < length; done += BLOCK) {
      int count = Math.min(BLOCK, length - done);
      fill(piece, done, at + done, count);
      if (hash.length() < at + done + count) {
        int known = (int) (hash.length() - at - done);
        hash.update(piece, done + known, count - known);
      }
    }
    if (at + length == size) {
      checkEnd();
    }
    return piece;
  }

  /** The hash of the whole source, of which the part not yet read is read for it. */
  String wholeHash() throws DriveException {
    hashUpTo(size);
    return hash.base64();
  }

  /** Checks that the source has nothing beyond its announced size. */
  void checkEnd() throws DriveException {
    try {
      seek(size);
      if (in.read() >= 0) {
        throw otherLength();
      }
      close();
    } catch (DriveException e) {
      throw e;
    } catch (IOException e) {
      throw new DriveException.SourceFailed(e);
    }
  }

  private void hashUpTo(long end) throws DriveException {
    byte[] gap = new byte[(int) Math.clamp(end - hash.length(), 0, GAP_BUFFER)];
    while (hash.length() < end) {
      int count = (int) Math.min(gap.length, end - hash.length());
      fill(gap, 0, hash.length(), count);
      hash.update(gap, 0, count);
    }
  }

  private void fill(byte[] into, int offset, long at, int length) throws DriveException {
    try {
      seek(at);
      int got = in.readNBytes(into, offset, length);
      position += got;
      if (got < length) {
        throw otherLength();
      }
    } catch (DriveException e) {
      throw e;
    } catch (IOException e) {
      throw new DriveException.SourceFailed(e);
    }
  }

  private void seek(long at) throws IOException {
    if (position != at) {
      close();
      in = source.from(at);
      position = at;
    }
  }

  private static DriveException otherLength() {
    return new DriveException.SourceFailed(new IOException("other length than announced"));
  }

  @Override
  public void close() throws IOException {
    position = -1;
    if (in != null) {
      InputStream old = in;
      in = null;
      old.close();
    }
  }
}
