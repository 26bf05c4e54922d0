package org.dubbelslot.drive;

/** What an upload does when the folder holds the name already. */
public enum OnConflict {
  /** Leave what is there and fail. */
  FAIL,
  /** Become a new version of the file that is there. */
  REPLACE,
  /** Keep both: the drive chooses another name for the new one. */
  RENAME
}
