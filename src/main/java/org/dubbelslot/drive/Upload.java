package org.dubbelslot.drive;

import java.util.function.LongConsumer;

/**
 * One upload that was begun. End it by {@link #send} or {@link #cancel}: an upload that is merely
 * forgotten blocks its name on OneDrive for days. For one thread.
 */
public interface Upload {
  /** What to keep for {@link Drive#resume}; the same for the upload's whole life. */
  UploadHandle handle();

  /**
   * Sends what the drive does not have yet, ends the upload and compares what arrived. After a
   * failure it may be called again.
   *
   * @param source exactly as many bytes as were announced
   * @param progress is told how many bytes of the whole the drive has; may be told less than before
   * @throws DriveException.SourceFailed when the source cannot be read or is of another length
   * @throws DriveException.SessionLost when the drive no longer knows the upload: begin a new one
   * @throws DriveException.NameTaken when the name was taken meanwhile
   * @throws DriveException.Damaged when the drive holds something else than what was sent
   */
  Uploaded send(UploadSource source, LongConsumer progress) throws DriveException;

  /** Gives the upload up and frees the name; does nothing when it has ended already. */
  void cancel() throws DriveException;

  /**
   * What an upload became.
   *
   * @param item the file on the drive; its name is another one after {@link OnConflict#RENAME}
   * @param verified whether the drive's own hash equals that of what was sent; otherwise it gave
   *     none, only the size was compared, and reading back is the way to be sure
   */
  record Uploaded(DriveItem item, boolean verified) {}
}
