package org.dubbelslot.floe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.dubbelslot.crypto.SecretBytes;

/**
 * Decrypts a whole message from a stream: has segments decrypted by the workers and hands their
 * plaintext in order to a sink, on the thread that calls it; what needs no order, such as writing
 * to a file, the workers can do as well.
 *
 * <p>It reads exactly the message, so that whatever follows in the stream is still there
 * afterwards; the final segment says that it is the final one. Failures come in the order of the
 * message: a segment's failure is reported after all earlier segments have been handed out to the
 * sink, and none later. For one thread and one message.
 */
public final class FloeReader implements AutoCloseable {
  private final FloeMessage message;
  private final InputStream source;
  private final OptionalLong ciphertextLength;
  private final SegmentRing<Slot> ring;
  private final long firstPosition;
  private boolean used;

  /** Where in the message the reading thread is; at the end, why it read no further. */
  private sealed interface Progress {
    record More() implements Progress {}

    record Complete() implements Progress {}

    record Refused(FloeException reason) implements Progress {}

    record Failed(IOException reason) implements Progress {}
  }

  /**
   * Reads and checks the header.
   *
   * @param key 32 bytes, only read here; the caller keeps and closes it
   * @param source stands at the header's first byte; not closed here
   * @param ciphertextLength bytes that the message must have, header included, where that is known
   *     from elsewhere
   * @throws FloeException.HeaderAltered when the header is not one made with these parameters, this
   *     key and this associated data
   * @throws FloeException.CutShort when the source ends before the header does, or the known length
   *     is less than any message has
   * @throws IOException when the source failed
   */
  public FloeReader(
      FloeParameters parameters,
      SecretBytes key,
      byte[] aad,
      InputStream source,
      OptionalLong ciphertextLength,
      FloeWorkers workers)
      throws IOException, FloeException {
    if (ciphertextLength.isPresent()
        && ciphertextLength.getAsLong() < FloeParameters.HEADER_BYTES) {
      throw new FloeException.CutShort(0);
    }
    byte[] header = source.readNBytes(FloeParameters.HEADER_BYTES);
    if (header.length < FloeParameters.HEADER_BYTES) {
      throw new FloeException.CutShort(0);
    }
    FloeMessage opened = FloeMessage.decrypt(parameters, key, aad, header);
    this.message = opened;
    this.source = source;
    this.ciphertextLength = ciphertextLength;
    this.ring = new SegmentRing<>(workers, () -> new Slot(opened));
    this.firstPosition = 0;
  }

  /**
   * Goes on with a message at one of its segments; whoever asks answers for those before.
   *
   * @param message its header was checked; closed with this reader
   * @param source stands at the first byte of the segment {@code position}; not closed here
   */
  public FloeReader(FloeMessage message, InputStream source, long position, FloeWorkers workers) {
    this.message = message;
    this.source = source;
    this.ciphertextLength = OptionalLong.empty();
    this.ring = new SegmentRing<>(workers, () -> new Slot(message));
    this.firstPosition = position;
  }

  /**
   * Decrypts the message to its end.
   *
   * @return bytes of plaintext handed out
   * @throws FloeException.SegmentAltered when a segment is not what was encrypted there
   * @throws FloeException.CutShort when the source, or the known length, ends before the final
   *     segment does
   * @throws FloeException.ContinuesAfterEnd when the known length goes on after the final segment
   * @throws FloeException.TooLong when there are more segments than a message may have
   * @throws IOException when the source or the sink failed
   * @throws X when the sink refused a segment
   * @throws IllegalStateException when called again, or closed
   */
  public <X extends Exception> long transferTo(SegmentSink<X> sink)
      throws IOException, FloeException, X {
    return transferTo(segment -> {}, sink);
  }

  /**
   * Decrypts the message to its end, and has every verified segment worked on by the worker that
   * decrypted it before the sink gets it.
   *
   * @param work may have seen segments after one that failed
   * @throws IOException also when the work on a segment failed; otherwise as {@link
   *     #transferTo(SegmentSink)}
   */
  public <X extends Exception> long transferTo(SegmentWork work, SegmentSink<X> sink)
      throws IOException, FloeException, X {
    if (used) {
      throw new IllegalStateException("message already read");
    }
    used = true;
    long plaintextBytes = 0;
    long position = firstPosition;
    Progress progress = new Progress.More();
    while (progress instanceof Progress.More || ring.isBusy()) {
      // Workers come first: they get the next segment before an earlier one is handed out.
      if (progress instanceof Progress.More && ring.hasFree()) {
        progress = readSegment(position++, work);
      } else {
        Slot slot = ring.awaitOldest();
        plaintextBytes += slot.length;
        sink.accept(slot);
        ring.release(slot);
      }
    }
    return switch (progress) {
      case Progress.Refused refused -> throw refused.reason();
      case Progress.Failed failed -> throw failed.reason();
      case Progress.More _, Progress.Complete _ -> plaintextBytes;
    };
  }

  /** Wipes keys and buffers. */
  @Override
  public void close() {
    used = true;
    ring.close();
    message.close();
  }

  /** The buffers used so far, for tests of wiping. */
  List<byte[]> buffers() {
    return ring.slots().stream()
        .flatMap(slot -> Stream.of(slot.ciphertext, slot.plaintext))
        .toList();
  }

  /** Reads one segment and hands it to the workers. What is wrong with it waits for its turn. */
  private Progress readSegment(long position, SegmentWork work) {
    FloeParameters parameters = message.parameters();
    Slot slot = ring.take();
    int length;
    try {
      if (exceedsKnownLength(position, FloeParameters.SEGMENT_OVERHEAD)
          || source.readNBytes(slot.ciphertext, 0, FloeParameters.LENGTH_BYTES)
              < FloeParameters.LENGTH_BYTES) {
        ring.release(slot);
        return new Progress.Refused(new FloeException.CutShort(position));
      }
      int said = ByteBuffer.wrap(slot.ciphertext).getInt(0);
      slot.last = said != FloeParameters.NOT_FINAL;
      length = slot.last ? said : parameters.segmentBytes();
      if (length < FloeParameters.SEGMENT_OVERHEAD || length > parameters.segmentBytes()) {
        ring.release(slot);
        return new Progress.Refused(new FloeException.SegmentAltered(position));
      }
      int rest = length - FloeParameters.LENGTH_BYTES;
      if (exceedsKnownLength(position, length)
          || source.readNBytes(slot.ciphertext, FloeParameters.LENGTH_BYTES, rest) < rest) {
        ring.release(slot);
        return new Progress.Refused(new FloeException.CutShort(position));
      }
    } catch (IOException e) {
      ring.release(slot);
      return new Progress.Failed(e);
    }
    slot.position = position;
    slot.further = work;
    slot.ciphertextLength = length;
    boolean last = slot.last;
    ring.submit(slot);
    long end = parameters.segmentOffset(position) + length;
    if (last) {
      return ciphertextLength.isPresent() && ciphertextLength.getAsLong() != end
          ? new Progress.Refused(new FloeException.ContinuesAfterEnd(position))
          : new Progress.Complete();
    }
    return position == parameters.maximumSegments() - 1
        ? new Progress.Refused(new FloeException.TooLong(parameters.maximumSegments()))
        : new Progress.More();
  }

  private boolean exceedsKnownLength(long position, int length) {
    return ciphertextLength.isPresent()
        && message.parameters().segmentOffset(position) + length > ciphertextLength.getAsLong();
  }

  private static final class Slot implements SegmentRing.Slot, SegmentSink.Segment {
    final byte[] ciphertext;
    final byte[] plaintext;
    final byte[] digest = new byte[SegmentDigest.BYTES];
    final SegmentCipher cipher;
    final SegmentDigest hash = new SegmentDigest();
    long position;
    int ciphertextLength;
    int length;
    boolean last;
    SegmentWork further = segment -> {};

    Slot(FloeMessage message) {
      ciphertext = new byte[message.parameters().segmentBytes()];
      plaintext = new byte[message.parameters().plaintextBytes()];
      cipher = message.newCipher();
    }

    @Override
    public void work() throws FloeException, IOException {
      length = cipher.decrypt(position, last, ciphertext, 0, ciphertextLength, plaintext, 0);
      hash.digest(plaintext, 0, length, digest);
      further.accept(this);
    }

    @Override
    public void wipe() {
      Arrays.fill(plaintext, (byte) 0);
      cipher.close();
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public boolean last() {
      return last;
    }

    @Override
    public byte[] plaintext() {
      return plaintext;
    }

    @Override
    public int length() {
      return length;
    }

    @Override
    public byte[] sha256() {
      return digest;
    }
  }
}
