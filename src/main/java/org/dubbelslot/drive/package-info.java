/**
 * Where sealed files live: {@link org.dubbelslot.drive.Drive} is a tree of folders and files that
 * somebody else keeps, {@link org.dubbelslot.drive.FolderDrive} a folder on a disk, {@code
 * drive.graph} OneDrive, SharePoint libraries and Teams channels.
 *
 * <p>This room knows nothing of encryption: names and bytes go through as they are given. It opens
 * connections through the room {@code egress} only.
 */
package org.dubbelslot.drive;
