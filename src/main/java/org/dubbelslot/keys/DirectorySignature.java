package org.dubbelslot.keys;

import org.dubbelslot.crypto.Hkdf;
import org.dubbelslot.crypto.Kid;

/**
 * One custodian's signature over a file of the directory; it holds only if both parts do.
 *
 * @param custodian who signed
 * @param ed25519 64 bytes (RFC 8032)
 * @param mldsa65 3,309 bytes (FIPS 204, pure, empty context)
 */
public record DirectorySignature(Kid custodian, byte[] ed25519, byte[] mldsa65) {
  /** What both parts sign: "dubbelslot/1 directory" ‖ 00 ‖ SHA-512(exact bytes of the file). */
  static byte[] message(byte[] signed) {
    return Hkdf.info("dubbelslot/1 directory", Digests.sha512(signed));
  }
}
