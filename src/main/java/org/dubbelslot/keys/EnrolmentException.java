package org.dubbelslot.keys;

/** A request for enrolment was not accepted. */
public abstract sealed class EnrolmentException extends Exception {
  private static final long serialVersionUID = 1L;

  private EnrolmentException(String message) {
    super(message);
  }

  /** It is not an enrolment request, or its name could not be shown safely. */
  public static final class Malformed extends EnrolmentException {
    private static final long serialVersionUID = 1L;

    /** It is not. */
    public Malformed() {
      super("not an enrolment request");
    }
  }

  /** The requester does not hold the keys that it names. */
  public static final class BadProof extends EnrolmentException {
    private static final long serialVersionUID = 1L;

    /** A false proof. */
    public BadProof() {
      super("proof of possession does not hold");
    }
  }

  /** The device has pinned another organisation or custodian set: somebody may stand between. */
  public static final class OtherPin extends EnrolmentException {
    private static final long serialVersionUID = 1L;

    /** A mismatch. */
    public OtherPin() {
      super("the request pins another organisation or custodian set");
    }
  }

  /** The device is a member's already. */
  public static final class AlreadyEnrolled extends EnrolmentException {
    private static final long serialVersionUID = 1L;

    /** It is. */
    public AlreadyEnrolled() {
      super("the device is enrolled already");
    }
  }
}
