package org.dubbelslot.keys;

import java.util.List;
import java.util.Optional;
import org.dubbelslot.age.Age;
import org.dubbelslot.age.XWingRecipient;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.format.OrganisationAlgorithm;
import org.dubbelslot.format.OrganisationPrivateKey;
import org.dubbelslot.format.TeamKey;

/**
 * A key on its way to a device (or to a backup): {@code {"type":"team"|"org","team","kid","alg",
 * "key"}}, in an age file.
 *
 * <p>The key identifier follows from the key, so a grant needs neither listing nor signature: the
 * receiver recomputes it, and a key that no directory names is of no use.
 */
public sealed interface Grant extends AutoCloseable {
  /** The {@code alg} of a team key. */
  String TEAM_ALG = "HKDF-SHA256";

  /**
   * A team key version.
   *
   * @param key closed with the grant
   */
  record OfTeam(TeamKey key) implements Grant {
    @Override
    public Kid kid() {
      return key.kid();
    }

    @Override
    public SecretBytes encode() {
      return new SecretJson.Writer("team")
          .text("team", key.team().text())
          .text("kid", key.kid().text())
          .text("alg", TEAM_ALG)
          .secret("key", key.key())
          .finish();
    }

    @Override
    public void close() {
      key.close();
    }
  }

  /**
   * An organisation key version, its private half.
   *
   * @param key closed with the grant
   */
  record OfOrganisation(OrganisationPrivateKey key) implements Grant {
    @Override
    public Kid kid() {
      return key.publicKey().kid();
    }

    @Override
    public SecretBytes encode() {
      try (SecretBytes encoded = key.encoded()) {
        return new SecretJson.Writer("org")
            .text("kid", kid().text())
            .text("alg", key.publicKey().alg().jose())
            .secret("key", encoded)
            .finish();
      }
    }

    @Override
    public void close() {
      key.close();
    }
  }

  /** The key version's identifier, computed from the key. */
  Kid kid();

  /** The plaintext JSON; the caller closes it. */
  SecretBytes encode();

  @Override
  void close();

  /** The age file for {@code device}. */
  default byte[] sealTo(Device device) {
    try (SecretBytes plain = encode()) {
      return Age.encrypt(List.of(new XWingRecipient(device.xwing())), plain.bytes());
    }
  }

  /**
   * Reads the plaintext and recomputes the identifier.
   *
   * @return the grant, for the caller to close
   * @throws KeyStoreException.Damaged when it is no grant, or its key is not the one it names
   */
  static Grant decode(SecretBytes plain) throws KeyStoreException.Damaged {
    try (SecretJson json = SecretJson.parse(plain)) {
      Grant grant =
          switch (json.text("type")) {
            case "team" -> decodeTeam(json);
            case "org" -> decodeOrganisation(json);
            default -> throw new KeyStoreException.Damaged();
          };
      if (!grant.kid().text().equals(json.text("kid"))) {
        grant.close();
        throw new KeyStoreException.Damaged();
      }
      return grant;
    } catch (IllegalArgumentException e) {
      throw new KeyStoreException.Damaged();
    }
  }

  private static Grant decodeTeam(SecretJson json) throws KeyStoreException.Damaged {
    if (!json.text("alg").equals(TEAM_ALG)) {
      throw new KeyStoreException.Damaged();
    }
    Kid team = new Kid(json.text("team"));
    return new OfTeam(TeamKey.of(team, json.secret("key", TeamKey.BYTES)));
  }

  private static Grant decodeOrganisation(SecretJson json) throws KeyStoreException.Damaged {
    Optional<OrganisationAlgorithm> alg = OrganisationAlgorithm.of(json.text("alg"));
    if (alg.isEmpty()) {
      throw new KeyStoreException.Damaged();
    }
    return new OfOrganisation(OrganisationPrivateKey.of(alg.get(), json.secret("key")));
  }
}
