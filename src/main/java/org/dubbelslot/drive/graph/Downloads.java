package org.dubbelslot.drive.graph;

import java.io.InputStream;
import org.dubbelslot.drive.ByteRange;
import org.dubbelslot.drive.DriveException;

/** How the files of one service are read, and the memory that they share. */
final class Downloads {
  private final ReadSettings settings;
  private final PieceBuffers buffers;

  Downloads(ReadSettings settings) {
    this.settings = settings;
    this.buffers = new PieceBuffers(settings.piece(), settings.pieces());
  }

  /**
   * Begins to read a file.
   *
   * @param contentPath below Graph's address, encoded, ending in {@code /content}
   */
  InputStream open(ByteDoor door, String contentPath, ByteRange range) throws DriveException {
    RemoteContent content = new RemoteContent(door, contentPath, settings.silence());
    return ParallelDownload.open(content, settings, buffers, range);
  }

  PieceBuffers buffers() {
    return buffers;
  }
}
