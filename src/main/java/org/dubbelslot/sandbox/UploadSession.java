package org.dubbelslot.sandbox;

/**
 * What an upload session has been told and has received; the bytes lie in a file beside it.
 *
 * @param target where the file goes, and how
 * @param size what the client announced, or −1
 * @param expires seconds since 1970
 * @param hash the state of the hash of what has been received
 */
record UploadSession(
    String guid,
    String secret,
    Target target,
    long size,
    long received,
    long expires,
    String hash) {

  /**
   * What a client asks for in {@code createUploadSession}.
   *
   * @param itemId the file to replace when it was named by id; else empty
   * @param deferred whether the file appears only when the client asks for it at the end
   * @param fileCreated seconds since 1970, or null when the client did not say
   * @param fileModified seconds since 1970, or null when the client did not say
   */
  record Target(
      String driveId,
      String parentId,
      String name,
      String itemId,
      Conflict conflict,
      boolean deferred,
      Long fileCreated,
      Long fileModified) {

    boolean same(Target other) {
      return driveId.equals(other.driveId)
          && parentId.equals(other.parentId)
          && NameRules.fold(name).equals(NameRules.fold(other.name));
    }
  }

  UploadSession progressed(
      long newSize, long newReceived, QuickXorHash newHash, long secondsToLive) {
    return new UploadSession(
        guid, secret, target, newSize, newReceived, Times.now() + secondsToLive, newHash.state());
  }

  UploadSession expired() {
    return new UploadSession(guid, secret, target, size, received, 0, hash);
  }

  boolean complete() {
    return size >= 0 && received == size;
  }
}
