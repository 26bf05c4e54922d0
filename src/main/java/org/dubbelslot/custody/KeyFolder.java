package org.dubbelslot.custody;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.format.HalfBlob;
import org.dubbelslot.format.OrganisationPrivateKey;
import org.dubbelslot.format.OrganisationPublicKey;
import org.dubbelslot.format.ReleaseException;
import org.dubbelslot.keys.DeviceIdentity;
import org.dubbelslot.keys.Grant;
import org.dubbelslot.keys.Grants;
import org.dubbelslot.keys.KeyDirectory;
import org.dubbelslot.keys.KeyStoreException;
import org.dubbelslot.keys.Line;
import org.dubbelslot.keys.OrganisationKeyVersion;

/**
 * The organisation's key in software: in a custodian's folder, or on a device through a grant.
 *
 * <p>Whoever has the key needs nobody's leave: on a device, both halves lie in one hand, nothing is
 * recorded or refused but what this program itself refuses. That is the price of this kind of
 * custody, and it is said where it is chosen.
 */
public final class KeyFolder implements OrganisationKey {
  private final KeyDirectory directory;
  private final PrivateKeySource source;
  private final Overrides overrides;
  private final Map<Kid, OrganisationPrivateKey> opened = new HashMap<>();

  KeyFolder(KeyDirectory directory, PrivateKeySource source, Overrides overrides) {
    this.directory = directory;
    this.source = source;
    this.overrides = overrides;
  }

  /** The key as a device holds it: through its grants. {@code identity} stays the caller's. */
  public static KeyFolder ofDevice(
      KeyDirectory directory, Grants grants, DeviceIdentity identity, Overrides overrides) {
    return new KeyFolder(directory, kid -> granted(grants, identity, kid), overrides);
  }

  private static Optional<OrganisationPrivateKey> granted(
      Grants grants, DeviceIdentity identity, Kid kid) throws KeyStoreException {
    Optional<Grant> grant = grants.open(kid, identity);
    if (grant.isEmpty()) {
      return Optional.empty();
    }
    return switch (grant.get()) {
      case Grant.OfOrganisation organisation -> Optional.of(organisation.key());
      case Grant.OfTeam team -> {
        team.close();
        throw new KeyStoreException.Damaged();
      }
    };
  }

  @Override
  public Optional<OrganisationPublicKey> active() {
    return directory.active(Line.MAIN).map(OrganisationKeyVersion::key);
  }

  @Override
  public List<ReleasedHalf> release(List<WrappedHalf> halves) {
    List<ReleasedHalf> released = new ArrayList<>();
    for (WrappedHalf half : halves) {
      ReleasedHalf answer;
      try {
        answer = new ReleasedHalf.Blob(releaseOne(half));
      } catch (ReleaseException e) {
        answer = new ReleasedHalf.Withheld(e);
      }
      released.add(answer);
    }
    return released;
  }

  private SecretBytes releaseOne(WrappedHalf half) throws ReleaseException {
    OrganisationKeyVersion version =
        directory
            .organisationKey(half.kid())
            .orElseThrow(() -> new ReleaseException.UnknownKeyVersion(half.kid()));
    if (version.key().alg() != half.alg()) {
      throw new ReleaseException.WrongAlgorithm(half.kid());
    }
    if (!overrides.mayOpen(version.kid(), version.state())) {
      throw new ReleaseException.Refused(half.kid());
    }
    SecretBytes blob;
    try {
      blob = privateKey(half.kid()).unwrap(half.wrapped());
    } catch (GeneralSecurityException e) {
      throw new ReleaseException.NotUnwrappable(half.kid(), e);
    }
    if (!isOurs(blob)) {
      blob.close();
      throw new ReleaseException.NotUnwrappable(half.kid(), null);
    }
    return blob;
  }

  /**
   * Only what has our shape leaves custody. Which file and team it names is the opener's to check:
   * it tells an altered file from a foreign half.
   */
  private static boolean isOurs(SecretBytes blob) {
    Optional<HalfBlob> parsed = HalfBlob.parse(blob);
    parsed.ifPresent(HalfBlob::close);
    return parsed.isPresent();
  }

  private synchronized OrganisationPrivateKey privateKey(Kid kid) throws ReleaseException {
    OrganisationPrivateKey known = opened.get(kid);
    if (known != null) {
      return known;
    }
    try {
      OrganisationPrivateKey key =
          source.open(kid).orElseThrow(() -> new ReleaseException.UnknownKeyVersion(kid));
      opened.put(kid, key);
      return key;
    } catch (KeyStoreException e) {
      throw new ReleaseException.Unreachable(kid, e);
    }
  }

  @Override
  public synchronized void close() {
    opened.values().forEach(OrganisationPrivateKey::close);
    opened.clear();
  }
}
