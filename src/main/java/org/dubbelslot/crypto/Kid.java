package org.dubbelslot.crypto;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.SecureRandom;

/**
 * An identifier of 16 bytes, written as 26 lower-case Crockford base32 characters: of a key, a
 * device, a team, a member or an organisation.
 *
 * @param text the 26 characters
 */
public record Kid(@JsonValue String text) implements Comparable<Kid> {
  /** Length in bytes. */
  public static final int BYTES = 16;

  /** Length in characters. */
  public static final int CHARACTERS = 26;

  /**
   * Checks the spelling.
   *
   * @throws IllegalArgumentException when {@code text} is not 26 canonical characters
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Kid {
    if (text.length() != CHARACTERS) {
      throw new IllegalArgumentException("an identifier has " + CHARACTERS + " characters");
    }
    Crockford.decode(text);
  }

  /**
   * The identifier of 16 bytes.
   *
   * @throws IllegalArgumentException for any other length
   */
  public static Kid of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("an identifier has " + BYTES + " bytes");
    }
    return new Kid(Crockford.encode(bytes));
  }

  /** A random identifier, for what has no key to derive it from. */
  public static Kid random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return of(bytes);
  }

  /** The 16 bytes. */
  public byte[] bytes() {
    return Crockford.decode(text);
  }

  @Override
  public int compareTo(Kid other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
