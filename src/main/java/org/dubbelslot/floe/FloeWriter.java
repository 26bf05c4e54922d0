package org.dubbelslot.floe;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.dubbelslot.crypto.SecretBytes;

/**
 * Encrypts a content of any length: takes plaintext and has segments encrypted by the workers. Into
 * a stream, header and segments are written in order from the thread that calls it; into a {@link
 * PositionalOutput} each worker writes its own segment, in any order.
 *
 * <p>Plaintext is copied at most once, into the buffer where it is then encrypted in place. {@link
 * #finish} writes the final segment, which is full when the content's length is a multiple of a
 * segment's; {@link #close} alone never does, so that a source that fails midway leaves no message
 * that looks complete. For one thread. After any failure it can only be closed.
 */
public final class FloeWriter implements AutoCloseable {
  private static final int HEAD_BYTES = FloeParameters.LENGTH_BYTES + FloeParameters.AEAD_IV_BYTES;
  private static final int END = -1;

  private final FloeMessage message;
  private final Target target;
  private final Optional<SegmentObserver> observer;
  private final SegmentRing<Slot> ring;
  private final int fullSegment;

  private State state = State.OPEN;
  private Slot current;
  private long segments;
  private boolean headerWritten;

  /** Where the ciphertext goes. */
  private sealed interface Target {
    void header(byte[] header) throws IOException;

    record InOrder(OutputStream sink) implements Target {
      @Override
      public void header(byte[] header) throws IOException {
        sink.write(header);
      }
    }

    record Anywhere(PositionalOutput sink) implements Target {
      @Override
      public void header(byte[] header) throws IOException {
        sink.write(0, header, 0, header.length);
      }
    }
  }

  private enum State {
    OPEN,
    FINISHED,
    FAILED,
    CLOSED
  }

  /**
   * Starts a new message.
   *
   * @param key 32 bytes, only read here; the caller keeps and closes it
   * @param aad bound to every segment; may be empty
   * @param sink gets the ciphertext; neither flushed nor closed here
   * @param observer gets the digests of the plaintext segments
   */
  public FloeWriter(
      FloeParameters parameters,
      SecretBytes key,
      byte[] aad,
      OutputStream sink,
      FloeWorkers workers,
      SegmentObserver observer) {
    this(parameters, key, aad, new Target.InOrder(sink), workers, Optional.of(observer));
  }

  /** As above for whoever needs no digests; none are computed. */
  public FloeWriter(
      FloeParameters parameters,
      SecretBytes key,
      byte[] aad,
      OutputStream sink,
      FloeWorkers workers) {
    this(parameters, key, aad, new Target.InOrder(sink), workers, Optional.empty());
  }

  /**
   * Starts a new message that the workers write. After a failure, segments behind the place of the
   * failure may have been written as well.
   *
   * @param sink gets the header at its position 0 and everything else behind it
   * @param observer gets the digests of the plaintext segments
   */
  public FloeWriter(
      FloeParameters parameters,
      SecretBytes key,
      byte[] aad,
      PositionalOutput sink,
      FloeWorkers workers,
      SegmentObserver observer) {
    this(parameters, key, aad, new Target.Anywhere(sink), workers, Optional.of(observer));
  }

  /** As above for whoever needs no digests; none are computed. */
  public FloeWriter(
      FloeParameters parameters,
      SecretBytes key,
      byte[] aad,
      PositionalOutput sink,
      FloeWorkers workers) {
    this(parameters, key, aad, new Target.Anywhere(sink), workers, Optional.empty());
  }

  private FloeWriter(
      FloeParameters parameters,
      SecretBytes key,
      byte[] aad,
      Target target,
      FloeWorkers workers,
      Optional<SegmentObserver> observer) {
    this.message = FloeMessage.encrypt(parameters, key, aad);
    this.target = target;
    this.observer = observer;
    this.fullSegment = message.parameters().plaintextBytes();
    this.ring = new SegmentRing<>(workers, () -> new Slot(message, target, observer.isPresent()));
  }

  /**
   * Takes plaintext.
   *
   * @throws IOException when the sink failed
   * @throws FloeException.TooLong when the message would have too many segments
   * @throws IllegalStateException when finished, closed or failed before
   */
  public void write(byte[] plaintext, int offset, int length) throws IOException, FloeException {
    Objects.checkFromIndexSize(offset, length, plaintext.length);
    begin();
    int done = 0;
    while (done < length) {
      makeRoom();
      int part = Math.min(length - done, fullSegment - current.length);
      System.arraycopy(plaintext, offset + done, current.buffer, HEAD_BYTES + current.length, part);
      current.length += part;
      done += part;
    }
    state = State.OPEN;
  }

  /**
   * Takes all that {@code source} still has, read straight into the segments.
   *
   * @return how many bytes that was
   * @throws IOException when the source or the sink failed
   * @throws FloeException.TooLong when the message would have too many segments
   * @throws IllegalStateException when finished, closed or failed before
   */
  public long transferFrom(InputStream source) throws IOException, FloeException {
    begin();
    long taken = 0;
    while (true) {
      // A full segment waits for one more byte: only then is it known not to be the last.
      if (current != null && current.length == fullSegment) {
        int next = source.read();
        if (next == END) {
          break;
        }
        makeRoom();
        current.buffer[HEAD_BYTES] = (byte) next;
        current.length = 1;
        taken++;
      }
      makeRoom();
      int wanted = fullSegment - current.length;
      int got = source.readNBytes(current.buffer, HEAD_BYTES + current.length, wanted);
      current.length += got;
      taken += got;
      if (got < wanted) {
        break;
      }
    }
    state = State.OPEN;
    return taken;
  }

  /**
   * Encrypts the final segment and returns when everything has gone to the sink.
   *
   * @return bytes written to the sink altogether, header included
   * @throws IOException when the sink failed
   * @throws IllegalStateException when finished, closed or failed before
   */
  public long finish() throws IOException, FloeException {
    begin();
    if (current == null) {
      current = takeSlot();
    }
    long finalBytes = (long) current.length + FloeParameters.SEGMENT_OVERHEAD;
    submit(true);
    while (ring.isBusy()) {
      drainOldest();
    }
    state = State.FINISHED;
    FloeParameters parameters = message.parameters();
    return parameters.segmentOffset(segments - 1) + finalBytes;
  }

  /** Wipes keys and buffers; a message that was not finished stays incomplete. */
  @Override
  public void close() {
    if (state != State.CLOSED) {
      state = State.CLOSED;
      ring.close();
      message.close();
    }
  }

  /** The buffers used so far, for tests of wiping. */
  List<byte[]> buffers() {
    return ring.slots().stream().map(slot -> slot.buffer).toList();
  }

  /** Every public method fails unless it comes to its end. */
  private void begin() {
    if (state != State.OPEN) {
      throw new IllegalStateException("writer is " + state);
    }
    state = State.FAILED;
  }

  private void makeRoom() throws IOException, FloeException {
    if (current != null && current.length == fullSegment) {
      submit(false);
    }
    if (current == null) {
      current = takeSlot();
    }
  }

  private Slot takeSlot() throws IOException, FloeException {
    // Workers come first: they get the next segment before an earlier one is written.
    if (!ring.hasFree()) {
      drainOldest();
    }
    Slot slot = ring.take();
    slot.length = 0;
    return slot;
  }

  private void submit(boolean last) throws FloeException {
    long maximum = message.parameters().maximumSegments();
    if (!last && segments == maximum - 1) {
      throw new FloeException.TooLong(maximum);
    }
    current.position = segments++;
    current.last = last;
    Slot filled = current;
    current = null;
    ring.submit(filled);
  }

  private void drainOldest() throws IOException, FloeException {
    Slot slot = ring.awaitOldest();
    if (!headerWritten) {
      target.header(message.header());
      headerWritten = true;
    }
    if (target instanceof Target.InOrder(OutputStream sink)) {
      sink.write(slot.buffer, 0, slot.length + FloeParameters.SEGMENT_OVERHEAD);
    }
    if (observer.isPresent()) {
      observer.get().segment(slot.position, slot.length, slot.digest);
    }
    ring.release(slot);
  }

  private static final class Slot implements SegmentRing.Slot {
    final byte[] buffer;
    final byte[] digest = new byte[SegmentDigest.BYTES];
    final FloeParameters parameters;
    final Target target;
    final SegmentCipher cipher;
    final Optional<SegmentDigest> hash;
    long position;
    int length;
    boolean last;

    Slot(FloeMessage message, Target target, boolean hashing) {
      parameters = message.parameters();
      buffer = new byte[parameters.segmentBytes()];
      this.target = target;
      cipher = message.newCipher();
      hash = hashing ? Optional.of(new SegmentDigest()) : Optional.empty();
    }

    @Override
    public void work() throws IOException {
      if (hash.isPresent()) {
        hash.get().digest(buffer, HEAD_BYTES, length, digest);
      }
      int bytes = cipher.encrypt(position, last, buffer, HEAD_BYTES, length, buffer, 0);
      if (target instanceof Target.Anywhere(PositionalOutput sink)) {
        sink.write(parameters.segmentOffset(position), buffer, 0, bytes);
      }
    }

    @Override
    public void wipe() {
      Arrays.fill(buffer, (byte) 0);
      cipher.close();
    }
  }
}
