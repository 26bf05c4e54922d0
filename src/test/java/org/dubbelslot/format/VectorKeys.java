package org.dubbelslot.format;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dubbelslot.crypto.Base64Url;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.SecretBytes;

/** The keys that a vector's head gives to its reader. */
final class VectorKeys implements OpeningKeys, AutoCloseable {
  private final Map<Kid, OrganisationPrivateKey> organisations = new HashMap<>();
  private final Map<Kid, TeamKey> teams = new HashMap<>();
  private final Map<Kid, SignerStatus> signers = new HashMap<>();
  private final List<String> secrets = new ArrayList<>();
  private final Optional<String> custody;

  VectorKeys(SealedVector vector) {
    custody = vector.first("custody");
    for (String line : vector.all("organisation-key")) {
      String[] words = line.split(" ");
      OrganisationPrivateKey key =
          OrganisationPrivateKey.of(
              OrganisationAlgorithm.of(words[0]).orElseThrow(),
              SecretBytes.wrap(Base64Url.decode(words[1])));
      organisations.put(key.publicKey().kid(), key);
      secrets.add(words[1]);
    }
    for (String line : vector.all("team-key")) {
      String[] words = line.split(" ");
      TeamKey key = TeamKey.of(new Kid(words[0]), SecretBytes.wrap(Base64Url.decode(words[1])));
      teams.put(key.kid(), key);
      secrets.add(words[1]);
    }
    for (String line : vector.all("signer")) {
      String[] words = line.split(" ");
      signers.put(new Kid(words[0]), status(words));
    }
  }

  private static SignerStatus status(String[] words) {
    byte[] key = Base64Url.decode(words[1]);
    return switch (words[2]) {
      case "known" -> new SignerStatus.Known(key);
      case "revoked" -> new SignerStatus.Revoked(key, Instant.EPOCH, false);
      case "compromised" -> new SignerStatus.Revoked(key, Instant.EPOCH, true);
      default -> throw new IllegalArgumentException(words[2]);
    };
  }

  /** Every key in the head, as base64url. */
  List<String> secrets() {
    return secrets;
  }

  @Override
  public Optional<TeamKey> team(Kid teamKid) {
    return Optional.ofNullable(teams.get(teamKid)).map(TeamKey::copy);
  }

  @Override
  public SecretBytes release(
      Kid orgKid, OrganisationAlgorithm alg, byte[] wrapped, ReleaseContext context)
      throws ReleaseException {
    OrganisationPrivateKey key = organisations.get(orgKid);
    if (key == null) {
      throw new ReleaseException.UnknownKeyVersion(orgKid);
    }
    if (key.publicKey().alg() != alg) {
      throw new ReleaseException.WrongAlgorithm(orgKid);
    }
    if (custody.isPresent()) {
      throw switch (custody.get()) {
        case "unreachable" -> new ReleaseException.Unreachable(orgKid, null);
        case "refused" -> new ReleaseException.Refused(orgKid);
        default -> throw new IllegalArgumentException(custody.get());
      };
    }
    try {
      return key.unwrap(wrapped);
    } catch (GeneralSecurityException e) {
      throw new ReleaseException.NotUnwrappable(orgKid, e);
    }
  }

  @Override
  public SignerStatus signer(Kid device) {
    return signers.getOrDefault(device, new SignerStatus.Unknown());
  }

  @Override
  public void close() {
    organisations.values().forEach(OrganisationPrivateKey::close);
    teams.values().forEach(TeamKey::close);
  }
}
