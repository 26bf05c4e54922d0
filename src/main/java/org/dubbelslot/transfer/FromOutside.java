package org.dubbelslot.transfer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import org.dubbelslot.drive.ByteRange;
import org.dubbelslot.drive.Drive;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.format.HeadOpener;
import org.dubbelslot.format.SealedSource;

/**
 * A file on a drive as whoever keeps the drive sees it, read without any key: its first kilobyte,
 * and as much more of its head as an inspection asks for. The content is never fetched.
 */
public final class FromOutside implements SealedSource {
  /** How much is fetched of every file, in bytes. */
  public static final int START = 1024;

  /** Where the lengths of metadata and header stand (docs/format.md, Layout). */
  private static final int METADATA_LENGTH_AT = 10;

  private static final int HEADER_LENGTH_AT = 28;
  private static final int AROUND_HEADER = 64;
  private static final int STEP = 16;

  private final Drive drive;
  private final DriveItem item;
  private final byte[] start;

  private FromOutside(Drive drive, DriveItem item, byte[] start) {
    this.drive = drive;
    this.item = item;
    this.start = start;
  }

  /**
   * Fetches the first kilobyte.
   *
   * @throws IOException when the drive cannot be read
   */
  public static FromOutside of(Drive drive, DriveItem item) throws IOException {
    if (item.size() == 0) {
      return new FromOutside(drive, item, new byte[0]);
    }
    try (InputStream in = drive.read(item.id(), new ByteRange(0, START))) {
      return new FromOutside(drive, item, in.readNBytes(START));
    }
  }

  /** The first kilobyte, or the whole file where it is shorter. */
  public byte[] start() {
    return start.clone();
  }

  @Override
  public long length() {
    return item.size();
  }

  /** The head alone: what follows it is nobody's business here. */
  @Override
  public InputStream stream(long position) throws IOException {
    if (position != 0) {
      throw new IOException("only the head is looked at");
    }
    long more = Math.min(headLength(), item.size()) - start.length;
    InputStream first = new ByteArrayInputStream(start);
    return more <= 0
        ? first
        : new SequenceInputStream(first, drive.read(item.id(), new ByteRange(start.length, more)));
  }

  /** What the first bytes say of the head's length, not yet believed; never more than any has. */
  private long headLength() {
    if (start.length < AROUND_HEADER) {
      return start.length;
    }
    ByteBuffer fields = ByteBuffer.wrap(start);
    long header = Integer.toUnsignedLong(fields.getInt(HEADER_LENGTH_AT));
    long metadata = (long) Short.toUnsignedInt(fields.getShort(METADATA_LENGTH_AT)) * STEP;
    return Math.min(AROUND_HEADER + header + metadata, HeadOpener.LONGEST);
  }
}
