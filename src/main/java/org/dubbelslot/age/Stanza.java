package org.dubbelslot.age;

import java.util.List;

/**
 * One recipient stanza of an age header: the file key, wrapped for one recipient.
 *
 * @param arguments at least one; the first names the recipient type. Each has one or more visible
 *     ASCII characters
 * @param body the wrapped file key; may be empty; not copied, so not to be changed
 */
public record Stanza(List<String> arguments, byte[] body) {
  /**
   * Checks the spelling of the arguments.
   *
   * @throws IllegalArgumentException when there is none, or one cannot stand in a header
   */
  public Stanza {
    arguments = List.copyOf(arguments);
    if (arguments.isEmpty() || !arguments.stream().allMatch(Stanza::isArgument)) {
      throw new IllegalArgumentException("a stanza has arguments of visible ASCII characters");
    }
  }

  /** The recipient type: the first argument. */
  public String type() {
    return arguments.getFirst();
  }

  /** {@code argument = 1*VCHAR}. */
  static boolean isArgument(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }
}
