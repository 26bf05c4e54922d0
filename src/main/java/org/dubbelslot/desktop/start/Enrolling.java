package org.dubbelslot.desktop.start;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.custody.CustodyException;
import org.dubbelslot.custody.DirectoryAddress;
import org.dubbelslot.custody.Enrolment;
import org.dubbelslot.custody.Joined;
import org.dubbelslot.keys.AtomicFiles;
import org.dubbelslot.keys.EnrolmentRequest;
import org.dubbelslot.keys.PassphraseSource;
import org.dubbelslot.keys.Pin;
import org.dubbelslot.policy.Policy;
import org.dubbelslot.workplace.Services;

/**
 * Asking to be admitted to the organisation, as the steps of the first start do it. It keeps
 * nothing by itself, and is for any thread but the screen's.
 *
 * @param services whose folder it is
 */
record Enrolling(Services services) {
  /**
   * Asks to be admitted.
   *
   * @param address as typed: a web address, or an absolute folder
   * @param name as colleagues know the person
   * @param passphrase protects this device's keys; stays the caller's to close
   */
  Step.Waiting ask(String address, String name, SecretBytes passphrase) throws Exception {
    Policy policy = services.policy();
    services.home().create();
    enrolment(passphrase::copy).request(address(policy, address), pin(policy), name);
    services.rereadPolicies();
    return waiting();
  }

  /** What is waited for, if this device has asked. */
  Optional<Step.Waiting> pending() throws Exception {
    return enrolment().isPending() ? Optional.of(waiting()) : Optional.empty();
  }

  /** Whether the custodian has admitted this device. */
  Enrolment.Look look() throws Exception {
    return enrolment().look();
  }

  /** Writes the request to a file, to be brought to the custodian. */
  void save(Path file) throws Exception {
    AtomicFiles.write(file, enrolment().request().orElseThrow().bytes());
  }

  /** Puts the request into the organisation's folder; false where that is not possible. */
  boolean deposit() throws Exception {
    return enrolment().deposit().isPresent();
  }

  /** Takes the request back. */
  void withdraw() throws Exception {
    enrolment().withdraw();
    services.rereadPolicies();
  }

  private Step.Waiting waiting() throws Exception {
    EnrolmentRequest request = enrolment().request().orElseThrow();
    boolean inFolder =
        Joined.in(home())
            .orElseThrow()
            .directory()
            .folder(home())
            .filter(Files::isWritable)
            .isPresent();
    return new Step.Waiting(request.name(), request.comparisonCode(), inFolder, false);
  }

  private Path home() {
    return services.home().folder();
  }

  private Enrolment enrolment() {
    return enrolment(PassphraseSource.none());
  }

  private Enrolment enrolment(PassphraseSource passphrases) {
    return new Enrolment(home(), services.tools(passphrases));
  }

  private static DirectoryAddress address(Policy policy, String typed)
      throws CustodyException.BadAddress {
    DirectoryAddress address = new DirectoryAddress(policy.directory().orElse(typed.strip()));
    // A folder is one of this computer, not one below the person's own folder of the program.
    boolean whole = address.isWeb() || address.text().startsWith("file:");
    if (!whole && !Path.of(address.text()).isAbsolute()) {
      throw new CustodyException.BadAddress();
    }
    return address;
  }

  private static Optional<Pin> pin(Policy policy) {
    return policy
        .organisation()
        .flatMap(id -> policy.custodians().map(custodians -> new Pin(id, custodians)));
  }
}
