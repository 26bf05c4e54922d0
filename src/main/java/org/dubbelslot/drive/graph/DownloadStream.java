package org.dubbelslot.drive.graph;

import java.io.IOException;
import java.io.InputStream;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.files.BlockInputStream;

/**
 * A run of a file's bytes over one connection at a time. When it breaks or falls silent, the stream
 * asks anew for what is missing, and fails when the file is another one by then. For one thread.
 */
final class DownloadStream extends BlockInputStream {
  /** Less than this between two breaks is no progress: a drive could go on so for ever. */
  private static final long PROGRESS = 64 << 10;

  private final RemoteContent content;
  private final Patience patience;
  private final boolean skip;
  private long at;
  private long restoredAt;
  private long end;
  private boolean gaveUp;
  private InputStream body = InputStream.nullInputStream();

  private DownloadStream(RemoteContent content, long at, long end, boolean skip) {
    this.content = content;
    this.patience = content.patience();
    this.at = at;
    this.restoredAt = at;
    this.end = end;
    this.skip = skip;
  }

  /**
   * Begins to read the bytes from {@code at} to before {@code end}, or to the file's end if that
   * comes first.
   *
   * @param skip whether a whole file is read through to {@code at} when no range can be had;
   *     otherwise the stream ends at once
   */
  static DownloadStream open(RemoteContent content, long at, long end, boolean skip)
      throws DriveException {
    DownloadStream stream = new DownloadStream(content, at, end, skip);
    stream.connect();
    return stream;
  }

  private void connect() throws DriveException {
    while (true) {
      switch (content.ask(at, end, skip, patience)) {
        case RemoteContent.Answer.Bytes(InputStream bytes) -> {
          body = bytes;
          return;
        }
        case RemoteContent.Answer.Whole() -> {
          gaveUp = true;
          return;
        }
        case RemoteContent.Answer.Again() -> {}
      }
    }
  }

  /** Reads on to a later end, when the answer that is being read reaches so far. */
  void extendTo(long newEnd) {
    end = newEnd;
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    while (!gaveUp && at < Math.min(end, content.total())) {
      IOException broken;
      try {
        long left = Math.min(end, content.total()) - at;
        int got = body.read(bytes, offset, (int) Math.min(count, left));
        if (got > 0) {
          at += got;
          if (at - restoredAt >= PROGRESS) {
            restoredAt = at;
            patience.restore();
          }
          return got;
        }
        if (content.total() == RemoteContent.OPEN) {
          return -1;
        }
        broken = new IOException("ended early");
      } catch (IOException e) {
        broken = e;
      }
      reconnect(broken);
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    gaveUp = true;
    body.close();
  }

  private void reconnect(IOException broken) throws IOException {
    body.close();
    if (Thread.currentThread().isInterrupted()) {
      throw new DriveException.Stopped(broken);
    }
    patience.failed(content.unreachable(broken));
    connect();
  }
}
