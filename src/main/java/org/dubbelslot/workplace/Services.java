package org.dubbelslot.workplace;

import java.time.Clock;
import java.util.Optional;
import org.dubbelslot.custody.CustodyException;
import org.dubbelslot.custody.Tools;
import org.dubbelslot.drive.Pause;
import org.dubbelslot.drive.graph.SignIn;
import org.dubbelslot.egress.Egress;
import org.dubbelslot.floe.FloeWorkers;
import org.dubbelslot.keys.DirectoryException;
import org.dubbelslot.keys.KeyStoreException;
import org.dubbelslot.keys.PassphraseProtection;
import org.dubbelslot.keys.PassphraseSource;
import org.dubbelslot.policy.EffectivePolicy;
import org.dubbelslot.policy.Policy;
import org.dubbelslot.policy.PolicyException;

/**
 * What command line and window need of the program, made when first asked for and closed in reverse
 * order. The composition root implements it. For any number of threads.
 */
public interface Services extends AutoCloseable {
  /** The person's folder. */
  Home home();

  /** What time it is. */
  Clock clock();

  /** What waiting goes by. */
  default Pause pause() {
    return Pause.real();
  }

  /** The one door to the network. */
  Egress egress();

  /** The browser of whoever sits at this computer, if there is one to be seen. */
  default Optional<SignIn.Browser> browser() {
    return Optional.empty();
  }

  /** What encrypts and decrypts. */
  FloeWorkers workers();

  /**
   * What organisation, administrator and person decided.
   *
   * @throws PolicyException when one of the policies cannot be followed
   * @throws DirectoryException when the home has joined an organisation whose policy cannot be had
   * @throws KeyStoreException when the home is damaged
   * @throws CustodyException when the home names an impossible directory
   */
  EffectivePolicy effectivePolicy()
      throws PolicyException, DirectoryException, KeyStoreException, CustodyException;

  /** The values of {@link #effectivePolicy()} alone; throws what it throws. */
  default Policy policy()
      throws PolicyException, DirectoryException, KeyStoreException, CustodyException {
    return effectivePolicy().policy();
  }

  /** Has the policies read anew when next they are asked for: the organisation's may be another. */
  default void rereadPolicies() {}

  /** What the room of custody is handed, with passphrases from {@code source}. */
  default Tools tools(PassphraseSource source) {
    return new Tools(
        source, () -> egress().client(), workers(), clock(), PassphraseProtection.WORK_FACTOR);
  }

  /**
   * Closes {@code resource} with everything else, at the latest when the person presses Ctrl+C; it
   * may be closed earlier by whoever uses it.
   */
  <T extends AutoCloseable> T hold(T resource);

  /** Closes all that is open; failures of one do not keep the others open. Does nothing twice. */
  @Override
  void close();

  /** Makes the services for one command, or one window. */
  @FunctionalInterface
  interface Factory {
    /** With the person's folder at {@code home}, or at its usual place. */
    Services open(Optional<Home> home);
  }
}
