package org.dubbelslot.keys;

import java.net.URI;
import java.util.Optional;

/**
 * Where the private half of an organisation key version lives.
 *
 * @param kind what kind of place
 * @param url the service's address, for those kinds that have one
 */
public record KeyCustody(Kind kind, Optional<URI> url) {
  /** The kinds of custody. */
  public enum Kind {
    /** A folder of age files; devices hold the private half through a grant. */
    FOLDER,
    /** A PKCS#11 token or HSM. */
    PKCS11,
    /** A Dubbelslot key service. */
    SERVICE,
    /** A Microsoft DKE service. */
    DKE
  }

  /** The key folder. */
  public static KeyCustody folder() {
    return new KeyCustody(Kind.FOLDER, Optional.empty());
  }
}
