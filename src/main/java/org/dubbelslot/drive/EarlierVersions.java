package org.dubbelslot.drive;

import java.io.InputStream;
import java.time.Instant;
import java.util.List;

/** What a drive that keeps earlier contents of a file can tell of them. */
public interface EarlierVersions {
  /**
   * One content that a file had, or has now.
   *
   * @param id names it among the versions of this file
   * @param modified when the drive took it in
   * @param size bytes, sealed
   * @param current whether it is what the file holds now
   */
  record Version(String id, Instant modified, long size, boolean current) {}

  /**
   * The versions of a file, newest first; the first is what the file holds now.
   *
   * @throws DriveException.NotFound when the file is gone
   */
  List<Version> versions(String fileId) throws DriveException;

  /**
   * All bytes of a version.
   *
   * @return a stream that the caller closes
   * @throws DriveException.NotFound when file or version are gone
   */
  InputStream readVersion(String fileId, Version version) throws DriveException;
}
