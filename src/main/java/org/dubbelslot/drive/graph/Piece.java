package org.dubbelslot.drive.graph;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.List;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.files.BlockInputStream;

/**
 * A run of a file that one thread fetches into memory while another reads what is already there.
 * Ends early where the drive gives no ranges.
 */
final class Piece extends BlockInputStream implements Runnable {
  /** The reader is woken for as much as this at a time. */
  private static final int WORTH_WAKING = 64 << 10;

  private final RemoteContent content;
  private final PieceBuffers owner;
  private final List<byte[]> buffers;
  private final long begin;
  private final int length;
  private int taken;
  private int filled;
  private boolean fetched;
  private boolean closed;
  private IOException failure;

  /**
   * A piece that nobody fetches yet.
   *
   * @param buffers for at least {@code length} bytes together; go back to {@code owner} when both
   *     the fetching and the reading are over
   */
  Piece(RemoteContent content, PieceBuffers owner, List<byte[]> buffers, long begin, int length) {
    this.content = content;
    this.owner = owner;
    this.buffers = buffers;
    this.begin = begin;
    this.length = length;
  }

  /** Its first byte's place in the file. */
  long begin() {
    return begin;
  }

  /** Fetches it. */
  @Override
  public void run() {
    IOException broken = null;
    try {
      fetch();
    } catch (IOException e) {
      broken = e;
    } finally {
      ended(broken);
    }
  }

  private void fetch() throws IOException {
    int at = 0;
    try (InputStream in = DownloadStream.open(content, begin, begin + length, false)) {
      int told = 0;
      while (at < length && !isClosed()) {
        int place = at % owner.bytes();
        int room = Math.min(owner.bytes() - place, length - at);
        int got = in.read(buffers.get(at / owner.bytes()), place, room);
        if (got < 0) {
          return;
        }
        at += got;
        if (at - told >= WORTH_WAKING) {
          told = at;
          filledTo(at);
        }
      }
    } finally {
      filledTo(at);
    }
  }

  private synchronized void filledTo(int position) {
    filled = position;
    notifyAll();
  }

  private synchronized void ended(IOException broken) {
    fetched = true;
    failure = broken;
    notifyAll();
    if (closed) {
      owner.give(buffers);
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public synchronized int read(byte[] bytes, int offset, int count) throws IOException {
    try {
      while (taken == filled && !fetched && !closed) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DriveException.Stopped(
          new InterruptedIOException("interrupted while a piece was awaited"));
    }
    if (closed) {
      return -1;
    }
    if (taken == filled) {
      if (failure != null) {
        throw failure;
      }
      return -1;
    }
    int place = taken % owner.bytes();
    int part = Math.min(Math.min(count, filled - taken), owner.bytes() - place);
    System.arraycopy(buffers.get(taken / owner.bytes()), place, bytes, offset, part);
    taken += part;
    return part;
  }

  /** Lets go of the buffers, at the latest when the fetching thread notices. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      if (fetched) {
        owner.give(buffers);
      }
    }
  }
}
