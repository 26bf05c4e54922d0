package org.dubbelslot.names;

/**
 * Why a name cannot be used. No message holds the name; what a sentence needs to say about it is in
 * typed fields.
 */
public abstract sealed class NameException extends Exception {
  private NameException(String message) {
    super(message);
  }

  /** The name has no characters. */
  public static final class Empty extends NameException {
    Empty() {
      super("name is empty");
    }
  }

  /** More than 255 bytes of UTF-8 or 255 UTF-16 units, after normalisation. */
  public static final class TooLong extends NameException {
    private final int bytes;
    private final int units;

    TooLong(int bytes, int units) {
      super("name of " + bytes + " bytes and " + units + " UTF-16 units is too long");
      this.bytes = bytes;
      this.units = units;
    }

    /** Length in UTF-8. */
    public int bytes() {
      return bytes;
    }

    /** Length in UTF-16. */
    public int units() {
      return units;
    }
  }

  /** One of {@code < > : " / \ | ? *}. */
  public static final class ForbiddenCharacter extends NameException {
    private final int codePoint;

    ForbiddenCharacter(int codePoint) {
      super("name holds a character that drives forbid");
      this.codePoint = codePoint;
    }

    /** The character. */
    public int codePoint() {
      return codePoint;
    }
  }

  /** A control character, a line or paragraph separator, or one that changes writing direction. */
  public static final class InvisibleCharacter extends NameException {
    private final int codePoint;

    InvisibleCharacter(int codePoint) {
      super("name holds a control character");
      this.codePoint = codePoint;
    }

    /** The character. */
    public int codePoint() {
      return codePoint;
    }
  }

  /** Half of a UTF-16 surrogate pair: no Unicode text. */
  public static final class NotText extends NameException {
    NotText() {
      super("name is not valid Unicode");
    }
  }

  /** A dot or a space at the end, which Windows drops. */
  public static final class TrailingDotOrSpace extends NameException {
    TrailingDotOrSpace() {
      super("name ends with a dot or a space");
    }
  }

  /** {@code .} or {@code ..}, or what Windows takes for them. */
  public static final class Dots extends NameException {
    Dots() {
      super("name stands for a folder itself or the one above");
    }
  }

  /** What Windows takes for a device: CON, NUL, COM1 and their like, with any extension. */
  public static final class DeviceName extends NameException {
    DeviceName() {
      super("name is a Windows device's");
    }
  }

  /** Even the shortest form of the name would make a path that the drive refuses. */
  public static final class TooDeep extends NameException {
    private final int characters;

    TooDeep(int characters) {
      super("path on the drive would have " + characters + " characters");
      this.characters = characters;
    }

    /** Length that the path on the drive would have. */
    public int characters() {
      return characters;
    }
  }
}
