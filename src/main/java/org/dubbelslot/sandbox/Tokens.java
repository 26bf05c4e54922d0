package org.dubbelslot.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The tokens that were issued: what each allows and until when. Kept in {@code sign-in.json}, so
 * that a client is still signed in after a restart.
 *
 * <p>A refresh token gives another one with every use. The old one goes on working until the new
 * one is used, as a client may be cut off before it has stored the new one.
 */
final class Tokens {
  private static final String FILE = "sign-in.json";

  private final Path file;
  private final String first;
  private final Duration lifetime;
  private final Map<String, Access> access = new HashMap<>();
  private final Map<String, Refresh> refresh = new HashMap<>();
  private final Map<String, Set<String>> consents = new HashMap<>();

  /**
   * An access token.
   *
   * @param expires seconds since 1970
   */
  record Access(String clientId, Set<String> scopes, long expires) {}

  /**
   * A refresh token.
   *
   * @param before the one that it was issued for; empty for the first
   */
  record Refresh(String clientId, String before) {}

  /**
   * What one answer of the token endpoint carries.
   *
   * @param refreshToken absent where the client did not ask for one
   */
  record Issued(
      Grant grant, String accessToken, Optional<String> refreshToken, Duration lifetime) {}

  private Tokens(Path file, String first, Duration lifetime) {
    this.file = file;
    this.first = first;
    this.lifetime = lifetime;
  }

  /**
   * Opens what a root folder keeps.
   *
   * @param first works everywhere and never expires: as an access token and, for programs that are
   *     set up with one, as a refresh token
   * @param lifetime of the access tokens that are issued from now on
   */
  static Tokens open(Path root, String first, Duration lifetime) throws IOException {
    Tokens tokens = new Tokens(root.resolve(FILE), first, lifetime);
    if (Files.exists(tokens.file)) {
      JsonNode state = Json.read(Files.readAllBytes(tokens.file));
      for (var entry : state.path("access").properties()) {
        tokens.access.put(entry.getKey(), Json.convert(entry.getValue(), Access.class));
      }
      for (var entry : state.path("refresh").properties()) {
        tokens.refresh.put(entry.getKey(), Json.convert(entry.getValue(), Refresh.class));
      }
      for (var entry : state.path("consents").properties()) {
        Set<String> scopes = new TreeSet<>();
        entry.getValue().forEach(scope -> scopes.add(scope.asText()));
        tokens.consents.put(entry.getKey(), scopes);
      }
    }
    return tokens;
  }

  /** What a bearer of {@code token} may do now. */
  synchronized Optional<Grant> grant(String token) {
    if (Links.same(token, first)) {
      return Optional.of(Grant.EVERYTHING);
    }
    return Optional.ofNullable(access.get(token))
        .filter(issued -> issued.expires() > Times.now())
        .map(issued -> new Grant(issued.clientId(), issued.scopes()));
  }

  /** Issues tokens to a client to which the person has just consented. */
  synchronized Issued issue(Grant grant, boolean offline) throws IOException {
    consents.computeIfAbsent(grant.clientId(), client -> new TreeSet<>()).addAll(grant.scopes());
    return issue(grant, offline ? Optional.of("") : Optional.empty());
  }

  /**
   * Issues tokens for a refresh token.
   *
   * @param scopes what is asked for; nothing means whatever was consented to
   */
  synchronized Issued refresh(String token, String clientId, Set<String> scopes)
      throws SignInException, IOException {
    if (Links.same(token, first)) {
      return issue(new Grant(clientId, Grant.EVERYTHING.scopes()), Optional.of(""));
    }
    Refresh known = refresh.get(token);
    if (known == null) {
      throw SignInException.expiredRefreshToken();
    }
    if (!known.clientId().equals(clientId)) {
      throw SignInException.otherClient();
    }
    Set<String> consented = consents.getOrDefault(clientId, Set.of());
    if (!consented.containsAll(scopes)) {
      throw new SignInException(
          "invalid_grant",
          65001,
          "The user or administrator has not consented to use the application.",
          "consent_required");
    }
    refresh.remove(known.before());
    Grant grant = new Grant(clientId, scopes.isEmpty() ? consented : scopes);
    return issue(grant, Optional.of(token));
  }

  private Issued issue(Grant grant, Optional<String> before) throws IOException {
    access.values().removeIf(issued -> issued.expires() <= Times.now());
    String accessToken = Ids.secret();
    Optional<String> refreshToken = before.map(old -> Ids.secret());
    access.put(
        accessToken,
        new Access(grant.clientId(), grant.scopes(), Times.now() + lifetime.toSeconds()));
    refreshToken.ifPresent(
        made -> refresh.put(made, new Refresh(grant.clientId(), before.orElseThrow())));
    save();
    return new Issued(grant, accessToken, refreshToken, lifetime);
  }

  /** Ends every access token that was issued. */
  synchronized void expireAccess() throws IOException {
    access.clear();
    save();
  }

  /** Ends every refresh token that was issued. */
  synchronized void expireRefresh() throws IOException {
    refresh.clear();
    save();
  }

  private void save() throws IOException {
    ObjectNode state = Json.object().put("format", 1);
    state.putPOJO("access", access).putPOJO("refresh", refresh).putPOJO("consents", consents);
    Json.replace(file, state);
  }
}
