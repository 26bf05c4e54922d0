package org.dubbelslot.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import org.dubbelslot.floe.FloeException;
import org.dubbelslot.floe.FloeMessage;
import org.dubbelslot.floe.FloeParameters;
import org.dubbelslot.floe.FloeReader;
import org.dubbelslot.floe.FloeWorkers;

/**
 * Opens a sealed file into a file that can be read back, so that a later run need not fetch again
 * what an earlier one wrote.
 *
 * <p>Of what lies in the file only whole segments are taken over, and they are read and hashed
 * again: root hash and signature cover them like all others. A file that was altered meanwhile, by
 * whomever, never passes. As with {@link Opener}, the plaintext counts only once {@link #open}
 * returns.
 */
public final class ResumableOpener {
  /** Plaintext bytes of a segment: the step in which plaintext is taken over. */
  public static final int SEGMENT = ContentGeometry.FLOE.plaintextBytes();

  /** No head is longer, in bytes, with the content's own header. */
  public static final int LONGEST_HEAD = HeadOpener.LONGEST + FloeParameters.HEADER_BYTES;

  private final FloeWorkers workers;

  /** An opener that decrypts on {@code workers}, which stay the caller's to close. */
  public ResumableOpener(FloeWorkers workers) {
    this.workers = workers;
  }

  /** A sealed file that is asked for twice: for its head, and for the content that is missing. */
  public interface Source {
    /** From the first byte, for {@link #LONGEST_HEAD} bytes or to the end; closed after use. */
    InputStream head() throws IOException;

    /** From {@code position} to the end; closed after use. */
    InputStream from(long position) throws IOException;
  }

  /** Where the plaintext goes. */
  public interface Target {
    /**
     * Called once the lock opened and the metadata hold, before anything is written.
     *
     * @throws IOException when the file is not wanted, or has no place
     */
    Plaintext begin(FileId id, Metadata metadata) throws IOException;

    /** Called after each segment: so many bytes from the first would be taken over from now on. */
    void reached(long bytes) throws IOException;
  }

  /**
   * A file of plaintext.
   *
   * @param channel for reading and writing; stays the caller's to close. Afterwards it holds the
   *     plaintext and nothing else
   * @param written bytes from its first that an earlier run of the same sealing wrote there; 0 to
   *     begin anew
   */
  public record Plaintext(SeekableByteChannel channel, long written) {}

  /**
   * Opens the whole of {@code source} into what {@code target} says.
   *
   * @throws FormatException when the file is refused, or what was written before is not of it; the
   *     plaintext must be discarded
   * @throws IOException when reading or writing fails; what was written may be taken over later
   */
  public Opened open(Source source, OpeningKeys openingKeys, OpenOptions options, Target target)
      throws IOException, FormatException {
    Begun begun = begin(source, openingKeys);
    try (Opening opening = begun.opening()) {
      Plaintext plaintext = target.begin(opening.layout().id(), opening.metadata());
      RootHash root = new RootHash();
      PlaintextFile file = new PlaintextFile(plaintext.channel(), opening.metadata().size());
      long segments = file.takeOver(plaintext.written(), root);
      long offset = ContentGeometry.FLOE.segmentOffset(segments);
      try (InputStream content = source.from(opening.layout().contentPosition() + offset)) {
        decrypt(content, begun, segments, file, root, target);
        Trailer trailer = opening.trailer(content);
        opening.requireContent(trailer, file.total(), root);
        file.finish(trailer.size());
        return opening.opened(trailer, openingKeys, options);
      }
    }
  }

  /** What stands before the segments, which is fetched by itself. */
  private record Begun(Opening opening, byte[] contentHeader) {}

  private static Begun begin(Source source, OpeningKeys openingKeys)
      throws IOException, FormatException {
    try (InputStream head = source.head()) {
      Opening opening = Opening.begin(head, openingKeys);
      byte[] header;
      try {
        header = head.readNBytes(FloeParameters.HEADER_BYTES);
      } catch (IOException e) {
        opening.close();
        throw e;
      }
      if (header.length < FloeParameters.HEADER_BYTES) {
        opening.close();
        throw new FormatException.ContentCutShort();
      }
      return new Begun(opening, header);
    }
  }

  private void decrypt(
      InputStream content,
      Begun begun,
      long first,
      PlaintextFile file,
      RootHash root,
      Target target)
      throws IOException, FormatException {
    FloeMessage message = begun.opening().message(begun.contentHeader());
    try (FloeReader reader = new FloeReader(message, content, first, workers)) {
      reader.transferTo(
          segment -> {
            root.add(segment.sha256());
            file.accept(segment.plaintext(), segment.length());
            target.reached(file.whole());
          });
    } catch (FloeException e) {
      throw Opening.translate(e);
    }
  }
}
