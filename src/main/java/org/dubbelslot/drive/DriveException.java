package org.dubbelslot.drive;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * Why a drive did not do what was asked. It is an {@link IOException} so that the streams of a
 * drive can throw it. Messages hold neither names nor paths nor addresses with secrets.
 */
public abstract sealed class DriveException extends IOException {
  private DriveException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The platform puts the user's path into its messages; ours carry none. */
  private static IOException withoutPath(IOException e) {
    IOException bare = new IOException(e.getClass().getSimpleName());
    bare.setStackTrace(e.getStackTrace());
    return bare;
  }

  /** Nothing is there, or it is not shown to this user. */
  public static final class NotFound extends DriveException {
    public NotFound() {
      super("not found", null);
    }
  }

  /** The folder holds the name already. */
  public static final class NameTaken extends DriveException {
    public NameTaken() {
      super("name taken", null);
    }
  }

  /** The drive cannot hold such a name. */
  public static final class NameRefused extends DriveException {
    public NameRefused() {
      super("name refused", null);
    }
  }

  /** A folder was expected and a file is there. */
  public static final class NotAFolder extends DriveException {
    public NotAFolder() {
      super("not a folder", null);
    }
  }

  /** A file was expected and a folder is there. */
  public static final class NotAFile extends DriveException {
    public NotAFile() {
      super("not a file", null);
    }
  }

  /** Nobody is signed in, or the sign-in has ended. */
  public static final class NotSignedIn extends DriveException {
    public NotSignedIn(Throwable cause) {
      super("not signed in", cause);
    }
  }

  /** The policy does not say where to sign in to Microsoft, or as what. */
  public static final class SignInNotSetUp extends DriveException {
    public SignInNotSetUp() {
      super("sign-in not set up", null);
    }
  }

  /** Microsoft, or what the organisation decided there, refuses the sign-in. */
  public static final class SignInRefused extends DriveException {
    private final String code;

    /**
     * With Microsoft's number for it.
     *
     * @param code {@code AADSTS} and digits
     */
    public SignInRefused(String code) {
      super("sign-in refused: " + code, null);
      this.code = code;
    }

    /** Microsoft's number for the reason, {@code AADSTS} and digits. */
    public String code() {
      return code;
    }
  }

  /** This user may not do this. */
  public static final class Denied extends DriveException {
    public Denied(Throwable cause) {
      super("denied", cause);
    }
  }

  /** The drive asked to slow down, for longer than was waited. */
  public static final class Throttled extends DriveException {
    private final Duration retryAfter;

    public Throttled(Duration retryAfter) {
      super("throttled for " + retryAfter.toSeconds() + " s", null);
      this.retryAfter = retryAfter;
    }

    /** How long the drive wants to be left alone. */
    public Duration retryAfter() {
      return retryAfter;
    }
  }

  /** No room is left on the drive. */
  public static final class QuotaFull extends DriveException {
    public QuotaFull(Throwable cause) {
      super("quota full", cause);
    }
  }

  /** Somebody has the item open or checked out. */
  public static final class Locked extends DriveException {
    public Locked() {
      super("locked", null);
    }
  }

  /**
   * Another upload to this name was begun and neither ended nor given up; the drive holds the name
   * for it.
   */
  public static final class UploadPending extends DriveException {
    private final Instant until;

    public UploadPending(Instant until) {
      super("another upload holds the name", null);
      this.until = until;
    }

    /** When the drive forgets the other upload at the latest, if nobody goes on with it. */
    public Instant until() {
      return until;
    }
  }

  /** The item is no longer what the condition asked for. */
  public static final class Changed extends DriveException {
    public Changed() {
      super("changed meanwhile", null);
    }
  }

  /** The drive's host cannot be reached, or the connection keeps breaking. */
  public static final class Unreachable extends DriveException {
    private final String host;

    public Unreachable(String host, Throwable cause) {
      super("cannot reach " + host, cause);
      this.host = host;
    }

    /** The host, without port. */
    public String host() {
      return host;
    }
  }

  /** The host's certificate is not good, or the address is plain http to another computer. */
  public static final class NotTrusted extends DriveException {
    private final String host;

    public NotTrusted(String host, Throwable cause) {
      super("not trusted: " + host, cause);
      this.host = host;
    }

    /** The host, without port. */
    public String host() {
      return host;
    }
  }

  /** What arrived is not what was sent: {@link #what()} differs. */
  public static final class Damaged extends DriveException {
    private final What what;
    private final DriveItem item;

    public Damaged(What what, DriveItem item) {
      super("damaged: " + what, null);
      this.what = what;
      this.item = item;
    }

    /** The damaged file as it lies on the drive; whoever uploaded it decides what becomes of it. */
    public DriveItem item() {
      return item;
    }

    /** What was compared and differs. */
    public What what() {
      return what;
    }

    /** What can be compared. */
    public enum What {
      /** The number of bytes. */
      SIZE,
      /** The drive's hash of the content. */
      HASH
    }
  }

  /** The bytes to be uploaded cannot be read, or are more or fewer than announced. */
  public static final class SourceFailed extends DriveException {
    public SourceFailed(IOException cause) {
      super("source failed", withoutPath(cause));
    }
  }

  /** The drive no longer knows the upload. */
  public static final class SessionLost extends DriveException {
    public SessionLost() {
      super("upload session lost", null);
    }
  }

  /** The disk on which the drive lies failed. */
  public static final class DiskFailed extends DriveException {
    public DiskFailed(IOException cause) {
      super("disk failed", withoutPath(cause));
    }
  }

  /** The drive answered what it should not: {@link #status()} and {@link #code()} say what. */
  public static final class Protocol extends DriveException {
    private final int status;
    private final String code;

    /**
     * An answer that makes no sense here.
     *
     * @param status the HTTP status, or 0 when it was not the status
     * @param code the drive's own word for it, or ours; letters and digits
     */
    public Protocol(int status, String code) {
      super("unexpected answer " + status + " " + code, null);
      this.status = status;
      this.code = code;
    }

    /** The HTTP status, or 0. */
    public int status() {
      return status;
    }

    /** The drive's own word for it, or ours. */
    public String code() {
      return code;
    }
  }

  /** The thread was interrupted: somebody asked the program to stop. Its mark stays set. */
  public static final class Stopped extends DriveException {
    public Stopped(Throwable cause) {
      super("stopped", cause);
    }
  }
}
