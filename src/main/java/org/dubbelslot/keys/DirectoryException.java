package org.dubbelslot.keys;

import java.time.Instant;

/**
 * The key directory could not be read or was not believed. Whoever catches it keeps using the last
 * verified revision, where there is one ({@link DirectoryReader#lastVerified}).
 *
 * <p>Messages name places inside the directory (all made of identifiers), never a path or address
 * of the user's, a person's name or a key.
 */
public abstract sealed class DirectoryException extends Exception {
  private static final long serialVersionUID = 1L;

  private DirectoryException(String message, Throwable cause) {
    super(message, cause);
  }

  /** No key directory lies there. */
  public static final class NotFound extends DirectoryException {
    private static final long serialVersionUID = 1L;

    /** Nothing was found. */
    public NotFound() {
      super("no key directory there", null);
    }
  }

  /** The share or server does not answer, or answers with an error. */
  public static final class Unreachable extends DirectoryException {
    private static final long serialVersionUID = 1L;

    /** Says in {@code cause} what went wrong. */
    public Unreachable(Throwable cause) {
      super("key directory unreachable", cause);
    }
  }

  /** A signature that should hold does not: altered, or signed by somebody else. */
  public static final class BadSignature extends DirectoryException {
    private static final long serialVersionUID = 1L;
    private final String where;

    /** Names the signed file, as it is called in the directory. */
    public BadSignature(String where) {
      super("false signature on " + where, null);
      this.where = where;
    }

    /** The signed file. */
    public String where() {
      return where;
    }
  }

  /** Too few custodians signed. */
  public static final class QuorumMissing extends DirectoryException {
    private static final long serialVersionUID = 1L;
    private final String where;
    private final int valid;
    private final int needed;

    /** Names the signed file and counts the custodians whose signatures hold. */
    public QuorumMissing(String where, int valid, int needed) {
      super(valid + " of " + needed + " signatures on " + where, null);
      this.where = where;
      this.valid = valid;
      this.needed = needed;
    }

    /** The signed file. */
    public String where() {
      return where;
    }

    /** How many custodians' signatures hold. */
    public int valid() {
      return valid;
    }

    /** How many are needed. */
    public int needed() {
      return needed;
    }
  }

  /** The chain from the pinned custodian set to the one that signs is broken. */
  public static final class BrokenChain extends DirectoryException {
    private static final long serialVersionUID = 1L;
    private final int set;

    /** Names the custodian set that does not follow from the one before. */
    public BrokenChain(int set) {
      super("custodian set " + set + " does not follow from the one before", null);
      this.set = set;
    }

    /** Number of that set. */
    public int set() {
      return set;
    }
  }

  /** An older revision than this device has seen, or another one of the same number. */
  public static final class RolledBack extends DirectoryException {
    private static final long serialVersionUID = 1L;
    private final long seen;
    private final long offered;

    /** Equal numbers mean: same revision, other content (or another past). */
    public RolledBack(long seen, long offered) {
      super("revision " + seen + " was seen, revision " + offered + " is offered", null);
      this.seen = seen;
      this.offered = offered;
    }

    /** The highest revision that this device has verified. */
    public long seen() {
      return seen;
    }

    /** The revision now offered. */
    public long offered() {
      return offered;
    }
  }

  /** The directory's term has passed: opening is still allowed, sealing and granting are not. */
  public static final class Expired extends DirectoryException {
    private static final long serialVersionUID = 1L;
    private final transient Instant since;

    /** Says since when. */
    public Expired(Instant since) {
      super("key directory expired", null);
      this.since = since;
    }

    /** When it expired. */
    public Instant since() {
      return since;
    }
  }

  /** The directory is another organisation's than the pinned one, or has another first set. */
  public static final class WrongOrganisation extends DirectoryException {
    private static final long serialVersionUID = 1L;

    /** The pin does not match. */
    public WrongOrganisation() {
      super("not the pinned organisation and custodian set", null);
    }
  }

  /** A file is missing or hashes otherwise: being copied, or damaged. */
  public static final class HalfCopied extends DirectoryException {
    private static final long serialVersionUID = 1L;
    private final String where;

    /** Names the file, as it is called in the directory. */
    public HalfCopied(String where) {
      super("missing or not as listed: " + where, null);
      this.where = where;
    }

    /** The file. */
    public String where() {
      return where;
    }
  }

  /** A file is not what a key directory holds there. */
  public static final class Malformed extends DirectoryException {
    private static final long serialVersionUID = 1L;
    private final String where;

    /** Names the file and, after a colon, the member. */
    public Malformed(String where) {
      super("malformed: " + where, null);
      this.where = where;
    }

    /** The file and the member. */
    public String where() {
      return where;
    }
  }

  /** A directory made for trying out was pointed at something real. */
  public static final class ExampleRefused extends DirectoryException {
    private static final long serialVersionUID = 1L;

    /** A refusal. */
    public ExampleRefused() {
      super("an example organisation is for trying out only", null);
    }
  }

  /** The verified copy in this device's home could not be written or read. */
  public static final class LocalCopy extends DirectoryException {
    private static final long serialVersionUID = 1L;

    /** Says in {@code cause} what went wrong. */
    public LocalCopy(Throwable cause) {
      super("local copy of the key directory", cause);
    }
  }
}
