package org.dubbelslot.words;

import org.dubbelslot.drive.DriveException;
import org.dubbelslot.egress.EgressException;
import org.dubbelslot.sandbox.SandboxException;

/** Failures of drives, of the network and of the practice OneDrive. */
final class DriveFailures {
  private DriveFailures() {}

  static Failure of(DriveException e, String item) {
    return switch (e) {
      case DriveException.NotFound f -> Failure.of(FailureCode.ITEM_NOT_FOUND, item);
      case DriveException.NameTaken f -> Failure.of(FailureCode.NAME_TAKEN, item);
      case DriveException.NameRefused f -> Failure.of(FailureCode.NAME_REFUSED, item);
      case DriveException.NotAFolder f -> Failure.of(FailureCode.NOT_A_FOLDER, item);
      case DriveException.NotAFile f -> Failure.of(FailureCode.NOT_A_FILE, item);
      case DriveException.NotSignedIn f -> Failure.of(FailureCode.NOT_SIGNED_IN);
      case DriveException.SignInNotSetUp f -> Failure.of(FailureCode.SIGN_IN_NOT_SET_UP);
      case DriveException.SignInRefused f -> Failure.of(FailureCode.SIGN_IN_REFUSED, f.code());
      case DriveException.Denied f -> Failure.of(FailureCode.DRIVE_DENIED, item);
      case DriveException.Throttled f ->
          Failure.of(FailureCode.THROTTLED, item, f.retryAfter().toSeconds());
      case DriveException.QuotaFull f -> Failure.of(FailureCode.QUOTA_FULL, item);
      case DriveException.Locked f -> Failure.of(FailureCode.ITEM_LOCKED, item);
      case DriveException.UploadPending f ->
          Failure.of(FailureCode.UPLOAD_PENDING, item, f.until());
      case DriveException.Changed f -> Failure.of(FailureCode.ITEM_CHANGED, item);
      case DriveException.Unreachable f -> Failure.of(FailureCode.HOST_UNREACHABLE, item, f.host());
      case DriveException.NotTrusted f -> Failure.of(FailureCode.HOST_NOT_TRUSTED, item, f.host());
      case DriveException.Damaged f -> Failure.of(FailureCode.TRANSFER_DAMAGED, item);
      case DriveException.SourceFailed f -> Failure.of(FailureCode.SOURCE_FAILED, item);
      case DriveException.SessionLost f -> Failure.of(FailureCode.SESSION_LOST, item);
      case DriveException.DiskFailed f -> Failure.of(FailureCode.DRIVE_DISK_FAILED);
      case DriveException.Protocol f ->
          Failure.of(FailureCode.DRIVE_PROTOCOL, item, f.status(), f.code());
      case DriveException.Stopped f -> Failure.of(FailureCode.STOPPED);
    };
  }

  static Failure of(EgressException e, String item) {
    return switch (e) {
      case EgressException.PlainHttpRefused f ->
          Failure.of(FailureCode.PLAIN_HTTP_REFUSED, item, f.host());
      case EgressException.Unreachable f ->
          Failure.of(FailureCode.HOST_UNREACHABLE, item, f.host());
      case EgressException.NotTrusted f -> Failure.of(FailureCode.HOST_NOT_TRUSTED, item, f.host());
      case EgressException.Broken f -> Failure.of(FailureCode.CONNECTION_BROKEN, item, f.host());
    };
  }

  static Failure of(SandboxException e) {
    return switch (e) {
      case SandboxException.PortTaken f ->
          Failure.of(FailureCode.SANDBOX_PORT_TAKEN, String.valueOf(f.port()));
      case SandboxException.FolderInUse f -> Failure.of(FailureCode.SANDBOX_FOLDER_IN_USE);
      case SandboxException.FolderUnusable f -> Failure.of(FailureCode.SANDBOX_FOLDER_UNUSABLE);
      case SandboxException.ServerFailed f -> Failure.of(FailureCode.SANDBOX_FAILED);
    };
  }
}
