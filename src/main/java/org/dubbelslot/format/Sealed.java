package org.dubbelslot.format;

/**
 * What became of a source.
 *
 * @param id the sealing
 * @param size bytes of plaintext
 * @param length bytes of the sealed file
 */
public record Sealed(FileId id, long size, long length) {}
