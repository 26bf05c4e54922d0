package org.dubbelslot.drive;

import java.time.Instant;
import java.util.Optional;

/**
 * A folder or file as the drive describes it.
 *
 * @param id names the item as long as it exists; opaque, and compared by case
 * @param name as the drive shows it
 * @param folder whether it is a folder
 * @param size bytes of a file; of a folder whatever the drive says
 * @param eTag changes with every change of content or metadata
 * @param cTag changes with the content only; OneDrive for Business gives folders none
 * @param modified when the drive saw the last change
 * @param quickXorHash 20 bytes in base64, when the drive knows it (see {@link QuickXorHash})
 * @param parentId the folder that holds it; empty for the root
 */
public record DriveItem(
    String id,
    String name,
    boolean folder,
    long size,
    Optional<String> eTag,
    Optional<String> cTag,
    Instant modified,
    Optional<String> quickXorHash,
    Optional<String> parentId) {
  /** The same item, said to lie in {@code folder}. */
  DriveItem in(String folder) {
    return new DriveItem(
        id, name, this.folder, size, eTag, cTag, modified, quickXorHash, Optional.of(folder));
  }
}
