package org.dubbelslot.transfer;

/**
 * What can go wrong with a copy that is opened or edited, with a preview, or with an earlier
 * version. Messages hold no name and no path: whoever shows the failure knows what it was about.
 */
public abstract sealed class CopyException extends Exception {
  private static final long serialVersionUID = 1L;

  private CopyException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The program's own folder lies where a sync client would send a copy on. */
  public static final class NoPrivateFolder extends CopyException {
    private static final long serialVersionUID = 1L;

    public NoPrivateFolder() {
      super("the folder for copies is synchronised", null);
    }
  }

  /** The folder that the person chose for copies may not hold any. */
  public static final class UnfitFolder extends CopyException {
    private static final long serialVersionUID = 1L;
    private final Why why;

    /** For that reason. */
    public UnfitFolder(Why why) {
      super("the chosen folder may not hold copies", null);
      this.why = why;
    }

    /** What is wrong with it. */
    public Why why() {
      return why;
    }

    /** What can be wrong with a folder. */
    public enum Why {
      /** A sync client sends on what lies in it. */
      SYNCHRONISED,
      /** It lies on another computer. */
      NOT_LOCAL,
      /** The search of this computer remembers what lies in it. */
      INDEXED,
      /** It is no folder, or may not be written to. */
      UNUSABLE
    }
  }

  /** No program of this computer opened the copy. */
  public static final class NoProgram extends CopyException {
    private static final long serialVersionUID = 1L;

    public NoProgram(Throwable cause) {
      super("no program opened the copy", cause);
    }
  }

  /** The organisation decided that nobody opens what an unknown device sealed. */
  public static final class SignerForbidden extends CopyException {
    private static final long serialVersionUID = 1L;

    public SignerForbidden() {
      super("policy forbids unknown signers", null);
    }
  }

  /** Another run of this program has the copies. */
  public static final class InUse extends CopyException {
    private static final long serialVersionUID = 1L;

    public InUse() {
      super("another run of the program has the copies", null);
    }
  }

  /** The program that edits the copy still has it open. */
  public static final class StillOpen extends CopyException {
    private static final long serialVersionUID = 1L;

    public StillOpen() {
      super("the copy is still open", null);
    }
  }

  /** The copy is no longer where the other program was given it. */
  public static final class Gone extends CopyException {
    private static final long serialVersionUID = 1L;

    public Gone() {
      super("the copy is gone", null);
    }
  }

  /** A copy could not be removed from this computer. */
  public static final class Remains extends CopyException {
    private static final long serialVersionUID = 1L;

    public Remains(Throwable cause) {
      super("a copy could not be removed", cause);
    }
  }

  /** The file is too large to be shown without opening it. */
  public static final class TooLargeToShow extends CopyException {
    private static final long serialVersionUID = 1L;
    private final long most;

    /** With the most bytes that are shown. */
    public TooLargeToShow(long most) {
      super("too large to be shown", null);
      this.most = most;
    }

    /** In bytes. */
    public long most() {
      return most;
    }
  }

  /** What the file's name promises is not in it, or is more than can be drawn. */
  public static final class NotShowable extends CopyException {
    private static final long serialVersionUID = 1L;

    public NotShowable(Throwable cause) {
      super("cannot be shown", cause);
    }
  }

  /** The drive keeps no earlier versions. */
  public static final class NoVersions extends CopyException {
    private static final long serialVersionUID = 1L;

    public NoVersions() {
      super("the drive keeps no earlier versions", null);
    }
  }

  /** What lies there as an earlier version is another document. */
  public static final class OtherDocument extends CopyException {
    private static final long serialVersionUID = 1L;

    public OtherDocument() {
      super("an earlier version is another document", null);
    }
  }
}
