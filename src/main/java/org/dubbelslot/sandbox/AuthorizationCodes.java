package org.dubbelslot.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Codes that a browser carries from the authority to the program; forgotten at a restart. */
final class AuthorizationCodes {
  private static final Duration LIFETIME = Duration.ofMinutes(10);

  private final Map<String, Waiting> waiting = new HashMap<>();

  /**
   * What the browser asked for.
   *
   * @param challenge the S256 code challenge of RFC 7636
   */
  record Wish(Grant grant, boolean offline, String redirectUri, String challenge) {}

  private record Waiting(Wish wish, long expires) {}

  /** A code for a wish to which the person consented. */
  synchronized String issue(Wish wish) {
    String code = "1." + Ids.secret();
    waiting.put(code, new Waiting(wish, Times.now() + LIFETIME.toSeconds()));
    return code;
  }

  /** What a code was for; it works once, and for whoever knows the verifier. */
  synchronized Wish redeem(String code, String clientId, String redirectUri, String verifier)
      throws SignInException {
    Waiting known = waiting.remove(code);
    if (known == null) {
      throw new SignInException(
          "invalid_grant", 54005, "OAuth2 Authorization code was already redeemed.");
    }
    Wish wish = known.wish();
    if (known.expires() <= Times.now()) {
      throw new SignInException("invalid_grant", 70008, "The authorization code has expired.");
    }
    if (!wish.grant().clientId().equals(clientId)) {
      throw SignInException.otherClient();
    }
    if (!wish.redirectUri().equals(redirectUri)) {
      throw new SignInException(
          "invalid_grant", 50011, "The reply URL does not match the one the code was issued for.");
    }
    if (!Links.same(challengeOf(verifier), wish.challenge())) {
      throw new SignInException(
          "invalid_grant", 501481, "The Code_Verifier does not match the code_challenge supplied.");
    }
    return wish;
  }

  /** RFC 7636, section 4.2. */
  private static String challengeOf(String verifier) {
    try {
      return Ids.opaque(
          MessageDigest.getInstance("SHA-256")
              .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
