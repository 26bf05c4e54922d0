package org.dubbelslot.words;

import java.io.IOException;
import java.util.Optional;
import org.dubbelslot.age.AgeException;
import org.dubbelslot.custody.CustodyException;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.egress.EgressException;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.floe.FloeException;
import org.dubbelslot.format.FormatException;
import org.dubbelslot.format.ReleaseException;
import org.dubbelslot.format.SealException;
import org.dubbelslot.keys.DirectoryException;
import org.dubbelslot.keys.EnrolmentException;
import org.dubbelslot.keys.KeyStoreException;
import org.dubbelslot.names.NameException;
import org.dubbelslot.policy.PolicyException;
import org.dubbelslot.sandbox.SandboxException;
import org.dubbelslot.transfer.CopyException;
import org.dubbelslot.transfer.PlaceException;
import org.dubbelslot.transfer.ReplaceException;
import org.dubbelslot.transfer.TransferException;

/**
 * Gives every failure of every room its place in the list. The switches are over sealed types: a
 * failure without a place does not compile.
 */
public final class Failures {
  private final Words words;

  /** Speaks {@code words}, where an argument of a failure is itself a word. */
  public Failures(Words words) {
    this.words = words;
  }

  /**
   * The failure behind {@code thrown}: its own type, or that of the nearest cause that has a place
   * in the list.
   *
   * @param subject the file, place or organisation that the command was busy with, if any; a
   *     failure that knows its own is not overruled
   */
  public Failure describe(Throwable thrown, Optional<String> subject) {
    String about = subject.orElseGet(() -> words.text("failure.this-file"));
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      Optional<Failure> known = known(cause, about);
      if (known.isPresent()) {
        return known.get();
      }
    }
    return thrown instanceof IOException
        ? Failure.of(FailureCode.INPUT_OUTPUT, about)
        : Failure.of(FailureCode.PROGRAM_FAULT, thrown.getClass().getSimpleName());
  }

  private Optional<Failure> known(Throwable thrown, String about) {
    return switch (thrown) {
      case LocalFileException e -> Optional.of(LocalFailures.of(e, about));
      case PolicyException e -> Optional.of(PolicyFailures.of(e, words));
      case FormatException e -> Optional.of(FormatFailures.of(e, about));
      case ReleaseException e -> Optional.of(FormatFailures.of(e, about));
      case SealException e -> Optional.of(FormatFailures.of(e, about));
      case FloeException e -> Optional.of(FormatFailures.of(e, about));
      case KeyStoreException e -> Optional.of(KeyFailures.of(e));
      case AgeException e -> Optional.of(KeyFailures.of(e, words));
      case CustodyException e -> Optional.of(CustodyFailures.of(e));
      case EnrolmentException e -> Optional.of(KeyFailures.of(e, about));
      case DirectoryException e -> Optional.of(KeyFailures.of(e));
      case NameException e -> Optional.of(NameFailures.of(e, about));
      case DriveException e -> Optional.of(DriveFailures.of(e, about));
      case EgressException e -> Optional.of(DriveFailures.of(e, about));
      case SandboxException e -> Optional.of(DriveFailures.of(e));
      case PlaceException e -> Optional.of(place(e));
      case TransferException transfer -> Optional.of(transfer(transfer, about));
      case CopyException copy -> Optional.of(copy(copy, about));
      case ReplaceException replace -> Optional.of(replace(replace, about));
      default -> Optional.empty();
    };
  }

  private static Failure replace(ReplaceException e, String about) {
    return switch (e) {
      case ReplaceException.Changed _ -> Failure.of(FailureCode.REPLACED_CHANGED, about);
      case ReplaceException.BothRemain _ -> Failure.of(FailureCode.REPLACED_REMAINS, about);
      case ReplaceException.TracesRemain _ -> Failure.of(FailureCode.TRACES_REMAIN, about);
    };
  }

  private static Failure place(PlaceException e) {
    return Failure.of(
        switch (e) {
          case PlaceException.NotALink _ -> FailureCode.LINK_MALFORMED;
          case PlaceException.LinkLeadsNowhere _ -> FailureCode.LINK_LEADS_NOWHERE;
          case PlaceException.LinkLeadsToFile _ -> FailureCode.LINK_LEADS_TO_FILE;
          case PlaceException.SearchDenied _ -> FailureCode.SEARCH_DENIED;
        });
  }

  private static Failure transfer(TransferException e, String about) {
    return switch (e) {
      case TransferException.NoSuchPlace f -> Failure.of(FailureCode.PLACE_UNKNOWN, f.place());
      case TransferException.PlaceExists f -> Failure.of(FailureCode.PLACE_EXISTS, f.place());
      case TransferException.NotFound _ -> Failure.of(FailureCode.ENTRY_NOT_FOUND, about);
      case TransferException.NotAFolder _ -> Failure.of(FailureCode.ENTRY_NOT_A_FOLDER, about);
      case TransferException.IsFolder _ -> Failure.of(FailureCode.ENTRY_IS_A_FOLDER, about);
      case TransferException.FolderGone _ -> Failure.of(FailureCode.FOLDER_GONE);
      case TransferException.NameTaken _ -> Failure.of(FailureCode.ENTRY_NAME_TAKEN, about);
      case TransferException.NotSealed _ -> Failure.of(FailureCode.ENTRY_NOT_SEALED, about);
      case TransferException.OtherName _ -> Failure.of(FailureCode.ENTRY_OTHER_NAME, about);
      case TransferException.NameOfAnother _ -> Failure.of(FailureCode.ENTRY_SWAPPED, about);
      case TransferException.OlderThanSeen f ->
          Failure.of(FailureCode.ENTRY_OLDER_THAN_SEEN, about, f.given(), f.seen());
      case TransferException.OtherThanSeen f ->
          Failure.of(FailureCode.ENTRY_OTHER_THAN_SEEN, about, f.revision());
      case TransferException.AmbiguousName _ -> Failure.of(FailureCode.ENTRY_AMBIGUOUS, about);
      case TransferException.NameUnknown _ -> Failure.of(FailureCode.ENTRY_NAME_UNKNOWN, about);
      case TransferException.NotVerified _ -> Failure.of(FailureCode.COPY_NOT_VERIFIED, about);
      case TransferException.SourceChanged _ -> Failure.of(FailureCode.ORIGINAL_CHANGED, about);
      case TransferException.OtherTeamsLock _ -> Failure.of(FailureCode.OTHER_TEAMS_LOCK, about);
      case TransferException.AlreadyThere _ -> Failure.of(FailureCode.ALREADY_IN_PLACE, about);
      case TransferException.HoldsThePlace _ -> Failure.of(FailureCode.FOLDER_HOLDS_PLACE, about);
      case TransferException.FolderIntoItself _ ->
          Failure.of(FailureCode.FOLDER_INTO_ITSELF, about);
      case TransferException.RewrapUnderWay _ -> Failure.of(FailureCode.REWRAP_UNDER_WAY);
    };
  }

  private Failure copy(CopyException e, String about) {
    return switch (e) {
      case CopyException.NoPrivateFolder _ -> Failure.of(FailureCode.COPIES_SYNCHRONISED);
      case CopyException.UnfitFolder f -> Failure.of(unfit(f.why()));
      case CopyException.NoProgram _ -> Failure.of(FailureCode.COPY_NOT_OPENED, about);
      case CopyException.SignerForbidden _ ->
          Failure.of(FailureCode.POLICY_FORBIDS, words.text("desktop.remedy.open-anyway"));
      case CopyException.InUse _ -> Failure.of(FailureCode.COPIES_IN_USE);
      case CopyException.StillOpen _ -> Failure.of(FailureCode.COPY_STILL_OPEN, about);
      case CopyException.Gone _ -> Failure.of(FailureCode.COPY_GONE, about);
      case CopyException.Remains _ -> Failure.of(FailureCode.COPY_REMAINS);
      case CopyException.TooLargeToShow f ->
          Failure.of(FailureCode.PREVIEW_TOO_LARGE, about, words.size(f.most()));
      case CopyException.NotShowable _ -> Failure.of(FailureCode.PREVIEW_IMPOSSIBLE, about);
      case CopyException.NoVersions _ -> Failure.of(FailureCode.NO_VERSIONS);
      case CopyException.OtherDocument _ -> Failure.of(FailureCode.VERSION_OF_ANOTHER, about);
    };
  }

  private static FailureCode unfit(CopyException.UnfitFolder.Why why) {
    return switch (why) {
      case SYNCHRONISED -> FailureCode.COPIES_FOLDER_SYNCHRONISED;
      case NOT_LOCAL -> FailureCode.COPIES_FOLDER_NOT_LOCAL;
      case INDEXED -> FailureCode.COPIES_FOLDER_INDEXED;
      case UNUSABLE -> FailureCode.COPIES_FOLDER_UNUSABLE;
    };
  }
}
