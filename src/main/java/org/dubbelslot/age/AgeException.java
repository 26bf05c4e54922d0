package org.dubbelslot.age;

/** Why an age file, or the text of an age key, cannot be read: one type for each cause. */
public abstract sealed class AgeException extends Exception {
  private static final long serialVersionUID = 1L;

  AgeException(String message) {
    super(message);
  }

  AgeException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The file does not begin as an age file does. */
  public static final class NotAge extends AgeException {
    private static final long serialVersionUID = 1L;

    NotAge() {
      super("not an age file");
    }
  }

  /** An age file of another version than v1. */
  public static final class UnsupportedVersion extends AgeException {
    private static final long serialVersionUID = 1L;

    UnsupportedVersion() {
      super("age file of a version other than v1");
    }
  }

  /** The ASCII armor around the file breaks its strict rules, or other text surrounds it. */
  public static final class ArmorMalformed extends AgeException {
    private static final long serialVersionUID = 1L;

    ArmorMalformed(String what) {
      super("age armor: " + what);
    }
  }

  /** The header breaks the format's rules. */
  public static final class HeaderMalformed extends AgeException {
    private static final long serialVersionUID = 1L;

    HeaderMalformed(String what) {
      super("age header: " + what);
    }

    HeaderMalformed(String what, Throwable cause) {
      super("age header: " + what, cause);
    }
  }

  /** The file ends within the header, or before the nonce that follows it is complete. */
  public static final class HeaderCutShort extends AgeException {
    private static final long serialVersionUID = 1L;

    HeaderCutShort() {
      super("age header: the file ends too early");
    }
  }

  /** The file key was found, but the header is not the one that was written with it. */
  public static final class HeaderMac extends AgeException {
    private static final long serialVersionUID = 1L;

    HeaderMac() {
      super("age header: altered");
    }
  }

  /** The file was encrypted for others than the given identities. */
  public static final class NoMatchingIdentity extends AgeException {
    private static final long serialVersionUID = 1L;
    private final boolean passphraseAsked;

    NoMatchingIdentity(boolean passphraseAsked) {
      super("age file for other recipients");
      this.passphraseAsked = passphraseAsked;
    }

    /** Whether the file opens with a passphrase, and none was given. */
    public boolean passphraseAsked() {
      return passphraseAsked;
    }
  }

  /** The file opens with a passphrase, but not with any given one. */
  public static final class WrongPassphrase extends AgeException {
    private static final long serialVersionUID = 1L;

    WrongPassphrase() {
      super("age file with another passphrase");
    }
  }

  /** The file asks for more scrypt work than the reader is ready to do. */
  public static final class WorkFactorTooHigh extends AgeException {
    private static final long serialVersionUID = 1L;
    private final int workFactor;
    private final int limit;

    WorkFactorTooHigh(int workFactor, int limit) {
      super("scrypt work factor " + workFactor + " is over " + limit);
      this.workFactor = workFactor;
      this.limit = limit;
    }

    /** What the file asks: the base-two logarithm of scrypt's N. */
    public int workFactor() {
      return workFactor;
    }

    /** The highest work factor that is accepted. */
    public int limit() {
      return limit;
    }
  }

  /** The file asks for more memory than this process may use. */
  public static final class TooLittleMemory extends AgeException {
    private static final long serialVersionUID = 1L;
    private final long needed;

    TooLittleMemory(long needed) {
      super("scrypt needs " + needed + " bytes of memory");
      this.needed = needed;
    }

    /** Bytes that scrypt needs for this file. */
    public long needed() {
      return needed;
    }
  }

  /** A chunk of the payload was altered, replaced, moved, or cut within. */
  public static final class PayloadAltered extends AgeException {
    private static final long serialVersionUID = 1L;
    private final long chunk;

    PayloadAltered(long chunk) {
      super("age payload: chunk " + chunk + " does not authenticate");
      this.chunk = chunk;
    }

    /** Which chunk of 64 KiB, counted from zero. */
    public long chunk() {
      return chunk;
    }
  }

  /** The payload ends before its last chunk. */
  public static final class PayloadCutShort extends AgeException {
    private static final long serialVersionUID = 1L;

    PayloadCutShort() {
      super("age payload: cut short");
    }
  }

  /** Something follows the payload's last chunk. */
  public static final class PayloadTrailing extends AgeException {
    private static final long serialVersionUID = 1L;

    PayloadTrailing() {
      super("age payload: data after the last chunk");
    }
  }

  /** The text is not an age key of the expected kind: a typing error, or another kind of key. */
  public static final class KeyMalformed extends AgeException {
    private static final long serialVersionUID = 1L;

    KeyMalformed(String what) {
      super("age key: " + what);
    }
  }
}
