package org.dubbelslot.floe;

/**
 * Learns the SHA-256 of every plaintext segment that a {@link FloeWriter} has written. The digests
 * are computed by the workers, beside the encryption, and reported in order on the writing thread.
 */
@FunctionalInterface
public interface SegmentObserver {
  /**
   * One segment has gone to the sink.
   *
   * @param position its index: 0, 1, 2, …
   * @param length bytes of plaintext in it
   * @param sha256 the 32 bytes; valid during the call only, the array is used again
   */
  void segment(long position, int length, byte[] sha256);
}
