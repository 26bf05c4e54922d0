package org.dubbelslot.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import org.dubbelslot.crypto.Kid;

/**
 * One custodian's word that a device is to be stopped at once, between two revisions. Only a quorum
 * lifts it: by listing its hash in the device's {@link Device#resumed()}.
 *
 * @param organisation whose
 * @param device which device
 * @param at since when
 * @param by the custodian who signed
 * @param why one lower-case word
 * @param hash SHA-256 (base64url) of the exact statement
 */
public record Suspension(
    Kid organisation, Kid device, Instant at, Kid by, String why, String hash) {
  /** The exact bytes of {@code suspended/<device>.json}, signed. */
  static byte[] write(
      Kid organisation, Kid device, Instant at, String why, CustodianIdentity custodian) {
    ObjectNode statement =
        JsonBytes.object("suspension")
            .put("organisation", organisation.text())
            .put("device", device.text())
            .put("at", JsonBytes.text(at))
            .put("by", custodian.id().text())
            .put("why", why);
    byte[] bytes = JsonBytes.bytes(statement);
    return CustodiansJson.writeSuspension(bytes, custodian.sign(bytes));
  }

  /**
   * What stops {@code device} in {@code source}: signed by one custodian of the set of {@code
   * directory} or of one before it, and lifted by no quorum. A custodian who left did not take back
   * what was stopped; only a quorum does.
   *
   * @throws DirectoryException when it cannot be read, or is no custodian's
   */
  static Optional<Suspension> inForce(DirectorySource source, KeyDirectory directory, Kid device)
      throws DirectoryException {
    String path = DirectoryPaths.suspension(device);
    Optional<byte[]> file = source.fetch(path, DirectoryPaths.MAX_SUSPENSION_BYTES);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    Suspension suspension = read(path, file.get(), directory);
    if (!suspension.device().equals(device)
        || !suspension.organisation().equals(directory.organisation().id())) {
      throw new DirectoryException.BadSignature(path);
    }
    boolean lifted =
        directory
            .device(device)
            .map(known -> known.resumed().contains(suspension.hash()))
            .orElse(false);
    return lifted ? Optional.empty() : Optional.of(suspension);
  }

  private static Suspension read(String path, byte[] file, KeyDirectory directory)
      throws DirectoryException {
    for (int number = directory.custodians().number(); ; number--) {
      try {
        return read(path, file, directory.custodians(number));
      } catch (DirectoryException.BadSignature e) {
        if (number == 1) {
          throw e;
        }
      }
    }
  }

  /** Reads and verifies {@code suspended/<device>.json}. */
  static Suspension read(String where, byte[] file, CustodianSet set) throws DirectoryException {
    byte[] bytes = CustodiansJson.readSuspension(where, file, set);
    Fields fields = Fields.of(where, bytes, "suspension");
    return new Suspension(
        fields.kid("organisation"),
        fields.kid("device"),
        fields.instant("at"),
        fields.kid("by"),
        fields.text("why"),
        Digests.sha256Text(bytes));
  }
}
