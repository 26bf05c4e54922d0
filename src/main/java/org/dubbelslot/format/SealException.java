package org.dubbelslot.format;

/** A source could not be sealed. */
public abstract sealed class SealException extends Exception {
  private static final long serialVersionUID = 1L;

  private SealException(String message) {
    super(message);
  }

  /** The source grew or shrank while it was read. */
  public static final class SourceChanged extends SealException {
    private static final long serialVersionUID = 1L;

    SourceChanged() {
      super("the source changed while it was read");
    }
  }

  /** More than 2^40 bytes. */
  public static final class TooLarge extends SealException {
    private static final long serialVersionUID = 1L;

    TooLarge() {
      super("the source is larger than 1 TiB");
    }
  }
}
