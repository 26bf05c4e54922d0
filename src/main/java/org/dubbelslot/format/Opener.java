package org.dubbelslot.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.OptionalLong;
import org.dubbelslot.floe.FloeException;
import org.dubbelslot.floe.FloeReader;
import org.dubbelslot.floe.FloeWorkers;

/**
 * Opens a sealed file from its first byte to its last, decrypting in parallel.
 *
 * <p>Plaintext is written as each segment holds, but it counts only once {@link #open} returns:
 * whoever gives the output must discard it when this throws.
 */
public final class Opener {
  private final FloeWorkers workers;

  /** An opener that decrypts on {@code workers}, which stay the caller's to close. */
  public Opener(FloeWorkers workers) {
    this.workers = workers;
  }

  /** What a reader may want to know, or refuse, before any content is written. */
  @FunctionalInterface
  public interface HeadObserver {
    /** Called once the lock opened and the metadata hold; the signature is not checked yet. */
    void opened(FileId id, Metadata metadata) throws IOException;
  }

  /**
   * Reads {@code source} to its end and writes the plaintext to {@code out}; closes neither.
   *
   * @throws FormatException when the file is refused; what was written must be discarded
   * @throws IOException when reading or writing fails; likewise
   */
  public Opened open(
      InputStream source, OpeningKeys openingKeys, OpenOptions options, OutputStream out)
      throws IOException, FormatException {
    return open(source, openingKeys, options, out, (id, metadata) -> {});
  }

  /** As {@link #open(InputStream, OpeningKeys, OpenOptions, OutputStream)}, with a look ahead. */
  public Opened open(
      InputStream source,
      OpeningKeys openingKeys,
      OpenOptions options,
      OutputStream out,
      HeadObserver observer)
      throws IOException, FormatException {
    FileHead head = FileHead.read(source);
    Layout layout = head.layout();
    try (Unlocked unlocked = Unlocked.open(head, openingKeys, ReleaseContext.Purpose.OPEN);
        ContentKeys keys = new ContentKeys(unlocked.contentKey(), layout.identity())) {
      head.requireTag(keys);
      byte[] metadataPlaintext = keys.openMetadata(head.metadataBlock());
      Metadata metadata = Metadata.parse(metadataPlaintext);
      observer.opened(layout.id(), metadata);

      PaddingHolder holder = new PaddingHolder(out);
      RootHash root = new RootHash();
      decrypt(source, keys, layout, holder, root);
      Trailer trailer = trailer(source, keys);
      long size = trailer.size();
      if (Padme.padded(size) != holder.total()
          || !metadata.allowsSize(size)
          || !Arrays.equals(root.root(), trailer.root())) {
        throw new FormatException.SizeOrRootFalse();
      }
      holder.finish(size);
      SealedBy sealedBy =
          SignatureCheck.check(layout, metadataPlaintext, trailer, openingKeys, options);
      return new Opened(layout.id(), metadata, size, sealedBy, unlocked.team());
    }
  }

  private void decrypt(
      InputStream source, ContentKeys keys, Layout layout, PaddingHolder holder, RootHash root)
      throws IOException, FormatException {
    try (FloeReader reader =
        new FloeReader(
            ContentGeometry.FLOE,
            keys.content(),
            layout.identity(),
            source,
            OptionalLong.empty(),
            workers)) {
      reader.transferTo(
          segment -> {
            root.add(segment.sha256());
            holder.accept(segment.plaintext(), segment.length());
          });
    } catch (FloeException e) {
      throw translate(e);
    }
  }

  private static FormatException translate(FloeException e) {
    return switch (e) {
      case FloeException.HeaderAltered ignored -> new FormatException.ContentHeaderAltered();
      case FloeException.SegmentAltered altered ->
          new FormatException.SegmentAltered(altered.position());
      case FloeException.CutShort ignored -> new FormatException.ContentCutShort();
      case FloeException.ContinuesAfterEnd ignored -> new FormatException.ContentContinues();
      case FloeException.TooLong ignored -> new FormatException.ContentContinues();
    };
  }

  private static Trailer trailer(InputStream source, ContentKeys keys)
      throws IOException, FormatException {
    byte[] block = source.readNBytes(Layout.TRAILER_LENGTH);
    if (block.length < Layout.TRAILER_LENGTH) {
      throw new FormatException.ContentCutShort();
    }
    if (source.read() >= 0) {
      throw new FormatException.ContentContinues();
    }
    return Trailer.parse(keys.openTrailer(block));
  }
}
