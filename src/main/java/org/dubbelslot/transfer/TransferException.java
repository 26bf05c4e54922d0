package org.dubbelslot.transfer;

import org.dubbelslot.drive.DriveException;

/**
 * A file or folder of a place could not be dealt with as asked. Messages hold no name of the
 * person's files; whoever shows the failure knows which item it was about.
 */
public abstract sealed class TransferException extends Exception {
  private static final long serialVersionUID = 1L;

  private TransferException(String message) {
    super(message);
  }

  /** A place of that name is not known. */
  public static TransferException noSuchPlace(String place) {
    return new NoSuchPlace(place);
  }

  /** Something of that name is there already. */
  public static TransferException nameTaken() {
    return new NameTaken();
  }

  /** A file was asked for and a folder found. */
  public static TransferException isFolder() {
    return new IsFolder();
  }

  /** Why an entry that is no sealed file of a known name cannot be got. */
  public static TransferException notReadable(Entry entry) {
    return switch (entry) {
      case Entry.Unreadable _ -> new NameUnknown();
      case Entry.ReadableFile _ -> new NotSealed();
      case Entry.Folder _ -> new IsFolder();
      case Entry.SealedFile _ -> throw new IllegalArgumentException("it can");
    };
  }

  /** No place has that name. */
  public static final class NoSuchPlace extends TransferException {
    private static final long serialVersionUID = 1L;
    private final String place;

    NoSuchPlace(String place) {
      super("no such place");
      this.place = place;
    }

    /** The place's name, as typed. */
    public String place() {
      return place;
    }
  }

  /** A place of that name was added before. */
  public static final class PlaceExists extends TransferException {
    private static final long serialVersionUID = 1L;
    private final String place;

    PlaceExists(String place) {
      super("place exists");
      this.place = place;
    }

    /** The place's name, as typed. */
    public String place() {
      return place;
    }
  }

  /** The place holds nothing of that name. */
  public static final class NotFound extends TransferException {
    private static final long serialVersionUID = 1L;

    NotFound() {
      super("the place holds nothing of that name");
    }
  }

  /** A file stands where a folder is needed. */
  public static final class NotAFolder extends TransferException {
    private static final long serialVersionUID = 1L;

    NotAFolder() {
      super("a file stands where a folder is needed");
    }
  }

  /** The folder that a file goes into was deleted, or moved out of sight, meanwhile. */
  public static final class FolderGone extends TransferException {
    private static final long serialVersionUID = 1L;

    FolderGone(DriveException.NotFound why) {
      super("the folder is not there any more");
      initCause(why);
    }
  }

  /** A folder stands where a file is needed. */
  public static final class IsFolder extends TransferException {
    private static final long serialVersionUID = 1L;

    IsFolder() {
      super("a folder stands where a file is needed");
    }
  }

  /** The folder already holds something of that name. */
  public static final class NameTaken extends TransferException {
    private static final long serialVersionUID = 1L;

    NameTaken() {
      super("the folder already holds something of that name");
    }
  }

  /** The file lies there readable: it was never sealed. */
  public static final class NotSealed extends TransferException {
    private static final long serialVersionUID = 1L;

    NotSealed() {
      super("the file lies there readable");
    }
  }

  /** The file was sealed under a name of another kind: somebody may have swapped files. */
  public static final class OtherName extends TransferException {
    private static final long serialVersionUID = 1L;

    OtherName() {
      super("the file was sealed under a name of another kind");
    }
  }

  /** The file was sealed under the name of another one there: somebody may have swapped them. */
  public static final class NameOfAnother extends TransferException {
    private static final long serialVersionUID = 1L;

    NameOfAnother() {
      super("the file was sealed under the name of another one there");
    }
  }

  /** A later revision of the same document was seen on this computer. */
  public static final class OlderThanSeen extends TransferException {
    private static final long serialVersionUID = 1L;
    private final long seen;
    private final long given;

    OlderThanSeen(long seen, long given) {
      super("a later revision of the same document was seen");
      this.seen = seen;
      this.given = given;
    }

    /** The revision that was seen. */
    public long seen() {
      return seen;
    }

    /** The revision that lies there now. */
    public long given() {
      return given;
    }
  }

  /** Another sealing of the same revision was seen on this computer. */
  public static final class OtherThanSeen extends TransferException {
    private static final long serialVersionUID = 1L;
    private final long revision;

    OtherThanSeen(long revision) {
      super("another sealing of the same revision was seen");
      this.revision = revision;
    }

    /** Which revision. */
    public long revision() {
      return revision;
    }
  }

  /** Several folders bear that name. */
  public static final class AmbiguousName extends TransferException {
    private static final long serialVersionUID = 1L;

    AmbiguousName() {
      super("several folders bear that name");
    }
  }

  /** The true name lies in the file's own metadata, which cannot be read with these keys. */
  public static final class NameUnknown extends TransferException {
    private static final long serialVersionUID = 1L;

    NameUnknown() {
      super("the true name lies in the file's own metadata, which cannot be read with these keys");
    }
  }

  /** What was read back is not what was sent. */
  public static final class NotVerified extends TransferException {
    private static final long serialVersionUID = 1L;

    NotVerified() {
      super("what was read back is not what was sent");
    }
  }

  /** The original changed since it was sealed, and was therefore kept. */
  public static final class SourceChanged extends TransferException {
    private static final long serialVersionUID = 1L;

    SourceChanged() {
      super("the original changed since it was sealed, and was therefore kept");
    }
  }

  /** The file has a lock of another team too, which this device cannot make anew. */
  public static final class OtherTeamsLock extends TransferException {
    private static final long serialVersionUID = 1L;

    OtherTeamsLock() {
      super("the file has a lock of another team too");
    }
  }

  /** What is to be put lies in the place already: it is the place's own folder or a part of it. */
  public static final class AlreadyThere extends TransferException {
    private static final long serialVersionUID = 1L;

    AlreadyThere() {
      super("it lies in the place already");
    }
  }

  /** The folder that is to be put holds the folder of the place itself. */
  public static final class HoldsThePlace extends TransferException {
    private static final long serialVersionUID = 1L;

    HoldsThePlace() {
      super("the folder holds the place itself");
    }
  }

  /** Another re-wrap of this person is under way. */
  public static final class RewrapUnderWay extends TransferException {
    private static final long serialVersionUID = 1L;

    RewrapUnderWay() {
      super("another re-wrap is under way");
    }
  }

  /** A folder would come to lie in itself. */
  public static final class FolderIntoItself extends TransferException {
    private static final long serialVersionUID = 1L;

    FolderIntoItself() {
      super("a folder would come to lie in itself");
    }
  }
}
