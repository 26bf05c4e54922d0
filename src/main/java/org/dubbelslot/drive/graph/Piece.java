package org.dubbelslot.drive.graph;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.files.BlockInputStream;

/**
 * A run of a file that one thread fetches into memory while another reads what is already there.
 * Ends early where the drive gives no ranges.
 */
final class Piece extends BlockInputStream implements Runnable {
  private final RemoteContent content;
  private final PieceBuffers buffers;
  private final byte[] buffer;
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
   * @param buffer for at least {@code length} bytes; goes back to {@code buffers} when both the
   *     fetching and the reading are over
   */
  Piece(RemoteContent content, PieceBuffers buffers, byte[] buffer, long begin, int length) {
    this.content = content;
    this.buffers = buffers;
    this.buffer = buffer;
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
    try (InputStream in = DownloadStream.open(content, begin, begin + length, false)) {
      int at = 0;
      while (at < length && !isClosed()) {
        int got = in.read(buffer, at, length - at);
        if (got < 0) {
          return;
        }
        at += got;
        filledTo(at);
      }
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
      buffers.give(buffer);
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
    int part = Math.min(count, filled - taken);
    System.arraycopy(buffer, taken, bytes, offset, part);
    taken += part;
    return part;
  }

  /** Lets go of the buffer, at the latest when the fetching thread notices. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      if (fetched) {
        buffers.give(buffer);
      }
    }
  }
}
