package org.dubbelslot.sandbox;

/**
 * What an upload session has been told and has received; the bytes lie in a file beside it.
 *
 * @param itemId the file to replace when it was named by id; else empty
 * @param size what the client announced, or −1
 * @param expires seconds since 1970
 * @param fileCreated seconds since 1970, or null when the client did not say
 * @param fileModified seconds since 1970, or null when the client did not say
 */
record UploadSession(
    String guid,
    String secret,
    String driveId,
    String parentId,
    String name,
    String itemId,
    Conflict conflict,
    long size,
    long received,
    long expires,
    Long fileCreated,
    Long fileModified) {

  /** How long a session stays without a fragment: a day. */
  static final long LIFETIME = 24 * 3600L;

  UploadSession progressed(long newSize, long newReceived) {
    return new UploadSession(
        guid,
        secret,
        driveId,
        parentId,
        name,
        itemId,
        conflict,
        newSize,
        newReceived,
        Times.now() + LIFETIME,
        fileCreated,
        fileModified);
  }

  boolean sameTarget(UploadSession other) {
    return driveId.equals(other.driveId)
        && parentId.equals(other.parentId)
        && NameRules.fold(name).equals(NameRules.fold(other.name));
  }
}
