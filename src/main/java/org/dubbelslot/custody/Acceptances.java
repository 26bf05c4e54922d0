package org.dubbelslot.custody;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.keys.Acceptance;
import org.dubbelslot.keys.AtomicFiles;
import org.dubbelslot.keys.DirectoryException;
import org.dubbelslot.keys.KeyDirectory;
import org.dubbelslot.keys.KeyStoreException;
import org.dubbelslot.policy.RulesOfUse;

/**
 * The receipts of one person's acceptance of the rules of use: kept in {@code acceptances/} of
 * their home, and deposited in the folder of that name beside the key directory where that is a
 * folder they can write to. A receipt holds for one text: another version, or one changed letter,
 * asks for a new one.
 */
public final class Acceptances {
  private static final String FOLDER = "acceptances";

  private final Path home;
  private final Clock clock;

  /** Those of {@code home}. */
  public Acceptances(Path home, Clock clock) {
    this.home = home;
    this.clock = clock;
  }

  /**
   * Whether this device's member has accepted exactly this text.
   *
   * @throws KeyStoreException.Storage when the receipt cannot be read
   */
  public boolean has(Membership membership, RulesOfUse rules) throws KeyStoreException.Storage {
    Acceptance.Text text = Acceptance.Text.of(rules);
    try {
      Optional<byte[]> bytes = AtomicFiles.read(kept(membership, text), Acceptance.MAX_BYTES);
      return bytes.isPresent()
          && Acceptance.verify(bytes.get(), membership.directory()).rules().equals(text);
    } catch (DirectoryException e) {
      // What nobody can verify is no receipt; the person is asked again.
      return false;
    } catch (IOException e) {
      throw new KeyStoreException.Storage(e);
    }
  }

  /**
   * Signs and keeps a receipt.
   *
   * @param language in which the text was read: {@code nl} or {@code en}
   * @throws KeyStoreException.Storage when it cannot be kept: then nothing was accepted
   */
  public Acceptance accept(Membership membership, RulesOfUse rules, String language)
      throws KeyStoreException.Storage {
    Acceptance acceptance =
        new Acceptance(
            membership.directory().organisation().id(),
            membership.member().id(),
            membership.device().device(),
            Acceptance.Text.of(rules),
            language,
            clock.instant().truncatedTo(ChronoUnit.SECONDS));
    try {
      AtomicFiles.writePrivate(
          kept(membership, acceptance.rules()), acceptance.sign(membership.device()));
      return acceptance;
    } catch (IOException e) {
      throw new KeyStoreException.Storage(e);
    }
  }

  /**
   * Brings the receipts of this home to the organisation, those excepted that lie there.
   *
   * @return whether all lie there now; false where the directory is on the web, or a folder that
   *     this person may only read: they stay here for another time
   */
  public boolean deposit() throws KeyStoreException, CustodyException {
    Optional<Path> directory =
        Joined.in(home).orElseThrow(CustodyException.NotJoined::new).directory().folder(home);
    if (directory.isEmpty()) {
      return false;
    }
    try (DirectoryStream<Path> receipts =
        Files.newDirectoryStream(home.resolve(FOLDER), "*.json")) {
      for (Path receipt : receipts) {
        Path target = directory.get().resolve(FOLDER).resolve(receipt.getFileName().toString());
        if (!Files.exists(target)) {
          AtomicFiles.write(target, Files.readAllBytes(receipt));
        }
      }
      return true;
    } catch (NoSuchFileException e) {
      return true; // nothing was accepted yet
    } catch (IOException e) {
      System.getLogger(Acceptances.class.getName())
          .log(System.Logger.Level.DEBUG, "receipts wait for another time", e);
      return false;
    }
  }

  /**
   * The receipts that lie in a directory's folder and hold; those that do not are left out, since
   * anybody who can write there can plant one.
   */
  public static List<Acceptance> deposited(Path directoryFolder, KeyDirectory directory)
      throws IOException {
    List<Acceptance> found = new ArrayList<>();
    try (DirectoryStream<Path> receipts =
        Files.newDirectoryStream(directoryFolder.resolve(FOLDER), "*.json")) {
      for (Path receipt : receipts) {
        Optional<byte[]> bytes = AtomicFiles.read(receipt, Acceptance.MAX_BYTES);
        if (bytes.isPresent()) {
          verified(bytes.get(), directory).ifPresent(found::add);
        }
      }
    } catch (NoSuchFileException e) {
      return List.of();
    }
    return found;
  }

  private static Optional<Acceptance> verified(byte[] bytes, KeyDirectory directory) {
    try {
      return Optional.of(Acceptance.verify(bytes, directory));
    } catch (DirectoryException planted) {
      return Optional.empty();
    }
  }

  private Path kept(Membership membership, Acceptance.Text text) {
    return home.resolve(FOLDER).resolve(membership.device().device() + "~" + text.id() + ".json");
  }
}
