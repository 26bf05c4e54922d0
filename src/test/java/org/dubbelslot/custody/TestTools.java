package org.dubbelslot.custody;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.egress.EgressClient;
import org.dubbelslot.floe.FloeWorkers;

/** Quick passphrases, a clock that stands still, no network. */
final class TestTools {
  static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
  private static final int QUICK = 8;

  private TestTools() {}

  static Tools at(Instant now, FloeWorkers workers) {
    return new Tools(
        () -> SecretBytes.wrap("juist paard".getBytes(StandardCharsets.UTF_8)),
        TestTools::noNetwork,
        workers,
        Clock.fixed(now, ZoneOffset.UTC),
        QUICK);
  }

  static Tools later(Tools tools, Duration time) {
    return at(tools.clock().instant().plus(time), tools.workers());
  }

  private static EgressClient noNetwork() {
    throw new AssertionError("this test needs no network");
  }
}
