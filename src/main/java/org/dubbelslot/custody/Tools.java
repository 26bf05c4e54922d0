package org.dubbelslot.custody;

import java.time.Clock;
import java.util.function.Supplier;
import org.dubbelslot.egress.EgressClient;
import org.dubbelslot.floe.FloeWorkers;
import org.dubbelslot.keys.KeyProtection;
import org.dubbelslot.keys.PassphraseProtection;
import org.dubbelslot.keys.PassphraseSource;

/**
 * What this room is handed by whoever assembles the program.
 *
 * @param passphrases where a passphrase comes from; asked again for every key file, so it keeps its
 *     answer for the run
 * @param egress the door to the network; asked for only when a directory is on the web
 * @param workers encrypt and decrypt; stay the owner's to close
 * @param clock the time
 * @param scryptWorkFactor cost of new passphrase files, {@link PassphraseProtection#WORK_FACTOR}
 *     except in tests
 */
public record Tools(
    PassphraseSource passphrases,
    Supplier<EgressClient> egress,
    FloeWorkers workers,
    Clock clock,
    int scryptWorkFactor) {
  /** Keys under the person's passphrase. */
  KeyProtection passphraseProtection() {
    return new PassphraseProtection(passphrases, scryptWorkFactor);
  }
}
