package org.dubbelslot.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.floe.FloeException;
import org.dubbelslot.floe.FloeMessage;
import org.dubbelslot.floe.FloeParameters;
import org.dubbelslot.floe.SegmentCipher;

/**
 * Reads parts of a sealed file without the rest: verifies head, trailer and last segment, which
 * together authenticate the length, and then every segment that it hands out.
 *
 * <p>The signature covers the whole content, so a range never tells who sealed it.
 */
public final class RangeOpener implements AutoCloseable {
  private final SealedSource source;
  private final Layout layout;
  private final Metadata metadata;
  private final Kid lockTeam;
  private final Trailer trailer;
  private final ContentGeometry content;
  private final FloeMessage message;
  private final SegmentCipher cipher;
  private final byte[] segment;
  private final byte[] plaintext;

  private RangeOpener(
      SealedSource source,
      Layout layout,
      Metadata metadata,
      Kid lockTeam,
      Trailer trailer,
      ContentGeometry content,
      FloeMessage message) {
    this.source = source;
    this.layout = layout;
    this.metadata = metadata;
    this.lockTeam = lockTeam;
    this.trailer = trailer;
    this.content = content;
    this.message = message;
    this.cipher = message.newCipher();
    this.segment = new byte[content.longestSegment()];
    this.plaintext = new byte[segment.length - FloeParameters.SEGMENT_OVERHEAD];
  }

  /**
   * Opens the double lock and verifies the file's length.
   *
   * @throws FormatException when the file is refused
   * @throws IOException when reading fails
   */
  public static RangeOpener open(SealedSource source, OpeningKeys openingKeys)
      throws IOException, FormatException {
    FileHead head = FileHead.read(source);
    Layout layout = head.layout();
    try (Unlocked unlocked = Unlocked.open(head, openingKeys, ReleaseContext.Purpose.OPEN);
        ContentKeys keys = new ContentKeys(unlocked.contentKey(), layout.identity())) {
      head.requireTag(keys);
      Metadata metadata = Metadata.parse(keys.openMetadata(head.metadataBlock()));
      ContentGeometry content = ContentGeometry.of(source.length(), layout);
      Trailer trailer = Trailer.read(source, keys);
      if (trailer.signature().isEmpty()) {
        throw new FormatException.SignatureFalse();
      }
      content.requireSize(trailer, metadata);
      RangeOpener opener =
          new RangeOpener(
              source,
              layout,
              metadata,
              unlocked.team(),
              trailer,
              content,
              message(source, layout, keys));
      opener.verifyLastSegment();
      return opener;
    }
  }

  private static FloeMessage message(SealedSource source, Layout layout, ContentKeys keys)
      throws IOException, FormatException {
    try (InputStream in = source.stream(layout.contentPosition())) {
      byte[] header = in.readNBytes(FloeParameters.HEADER_BYTES);
      return FloeMessage.decrypt(ContentGeometry.FLOE, keys.content(), layout.identity(), header);
    } catch (FloeException.HeaderAltered e) {
      throw new FormatException.ContentHeaderAltered();
    }
  }

  private void verifyLastSegment() throws IOException, FormatException {
    try {
      decrypt(content.segments() - 1);
    } catch (IOException | FormatException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Bytes of plaintext in the whole file. */
  public long size() {
    return trailer.size();
  }

  /** What the file says about itself. */
  public Metadata metadata() {
    return metadata;
  }

  /** The team whose lock opened the file. */
  public Kid lockTeam() {
    return lockTeam;
  }

  /** The device that claims to have sealed it; not checked. */
  public SealedBy sealedBy() {
    return new SealedBy.NotChecked(trailer.signature().orElseThrow().device());
  }

  /**
   * Writes the bytes {@code first} to {@code last}, both included.
   *
   * @throws IndexOutOfBoundsException when the file has no such bytes
   * @throws FormatException when a segment of the range was altered
   * @throws IOException when reading or writing fails
   */
  public void copy(long first, long last, OutputStream out) throws IOException, FormatException {
    if (first < 0 || last < first || last >= size()) {
      throw new IndexOutOfBoundsException("no such range");
    }
    int perSegment = ContentGeometry.FLOE.plaintextBytes();
    for (long position = first / perSegment; position <= last / perSegment; position++) {
      decrypt(position);
      long start = position * perSegment;
      int from = (int) Math.max(0, first - start);
      int to = (int) Math.min(perSegment, last - start + 1);
      out.write(plaintext, from, to - from);
    }
  }

  private void decrypt(long position) throws IOException, FormatException {
    boolean isLast = position == content.segments() - 1;
    long offset = ContentGeometry.FLOE.segmentOffset(position);
    int length = (int) Math.min(segment.length, content.ciphertextLength() - offset);
    try (InputStream in = source.stream(layout.contentPosition() + offset)) {
      if (in.readNBytes(segment, 0, length) < length) {
        throw new FormatException.ContentCutShort();
      }
    }
    try {
      cipher.decrypt(position, isLast, segment, 0, length, plaintext, 0);
    } catch (FloeException.SegmentAltered e) {
      throw new FormatException.SegmentAltered(position);
    }
  }

  @Override
  public void close() {
    Arrays.fill(plaintext, (byte) 0);
    cipher.close();
    message.close();
  }
}
