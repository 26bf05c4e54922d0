/**
 * Moves files between the disk and a drive through the seal.
 *
 * <p>A {@link org.dubbelslot.transfer.Place} is a folder on a drive with a team's lock on it; a
 * {@link org.dubbelslot.transfer.SealedTree} shows it under its true names; {@link
 * org.dubbelslot.transfer.Putter} and {@link org.dubbelslot.transfer.Getter} carry files in and
 * out. Nothing here prints or asks.
 */
package org.dubbelslot.transfer;
