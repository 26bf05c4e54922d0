package org.dubbelslot.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sign-in authority, as far as libraries for Microsoft's identity platform ask for it: device
 * codes, the interactive flow with PKCE and form post, refresh tokens. Whoever types a device code,
 * or comes with a browser, is the one invented person.
 */
final class SignInHost {
  static final String JSON = "application/json; charset=utf-8";

  private static final Pattern ADDRESS =
      Pattern.compile("/([^/]+)/oauth2/(v2\\.0/(?:authorize|devicecode|token)|deviceauth)");
  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Tokens tokens;
  private final Person person;
  private final DeviceCodes deviceCodes;
  private final AuthorizationCodes authorizationCodes = new AuthorizationCodes();

  SignInHost(Tokens tokens, Person person, DeviceCodes deviceCodes) {
    this.tokens = tokens;
    this.person = person;
    this.deviceCodes = deviceCodes;
  }

  Answer answer(Call call) throws GraphException, IOException {
    String path = Encoding.decode(call.path());
    Matcher address = ADDRESS.matcher(path);
    try {
      if (path.equals("/common/discovery/instance")) {
        return discovery(call);
      }
      if (address.matches()) {
        String tenant = Person.tenant(address.group(1));
        Optional<Answer> answer = answer(call, tenant, address.group(2));
        if (answer.isPresent()) {
          return answer.get().header("Cache-Control", "no-store, no-cache");
        }
      }
    } catch (SignInException e) {
      return e.answer(call);
    }
    throw GraphException.notImplemented(call.method() + " " + path + " at the sign-in host");
  }

  private Optional<Answer> answer(Call call, String tenant, String what)
      throws SignInException, IOException {
    return switch (call.method() + " " + what) {
      case "GET v2.0/authorize" -> Optional.of(authorize(call, tenant));
      case "POST v2.0/devicecode" -> Optional.of(deviceCode(call, Form.of(call)));
      case "POST v2.0/token" -> Optional.of(token(call, tenant, Form.of(call)));
      case "GET deviceauth" -> Optional.of(SignInPages.deviceCode());
      case "POST deviceauth" -> Optional.of(decided(Form.of(call)));
      default -> Optional.empty();
    };
  }

  /** Says that this host is an authority of its own, by whatever name it was called. */
  private static Answer discovery(Call call) throws SignInException {
    String asked = call.query().getOrDefault("authorization_endpoint", call.base());
    String host;
    try {
      host = URI.create(asked).getAuthority();
    } catch (IllegalArgumentException e) {
      throw SignInException.missing("authorization_endpoint");
    }
    ObjectNode body =
        Json.object()
            .put(
                "tenant_discovery_endpoint",
                "https://" + host + "/common/v2.0/.well-known/openid-configuration")
            .put("api-version", "1.1");
    body.putArray("metadata")
        .addObject()
        .put("preferred_network", host)
        .put("preferred_cache", host)
        .putArray("aliases")
        .add(host);
    return Answer.bytes(200, JSON, Json.bytes(body));
  }

  private Answer authorize(Call call, String tenant) throws SignInException {
    Form form = new Form(call.query());
    String clientId = form.required("client_id");
    String redirectUri = form.required("redirect_uri");
    // Somebody else's address must not be sent a code, nor an error.
    if (!isHere(redirectUri)) {
      return SignInPages.sentence(400, "AADSTS50011: The redirect URI is not registered.");
    }
    Map<String, String> answer = new TreeMap<>();
    form.value("state").ifPresent(state -> answer.put("state", state));
    try {
      form.require("response_type", "code");
      form.require("response_mode", "form_post");
      form.require("code_challenge_method", "S256");
      if (!person.consents()) {
        throw new SignInException(
            "access_denied", 65004, "User declined to consent to access the app.");
      }
      Grant grant = new Grant(clientId, Grant.scopes(form.required("scope")));
      String challenge = form.required("code_challenge");
      answer.put(
          "code",
          authorizationCodes.issue(
              new AuthorizationCodes.Wish(grant, form.offline(), redirectUri, challenge)));
      answer.put("client_info", clientInfo(tenant));
      answer.put("session_state", Ids.secret());
    } catch (SignInException e) {
      answer.put("error", e.error());
      answer.put("error_description", e.getMessage());
    }
    return SignInPages.carriedTo(redirectUri, answer);
  }

  private static boolean isHere(String redirectUri) {
    try {
      URI uri = URI.create(redirectUri);
      return "http".equals(uri.getScheme())
          && uri.getHost() != null
          && HERE.contains(uri.getHost());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private Answer deviceCode(Call call, Form form) throws SignInException {
    Grant grant = new Grant(form.required("client_id"), Grant.scopes(form.required("scope")));
    DeviceCodes.Started started = deviceCodes.start(grant, form.offline());
    String page = call.base() + "/common/oauth2/deviceauth";
    ObjectNode body =
        Json.object()
            .put("user_code", started.userCode())
            .put("device_code", started.deviceCode())
            .put("verification_uri", page)
            .put("expires_in", DeviceCodes.LIFETIME.toSeconds())
            .put("interval", DeviceCodes.INTERVAL.toSeconds())
            .put(
                "message",
                "To sign in, use a web browser to open the page %s and enter the code %s to authenticate."
                    .formatted(page, started.userCode()));
    return Answer.bytes(200, JSON, Json.bytes(body));
  }

  private Answer decided(Form form) throws SignInException {
    boolean approves = !form.value("decision").orElse("").equals("cancel");
    return deviceCodes.decide(form.required("otc"), approves)
        ? SignInPages.sentence(200, "You can close this page now.")
        : SignInPages.sentence(400, "That code did not work. Check the code and try again.");
  }

  private Answer token(Call call, String tenant, Form form) throws SignInException, IOException {
    String clientId = form.clientId(call);
    String kind = form.required("grant_type");
    Tokens.Issued issued =
        switch (kind) {
          case "authorization_code" -> {
            AuthorizationCodes.Wish wish =
                authorizationCodes.redeem(
                    form.required("code"),
                    clientId,
                    form.required("redirect_uri"),
                    form.required("code_verifier"));
            yield tokens.issue(wish.grant(), wish.offline());
          }
          case "device_code", "urn:ietf:params:oauth:grant-type:device_code" -> {
            DeviceCodes.Approved approved =
                deviceCodes.redeem(form.required("device_code"), clientId);
            yield tokens.issue(approved.grant(), approved.offline());
          }
          case "refresh_token" ->
              tokens.refresh(
                  form.required("refresh_token"),
                  clientId,
                  Grant.scopes(form.value("scope").orElse("")));
          default ->
              throw new SignInException(
                  "unsupported_grant_type", 70003, "The app requested an unsupported grant type.");
        };
    long seconds = issued.lifetime().toSeconds();
    ObjectNode body =
        Json.object()
            .put("token_type", "Bearer")
            .put("scope", "openid profile " + issued.grant().text())
            .put("expires_in", seconds)
            .put("ext_expires_in", seconds)
            .put("access_token", issued.accessToken());
    issued.refreshToken().ifPresent(made -> body.put("refresh_token", made));
    body.put("id_token", idToken(call, tenant, clientId)).put("client_info", clientInfo(tenant));
    return Answer.bytes(200, JSON, Json.bytes(body));
  }

  /** Clients of this kind read it and do not check it: it came straight from the authority. */
  private static String idToken(Call call, String tenant, String clientId) {
    long now = Times.now();
    ObjectNode head = Json.object().put("typ", "JWT").put("alg", "none");
    ObjectNode claims =
        Json.object()
            .put("aud", clientId)
            .put("iss", call.base() + "/" + tenant + "/v2.0")
            .put("iat", now)
            .put("nbf", now)
            .put("exp", now + 3900)
            .put("name", Person.NAME)
            .put("oid", Person.ID)
            .put("preferred_username", Person.ACCOUNT)
            .put("sub", Ids.opaque(Person.ID + clientId))
            .put("tid", tenant)
            .put("ver", "2.0");
    return Ids.opaque(Json.bytes(head)) + "." + Ids.opaque(Json.bytes(claims)) + ".c2ln";
  }

  private static String clientInfo(String tenant) {
    return Ids.opaque(Json.bytes(Json.object().put("uid", Person.ID).put("utid", tenant)));
  }

  /** The fields of a request. */
  private record Form(Map<String, String> fields) {
    static Form of(Call call) throws IOException {
      byte[] body = call.body().bytes(call.header("content-encoding").orElse(""));
      return new Form(Encoding.query(new String(body, StandardCharsets.UTF_8)));
    }

    Optional<String> value(String name) {
      return Optional.ofNullable(fields.get(name)).filter(value -> !value.isEmpty());
    }

    String required(String name) throws SignInException {
      return value(name).orElseThrow(() -> SignInException.missing(name));
    }

    void require(String name, String only) throws SignInException {
      if (!required(name).equals(only)) {
        throw new SignInException(
            "invalid_request", 90015, "The sandbox takes no such " + name + ".");
      }
    }

    /** Whether a refresh token is wanted. */
    boolean offline() {
      return (" " + value("scope").orElse("") + " ").contains(" offline_access ");
    }

    /** Some send it as the user of basic authentication. */
    String clientId(Call call) throws SignInException {
      Optional<String> sent = value("client_id");
      if (sent.isPresent()) {
        return sent.get();
      }
      String header = call.header("authorization").orElse("");
      if (!header.startsWith("Basic ")) {
        throw SignInException.missing("client_id");
      }
      try {
        byte[] pair = Base64.getDecoder().decode(header.substring(6).trim());
        return Encoding.decodeLeniently(
            new String(pair, StandardCharsets.UTF_8).replaceFirst(":.*", ""));
      } catch (IllegalArgumentException e) {
        throw SignInException.missing("client_id");
      }
    }
  }
}
