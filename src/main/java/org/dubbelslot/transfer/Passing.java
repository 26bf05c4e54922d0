package org.dubbelslot.transfer;

import org.dubbelslot.drive.DriveException;
import org.dubbelslot.files.LocalFileException;

/** Tells failures that may be over at another time from those that will not. */
final class Passing {
  private Passing() {}

  /**
   * Whether the same transfer may succeed later, so that what was carried so far is worth keeping.
   */
  static boolean is(Throwable failure) {
    return switch (failure) {
      case DriveException drive -> is(drive);
      case LocalFileException.DiskFull _ -> true;
      default -> false;
    };
  }

  private static boolean is(DriveException failure) {
    return switch (failure) {
      case DriveException.Unreachable _,
          DriveException.NotTrusted _,
          DriveException.Throttled _,
          DriveException.NotSignedIn _,
          DriveException.SignInNotSetUp _,
          DriveException.SignInRefused _,
          DriveException.QuotaFull _,
          DriveException.Locked _,
          DriveException.UploadPending _,
          DriveException.Changed _,
          DriveException.DiskFailed _,
          DriveException.Stopped _ ->
          true;
      case DriveException.NotFound _,
          DriveException.NameTaken _,
          DriveException.NameRefused _,
          DriveException.NotAFolder _,
          DriveException.NotAFile _,
          DriveException.Denied _,
          DriveException.Damaged _,
          DriveException.SourceFailed _,
          DriveException.SessionLost _,
          DriveException.Protocol _ ->
          false;
    };
  }
}
