package org.dubbelslot.words;

import org.dubbelslot.custody.CustodyException;

/** Failures of what custodians, stewards and members want to do. */
final class CustodyFailures {
  private CustodyFailures() {}

  static Failure of(CustodyException e) {
    return switch (e) {
      case CustodyException.NotJoined f -> Failure.of(FailureCode.NOT_JOINED);
      case CustodyException.AlreadyJoined f -> Failure.of(FailureCode.JOINED_ALREADY);
      case CustodyException.NotAdmitted f -> Failure.of(FailureCode.NOT_ADMITTED);
      case CustodyException.Stopped f -> Failure.of(FailureCode.DEVICE_STOPPED);
      case CustodyException.DirectoryThere f -> Failure.of(FailureCode.DIRECTORY_THERE);
      case CustodyException.NotAFolder f -> Failure.of(FailureCode.DIRECTORY_ON_WEB);
      case CustodyException.BadAddress f -> Failure.of(FailureCode.DIRECTORY_ADDRESS);
      case CustodyException.UnknownTeam f -> Failure.of(FailureCode.TEAM_UNKNOWN);
      case CustodyException.AmbiguousTeam f -> Failure.of(FailureCode.TEAM_AMBIGUOUS);
      case CustodyException.TeamExists f -> Failure.of(FailureCode.TEAM_EXISTS);
      case CustodyException.UnknownMember f -> Failure.of(FailureCode.MEMBER_UNKNOWN);
      case CustodyException.BadName f -> Failure.of(FailureCode.DISPLAY_NAME);
      case CustodyException.NoTeamKey f -> Failure.of(FailureCode.TEAM_WITHOUT_KEY);
      case CustodyException.NoOrganisationKey f -> Failure.of(FailureCode.NO_ORGANISATION_KEY);
      case CustodyException.ForbiddenByPolicy f -> Failure.of(FailureCode.KEYS_FORBIDDEN);
      case CustodyException.NotGranted f -> Failure.of(FailureCode.NOT_GRANTED, f.kid());
      case CustodyException.NotASteward f -> Failure.of(FailureCode.NOT_A_STEWARD);
      case CustodyException.NotACustodian f -> Failure.of(FailureCode.NOT_A_CUSTODIAN);
      case CustodyException.BadProposal f -> Failure.of(FailureCode.PROPOSAL_FALSE);
      case CustodyException.NoSuchTransition f -> Failure.of(FailureCode.STATE_CANNOT_FOLLOW);
      case CustodyException.AlreadyPrepared f ->
          Failure.of(FailureCode.REVISION_PREPARED_ALREADY, f.revision());
      case CustodyException.NothingPrepared f -> Failure.of(FailureCode.NOTHING_PREPARED);
      case CustodyException.Storage f -> Failure.of(FailureCode.CUSTODY_STORAGE);
      case CustodyException.SealedListMalformed f -> Failure.of(FailureCode.SEALED_LIST_MALFORMED);
    };
  }
}
