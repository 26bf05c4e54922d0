package org.dubbelslot.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/**
 * Replaces a file's locks and leaves metadata, content and trailer as they are, byte for byte.
 *
 * <p>In place where the new locks fit in the header area, with a journal, so that a crash at any
 * moment leaves a file that the next start can finish; otherwise, and on drives, as a stream.
 */
public final class Rewrapper {
  private final byte[] oldHead;
  private final byte[] newHead;
  private final SealedBy sealedBy;

  private Rewrapper(byte[] oldHead, byte[] newHead, SealedBy sealedBy) {
    this.oldHead = oldHead;
    this.newHead = newHead;
    this.sealedBy = sealedBy;
  }

  /**
   * Opens the file's double lock and makes new locks around the same content key, each with a fresh
   * organisation half.
   *
   * @param newLocks 1 to 16; they replace all old ones
   * @param options whether a signer who cannot be verified may pass
   * @throws FormatException when the file does not open, its head or trailer was altered, or its
   *     signer is false or unknown: such a file is never moved silently to new keys
   * @throws IOException when reading fails
   */
  public static Rewrapper plan(
      SealedSource source, OpeningKeys openingKeys, List<LockKeys> newLocks, OpenOptions options)
      throws IOException, FormatException {
    FileHead head = FileHead.read(source);
    Layout layout = head.layout();
    try (Unlocked unlocked = Unlocked.open(head, openingKeys, ReleaseContext.Purpose.REWRAP);
        ContentKeys keys = new ContentKeys(unlocked.contentKey(), layout.identity())) {
      head.requireTag(keys);
      byte[] metadataPlaintext = keys.openMetadata(head.metadataBlock());
      Metadata metadata = Metadata.parse(metadataPlaintext);
      ContentGeometry content = ContentGeometry.of(source.length(), layout);
      Trailer trailer = Trailer.read(source, keys);
      content.requireSize(trailer, metadata);
      SealedBy sealedBy =
          SignatureCheck.check(layout, metadataPlaintext, trailer, openingKeys, options);
      byte[] json =
          new Header(
                  newLocks.stream()
                      .map(lock -> Lock.create(lock, layout, unlocked.contentKey()))
                      .toList())
              .json();
      int headerLength =
          json.length <= layout.headerLength()
              ? layout.headerLength()
              : Layout.headerLengthFor(newLocks.size());
      Layout newLayout = layout.withHeaderLength(headerLength);
      return new Rewrapper(
          headBytes(layout, head.headerArea(), keys),
          headBytes(newLayout, ContentKeys.padded(json, headerLength), keys),
          sealedBy);
    }
  }

  private static byte[] headBytes(Layout layout, byte[] area, ContentKeys keys) {
    byte[] fixed = layout.fixedPart();
    return ByteBuffer.allocate(layout.metadataPosition())
        .put(fixed)
        .put(area)
        .put(keys.headerTag(fixed, area))
        .array();
  }

  /** Whether the new locks fit where the old ones stood. */
  public boolean fitsInPlace() {
    return newHead.length == oldHead.length;
  }

  /** Who sealed the file. */
  public SealedBy sealedBy() {
    return sealedBy;
  }

  /** How many bytes at the start of the old file the new head takes the place of. */
  public int replacedLength() {
    return oldHead.length;
  }

  /** The file's new first bytes; what follows stays as it is. No secret is in them. */
  public byte[] newHead() {
    return newHead.clone();
  }

  /**
   * Writes the re-wrapped file while reading the old one from its start.
   *
   * @throws IOException when reading or writing fails, or {@code old} is not the file that was
   *     planned
   */
  public void copy(InputStream old, OutputStream out) throws IOException {
    if (!Arrays.equals(old.readNBytes(oldHead.length), oldHead)) {
      throw new IOException("the file changed since its locks were read");
    }
    out.write(newHead);
    old.transferTo(out);
  }

  /**
   * Changes the file itself.
   *
   * @param journals the folder of the local state that keeps the journal until the change is safe
   * @throws IllegalStateException when the new locks do not fit
   * @throws IOException when reading or writing fails, or the file changed since it was planned;
   *     the journal then finishes the change at {@link RewrapJournal#recover}
   */
  public void applyInPlace(Path file, Path journals) throws IOException {
    if (!fitsInPlace()) {
      throw new IllegalStateException("the new locks do not fit in place");
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      if (!Arrays.equals(RewrapJournal.readHead(channel, oldHead.length), oldHead)) {
        throw new IOException("the file changed since its locks were read");
      }
      RewrapJournal journal = RewrapJournal.write(journals, file, newHead);
      journal.finish(channel);
    }
  }
}
