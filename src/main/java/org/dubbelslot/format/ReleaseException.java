package org.dubbelslot.format;

import org.dubbelslot.crypto.Kid;

/** The organisation's half could not be had. */
public abstract sealed class ReleaseException extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient Kid kid;

  private ReleaseException(String message, Kid kid, Throwable cause) {
    super(message, cause);
    this.kid = kid;
  }

  /** The organisation key version that was asked for. */
  public Kid kid() {
    return kid;
  }

  /** Where the key lives could not be reached. */
  public static final class Unreachable extends ReleaseException {
    private static final long serialVersionUID = 1L;

    /** Says what could not be reached in {@code cause}. */
    public Unreachable(Kid kid, Throwable cause) {
      super("organisation key unreachable", kid, cause);
    }
  }

  /** Custody refused: suspended key, device, member or team. */
  public static final class Refused extends ReleaseException {
    private static final long serialVersionUID = 1L;

    /** A refusal. */
    public Refused(Kid kid) {
      super("organisation key refused", kid, null);
    }
  }

  /** This device was never granted that version, or the directory does not know it. */
  public static final class UnknownKeyVersion extends ReleaseException {
    private static final long serialVersionUID = 1L;

    /** An unknown version. */
    public UnknownKeyVersion(Kid kid) {
      super("organisation key version unknown", kid, null);
    }
  }

  /** The lock names another algorithm than the directory does for that version. */
  public static final class WrongAlgorithm extends ReleaseException {
    private static final long serialVersionUID = 1L;

    /** A mismatch. */
    public WrongAlgorithm(Kid kid) {
      super("organisation key algorithm differs from the directory's", kid, null);
    }
  }

  /** The key is there, but this is not something that was wrapped to it. */
  public static final class NotUnwrappable extends ReleaseException {
    private static final long serialVersionUID = 1L;

    /** A failed unwrapping. */
    public NotUnwrappable(Kid kid, Throwable cause) {
      super("organisation half does not unwrap", kid, cause);
    }
  }
}
