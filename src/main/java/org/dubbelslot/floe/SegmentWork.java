package org.dubbelslot.floe;

import java.io.IOException;

/**
 * What a worker still does with a segment that it has verified, while others are at theirs: in any
 * order, by several threads at once.
 */
@FunctionalInterface
public interface SegmentWork {
  /**
   * One segment is authentic; segments before it may turn out not to be.
   *
   * @param segment valid during the call only, its arrays are used again
   * @throws IOException when the plaintext cannot be passed on; told when its turn comes
   */
  void accept(SegmentSink.Segment segment) throws IOException;
}
