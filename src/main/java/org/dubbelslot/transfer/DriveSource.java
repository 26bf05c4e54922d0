package org.dubbelslot.transfer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.dubbelslot.drive.ByteRange;
import org.dubbelslot.drive.Drive;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.format.SealedSource;

/** A sealed file on a drive, of which the start is fetched once and the rest by ranges. */
final class DriveSource implements SealedSource {
  private final Drive drive;
  private final DriveItem item;
  private final byte[] start;

  /**
   * Fetches the start.
   *
   * @param startLength how far from the first byte it reaches; nothing beyond is fetched from there
   */
  DriveSource(Drive drive, DriveItem item, int startLength) throws IOException {
    this.drive = drive;
    this.item = item;
    try (InputStream in = drive.read(item.id(), new ByteRange(0, startLength))) {
      this.start = in.readAllBytes();
    }
  }

  @Override
  public long length() {
    return item.size();
  }

  @Override
  public InputStream stream(long position) throws IOException {
    if (position == 0) {
      return new ByteArrayInputStream(start);
    }
    return drive.read(item.id(), new ByteRange(position, Math.max(1, item.size() - position)));
  }
}
