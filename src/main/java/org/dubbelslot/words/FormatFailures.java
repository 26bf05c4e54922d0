package org.dubbelslot.words;

import org.dubbelslot.floe.FloeException;
import org.dubbelslot.format.FormatException;
import org.dubbelslot.format.ReleaseException;
import org.dubbelslot.format.SealException;

/** Failures of sealed files. */
final class FormatFailures {
  private FormatFailures() {}

  static Failure of(FormatException e, String file) {
    return switch (e) {
      case FormatException.NotSealed f -> Failure.of(FailureCode.NOT_SEALED, file);
      case FormatException.NewerVersion f -> Failure.of(FailureCode.NEWER_VERSION, file);
      case FormatException.DamagedStructure f -> Failure.of(FailureCode.STRUCTURE_DAMAGED, file);
      case FormatException.UnknownCriticalMember f ->
          Failure.of(FailureCode.CRITICAL_MEMBER_UNKNOWN, file);
      case FormatException.NoLockForTeams f -> Failure.of(FailureCode.NO_LOCK_FOR_TEAMS, file);
      case FormatException.OrganisationHalf f -> of(f.reason(), file);
      case FormatException.BoundElsewhere f -> Failure.of(FailureCode.BOUND_ELSEWHERE, file);
      case FormatException.WrongKey f -> Failure.of(FailureCode.WRONG_KEY, file);
      case FormatException.HeaderAltered f -> Failure.of(FailureCode.HEADER_ALTERED, file);
      case FormatException.MetadataAltered f -> Failure.of(FailureCode.METADATA_ALTERED, file);
      case FormatException.ContentHeaderAltered f ->
          Failure.of(FailureCode.CONTENT_HEADER_ALTERED, file);
      case FormatException.SegmentAltered f ->
          Failure.of(FailureCode.SEGMENT_ALTERED, file, f.segment() + 1);
      case FormatException.ContentCutShort f -> Failure.of(FailureCode.CONTENT_CUT_SHORT, file);
      case FormatException.ContentContinues f -> Failure.of(FailureCode.CONTENT_CONTINUES, file);
      case FormatException.TrailerAltered f -> Failure.of(FailureCode.TRAILER_ALTERED, file);
      case FormatException.SizeOrRootFalse f -> Failure.of(FailureCode.SIZE_OR_ROOT_FALSE, file);
      case FormatException.PaddingNotZero f -> Failure.of(FailureCode.PADDING_NOT_ZERO, file);
      case FormatException.SignatureFalse f -> Failure.of(FailureCode.SIGNATURE_FALSE, file);
      case FormatException.SignerUnknown f ->
          Failure.of(
              f.compromised() ? FailureCode.SIGNER_COMPROMISED : FailureCode.SIGNER_UNKNOWN,
              file,
              f.device());
    };
  }

  static Failure of(ReleaseException e, String file) {
    return switch (e) {
      case ReleaseException.Unreachable f ->
          Failure.of(FailureCode.ORGANISATION_KEY_UNREACHABLE, file);
      case ReleaseException.Refused f -> Failure.of(FailureCode.ORGANISATION_KEY_REFUSED, file);
      case ReleaseException.UnknownKeyVersion f ->
          Failure.of(FailureCode.ORGANISATION_KEY_UNKNOWN, file);
      case ReleaseException.WrongAlgorithm f ->
          Failure.of(FailureCode.ORGANISATION_ALGORITHM, file);
      case ReleaseException.NotUnwrappable f -> Failure.of(FailureCode.WRONG_KEY, file);
    };
  }

  static Failure of(SealException e, String file) {
    return switch (e) {
      case SealException.SourceChanged f -> Failure.of(FailureCode.FILE_CHANGED, file);
      case SealException.TooLarge f -> Failure.of(FailureCode.TOO_LARGE, file);
    };
  }

  static Failure of(FloeException e, String file) {
    return switch (e) {
      case FloeException.HeaderAltered f -> Failure.of(FailureCode.CONTENT_HEADER_ALTERED, file);
      case FloeException.SegmentAltered f ->
          Failure.of(FailureCode.SEGMENT_ALTERED, file, f.position() + 1);
      case FloeException.CutShort f -> Failure.of(FailureCode.CONTENT_CUT_SHORT, file);
      case FloeException.ContinuesAfterEnd f -> Failure.of(FailureCode.CONTENT_CONTINUES, file);
      case FloeException.TooLong f -> Failure.of(FailureCode.TOO_LARGE, file);
    };
  }
}
