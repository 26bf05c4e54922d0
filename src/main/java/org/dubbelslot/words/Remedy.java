package org.dubbelslot.words;

/**
 * What a window offers a person to do about a failure, beside its sentences: one button. The
 * command line has the remedy's sentence instead.
 */
public enum Remedy {
  /** The same once more: what was in the way may be over. */
  RETRY,
  /** Look again at how things stand now. */
  REFRESH,
  /** Open this device's lock. */
  UNLOCK,
  /** Sign in to Microsoft. */
  SIGN_IN,
  /** Join the organisation, or see how far that is. */
  JOIN,
  /** Give it another name. */
  RENAME,
  /** Take another file. */
  CHOOSE_FILE,
  /** Take another folder. */
  CHOOSE_FOLDER,
  /** Open it all the same, knowing what is not certain. */
  OPEN_ANYWAY,
  /** Look at earlier versions. */
  SHOW_VERSIONS,
  /** See what was decided, and by whom. */
  SHOW_SETTINGS,
  /** Collect what those need who can help. */
  REPORT,
  /** Nothing is to be done but to know it. */
  CLOSE;

  /** What a window offers for {@code code}. */
  public static Remedy of(FailureCode code) {
    return switch (code) {
      case ORGANISATION_KEY_UNREACHABLE,
          THROTTLED,
          ITEM_LOCKED,
          HOST_UNREACHABLE,
          TRANSFER_DAMAGED,
          SOURCE_FAILED,
          SESSION_LOST,
          DRIVE_DISK_FAILED,
          DRIVE_PROTOCOL,
          STOPPED,
          CONNECTION_BROKEN,
          UPLOAD_PENDING,
          COPY_NOT_VERIFIED,
          REPLACED_CHANGED,
          REPLACED_REMAINS,
          ORIGINAL_CHANGED,
          PLACE_SILENT,
          FILE_CHANGED,
          FILE_READ_FAILED,
          DISK_FULL,
          WRITE_FAILED,
          INPUT_OUTPUT,
          DIRECTORY_NOT_FOUND,
          DIRECTORY_UNREACHABLE,
          DIRECTORY_HALF_COPIED,
          KEY_MEMORY,
          QUOTA_FULL,
          SANDBOX_FAILED,
          SANDBOX_PORT_TAKEN,
          SANDBOX_FOLDER_IN_USE,
          COPY_NOT_OPENED,
          COPY_STILL_OPEN ->
          RETRY;
      case ITEM_NOT_FOUND,
          ITEM_CHANGED,
          FOLDER_GONE,
          NOT_A_FOLDER,
          NOT_A_FILE,
          ENTRY_NOT_FOUND,
          ENTRY_NOT_A_FOLDER,
          ENTRY_IS_A_FOLDER,
          ENTRY_AMBIGUOUS,
          TRANSFER_UNKNOWN,
          TRANSFER_UNDER_WAY,
          REWRAP_UNDER_WAY,
          PLACE_UNKNOWN ->
          REFRESH;
      case WRONG_PASSPHRASE, PASSPHRASE_NEEDED, PASSPHRASE_UNREADABLE, PASSPHRASE_EMPTY -> UNLOCK;
      case NOT_SIGNED_IN, SIGN_IN_REFUSED -> SIGN_IN;
      case NOT_JOINED, NO_KEYS, NOT_ADMITTED, NOT_GRANTED, DIRECTORY_ADDRESS, DIRECTORY_ON_WEB ->
          JOIN;
      case NAME_TAKEN,
          NAME_REFUSED,
          NAME_EMPTY,
          NAME_TOO_LONG,
          NAME_FORBIDDEN_CHARACTER,
          NAME_INVISIBLE_CHARACTER,
          NAME_NOT_TEXT,
          NAME_TRAILING,
          NAME_DOTS,
          NAME_OF_DEVICE,
          NAME_IMPOSSIBLE,
          PATH_TOO_DEEP,
          PLACE_EXISTS,
          ENTRY_NAME_TAKEN,
          DISPLAY_NAME ->
          RENAME;
      case FILE_MISSING,
          FILE_UNREADABLE,
          FILE_VANISHED,
          FILE_IS_FOLDER,
          FILE_IS_SPECIAL,
          TOO_LARGE ->
          CHOOSE_FILE;
      case TARGET_EXISTS,
          TARGET_FOLDER_MISSING,
          TARGET_UNWRITABLE,
          TARGET_SYNCHRONISED,
          COPIES_FOLDER_SYNCHRONISED,
          COPIES_FOLDER_NOT_LOCAL,
          COPIES_FOLDER_UNUSABLE,
          COPIES_FOLDER_INDEXED ->
          CHOOSE_FOLDER;
      case SIGNER_UNKNOWN, ENTRY_OTHER_NAME -> OPEN_ANYWAY;
      case ENTRY_OLDER_THAN_SEEN, ENTRY_OTHER_THAN_SEEN -> SHOW_VERSIONS;
      case POLICY_UNREADABLE,
          POLICY_MALFORMED,
          POLICY_UNKNOWN_SETTING,
          POLICY_BAD_VALUE,
          POLICY_NOTHING_LEFT,
          POLICY_FORBIDS,
          DECIDED_BY_POLICY,
          SETTING_LOOSER,
          SIGN_IN_NOT_SET_UP ->
          SHOW_SETTINGS;
      case NEWER_VERSION,
          STRUCTURE_DAMAGED,
          CRITICAL_MEMBER_UNKNOWN,
          ORGANISATION_KEY_REFUSED,
          ORGANISATION_KEY_UNKNOWN,
          ORGANISATION_ALGORITHM,
          BOUND_ELSEWHERE,
          WRONG_KEY,
          HEADER_ALTERED,
          METADATA_ALTERED,
          CONTENT_HEADER_ALTERED,
          SEGMENT_ALTERED,
          CONTENT_CUT_SHORT,
          CONTENT_CONTINUES,
          TRAILER_ALTERED,
          SIZE_OR_ROOT_FALSE,
          PADDING_NOT_ZERO,
          SIGNATURE_FALSE,
          SIGNER_COMPROMISED,
          KEY_FILE_DAMAGED,
          UNPROTECTED_REFUSED,
          KEY_STORAGE,
          KEY_WORK_TOO_HIGH,
          DEVICE_STOPPED,
          NO_ORGANISATION_KEY,
          KEYS_FORBIDDEN,
          TEAM_WITHOUT_KEY,
          ENTRY_SWAPPED,
          DRIVE_DENIED,
          HOST_NOT_TRUSTED,
          PLAIN_HTTP_REFUSED,
          SANDBOX_FOLDER_UNUSABLE,
          STORE_NEWER,
          STORE_DAMAGED,
          PROGRAM_FAULT,
          DIRECTORY_SIGNATURE_FALSE,
          DIRECTORY_QUORUM_MISSING,
          DIRECTORY_CHAIN_BROKEN,
          DIRECTORY_ROLLED_BACK,
          DIRECTORY_EXPIRED,
          DIRECTORY_WRONG_ORGANISATION,
          DIRECTORY_MALFORMED,
          DIRECTORY_COPY_FAILED,
          CLOCK_BEHIND,
          PROPOSAL_FALSE,
          SEALED_LIST_MALFORMED,
          CUSTODY_STORAGE,
          REQUEST_MALFORMED,
          REQUEST_PROOF_FALSE,
          REQUEST_OTHER_PIN,
          COPIES_SYNCHRONISED,
          COPY_REMAINS,
          VERSION_OF_ANOTHER ->
          REPORT;
      case LINK_MALFORMED,
          LINK_LEADS_NOWHERE,
          LINK_LEADS_TO_FILE,
          SEARCH_DENIED,
          UNKNOWN_OPTION,
          UNEXPECTED_ARGUMENT,
          UNKNOWN_COMMAND,
          MISSING_ARGUMENT,
          MISSING_COMMAND,
          BAD_VALUE,
          EXCLUSIVE_OPTIONS,
          OPTION_TWICE,
          CONFIRMATION_NEEDED,
          PLACE_PATH_MALFORMED,
          TEAM_NOT_NAMED,
          NOT_SEALED,
          NO_LOCK_FOR_TEAMS,
          KEYS_THERE_ALREADY,
          KEY_FOR_OTHERS,
          KEY_TEXT_MALFORMED,
          ALREADY_ENROLLED,
          JOINED_ALREADY,
          DIRECTORY_THERE,
          TEAM_UNKNOWN,
          TEAM_AMBIGUOUS,
          TEAM_EXISTS,
          MEMBER_UNKNOWN,
          NOT_A_STEWARD,
          NOT_A_CUSTODIAN,
          STATE_CANNOT_FOLLOW,
          REVISION_PREPARED_ALREADY,
          NOTHING_PREPARED,
          STEWARD_MUST_ROTATE,
          PASSPHRASES_DIFFER,
          ENTRY_NOT_SEALED,
          ENTRY_NAME_UNKNOWN,
          OTHER_TEAMS_LOCK,
          COPIES_IN_USE,
          COPY_GONE,
          PREVIEW_TOO_LARGE,
          PREVIEW_IMPOSSIBLE,
          NO_VERSIONS,
          ALREADY_IN_PLACE,
          FOLDER_HOLDS_PLACE,
          NOT_ALL_TAKEN,
          TRACES_REMAIN,
          FOLDER_INTO_ITSELF,
          EXAMPLE_REFUSED ->
          CLOSE;
    };
  }
}
