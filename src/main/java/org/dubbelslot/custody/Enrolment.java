package org.dubbelslot.custody;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.dubbelslot.files.Trees;
import org.dubbelslot.keys.AtomicFiles;
import org.dubbelslot.keys.DeviceIdentity;
import org.dubbelslot.keys.DeviceKeys;
import org.dubbelslot.keys.DirectoryException;
import org.dubbelslot.keys.DirectoryReader;
import org.dubbelslot.keys.DirectorySource;
import org.dubbelslot.keys.EnrolmentException;
import org.dubbelslot.keys.EnrolmentRequest;
import org.dubbelslot.keys.Grants;
import org.dubbelslot.keys.KeyDirectory;
import org.dubbelslot.keys.KeyProtection;
import org.dubbelslot.keys.KeyStoreException;
import org.dubbelslot.keys.Pin;
import org.dubbelslot.keys.Unprotected;

/**
 * An employee joins: takes in the directory, makes device keys and a request, and waits. Survives a
 * restart; asking again gives the same request.
 */
public final class Enrolment {
  private static final String REQUEST = "enrolment.json";

  private final Path home;
  private final Tools tools;

  /** Joins from {@code home}. */
  public Enrolment(Path home, Tools tools) {
    this.home = home;
    this.tools = tools;
  }

  /** How far it is. */
  public enum Progress {
    /** No request was made in this home. */
    NOT_ASKED,
    /** The custodian has not admitted the device yet. */
    WAITING_FOR_CUSTODIAN,
    /** Admitted, but grants are missing: a steward makes them. */
    WAITING_FOR_GRANTS,
    /** Everything is there. */
    READY,
    /** Suspended, revoked or removed. */
    STOPPED
  }

  /**
   * Makes the request, or gives the one that was made before.
   *
   * @param address where the directory is published
   * @param pin from policy; where there is none, what lies at {@code address} is pinned, and the
   *     custodian's comparison settles whether it is the right one
   * @param name the person's display name
   * @throws CustodyException.AlreadyJoined when this home belongs to another organisation
   * @throws CustodyException.BadName when the name is empty, too long or could deceive
   */
  public EnrolmentRequest request(DirectoryAddress address, Optional<Pin> pin, String name)
      throws CustodyException, DirectoryException, KeyStoreException, EnrolmentException {
    CustodianHome.sweep(home);
    Optional<EnrolmentRequest> before = request();
    Optional<Joined> joined = Joined.in(home);
    if (before.isPresent() && joined.isPresent()) {
      requireSame(joined.get(), pin);
      return before.get();
    }
    if (joined.isPresent()) {
      throw new CustodyException.AlreadyJoined();
    }
    if (!EnrolmentRequest.isShowable(name)) {
      throw new CustodyException.BadName();
    }
    DirectorySource source = address.source(home, tools.egress());
    Pin trusted = pin.isPresent() ? pin.get() : DirectoryReader.firstContact(source);
    KeyDirectory directory = new DirectoryReader(source, home, trusted).refresh();
    boolean example = directory.organisation().example();
    DeviceKeys deviceKeys = new DeviceKeys(home);
    try (DeviceIdentity device =
        deviceKeys.exist()
            ? deviceKeys.unlock(example, tools.passphrases())
            : deviceKeys.create(protection(example))) {
      EnrolmentRequest request =
          EnrolmentRequest.make(device, trusted, name, tools.clock().instant());
      AtomicFiles.write(home.resolve(REQUEST), request.bytes());
      new Joined(trusted, address, Optional.empty()).keep(home);
      return request;
    } catch (IOException e) {
      throw new KeyStoreException.Storage(e);
    }
  }

  private KeyProtection protection(boolean example) throws KeyStoreException {
    return example ? Unprotected.forExample(true) : tools.passphraseProtection();
  }

  private static void requireSame(Joined joined, Optional<Pin> pin)
      throws CustodyException.AlreadyJoined {
    if (pin.isPresent() && !pin.get().equals(joined.pin())) {
      throw new CustodyException.AlreadyJoined();
    }
  }

  /** The request that was made in this home, if any. */
  public Optional<EnrolmentRequest> request() throws KeyStoreException, EnrolmentException {
    try {
      Optional<byte[]> bytes = AtomicFiles.read(home.resolve(REQUEST), EnrolmentRequest.MAX_BYTES);
      return bytes.isPresent()
          ? Optional.of(EnrolmentRequest.parse(bytes.get()))
          : Optional.empty();
    } catch (IOException e) {
      throw new KeyStoreException.Storage(e);
    }
  }

  /**
   * Whether this home waits for a custodian, as far as it knows without asking anybody: it made a
   * request and has picked up no grant.
   */
  public boolean isPending() throws KeyStoreException {
    return Files.isRegularFile(home.resolve(REQUEST))
        && Joined.in(home).isPresent()
        && new Grants(home).areNone();
  }

  /**
   * What a look at the directory told.
   *
   * @param admitted whether the custodian has admitted the device
   * @param trouble why the directory could not be read anew, if so: then nothing new is known
   */
  public record Look(boolean admitted, Optional<DirectoryException> trouble) {}

  /** Looks whether the device was admitted; opens no key, and asks for no passphrase. */
  public Look look() throws CustodyException, DirectoryException, KeyStoreException {
    DirectoryReader.View view = Membership.reader(home, tools).read();
    boolean admitted = view.directory().memberOf(new DeviceKeys(home).kid()).isPresent();
    return new Look(admitted, view.trouble());
  }

  /**
   * Puts the request where custodians look for it: {@code enrolments/} beside the key directory.
   * The person's name in it can be read there.
   *
   * @return where it lies; empty when the directory is on the web, or a folder that this person may
   *     only read
   */
  public Optional<Path> deposit() throws CustodyException, KeyStoreException, EnrolmentException {
    EnrolmentRequest request = request().orElseThrow(CustodyException.NotJoined::new);
    Optional<Path> folder =
        Joined.in(home).orElseThrow(CustodyException.NotJoined::new).directory().folder(home);
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    Path target = folder.get().resolve("enrolments").resolve(request.device().kid() + ".json");
    try {
      AtomicFiles.write(target, request.bytes());
      return Optional.of(target);
    } catch (IOException e) {
      System.getLogger(Enrolment.class.getName())
          .log(System.Logger.Level.DEBUG, "the request was not deposited", e);
      return Optional.empty();
    }
  }

  /**
   * Takes an enrolment back that nobody has admitted: the request and what was joined are
   * forgotten, and the device's keys with them, which nobody has sealed anything to.
   *
   * @throws CustodyException.AlreadyJoined when grants were picked up: it was admitted
   */
  public void withdraw() throws CustodyException, KeyStoreException {
    if (!isPending()) {
      throw new CustodyException.AlreadyJoined();
    }
    try {
      // In this order, whatever is left by a crash can be withdrawn again, or counts for nothing.
      new DeviceKeys(home).forget();
      if (Files.exists(home.resolve("directory"))) {
        Trees.delete(home.resolve("directory"));
      }
      Joined.forget(home);
      Files.deleteIfExists(home.resolve(REQUEST));
    } catch (IOException e) {
      throw new KeyStoreException.Storage(e);
    }
  }

  /** Looks whether the device was admitted, and picks up its grants. */
  public Progress pickUp() throws CustodyException, DirectoryException, KeyStoreException {
    if (Joined.in(home).isEmpty()) {
      return Progress.NOT_ASKED;
    }
    try (Membership membership = Membership.open(home, tools, Overrides.none())) {
      return membership.missingGrants().isEmpty() ? Progress.READY : Progress.WAITING_FOR_GRANTS;
    } catch (CustodyException.NotAdmitted e) {
      return Progress.WAITING_FOR_CUSTODIAN;
    } catch (CustodyException.Stopped e) {
      return Progress.STOPPED;
    }
  }
}
