package org.dubbelslot.drive.graph;

import java.net.URI;

/** Which of the drives behind a Graph is meant. */
public sealed interface DriveChoice {
  /** The signed-in user's own OneDrive. */
  record Mine() implements DriveChoice {}

  /**
   * A drive by its id.
   *
   * @param driveId as Graph writes it, {@code b!…} on Business
   */
  record ById(String driveId) implements DriveChoice {}

  /**
   * A folder in a drive, as the drive's root.
   *
   * @param driveId as Graph writes it
   * @param itemId the folder's id
   */
  record Folder(String driveId, String itemId) implements DriveChoice {}

  /**
   * What a link leads to that somebody shared or copied from the browser: a folder, which becomes
   * the drive's root. Using a link of this kind lasts: the signed-in user keeps the access it
   * gives.
   */
  record ByLink(URI link) implements DriveChoice {
    @Override
    public String toString() {
      return "ByLink[...]";
    }
  }
}
