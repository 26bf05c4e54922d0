package org.dubbelslot.format;

import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dubbelslot.crypto.Ed25519;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.SecretBytes;

/** Everything that opens: organisation keys, team keys and known signers, held in memory. */
public final class TestKeys implements OpeningKeys {
  private final Map<Kid, OrganisationPrivateKey> organisations = new HashMap<>();
  private final Map<Kid, TeamKey> teams = new HashMap<>();
  private final Map<Kid, SignerStatus> signers = new HashMap<>();

  /** An organisation key, a team key and a device of which this holder knows everything. */
  public record Member(OrganisationPrivateKey organisation, TeamKey team, Signer signer) {
    public LockKeys lock() {
      return new LockKeys(organisation.publicKey(), team);
    }

    public SealRequest request(Metadata metadata) {
      return new SealRequest(List.of(lock()), metadata, Optional.of(signer));
    }
  }

  public Member member(OrganisationAlgorithm algorithm) {
    OrganisationPrivateKey organisation = OrganisationPrivateKey.generate(algorithm, 3072);
    TeamKey team = TeamKey.generate(Kid.random());
    TestSigner signer = new TestSigner(Kid.random(), Ed25519.newSeed());
    add(organisation).add(team).add(signer);
    return new Member(organisation, team, signer);
  }

  public TestKeys add(OrganisationPrivateKey key) {
    organisations.put(key.publicKey().kid(), key);
    return this;
  }

  public TestKeys add(TeamKey key) {
    teams.put(key.kid(), key);
    return this;
  }

  public TestKeys add(TestSigner signer) {
    return put(signer.device(), new SignerStatus.Known(signer.publicKey()));
  }

  public TestKeys put(Kid device, SignerStatus status) {
    signers.put(device, status);
    return this;
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

  /** Signs with a seed. */
  public record TestSigner(Kid device, SecretBytes seed) implements Signer {
    byte[] publicKey() {
      return Ed25519.publicKey(seed);
    }

    @Override
    public byte[] sign(byte[] message) {
      return Ed25519.sign(seed, message);
    }
  }
}
