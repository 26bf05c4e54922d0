package org.dubbelslot.format;

import java.io.IOException;
import org.dubbelslot.floe.SegmentSink;

/** Where an {@link Opener} puts plaintext of which only the trailer says how much is padding. */
interface PlaintextOutput {
  /** Takes a verified segment from the worker that decrypted it, in any order. */
  void work(SegmentSink.Segment segment) throws IOException;

  /** Takes every segment once more, in order. */
  void accept(SegmentSink.Segment segment) throws IOException;

  /** Bytes taken in order so far, padding included. */
  long total();

  /**
   * Sees to it that just the file's own bytes are there.
   *
   * @param size as the trailer says
   * @throws FormatException when something else than zeros stands beyond that size
   */
  void finish(long size) throws IOException, FormatException;
}
