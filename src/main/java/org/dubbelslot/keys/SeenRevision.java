package org.dubbelslot.keys;

/**
 * The highest revision that this device has verified.
 *
 * @param revision its number
 * @param sha256 of its exact bytes, base64url
 * @param custodians number of the set that signed it
 */
record SeenRevision(long revision, String sha256, int custodians) {
  static SeenRevision of(KeyDirectory directory) {
    return new SeenRevision(
        directory.revision(), directory.hash(), directory.custodians().number());
  }

  byte[] write() {
    return JsonBytes.bytes(
        JsonBytes.object("seen")
            .put("revision", revision)
            .put("sha256", sha256)
            .put("custodians", custodians));
  }

  static SeenRevision read(byte[] bytes) throws DirectoryException.Malformed {
    Fields fields = Fields.of("seen.json", bytes, "seen");
    return new SeenRevision(
        fields.number("revision", 1, DirectoryPaths.MAX_REVISION),
        fields.text("sha256"),
        (int) fields.number("custodians", 1, Integer.MAX_VALUE));
  }
}
