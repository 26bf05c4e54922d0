package org.dubbelslot.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;
import java.util.function.Function;
import org.dubbelslot.floe.FloeException;
import org.dubbelslot.floe.FloeReader;
import org.dubbelslot.floe.FloeWorkers;
import org.dubbelslot.floe.PositionalOutput;

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
    return open(source, openingKeys, options, observer, metadata -> new PaddingHolder(out));
  }

  /**
   * The same into an output that the workers can write to: faster, and where it fails, segments
   * behind the first damaged one may have been written, too. Nothing is written before {@code
   * observer} was called.
   */
  public Opened open(
      InputStream source,
      OpeningKeys openingKeys,
      OpenOptions options,
      PositionalOutput out,
      HeadObserver observer)
      throws IOException, FormatException {
    return open(source, openingKeys, options, observer, metadata -> output(metadata, out));
  }

  private static PlaintextOutput output(Metadata metadata, PositionalOutput out) {
    return metadata.size().isPresent()
        ? new SizedPlaintext(out, metadata.size().getAsLong())
        : new PaddingHolder(new PositionalStream(out, 0));
  }

  private Opened open(
      InputStream source,
      OpeningKeys openingKeys,
      OpenOptions options,
      HeadObserver observer,
      Function<Metadata, PlaintextOutput> output)
      throws IOException, FormatException {
    try (Opening opening = Opening.begin(source, openingKeys)) {
      observer.opened(opening.layout().id(), opening.metadata());
      PlaintextOutput plaintext = output.apply(opening.metadata());
      RootHash root = new RootHash();
      decrypt(source, opening, plaintext, root);
      Trailer trailer = opening.trailer(source);
      opening.requireContent(trailer, plaintext.total(), root);
      plaintext.finish(trailer.size());
      return opening.opened(trailer, openingKeys, options);
    }
  }

  private void decrypt(InputStream source, Opening opening, PlaintextOutput out, RootHash root)
      throws IOException, FormatException {
    try (FloeReader reader =
        new FloeReader(
            ContentGeometry.FLOE,
            opening.keys().content(),
            opening.layout().identity(),
            source,
            OptionalLong.empty(),
            workers)) {
      reader.transferTo(
          out::work,
          segment -> {
            root.add(segment.sha256());
            out.accept(segment);
          });
    } catch (FloeException e) {
      throw Opening.translate(e);
    }
  }
}
