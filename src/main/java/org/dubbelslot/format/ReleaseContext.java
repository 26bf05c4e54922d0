package org.dubbelslot.format;

import org.dubbelslot.crypto.Kid;

/**
 * Why an organisation half is asked for; custody may record and refuse.
 *
 * @param file the sealing
 * @param team the team whose lock is being opened
 * @param purpose what the half is for
 */
public record ReleaseContext(FileId file, Kid team, Purpose purpose) {
  /** What a half is released for. */
  public enum Purpose {
    /** To read a file, whole or in part. */
    OPEN,
    /** To replace a file's locks. */
    REWRAP
  }
}
