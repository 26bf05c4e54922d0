package org.dubbelslot.keys;

import java.time.Instant;
import java.util.regex.Pattern;
import org.dubbelslot.crypto.Kid;

/**
 * One transition in the life of a key version.
 *
 * @param state the state entered
 * @param at when
 * @param by the custodian or device that did it
 * @param why a short word ({@code created}, {@code rotated}, {@code lost}); readable by anyone who
 *     sees the directory, therefore never free text
 */
public record StateChange(KeyState state, Instant at, Kid by, String why) {
  private static final Pattern WORD = Pattern.compile("[a-z][a-z-]{0,31}");

  /**
   * Checks the word.
   *
   * @throws IllegalArgumentException unless {@code why} is 1 to 32 lower-case letters and hyphens
   */
  public StateChange {
    if (!WORD.matcher(why).matches()) {
      throw new IllegalArgumentException("a reason is one lower-case word");
    }
  }
}
