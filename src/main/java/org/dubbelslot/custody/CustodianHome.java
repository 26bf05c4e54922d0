package org.dubbelslot.custody;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.age.Age;
import org.dubbelslot.age.AgeException;
import org.dubbelslot.age.XWingIdentity;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.keys.AtomicFiles;
import org.dubbelslot.keys.CustodianIdentity;
import org.dubbelslot.keys.KeyProtection;
import org.dubbelslot.keys.KeyStoreException;

/**
 * A custodian's own files: {@code custodian.age} (signing keys, under a passphrase), {@code
 * people.age} (names, encrypted to those keys), {@code prepared/} (revisions that wait for others).
 *
 * @param folder the home; may be a member's home too
 */
public record CustodianHome(Path folder) {
  private static final int MAX_IDENTITY_BYTES = 64 << 10;
  private static final int MAX_PEOPLE_BYTES = 16 << 20;

  /**
   * Removes what a crash left half written in a home, a member's or a custodian's.
   *
   * @throws KeyStoreException.Storage when the home cannot be read
   */
  static void sweep(Path home) throws KeyStoreException.Storage {
    try {
      AtomicFiles.sweep(home);
      AtomicFiles.sweep(home.resolve("grants"));
    } catch (IOException e) {
      throw new KeyStoreException.Storage(e);
    }
  }

  /** Whether there are a custodian's keys. */
  public boolean exists() {
    return Files.exists(identityFile());
  }

  /**
   * Makes a custodian's keys and keeps them.
   *
   * @return them, unlocked; the caller closes them
   * @throws KeyStoreException.AlreadyThere when there are some: they are never overwritten
   */
  public CustodianIdentity create(KeyProtection protection) throws KeyStoreException {
    if (exists()) {
      throw new KeyStoreException.AlreadyThere();
    }
    CustodianIdentity identity = CustodianIdentity.generate();
    try (SecretBytes plain = identity.encode()) {
      AtomicFiles.writePrivate(identityFile(), protection.protect(plain));
      return identity;
    } catch (IOException e) {
      identity.close();
      throw new KeyStoreException.Storage(e);
    } catch (KeyStoreException e) {
      identity.close();
      throw e;
    }
  }

  /** Unlocks the custodian's keys; the caller closes them. Takes about a second. */
  public CustodianIdentity unlock(KeyProtection protection) throws KeyStoreException {
    byte[] stored =
        read(identityFile(), MAX_IDENTITY_BYTES).orElseThrow(KeyStoreException.Missing::new);
    try (SecretBytes plain = protection.unprotect(stored)) {
      return CustodianIdentity.decode(plain);
    }
  }

  /** The names that this custodian knows. */
  Names names(CustodianIdentity identity) throws KeyStoreException {
    Optional<byte[]> file = read(peopleFile(), MAX_PEOPLE_BYTES);
    if (file.isEmpty()) {
      return Names.none();
    }
    try (XWingIdentity key = new XWingIdentity(identity.xwing());
        SecretBytes plain = Age.decrypt(List.of(key), file.get())) {
      return Names.read(plain.bytes());
    } catch (AgeException | IOException e) {
      throw new KeyStoreException.Damaged();
    }
  }

  /** Keeps the names. */
  void keep(Names names, CustodianIdentity identity) throws KeyStoreException {
    try (XWingIdentity key = new XWingIdentity(identity.xwing())) {
      AtomicFiles.writePrivate(peopleFile(), Age.encrypt(List.of(key.recipient()), names.write()));
    } catch (IOException e) {
      throw new KeyStoreException.Storage(e);
    }
  }

  /** Where revision {@code number} waits for other custodians. */
  Path prepared(long number) {
    return folder.resolve("prepared").resolve(Long.toString(number));
  }

  private Path identityFile() {
    return folder.resolve("custodian.age");
  }

  private Path peopleFile() {
    return folder.resolve("people.age");
  }

  private static Optional<byte[]> read(Path file, int maxBytes) throws KeyStoreException.Storage {
    try {
      return AtomicFiles.read(file, maxBytes);
    } catch (IOException e) {
      throw new KeyStoreException.Storage(e);
    }
  }
}
