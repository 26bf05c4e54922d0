package org.dubbelslot.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The sign-in authority")
class SignInHostTest {
  private static final String TENANT = "11111111-2222-3333-4444-555555555555";
  private static final String CLIENT = "99999999-8888-7777-6666-555555555555";
  private static final String OWN = "https://graph.microsoft.com/Files.ReadWrite";
  private static final String SHARED = "https://graph.microsoft.com/Files.ReadWrite.All";
  private static final String VERIFIER = "a-verifier-of-the-least-length-of-43-characters";
  private static final String HOME = "http://localhost:51234";
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"/>");

  @TempDir Path root;
  private final HttpClient http = HttpClient.newHttpClient();
  private Sandbox sandbox;

  @BeforeEach
  void start() throws Exception {
    sandbox = Sandbox.start(SandboxOptions.at(root).withLog(line -> {}));
  }

  @AfterEach
  void stop() throws Exception {
    sandbox.close();
    http.close();
  }

  @Nested
  @DisplayName("with a device code")
  class WithADeviceCode {
    @Test
    @DisplayName("has the client wait until the person has typed it")
    void waits() throws Exception {
      JsonNode started = start(OWN);

      assertThat(started.get("interval").intValue()).isEqualTo(1);
      assertThat(poll(started).get("error").textValue()).isEqualTo("authorization_pending");
      assertThat(poll(started).get("error").textValue()).isEqualTo("slow_down");
      assertThat(decide(started, "continue")).isEqualTo(200);
      JsonNode tokens = poll(started);
      assertThat(tokens.get("token_type").textValue()).isEqualTo("Bearer");
      assertThat(tokens.get("scope").textValue()).contains(OWN);
      assertThat(tokens.get("id_token").textValue().split("\\.")).hasSize(3);
      assertThat(tokens.get("client_info").textValue()).isNotEmpty();
      assertThat(graph("/me/drive", accessToken(tokens))).isEqualTo(200);
      assertThat(poll(started).get("error").textValue()).isEqualTo("bad_verification_code");
    }

    @Test
    @DisplayName("says that the person declined")
    void declined() throws Exception {
      JsonNode started = start(OWN);
      decide(started, "cancel");

      assertThat(poll(started).get("error").textValue()).isEqualTo("authorization_declined");
    }

    @Test
    @DisplayName("says that nobody came in time")
    void expired() throws Exception {
      JsonNode started = start(OWN);
      control("DELETE", "/tokens/device", "");

      assertThat(decide(started, "continue")).isEqualTo(400);
      assertThat(poll(started).get("error").textValue()).isEqualTo("expired_token");
    }

    private JsonNode start(String scope) throws Exception {
      return json(
          post(
              oauth("devicecode"),
              Map.of("client_id", CLIENT, "scope", scope + " openid profile offline_access")));
    }

    private JsonNode poll(JsonNode started) throws Exception {
      return json(
          post(
              oauth("token"),
              Map.of(
                  "grant_type",
                  "device_code",
                  "client_id",
                  CLIENT,
                  "device_code",
                  started.get("device_code").textValue())));
    }

    private int decide(JsonNode started, String decision) throws Exception {
      return post(
              URI.create(started.get("verification_uri").textValue()),
              Map.of("otc", started.get("user_code").textValue(), "decision", decision))
          .statusCode();
    }
  }

  @Nested
  @DisplayName("with a browser")
  class WithABrowser {
    @Test
    @DisplayName("carries a code home that works once, for whoever has the verifier")
    void formPost() throws Exception {
      HttpResponse<String> page = authorize(Map.of());
      assertThat(page.body()).contains("method=\"POST\"").contains("action=\"" + HOME + "\"");
      Map<String, String> carried = fields(page);
      assertThat(carried).containsEntry("state", "s<>&\"'");

      JsonNode wrong = redeem(carried.get("code"), "not-the-verifier");
      assertThat(wrong.get("error").textValue()).isEqualTo("invalid_grant");
      assertThat(wrong.get("error_codes").get(0).intValue()).isEqualTo(501481);

      String code = fields(authorize(Map.of())).get("code");
      JsonNode tokens = redeem(code, VERIFIER);
      assertThat(graph("/me/drive", accessToken(tokens))).isEqualTo(200);
      assertThat(redeem(code, VERIFIER).get("error_codes").get(0).intValue()).isEqualTo(54005);
    }

    @Test
    @DisplayName("carries home that the person declined")
    void declined() throws Exception {
      control("POST", "/person", "{\"consents\":false}");

      assertThat(fields(authorize(Map.of())))
          .containsEntry("error", "access_denied")
          .doesNotContainKey("code");
    }

    @Test
    @DisplayName("takes neither a plain challenge nor an answer in the address")
    void onlyTheSafeWay() throws Exception {
      assertThat(fields(authorize(Map.of("code_challenge_method", "plain"))))
          .containsEntry("error", "invalid_request");
      assertThat(fields(authorize(Map.of("response_mode", "query"))))
          .containsEntry("error", "invalid_request");
    }

    @Test
    @DisplayName("sends nothing to an address that is not on this computer")
    void elsewhere() throws Exception {
      HttpResponse<String> page = authorize(Map.of("redirect_uri", "https://evil.example"));

      assertThat(page.statusCode()).isEqualTo(400);
      assertThat(page.body()).contains("AADSTS50011").doesNotContain("evil.example");
    }

    private HttpResponse<String> authorize(Map<String, String> others) throws Exception {
      Map<String, String> query = new HashMap<>();
      query.put("client_id", CLIENT);
      query.put("response_type", "code");
      query.put("response_mode", "form_post");
      query.put("redirect_uri", HOME);
      query.put("scope", OWN + " offline_access");
      query.put("state", "s<>&\"'");
      query.put("code_challenge_method", "S256");
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(UTF_8));
      query.put("code_challenge", Ids.opaque(hash));
      query.putAll(others);
      return http.send(
          HttpRequest.newBuilder(URI.create(oauth("authorize") + "?" + form(query))).build(),
          BodyHandlers.ofString());
    }

    private JsonNode redeem(String code, String verifier) throws Exception {
      Map<String, String> form =
          Map.of(
              "grant_type",
              "authorization_code",
              "client_id",
              CLIENT,
              "code",
              code,
              "redirect_uri",
              HOME,
              "code_verifier",
              verifier);
      return json(post(oauth("token"), form));
    }

    private static Map<String, String> fields(HttpResponse<String> page) {
      Map<String, String> fields = new HashMap<>();
      Matcher input = HIDDEN.matcher(page.body());
      while (input.find()) {
        String value =
            input
                .group(2)
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
        fields.put(input.group(1), value);
      }
      return fields;
    }
  }

  @Nested
  @DisplayName("with a refresh token")
  class WithARefreshToken {
    @Test
    @DisplayName("gives another one, and the old one ends when the new one is used")
    void rotates() throws Exception {
      String first = signIn(OWN).get("refresh_token").textValue();
      JsonNode once = refresh(first, OWN);
      String second = once.get("refresh_token").textValue();
      assertThat(second).isNotEqualTo(first);
      assertThat(graph("/me/drive", accessToken(once))).isEqualTo(200);
      assertThat(refresh(first, OWN).has("access_token")).isTrue();
      assertThat(refresh(second, OWN).has("access_token")).isTrue();

      JsonNode old = refresh(first, OWN);

      assertThat(old.get("error").textValue()).isEqualTo("invalid_grant");
      assertThat(old.get("error_description").textValue()).startsWith("AADSTS700082: ");
    }

    @Test
    @DisplayName("gives no more than the person consented to")
    void consent() throws Exception {
      String token = signIn(OWN).get("refresh_token").textValue();

      JsonNode wider = refresh(token, SHARED);

      assertThat(wider.get("error_codes").get(0).intValue()).isEqualTo(65001);
      assertThat(wider.get("suberror").textValue()).isEqualTo("consent_required");
    }

    @Test
    @DisplayName("still knows it after a restart")
    void restart() throws Exception {
      JsonNode before = signIn(OWN);
      sandbox.close();
      start();

      assertThat(graph("/me/drive", accessToken(before))).isEqualTo(200);
      JsonNode after = refresh(before.get("refresh_token").textValue(), OWN);
      assertThat(after.has("access_token")).isTrue();
    }

    @Test
    @DisplayName("serves a program that was set up with the sandbox's own token")
    void first() throws Exception {
      JsonNode tokens = refresh(sandbox.token(), "");

      assertThat(graph("/drives/" + DriveInfo.TEAM.id(), accessToken(tokens))).isEqualTo(200);
    }

    private JsonNode refresh(String token, String scope) throws Exception {
      return json(
          post(
              oauth("token"),
              Map.of(
                  "grant_type",
                  "refresh_token",
                  "client_id",
                  CLIENT,
                  "refresh_token",
                  token,
                  "scope",
                  scope + " offline_access")));
    }
  }

  @Nested
  @DisplayName("gives an access token that")
  class AccessTokens {
    @Test
    @DisplayName("ends in time, or when it is told to")
    void expires() throws Exception {
      String token = accessToken(signIn(OWN));
      control("DELETE", "/tokens/access", "");
      assertThat(graph("/me/drive", token)).isEqualTo(401);

      sandbox.close();
      sandbox =
          Sandbox.start(
              SandboxOptions.at(root).withTokenLifetime(Duration.ZERO).withLog(line -> {}));
      assertThat(graph("/me/drive", accessToken(signIn(OWN)))).isEqualTo(401);
    }

    @Test
    @DisplayName("reaches no drive beyond its scope, not in a batch either")
    void scopes() throws Exception {
      String own = accessToken(signIn(OWN));
      String shared = accessToken(signIn(SHARED));
      String library = "/drives/" + DriveInfo.TEAM.id() + "/root";

      assertThat(graph(library, own)).isEqualTo(403);
      assertThat(graph(library, shared)).isEqualTo(200);
      assertThat(graph("/drives/" + DriveInfo.OWN.id() + "/root", own)).isEqualTo(200);
      assertThat(graph("/sites?search=team", shared)).isEqualTo(403);
      HttpResponse<String> batch =
          http.send(
              HttpRequest.newBuilder(URI.create(sandbox.graph() + "/$batch"))
                  .header("Authorization", "Bearer " + own)
                  .POST(
                      BodyPublishers.ofString(
                          "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"%s\"}]}"
                              .formatted(library)))
                  .build(),
              BodyHandlers.ofString());
      assertThat(json(batch).at("/responses/0/status").intValue()).isEqualTo(403);
    }
  }

  @Test
  @DisplayName("tells a request without a parameter which one, as Entra does")
  void errorShape() throws Exception {
    HttpResponse<String> answer = post(oauth("devicecode"), Map.of("client_id", CLIENT));

    assertThat(answer.statusCode()).isEqualTo(400);
    List<String> names = new ArrayList<>();
    json(answer).fieldNames().forEachRemaining(names::add);
    assertThat(names)
        .containsExactly(
            "error",
            "error_description",
            "error_codes",
            "timestamp",
            "trace_id",
            "correlation_id",
            "error_uri");
    assertThat(json(answer).get("error_description").textValue())
        .startsWith("AADSTS900144: ")
        .contains("'scope'");
  }

  private JsonNode signIn(String scope) throws Exception {
    JsonNode started =
        json(
            post(
                oauth("devicecode"),
                Map.of("client_id", CLIENT, "scope", scope + " offline_access")));
    post(
        URI.create(started.get("verification_uri").textValue()),
        Map.of("otc", started.get("user_code").textValue()));
    return json(
        post(
            oauth("token"),
            Map.of(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:device_code",
                "client_id",
                CLIENT,
                "device_code",
                started.get("device_code").textValue())));
  }

  private int graph(String path, String token) throws Exception {
    return http.send(
            HttpRequest.newBuilder(URI.create(sandbox.graph() + path))
                .header("Authorization", "Bearer " + token)
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  private void control(String method, String path, String body) throws Exception {
    HttpResponse<Void> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(sandbox.control() + path))
                .method(method, BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.discarding());
    assertThat(answer.statusCode()).isEqualTo(204);
  }

  private URI oauth(String what) {
    return URI.create(sandbox.login() + "/" + TENANT + "/oauth2/v2.0/" + what);
  }

  private HttpResponse<String> post(URI address, Map<String, String> fields) throws Exception {
    return http.send(
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form(fields)))
            .build(),
        BodyHandlers.ofString());
  }

  private static String form(Map<String, String> fields) {
    List<String> pairs = new ArrayList<>();
    new TreeMap<>(fields)
        .forEach((name, value) -> pairs.add(name + "=" + URLEncoder.encode(value, UTF_8)));
    return String.join("&", pairs);
  }

  private static String accessToken(JsonNode tokens) {
    assertThat(tokens.has("access_token")).as("%s", tokens).isTrue();
    return tokens.get("access_token").textValue();
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return Json.read(answer.body().getBytes(UTF_8));
  }
}
