package org.dubbelslot.keys;

/**
 * A file that a revision consists of.
 *
 * @param name where it lies in the directory's folder, revision included
 * @param sha256 of its exact bytes, base64url
 * @param size in bytes
 */
public record ListedFile(String name, String sha256, long size) {}
