package org.dubbelslot.floe;

import java.io.IOException;

/**
 * Takes bytes at any position, from several threads at once as long as their ranges do not overlap;
 * a file, as a rule. So the workers write what they have made, and no thread writes for all.
 */
@FunctionalInterface
public interface PositionalOutput {
  /**
   * Writes all of the given bytes.
   *
   * @param position where the first one goes, counted from 0
   * @throws IOException when they cannot all be written
   */
  void write(long position, byte[] bytes, int offset, int length) throws IOException;

  /** The same output, whose position {@code start} is the other's position 0. */
  default PositionalOutput from(long start) {
    return (position, bytes, offset, length) ->
        write(Math.addExact(start, position), bytes, offset, length);
  }
}
