package org.dubbelslot.floe;

import java.io.IOException;

/**
 * Takes the plaintext of every segment that a {@link FloeReader} has verified, in order, on the
 * reading thread.
 *
 * @param <X> what it may throw besides {@link IOException}
 */
@FunctionalInterface
public interface SegmentSink<X extends Exception> {
  /**
   * One segment is authentic; that the message is complete is known only after the last one.
   *
   * @param segment valid during the call only, its arrays are used again
   * @throws IOException when the plaintext cannot be passed on; reading stops
   * @throws X when the sink refuses it; reading stops
   */
  void accept(Segment segment) throws IOException, X;

  /** A verified segment. */
  interface Segment {
    /** Its index: 0, 1, 2, … */
    long position();

    /** Whether the message ends with it. */
    boolean last();

    /** Holds the plaintext in its first {@link #length()} bytes. */
    byte[] plaintext();

    /** Bytes of plaintext; may be 0. */
    int length();

    /** SHA-256 of the plaintext, 32 bytes, computed by the worker. */
    byte[] sha256();
  }
}
