package org.dubbelslot.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.dubbelslot.floe.FloeException;
import org.dubbelslot.floe.FloeMessage;

/** A file of which lock, header and metadata hold, while its content is being opened. */
final class Opening implements AutoCloseable {
  private final Layout layout;
  private final Unlocked unlocked;
  private final ContentKeys keys;
  private final byte[] metadataPlaintext;
  private final Metadata metadata;

  private Opening(
      Layout layout,
      Unlocked unlocked,
      ContentKeys keys,
      byte[] metadataPlaintext,
      Metadata metadata) {
    this.layout = layout;
    this.unlocked = unlocked;
    this.keys = keys;
    this.metadataPlaintext = metadataPlaintext;
    this.metadata = metadata;
  }

  /**
   * Reads a file's head and leaves {@code start} at the first byte of the content.
   *
   * @throws FormatException when the head is refused
   */
  static Opening begin(InputStream start, OpeningKeys openingKeys)
      throws IOException, FormatException {
    FileHead head = FileHead.read(start);
    Unlocked unlocked = Unlocked.open(head, openingKeys, ReleaseContext.Purpose.OPEN);
    ContentKeys keys = new ContentKeys(unlocked.contentKey(), head.layout().identity());
    try {
      head.requireTag(keys);
      byte[] plaintext = keys.openMetadata(head.metadataBlock());
      return new Opening(head.layout(), unlocked, keys, plaintext, Metadata.parse(plaintext));
    } catch (FormatException | RuntimeException e) {
      keys.close();
      unlocked.close();
      throw e;
    }
  }

  Layout layout() {
    return layout;
  }

  Metadata metadata() {
    return metadata;
  }

  ContentKeys keys() {
    return keys;
  }

  /**
   * The message that the content is.
   *
   * @param header its first bytes
   */
  FloeMessage message(byte[] header) throws FormatException {
    try {
      return FloeMessage.decrypt(ContentGeometry.FLOE, keys.content(), layout.identity(), header);
    } catch (FloeException.HeaderAltered e) {
      throw new FormatException.ContentHeaderAltered();
    }
  }

  /** What stands behind the content, which nothing may follow. */
  Trailer trailer(InputStream source) throws IOException, FormatException {
    byte[] block = source.readNBytes(Layout.TRAILER_LENGTH);
    if (block.length < Layout.TRAILER_LENGTH) {
      throw new FormatException.ContentCutShort();
    }
    if (source.read() >= 0) {
      throw new FormatException.ContentContinues();
    }
    return Trailer.parse(keys.openTrailer(block));
  }

  /**
   * Compares the trailer with what was decrypted.
   *
   * @param padded bytes of plaintext, padding included
   */
  void requireContent(Trailer trailer, long padded, RootHash root) throws FormatException {
    if (Padme.padded(trailer.size()) != padded
        || !metadata.allowsSize(trailer.size())
        || !Arrays.equals(root.root(), trailer.root())) {
      throw new FormatException.SizeOrRootFalse();
    }
  }

  /** The last check: who sealed all that held. */
  Opened opened(Trailer trailer, OpeningKeys openingKeys, OpenOptions options)
      throws FormatException {
    SealedBy sealedBy =
        SignatureCheck.check(layout, metadataPlaintext, trailer, openingKeys, options);
    return new Opened(layout.id(), metadata, trailer.size(), sealedBy, unlocked.team());
  }

  static FormatException translate(FloeException e) {
    return switch (e) {
      case FloeException.HeaderAltered ignored -> new FormatException.ContentHeaderAltered();
      case FloeException.SegmentAltered altered ->
          new FormatException.SegmentAltered(altered.position());
      case FloeException.CutShort ignored -> new FormatException.ContentCutShort();
      case FloeException.ContinuesAfterEnd ignored -> new FormatException.ContentContinues();
      case FloeException.TooLong ignored -> new FormatException.ContentContinues();
    };
  }

  @Override
  public void close() {
    keys.close();
    unlocked.close();
  }
}
