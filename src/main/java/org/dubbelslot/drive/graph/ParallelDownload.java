package org.dubbelslot.drive.graph;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dubbelslot.drive.ByteRange;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.files.BlockInputStream;

/**
 * A file's bytes in order, of which the next pieces are fetched while one is read. One connection
 * to a drive carries far less than most lines; several at a time fill them.
 *
 * <p>The first {@link ReadSettings#alone()} bytes come over one request, so that a usual file costs
 * no more than that. For one reading thread; the pieces are fetched by virtual threads that end
 * with the stream.
 */
final class ParallelDownload extends BlockInputStream {
  /** One is read while the next comes. */
  private static final int FEWEST = 2;

  private final RemoteContent content;
  private final ReadSettings settings;
  private final PieceBuffers buffers;
  private final PieceGrowth growth;
  private final long end;
  private final Deque<Piece> ahead = new ArrayDeque<>();
  private ExecutorService fetching;
  private InputStream current;
  private long at;
  private long planned;
  private boolean closed;

  private ParallelDownload(
      RemoteContent content,
      ReadSettings settings,
      PieceBuffers buffers,
      InputStream first,
      ByteRange range,
      long planned) {
    this.content = content;
    this.settings = settings;
    this.buffers = buffers;
    int most = Math.max(1, settings.pieces() / FEWEST);
    this.growth = new PieceGrowth(most, (long) settings.pieces() * settings.piece());
    this.current = first;
    this.at = range.first();
    this.planned = planned;
    this.end = Math.min(end(range), content.total());
  }

  /**
   * Begins to read: with one request if that is enough.
   *
   * @param buffers of {@link ReadSettings#piece()} bytes each, shared with other downloads
   */
  static InputStream open(
      RemoteContent content, ReadSettings settings, PieceBuffers buffers, ByteRange range)
      throws DriveException {
    long end = end(range);
    long firstEnd =
        end - range.first() <= settings.alone() ? end : range.first() + settings.alone();
    DownloadStream first = DownloadStream.open(content, range.first(), firstEnd, true);
    if (content.gaveWhole()) {
      first.extendTo(end);
      return first;
    }
    if (Math.min(end, content.total()) <= firstEnd) {
      return first;
    }
    return new ParallelDownload(content, settings, buffers, first, range, firstEnd);
  }

  private static long end(ByteRange range) {
    return range.open() ? RemoteContent.OPEN : range.first() + range.length();
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    while (!closed && at < end) {
      if (current == null) {
        current = next();
      }
      fetchAhead();
      int got = current.read(bytes, offset, (int) Math.min(count, end - at));
      if (got > 0) {
        at += got;
        growth.read(got, System.nanoTime());
        return got;
      }
      current.close();
      current = null;
    }
    return -1;
  }

  /** Starts as many pieces as there is memory for. */
  private void fetchAhead() {
    while (planned < end && ahead.size() < settings.pieces() && !content.gaveWhole()) {
      int wanted = (int) Math.min(growth.buffers(), (end - planned - 1) / buffers.bytes() + 1);
      // Larger pieces than before wait until there is room for them, but never for others' pieces.
      List<byte[]> taken = buffers.take(ahead.isEmpty() ? 1 : wanted, wanted);
      if (taken.isEmpty()) {
        return;
      }
      if (fetching == null) {
        fetching = Executors.newVirtualThreadPerTaskExecutor();
      }
      int length = (int) Math.min((long) taken.size() * buffers.bytes(), end - planned);
      Piece piece = new Piece(content, buffers, taken, planned, length);
      ahead.add(piece);
      planned += length;
      fetching.execute(piece);
    }
  }

  /** What stands at {@link #at}: a piece that was fetched ahead, or a request of its own. */
  private InputStream next() throws IOException {
    Piece piece = ahead.poll();
    if (piece != null && piece.begin() == at) {
      return piece;
    }
    if (piece != null) {
      // The piece before ended early, because there are no ranges: those behind it never come.
      piece.close();
      dropAhead();
    }
    boolean toTheEnd = content.gaveWhole();
    planned = toTheEnd ? end : Math.min(end, at + settings.piece());
    return DownloadStream.open(content, at, planned, true);
  }

  private void dropAhead() throws IOException {
    for (Piece piece = ahead.poll(); piece != null; piece = ahead.poll()) {
      piece.close();
    }
  }

  /** Gives up what is under way. */
  @Override
  public void close() throws IOException {
    closed = true;
    try {
      if (current != null) {
        current.close();
      }
      dropAhead();
    } finally {
      if (fetching != null) {
        fetching.shutdownNow();
        fetching.close();
      }
    }
  }
}
