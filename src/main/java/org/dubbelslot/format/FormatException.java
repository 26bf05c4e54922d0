package org.dubbelslot.format;

import java.util.List;
import org.dubbelslot.crypto.Kid;

/**
 * A sealed file was refused. The subtypes stand in the order in which a sequential reader meets
 * them ({@code docs/format.md}, "Failures"); messages name no file, no key and no content.
 */
public abstract sealed class FormatException extends Exception {
  private static final long serialVersionUID = 1L;

  private FormatException(String message) {
    super(message);
  }

  private FormatException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The first bytes are not those of a sealed file. */
  public static final class NotSealed extends FormatException {
    private static final long serialVersionUID = 1L;

    NotSealed() {
      super("not a sealed file");
    }
  }

  /** A version or suite that this program does not know. */
  public static final class NewerVersion extends FormatException {
    private static final long serialVersionUID = 1L;

    NewerVersion(int version, int suite) {
      super("format version " + version + ", suite " + suite);
    }
  }

  /** Lengths or structure are impossible. */
  public static final class DamagedStructure extends FormatException {
    private static final long serialVersionUID = 1L;

    DamagedStructure(String what) {
      super("damaged structure: " + what);
    }
  }

  /** The header demands that a member be understood which this program does not know. */
  public static final class UnknownCriticalMember extends FormatException {
    private static final long serialVersionUID = 1L;

    UnknownCriticalMember() {
      super("unknown critical member");
    }
  }

  /** None of the locks belongs to a team whose key this device holds. */
  public static final class NoLockForTeams extends FormatException {
    private static final long serialVersionUID = 1L;
    private final transient List<Kid> teamKids;

    NoLockForTeams(List<Kid> teamKids) {
      super("no lock for this device's teams");
      this.teamKids = List.copyOf(teamKids);
    }

    /** The team key versions that would open the file. */
    public List<Kid> teamKids() {
      return teamKids;
    }
  }

  /** Custody did not release the organisation's half. */
  public static final class OrganisationHalf extends FormatException {
    private static final long serialVersionUID = 1L;
    private final ReleaseException reason;

    OrganisationHalf(ReleaseException reason) {
      super(reason.getMessage(), reason);
      this.reason = reason;
    }

    /** Why not. */
    public ReleaseException reason() {
      return reason;
    }
  }

  /** The organisation's half was made for another file or another team. */
  public static final class BoundElsewhere extends FormatException {
    private static final long serialVersionUID = 1L;

    BoundElsewhere() {
      super("organisation half belongs to another file or team");
    }
  }

  /** The keys are there, but they do not turn: the lock was altered. */
  public static final class WrongKey extends FormatException {
    private static final long serialVersionUID = 1L;

    WrongKey() {
      super("lock does not open with its keys");
    }
  }

  /** The header area was altered. */
  public static final class HeaderAltered extends FormatException {
    private static final long serialVersionUID = 1L;

    HeaderAltered() {
      super("header altered");
    }
  }

  /** The metadata block was altered, or says what no sealer writes. */
  public static final class MetadataAltered extends FormatException {
    private static final long serialVersionUID = 1L;

    MetadataAltered() {
      super("metadata altered");
    }
  }

  /** The content's own header was altered. */
  public static final class ContentHeaderAltered extends FormatException {
    private static final long serialVersionUID = 1L;

    ContentHeaderAltered() {
      super("content header altered");
    }
  }

  /** A content segment was altered, moved or replaced. */
  public static final class SegmentAltered extends FormatException {
    private static final long serialVersionUID = 1L;
    private final long segment;

    SegmentAltered(long segment) {
      super("content segment " + segment + " altered");
      this.segment = segment;
    }

    /** The segment's position, from 0. */
    public long segment() {
      return segment;
    }
  }

  /** The file ends before its content does. */
  public static final class ContentCutShort extends FormatException {
    private static final long serialVersionUID = 1L;

    ContentCutShort() {
      super("content cut short");
    }
  }

  /** Something follows the end of the file. */
  public static final class ContentContinues extends FormatException {
    private static final long serialVersionUID = 1L;

    ContentContinues() {
      super("content continues after its end");
    }
  }

  /** The trailer was altered, or says what no sealer writes. */
  public static final class TrailerAltered extends FormatException {
    private static final long serialVersionUID = 1L;

    TrailerAltered() {
      super("trailer altered");
    }
  }

  /** The trailer's size or root is not the content's. */
  public static final class SizeOrRootFalse extends FormatException {
    private static final long serialVersionUID = 1L;

    SizeOrRootFalse() {
      super("size or root false");
    }
  }

  /** Bytes that should be padding are not zero. */
  public static final class PaddingNotZero extends FormatException {
    private static final long serialVersionUID = 1L;

    PaddingNotZero() {
      super("padding not zero");
    }
  }

  /** The signature does not hold, or is missing where one is required. */
  public static final class SignatureFalse extends FormatException {
    private static final long serialVersionUID = 1L;

    SignatureFalse() {
      super("signature false");
    }
  }

  /** Intact, but sealed by a device that is unknown or compromised; opens after confirmation. */
  public static final class SignerUnknown extends FormatException {
    private static final long serialVersionUID = 1L;
    private final transient Kid device;
    private final boolean compromised;

    SignerUnknown(Kid device, boolean compromised) {
      super(compromised ? "signer's device compromised" : "signer unknown");
      this.device = device;
      this.compromised = compromised;
    }

    /** The device that claims to have sealed the file. */
    public Kid device() {
      return device;
    }

    /** Whether the directory knows the device as compromised, rather than not at all. */
    public boolean compromised() {
      return compromised;
    }
  }
}
