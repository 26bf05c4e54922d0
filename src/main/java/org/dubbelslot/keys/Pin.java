package org.dubbelslot.keys;

import org.dubbelslot.crypto.Base64Url;
import org.dubbelslot.crypto.Kid;

/**
 * What a device trusts to begin with: one organisation and its first custodian set.
 *
 * @param organisation its identifier
 * @param custodians fingerprint of custodian set 1: SHA-256 of the exact bytes of {@code
 *     custodians/1.json}, base64url
 */
public record Pin(Kid organisation, String custodians) {
  private static final int SHA256_BYTES = 32;

  /**
   * Checks the fingerprint's form.
   *
   * @throws IllegalArgumentException when it is not 32 bytes in base64url
   */
  public Pin {
    if (Base64Url.decode(custodians).length != SHA256_BYTES) {
      throw new IllegalArgumentException("a fingerprint has 32 bytes");
    }
  }

  /**
   * Reads {@code organisation.fingerprint}, the form for policy and command line.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Pin of(String text) {
    int dot = text.indexOf('.');
    if (dot < 0) {
      throw new IllegalArgumentException("a pin is organisation, dot, fingerprint");
    }
    return new Pin(new Kid(text.substring(0, dot)), text.substring(dot + 1));
  }

  /** The pin of custodian set 1 in its exact bytes. */
  static Pin of(Kid organisation, byte[] firstSet) {
    return new Pin(organisation, Digests.sha256Text(firstSet));
  }

  /** {@code organisation.fingerprint}. */
  public String text() {
    return organisation + "." + custodians;
  }
}
