package org.dubbelslot.custody;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.format.OrganisationPrivateKey;
import org.dubbelslot.keys.AtomicFiles;
import org.dubbelslot.keys.Grant;
import org.dubbelslot.keys.KeyProtection;
import org.dubbelslot.keys.KeyStoreException;

/**
 * A custodian's folder of organisation private keys: {@code <kid>.age}, each a grant's plaintext
 * under a passphrase, never inside the directory.
 */
public final class CustodyFolder {
  private static final int MAX_BYTES = 64 << 10;

  private final Path folder;
  private final KeyProtection protection;

  /** The keys in {@code folder}, under {@code protection}. */
  public CustodyFolder(Path folder, KeyProtection protection) {
    this.folder = folder;
    this.protection = protection;
  }

  /** Keeps a new key; an existing one is never overwritten. */
  public void keep(OrganisationPrivateKey key) throws KeyStoreException {
    Path file = file(key.publicKey().kid());
    try {
      AtomicFiles.sweep(folder);
    } catch (IOException e) {
      throw new KeyStoreException.Storage(e);
    }
    try (SecretBytes encoded = key.encoded();
        Grant copy =
            new Grant.OfOrganisation(
                OrganisationPrivateKey.of(key.publicKey().alg(), encoded.copy()));
        SecretBytes plain = copy.encode()) {
      if (AtomicFiles.read(file, MAX_BYTES).isPresent()) {
        throw new KeyStoreException.AlreadyThere();
      }
      AtomicFiles.writePrivate(file, protection.protect(plain));
    } catch (IOException e) {
      throw new KeyStoreException.Storage(e);
    }
  }

  /** The private half of {@code kid}, for the caller to close; empty when it is not here. */
  public Optional<OrganisationPrivateKey> open(Kid kid) throws KeyStoreException {
    Optional<byte[]> stored;
    try {
      stored = AtomicFiles.read(file(kid), MAX_BYTES);
    } catch (IOException e) {
      throw new KeyStoreException.Storage(e);
    }
    if (stored.isEmpty()) {
      return Optional.empty();
    }
    try (SecretBytes plain = protection.unprotect(stored.get())) {
      Grant grant = Grant.decode(plain);
      if (grant instanceof Grant.OfOrganisation organisation && grant.kid().equals(kid)) {
        return Optional.of(organisation.key());
      }
      grant.close();
      throw new KeyStoreException.Damaged();
    }
  }

  /** Which of {@code kids} are here. */
  public List<Kid> among(List<Kid> kids) {
    return kids.stream().filter(kid -> Files.exists(file(kid))).toList();
  }

  private Path file(Kid kid) {
    return folder.resolve(kid + ".age");
  }
}
