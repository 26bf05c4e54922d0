package org.dubbelslot.format;

import java.util.Arrays;
import java.util.Optional;

/** How an organisation half is wrapped to the organisation's public key. */
public enum OrganisationAlgorithm {
  /** RSA-OAEP with SHA-256 and MGF1-SHA-256 (RFC 8017; JOSE name of RFC 7518): HSMs and DKE. */
  RSA_OAEP_256("RSA-OAEP-256"),
  /** HPKE base mode with X-Wing, HKDF-SHA256 and AES-256-GCM: keys that live in software. */
  HPKE_X_WING("HPKE-X-Wing");

  private final String jose;

  OrganisationAlgorithm(String jose) {
    this.jose = jose;
  }

  /** The name as it stands in a file's header and in the key directory. */
  public String jose() {
    return jose;
  }

  /** The algorithm of that name, or nothing: a lock of an unknown algorithm is skipped. */
  public static Optional<OrganisationAlgorithm> of(String jose) {
    return Arrays.stream(values()).filter(a -> a.jose.equals(jose)).findFirst();
  }
}
