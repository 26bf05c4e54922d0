package org.dubbelslot.format;

import java.util.List;
import org.dubbelslot.crypto.Kid;

/**
 * What anybody can see of a sealed file without any key; nothing of it is authenticated.
 *
 * @param version format version
 * @param id the sealing
 * @param length of the whole file in bytes
 * @param headerLength of the header area in bytes
 * @param metadataLength of the metadata block in bytes
 * @param contentLength of the FLOE ciphertext in bytes
 * @param paddedSize of the plaintext with its padding, in bytes: the most that can be told of its
 *     size
 * @param locks which keys open it
 */
public record Inspection(
    int version,
    FileId id,
    long length,
    int headerLength,
    int metadataLength,
    long contentLength,
    long paddedSize,
    List<LockInfo> locks) {

  /**
   * One lock.
   *
   * @param organisation the organisation key version
   * @param algorithm how its half is wrapped
   * @param supported whether this program knows that algorithm
   * @param team the team key version
   */
  public record LockInfo(Kid organisation, String algorithm, boolean supported, Kid team) {}
}
