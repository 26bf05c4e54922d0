package org.dubbelslot.keys;

/** This device's (or custodian's) own keys could not be used. Messages carry no path and no key. */
public abstract sealed class KeyStoreException extends Exception {
  private static final long serialVersionUID = 1L;

  private KeyStoreException(String message, Throwable cause) {
    super(message, cause);
  }

  /** There are none in that home: not enrolled yet. */
  public static final class Missing extends KeyStoreException {
    private static final long serialVersionUID = 1L;

    /** Nothing there. */
    public Missing() {
      super("no keys in this home", null);
    }
  }

  /** There are some already: they are never overwritten. */
  public static final class AlreadyThere extends KeyStoreException {
    private static final long serialVersionUID = 1L;

    /** Something is there. */
    public AlreadyThere() {
      super("there are keys in this home already", null);
    }
  }

  /** The passphrase does not open them. */
  public static final class WrongPassphrase extends KeyStoreException {
    private static final long serialVersionUID = 1L;

    /** It does not. */
    public WrongPassphrase() {
      super("wrong passphrase", null);
    }
  }

  /** They are protected by a passphrase, and none was given. */
  public static final class PassphraseNeeded extends KeyStoreException {
    private static final long serialVersionUID = 1L;

    /** None was given. */
    public PassphraseNeeded() {
      super("a passphrase is needed", null);
    }

    /** One was to be had, but whoever obtains it says in {@code cause} why not. */
    public PassphraseNeeded(Throwable cause) {
      super("a passphrase is needed", cause);
    }
  }

  /** The file is not what it should be. */
  public static final class Damaged extends KeyStoreException {
    private static final long serialVersionUID = 1L;

    /** It is not. */
    public Damaged() {
      super("key file damaged", null);
    }
  }

  /** Keys without protection are for an example organisation only. */
  public static final class UnprotectedRefused extends KeyStoreException {
    private static final long serialVersionUID = 1L;

    /** A refusal. */
    public UnprotectedRefused() {
      super("unprotected keys are for an example organisation only", null);
    }
  }

  /** The disk refused to read or write. */
  public static final class Storage extends KeyStoreException {
    private static final long serialVersionUID = 1L;

    /** Says in {@code cause} what went wrong. */
    public Storage(Throwable cause) {
      super("key file cannot be read or written", cause);
    }
  }
}
