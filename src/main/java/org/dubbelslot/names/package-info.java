/**
 * Encrypts and decrypts the names of files and folders on the drive, and holds the rules that true
 * names must obey.
 *
 * <p>{@link org.dubbelslot.names.DriveNames} is the way in. Everything here is computation on text:
 * the room knows nothing of drives, and what has to be looked up (a short name's true name) it
 * leaves to its caller.
 */
package org.dubbelslot.names;
