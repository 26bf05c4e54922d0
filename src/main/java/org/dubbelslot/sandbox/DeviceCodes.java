package org.dubbelslot.sandbox;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Sign-ins that wait for the person to type a code in a browser; forgotten at a restart. */
final class DeviceCodes {
  static final Duration LIFETIME = Duration.ofMinutes(15);

  /** The service asks for five seconds; nobody is helped by waiting here. */
  static final Duration INTERVAL = Duration.ofSeconds(1);

  /** Without vowels, so that no word comes about, and without letters that look like figures. */
  private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXZ23456789";

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Map<String, Waiting> waiting = new HashMap<>();

  private enum Decision {
    NONE,
    APPROVED,
    DECLINED
  }

  /** What a client is told. */
  record Started(String deviceCode, String userCode) {}

  /** What became of it. */
  record Approved(Grant grant, boolean offline) {}

  private static final class Waiting {
    private final String userCode;
    private final Grant grant;
    private final boolean offline;
    private long expires = Times.now() + LIFETIME.toSeconds();
    private Decision decision = Decision.NONE;
    private long asked = System.nanoTime() - INTERVAL.toNanos();

    Waiting(String userCode, Grant grant, boolean offline) {
      this.userCode = userCode;
      this.grant = grant;
      this.offline = offline;
    }
  }

  synchronized Started start(Grant grant, boolean offline) {
    StringBuilder userCode = new StringBuilder();
    for (int i = 0; i < 9; i++) {
      userCode.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    Started started = new Started(Ids.secret(), userCode.toString());
    waiting.put(started.deviceCode(), new Waiting(started.userCode(), grant, offline));
    return started;
  }

  /** The person types a code and decides; says whether there is such a code. */
  synchronized boolean decide(String userCode, boolean approves) {
    String typed = userCode.strip().toUpperCase(Locale.ROOT);
    for (Waiting each : waiting.values()) {
      if (each.userCode.equals(typed) && each.expires > Times.now()) {
        each.decision = approves ? Decision.APPROVED : Decision.DECLINED;
        return true;
      }
    }
    return false;
  }

  /** The client asks whether the person has decided; an approval is given once. */
  synchronized Approved redeem(String deviceCode, String clientId) throws SignInException {
    Waiting asked = waiting.get(deviceCode);
    if (asked == null) {
      throw new SignInException(
          "bad_verification_code", 70018, "The device code is not one that was issued.");
    }
    if (!asked.grant.clientId().equals(clientId)) {
      throw SignInException.otherClient();
    }
    if (asked.expires <= Times.now()) {
      throw new SignInException("expired_token", 70019, "The verification code has expired.");
    }
    long now = System.nanoTime();
    boolean early = now - asked.asked < INTERVAL.toNanos() / 2;
    asked.asked = now;
    switch (asked.decision) {
      case NONE ->
          throw early
              ? new SignInException("slow_down", 70016, "Polling more often than was agreed.")
              : new SignInException(
                  "authorization_pending", 70016, "Authorization is pending. Continue polling.");
      case DECLINED ->
          throw new SignInException(
              "authorization_declined", 65004, "User declined to consent to access the app.");
      case APPROVED -> waiting.remove(deviceCode);
    }
    return new Approved(asked.grant, asked.offline);
  }

  /** Ends every code that waits. */
  synchronized void expire() {
    waiting.values().forEach(each -> each.expires = 0);
  }
}
