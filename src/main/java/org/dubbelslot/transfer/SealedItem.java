package org.dubbelslot.transfer;

import org.dubbelslot.drive.DriveItem;

/**
 * A sealed file as it lies on a drive.
 *
 * @param folderId the folder that holds it
 * @param path of true names where they can be read, from the place's root, for showing
 */
public record SealedItem(DriveItem item, String folderId, String path) {}
