package org.dubbelslot.transfer;

/**
 * A file that lies on a drive could not be replaced by a sealed one, or not wholly. Messages hold
 * no name of the person's files; whoever shows the failure knows which one it was.
 */
public abstract sealed class ReplaceException extends Exception {
  private static final long serialVersionUID = 1L;

  private ReplaceException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Somebody changed the file meanwhile: it lies there as they left it, and nothing else does. */
  public static final class Changed extends ReplaceException {
    private static final long serialVersionUID = 1L;

    Changed(Throwable cause) {
      super("changed meanwhile", cause);
    }
  }

  /** The sealed copy lies there and was verified, and so does the file that it was to replace. */
  public static final class BothRemain extends ReplaceException {
    private static final long serialVersionUID = 1L;

    BothRemain(Throwable cause) {
      super("could not be removed", cause);
    }
  }

  /** The provider does not let earlier versions or the recycle bin be emptied of the file. */
  public static final class TracesRemain extends ReplaceException {
    private static final long serialVersionUID = 1L;

    TracesRemain(Throwable cause) {
      super("traces could not be removed", cause);
    }
  }
}
