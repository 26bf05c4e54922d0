package org.dubbelslot.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.floe.FloeException;
import org.dubbelslot.floe.FloeWorkers;
import org.dubbelslot.floe.FloeWriter;
import org.dubbelslot.floe.PositionalOutput;
import org.dubbelslot.floe.SegmentObserver;

/**
 * Seals a source in one pass: read once, encrypted in parallel, written in order or, where the
 * output can take that, in parallel as well.
 */
public final class Sealer {
  private static final byte[] ZEROS = new byte[64 * 1024];

  private final FloeWorkers workers;

  /** A sealer that encrypts on {@code workers}, which stay the caller's to close. */
  public Sealer(FloeWorkers workers) {
    this.workers = workers;
  }

  /**
   * How long a sealed file becomes.
   *
   * @param size bytes of plaintext
   * @return bytes, when nothing of the request's metadata but the size is still to change
   */
  public static long sealedLength(SealRequest request, long size) {
    Layout layout = layout(request, FileId.of(new byte[FileId.BYTES]));
    return layout.contentPosition()
        + ContentGeometry.FLOE.ciphertextLength(Padme.padded(size))
        + Layout.TRAILER_LENGTH;
  }

  /** A whole sealed file's output, and what writes its content. */
  private sealed interface Target {
    /** For what stands at {@code position}, behind all that was written before. */
    OutputStream at(long position);

    FloeWriter content(
        ContentKeys keys, Layout layout, FloeWorkers workers, SegmentObserver observer);

    record InOrder(OutputStream out) implements Target {
      @Override
      public OutputStream at(long position) {
        return out;
      }

      @Override
      public FloeWriter content(
          ContentKeys keys, Layout layout, FloeWorkers workers, SegmentObserver observer) {
        return new FloeWriter(
            ContentGeometry.FLOE, keys.content(), layout.identity(), out, workers, observer);
      }
    }

    record Anywhere(PositionalOutput out) implements Target {
      @Override
      public OutputStream at(long position) {
        return new PositionalStream(out, position);
      }

      @Override
      public FloeWriter content(
          ContentKeys keys, Layout layout, FloeWorkers workers, SegmentObserver observer) {
        return new FloeWriter(
            ContentGeometry.FLOE,
            keys.content(),
            layout.identity(),
            out.from(layout.contentPosition()),
            workers,
            observer);
      }
    }
  }

  private static Layout layout(SealRequest request, FileId id) {
    return new Layout(
        request.metadata().blockLength(), id, Layout.headerLengthFor(request.locks().size()));
  }

  /**
   * Reads {@code source} to its end and writes the sealed file to {@code out}; closes neither.
   *
   * @throws SealException when the source has another size than the metadata says, or too large a
   *     one; what was written by then opens nowhere
   * @throws IOException when reading or writing fails
   */
  public Sealed seal(SealRequest request, InputStream source, OutputStream out)
      throws IOException, SealException {
    return seal(request, source, new Target.InOrder(out));
  }

  /** The same into an output that the workers can write to, which is faster. */
  public Sealed seal(SealRequest request, InputStream source, PositionalOutput out)
      throws IOException, SealException {
    return seal(request, source, new Target.Anywhere(out));
  }

  private Sealed seal(SealRequest request, InputStream source, Target target)
      throws IOException, SealException {
    Layout layout = layout(request, FileId.random());
    try (SecretBytes contentKey = SecretBytes.random(ContentKeys.BYTES);
        ContentKeys keys = new ContentKeys(contentKey, layout.identity())) {
      byte[] metadata =
          ContentKeys.padded(
              request.metadata().json(), layout.metadataLength() - Layout.GCM_TAG_LENGTH);
      writeHead(request, layout, contentKey, keys, metadata, target.at(0));
      RootHash root = new RootHash();
      long size;
      long contentLength;
      try (FloeWriter writer =
          target.content(keys, layout, workers, (position, length, sha256) -> root.add(sha256))) {
        size = transfer(request.metadata().size(), source, writer);
        pad(writer, Padme.padded(size) - size);
        contentLength = writer.finish();
      } catch (FloeException e) {
        throw new SealException.TooLarge();
      }
      long end = layout.contentPosition() + contentLength;
      target.at(end).write(trailer(request, layout, keys, metadata, size, root.root()));
      return new Sealed(layout.id(), size, end + Layout.TRAILER_LENGTH);
    }
  }

  private static void writeHead(
      SealRequest request,
      Layout layout,
      SecretBytes contentKey,
      ContentKeys keys,
      byte[] metadata,
      OutputStream out)
      throws IOException {
    Header header =
        new Header(
            request.locks().stream().map(lock -> Lock.create(lock, layout, contentKey)).toList());
    byte[] fixed = layout.fixedPart();
    byte[] area = ContentKeys.padded(header.json(), layout.headerLength());
    out.write(fixed);
    out.write(area);
    out.write(keys.headerTag(fixed, area));
    out.write(keys.sealMetadata(metadata));
  }

  private static long transfer(OptionalLong expected, InputStream source, FloeWriter writer)
      throws IOException, SealException, FloeException {
    long limit = expected.orElse(Layout.MAX_CONTENT);
    if (limit > Layout.MAX_CONTENT) {
      throw new SealException.TooLarge();
    }
    long size = writer.transferFrom(new LimitedInput(source, limit));
    if (source.read() >= 0) {
      throw expected.isPresent() ? new SealException.SourceChanged() : new SealException.TooLarge();
    }
    if (expected.isPresent() && size != expected.getAsLong()) {
      throw new SealException.SourceChanged();
    }
    return size;
  }

  private static void pad(FloeWriter writer, long zeros) throws IOException, FloeException {
    for (long left = zeros; left > 0; ) {
      int length = (int) Math.min(ZEROS.length, left);
      writer.write(ZEROS, 0, length);
      left -= length;
    }
  }

  private static byte[] trailer(
      SealRequest request, Layout layout, ContentKeys keys, byte[] metadata, long size, byte[] root)
      throws IOException {
    Optional<Trailer.Signature> signature =
        request
            .signer()
            .map(
                signer ->
                    new Trailer.Signature(
                        signer.device(),
                        signer.sign(Trailer.signedMessage(layout, metadata, size, root))));
    byte[] json = new Trailer(size, root, signature).json();
    return keys.sealTrailer(ContentKeys.padded(json, Trailer.PLAINTEXT_LENGTH));
  }
}
