package org.dubbelslot.keys;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.SecretBytes;

/** The grants of one device: which it should have, which it has, and the keys in them. */
public final class Grants {
  private final Path folder;

  /** The grants kept in a device's {@code home}, below {@code grants/}. */
  public Grants(Path home) {
    this.folder = home.resolve("grants");
  }

  /**
   * The key versions that {@code device} should be granted: all versions of its teams' keys, and
   * the organisation keys whose private half devices hold themselves, destroyed ones excepted. None
   * unless the device and its member are active.
   */
  public static List<Kid> due(KeyDirectory directory, Kid device) {
    List<Kid> due = new ArrayList<>();
    if (!directory.isActive(device)) {
      return due;
    }
    for (OrganisationKeyVersion version : directory.organisationKeys()) {
      if (version.state().granted() && version.custody().kind() == KeyCustody.Kind.FOLDER) {
        due.add(version.kid());
      }
    }
    Member member = directory.memberOf(device).orElseThrow();
    for (Team team : directory.teamsOf(member.id())) {
      for (TeamKeyVersion version : directory.teamKeys(team.id())) {
        if (version.state().granted()) {
          due.add(version.kid());
        }
      }
    }
    return due;
  }

  static Map<Kid, byte[]> fetch(DirectorySource source, KeyDirectory directory, Kid device)
      throws DirectoryException {
    Map<Kid, byte[]> found = new LinkedHashMap<>();
    for (Kid kid : due(directory, device)) {
      source
          .fetch(DirectoryPaths.grant(device, kid), DirectoryPaths.MAX_GRANT_BYTES)
          .ifPresent(file -> found.put(kid, file));
    }
    return found;
  }

  /**
   * Takes in fetched grants that are new here; those that do not open with {@code identity}, hold
   * another key than their name says, or give it to another team than {@code directory} does, are
   * left where they are. (A key's identifier does not tell the team: whoever holds the key could
   * otherwise have it kept, and granted on, under a team where it opens nothing.)
   *
   * @return the key versions that this device did not have before
   * @throws KeyStoreException when they cannot be kept
   */
  public List<Kid> keep(KeyDirectory directory, Map<Kid, byte[]> fetched, DeviceIdentity identity)
      throws KeyStoreException {
    List<Kid> added = new ArrayList<>();
    try {
      for (Map.Entry<Kid, byte[]> grant : fetched.entrySet()) {
        if (stored(grant.getKey()).isEmpty()
            && holds(directory, grant.getKey(), grant.getValue(), identity)) {
          AtomicFiles.writePrivate(file(grant.getKey()), grant.getValue());
          added.add(grant.getKey());
        }
      }
    } catch (IOException e) {
      throw new KeyStoreException.Storage(e);
    }
    return added;
  }

  /** Forgets the grant of a key version: to fetch it anew, or because it was destroyed. */
  public void forget(Kid kid) throws KeyStoreException {
    try {
      Files.deleteIfExists(file(kid));
    } catch (IOException e) {
      throw new KeyStoreException.Storage(e);
    }
  }

  /** Whether not a single grant is kept here. */
  public boolean areNone() throws KeyStoreException {
    try (DirectoryStream<Path> kept = Files.newDirectoryStream(folder, "*.age")) {
      return !kept.iterator().hasNext();
    } catch (NoSuchFileException e) {
      return true;
    } catch (IOException e) {
      throw new KeyStoreException.Storage(e);
    }
  }

  /** Whether a grant of that key version is kept here. */
  public boolean has(Kid kid) throws KeyStoreException {
    return stored(kid).isPresent();
  }

  /**
   * The key in a kept grant; the caller closes it.
   *
   * @return empty when there is none
   * @throws KeyStoreException.Damaged when it holds another key than its name says, or is not for
   *     this device
   */
  public Optional<Grant> open(Kid kid, DeviceIdentity identity) throws KeyStoreException {
    Optional<byte[]> file = stored(kid);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(open(kid, file.get(), identity));
  }

  private static boolean holds(
      KeyDirectory directory, Kid kid, byte[] file, DeviceIdentity identity) {
    try (Grant grant = open(kid, file, identity)) {
      return switch (grant) {
        case Grant.OfTeam team ->
            directory
                .teamKey(kid)
                .map(version -> version.team().equals(team.key().team()))
                .orElse(true); // a steward's own, not published yet
        case Grant.OfOrganisation ignored -> true;
      };
    } catch (KeyStoreException.Damaged e) {
      return false;
    }
  }

  private static Grant open(Kid kid, byte[] file, DeviceIdentity identity)
      throws KeyStoreException.Damaged {
    try (SecretBytes plain = identity.open(file)) {
      Grant grant = Grant.decode(plain);
      if (!grant.kid().equals(kid)) {
        grant.close();
        throw new KeyStoreException.Damaged();
      }
      return grant;
    }
  }

  private Optional<byte[]> stored(Kid kid) throws KeyStoreException.Storage {
    try {
      return AtomicFiles.read(file(kid), DirectoryPaths.MAX_GRANT_BYTES);
    } catch (IOException e) {
      throw new KeyStoreException.Storage(e);
    }
  }

  private Path file(Kid kid) {
    return folder.resolve(kid + ".age");
  }
}
