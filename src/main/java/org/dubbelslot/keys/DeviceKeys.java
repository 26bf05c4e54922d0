package org.dubbelslot.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.SecretBytes;

/**
 * A device's keys in its home: {@code device.age} under a passphrase, or {@code device.key} as they
 * are (example organisations only), and the public half in {@code device.json}.
 */
public final class DeviceKeys {
  private static final int MAX_BYTES = 64 << 10;

  private final Path home;

  /** The device that lives in {@code home}. */
  public DeviceKeys(Path home) {
    this.home = home;
  }

  /** Whether there are keys. */
  public boolean exist() {
    return Files.exists(passphraseFile()) || Files.exists(unprotectedFile());
  }

  /** Whether a passphrase protects them. */
  public boolean areProtected() {
    return Files.exists(passphraseFile());
  }

  /**
   * Makes keys and keeps them.
   *
   * @return them, unlocked; the caller closes them
   * @throws KeyStoreException.AlreadyThere when there are keys: they are never overwritten
   */
  public DeviceIdentity create(KeyProtection protection) throws KeyStoreException {
    if (exist()) {
      throw new KeyStoreException.AlreadyThere();
    }
    DeviceIdentity identity = DeviceIdentity.generate();
    try (SecretBytes plain = identity.encode()) {
      byte[] stored = protection.protect(plain);
      // The keys last: what a crash leaves without them counts as no device, and is made anew.
      AtomicFiles.write(
          home.resolve("device.json"),
          JsonBytes.bytes(JsonBytes.object("device-public").put("kid", identity.device().text())));
      AtomicFiles.writePrivate(home.resolve("device." + protection.suffix()), stored);
      return identity;
    } catch (IOException e) {
      identity.close();
      throw new KeyStoreException.Storage(e);
    } catch (KeyStoreException e) {
      identity.close();
      throw e;
    }
  }

  /** The device's identifier, known without unlocking. */
  public Kid kid() throws KeyStoreException {
    byte[] bytes = read(home.resolve("device.json")).orElseThrow(KeyStoreException.Missing::new);
    try {
      return Fields.of("device.json", bytes, "device-public").kid("kid");
    } catch (DirectoryException.Malformed e) {
      throw new KeyStoreException.Damaged();
    }
  }

  /**
   * Unlocks the keys; the caller closes them. A passphrase takes about a second, so keep them for
   * the run.
   *
   * @param example whether the organisation is marked as an example
   * @throws KeyStoreException.UnprotectedRefused when unprotected keys meet a real organisation
   */
  public DeviceIdentity unlock(boolean example, PassphraseSource source) throws KeyStoreException {
    Optional<byte[]> stored = read(passphraseFile());
    KeyProtection protection = new PassphraseProtection(source);
    if (stored.isEmpty()) {
      stored = read(unprotectedFile());
      if (stored.isEmpty()) {
        throw new KeyStoreException.Missing();
      }
      protection = Unprotected.forExample(example);
    }
    try (SecretBytes plain = protection.unprotect(stored.get())) {
      return DeviceIdentity.decode(plain);
    }
  }

  /** Deletes the keys: what was granted to this device opens for nobody any more. */
  public void forget() throws KeyStoreException {
    try {
      Files.deleteIfExists(passphraseFile());
      Files.deleteIfExists(unprotectedFile());
      Files.deleteIfExists(home.resolve("device.json"));
    } catch (IOException e) {
      throw new KeyStoreException.Storage(e);
    }
  }

  private Path passphraseFile() {
    return home.resolve("device.age");
  }

  private Path unprotectedFile() {
    return home.resolve("device.key");
  }

  private static Optional<byte[]> read(Path file) throws KeyStoreException.Storage {
    try {
      return AtomicFiles.read(file, MAX_BYTES);
    } catch (IOException e) {
      throw new KeyStoreException.Storage(e);
    }
  }
}
