package org.dubbelslot.cli;

import java.time.Clock;
import java.util.Optional;
import org.dubbelslot.custody.CustodyException;
import org.dubbelslot.drive.Pause;
import org.dubbelslot.drive.graph.SignIn;
import org.dubbelslot.egress.Egress;
import org.dubbelslot.floe.FloeWorkers;
import org.dubbelslot.keys.DirectoryException;
import org.dubbelslot.keys.KeyStoreException;
import org.dubbelslot.policy.EffectivePolicy;
import org.dubbelslot.policy.Policy;
import org.dubbelslot.policy.PolicyException;

/**
 * What commands need of the program, made when first asked for and closed in reverse order. The
 * composition root implements it.
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

  /**
   * Closes {@code resource} with everything else, at the latest when the person presses Ctrl+C; it
   * may be closed earlier by whoever uses it.
   */
  <T extends AutoCloseable> T hold(T resource);

  /** Closes all that is open; failures of one do not keep the others open. Does nothing twice. */
  @Override
  void close();

  /** Makes the services for one command. */
  @FunctionalInterface
  interface Factory {
    /** With the person's folder at {@code home}, or at its usual place. */
    Services open(Optional<Home> home);
  }
}
