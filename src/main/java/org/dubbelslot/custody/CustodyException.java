package org.dubbelslot.custody;

import org.dubbelslot.crypto.Kid;

/** Something that a custodian, steward or member wanted to do cannot be done. */
public abstract sealed class CustodyException extends Exception {
  private static final long serialVersionUID = 1L;

  private CustodyException(String message, Throwable cause) {
    super(message, cause);
  }

  /** This home belongs to no organisation yet. */
  public static final class NotJoined extends CustodyException {
    private static final long serialVersionUID = 1L;

    /** It does not. */
    public NotJoined() {
      super("this home belongs to no organisation", null);
    }
  }

  /** This home belongs to an organisation already. */
  public static final class AlreadyJoined extends CustodyException {
    private static final long serialVersionUID = 1L;

    /** It does. */
    public AlreadyJoined() {
      super("this home belongs to an organisation already", null);
    }
  }

  /** The device waits for a custodian: the directory does not name it, or not any more. */
  public static final class NotAdmitted extends CustodyException {
    private static final long serialVersionUID = 1L;

    /** It does not. */
    public NotAdmitted() {
      super("the device is not admitted", null);
    }
  }

  /** The device or its member was suspended or removed. */
  public static final class Stopped extends CustodyException {
    private static final long serialVersionUID = 1L;

    /** It was. */
    public Stopped() {
      super("the device or member is suspended or removed", null);
    }
  }

  /** A key directory lies there already. */
  public static final class DirectoryThere extends CustodyException {
    private static final long serialVersionUID = 1L;

    /** One does. */
    public DirectoryThere() {
      super("there is a key directory already", null);
    }
  }

  /** The directory is read over the network: changing it takes the folder that is served. */
  public static final class NotAFolder extends CustodyException {
    private static final long serialVersionUID = 1L;

    /** It is. */
    public NotAFolder() {
      super("the directory is not a folder that can be written", null);
    }
  }

  /** The address is neither a folder nor an https URL. */
  public static final class BadAddress extends CustodyException {
    private static final long serialVersionUID = 1L;

    /** It is not. */
    public BadAddress() {
      super("not the address of a key directory", null);
    }
  }

  /** No team of that name or identifier, as far as this device can tell. */
  public static final class UnknownTeam extends CustodyException {
    private static final long serialVersionUID = 1L;

    /** None. */
    public UnknownTeam() {
      super("no such team", null);
    }
  }

  /** Several teams bear that name. */
  public static final class AmbiguousTeam extends CustodyException {
    private static final long serialVersionUID = 1L;

    /** Several. */
    public AmbiguousTeam() {
      super("several teams bear that name", null);
    }
  }

  /** A team of that name exists. */
  public static final class TeamExists extends CustodyException {
    private static final long serialVersionUID = 1L;

    /** One does. */
    public TeamExists() {
      super("there is a team of that name", null);
    }
  }

  /** No member or device of that name or identifier. */
  public static final class UnknownMember extends CustodyException {
    private static final long serialVersionUID = 1L;

    /** None. */
    public UnknownMember() {
      super("no such member or device", null);
    }
  }

  /** The name is empty, too long or cannot be shown safely. */
  public static final class BadName extends CustodyException {
    private static final long serialVersionUID = 1L;

    /** It is. */
    public BadName() {
      super("a name that cannot be used", null);
    }
  }

  /** The team has no key version to seal under: its steward makes one. */
  public static final class NoTeamKey extends CustodyException {
    private static final long serialVersionUID = 1L;
    private final transient Kid team;

    /** Names the team. */
    public NoTeamKey(Kid team) {
      super("the team has no active key version", null);
      this.team = team;
    }

    /** The team. */
    public Kid team() {
      return team;
    }
  }

  /** The organisation has no key version to seal under. */
  public static final class NoOrganisationKey extends CustodyException {
    private static final long serialVersionUID = 1L;

    /** None. */
    public NoOrganisationKey() {
      super("the organisation has no active key version", null);
    }
  }

  /**
   * Policy does not allow sealing under the organisation's active key, or asks for a backup key.
   */
  public static final class ForbiddenByPolicy extends CustodyException {
    private static final long serialVersionUID = 1L;

    /** It does not. */
    public ForbiddenByPolicy() {
      super("policy does not allow sealing under the organisation's keys as they are", null);
    }
  }

  /** The device has not picked up the grant of that key version yet. */
  public static final class NotGranted extends CustodyException {
    private static final long serialVersionUID = 1L;
    private final transient Kid kid;

    /** Names the key version. */
    public NotGranted(Kid kid) {
      super("no grant of that key version", null);
      this.kid = kid;
    }

    /** The key version. */
    public Kid kid() {
      return kid;
    }
  }

  /** Only a steward of the team may do that. */
  public static final class NotASteward extends CustodyException {
    private static final long serialVersionUID = 1L;

    /** This member is none. */
    public NotASteward() {
      super("not a steward of the team", null);
    }
  }

  /** This home's custodian is not in the set that signs. */
  public static final class NotACustodian extends CustodyException {
    private static final long serialVersionUID = 1L;

    /** It is not. */
    public NotACustodian() {
      super("not a custodian of this organisation", null);
    }
  }

  /** A steward's proposal is malformed, false, or no longer fits the directory. */
  public static final class BadProposal extends CustodyException {
    private static final long serialVersionUID = 1L;

    /** It is. */
    public BadProposal() {
      super("the steward's proposal does not hold", null);
    }
  }

  /** That state cannot follow the one that the key version is in. */
  public static final class NoSuchTransition extends CustodyException {
    private static final long serialVersionUID = 1L;

    /** It cannot. */
    public NoSuchTransition() {
      super("that state cannot follow", null);
    }
  }

  /** A prepared revision waits for signatures: finish or withdraw it before the next change. */
  public static final class AlreadyPrepared extends CustodyException {
    private static final long serialVersionUID = 1L;
    private final long revision;

    /** Names the revision. */
    public AlreadyPrepared(long revision) {
      super("revision " + revision + " waits for signatures", null);
      this.revision = revision;
    }

    /** The revision that waits. */
    public long revision() {
      return revision;
    }
  }

  /** There is no prepared revision to sign or publish. */
  public static final class NothingPrepared extends CustodyException {
    private static final long serialVersionUID = 1L;

    /** None. */
    public NothingPrepared() {
      super("no prepared revision", null);
    }
  }

  /** A folder of custody or of the directory cannot be read or written. */
  public static final class Storage extends CustodyException {
    private static final long serialVersionUID = 1L;

    /** Says in {@code cause} what went wrong. */
    public Storage(Throwable cause) {
      super("a folder cannot be read or written", cause);
    }
  }

  /** A sealed list of the directory opens, but is not such a list. */
  public static final class SealedListMalformed extends CustodyException {
    private static final long serialVersionUID = 1L;

    /** It is not. */
    public SealedListMalformed() {
      super("a sealed list of the directory is malformed", null);
    }
  }
}
