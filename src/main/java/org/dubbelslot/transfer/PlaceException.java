package org.dubbelslot.transfer;

/** A place could not be added as it was asked for. */
public abstract sealed class PlaceException extends Exception {
  private static final long serialVersionUID = 1L;

  private PlaceException(String message, Throwable cause) {
    super(message, cause);
  }

  /** What was pasted is no link to a folder on the web. */
  public static final class NotALink extends PlaceException {
    private static final long serialVersionUID = 1L;

    /** It is not. */
    public NotALink() {
      super("not a link", null);
    }
  }

  /** A link leads to nothing that this person may see. */
  public static final class LinkLeadsNowhere extends PlaceException {
    private static final long serialVersionUID = 1L;

    /** The drive said so. */
    public LinkLeadsNowhere(Throwable cause) {
      super("the link leads nowhere", cause);
    }
  }

  /** A link leads to a file, and a place is a folder. */
  public static final class LinkLeadsToFile extends PlaceException {
    private static final long serialVersionUID = 1L;

    /** The drive said so. */
    public LinkLeadsToFile(Throwable cause) {
      super("the link leads to a file", cause);
    }
  }

  /** The organisation lets nobody search; a pasted link does as well. */
  public static final class SearchDenied extends PlaceException {
    private static final long serialVersionUID = 1L;

    /** The drive said so. */
    public SearchDenied(Throwable cause) {
      super("search is not allowed", cause);
    }
  }
}
