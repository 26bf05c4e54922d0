package org.dubbelslot.names;

/**
 * A name to give to an item on the drive.
 *
 * @param text the name on the drive
 * @param form whether it holds the true name. In the short form a file's true name is only in its
 *     metadata, and a folder's only in that of its label file, which has to be written into it
 */
public record WrittenName(String text, Form form) {
  /** The two forms of a name on the drive. */
  public enum Form {
    /** Holds the encrypted true name. */
    FULL,
    /** Holds a keyed digest of it. */
    SHORT
  }
}
