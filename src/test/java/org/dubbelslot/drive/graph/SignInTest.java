package org.dubbelslot.drive.graph;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.base.Throwables;
import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dubbelslot.crypto.LocalSeal;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.egress.Egress;
import org.dubbelslot.egress.EgressLog;
import org.dubbelslot.egress.Purpose;
import org.dubbelslot.sandbox.Sandbox;
import org.dubbelslot.sandbox.SandboxOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Signing in")
class SignInTest {
  private static final URI AUTHORITY = URI.create("https://login.microsoftonline.com/");
  private static final SignInSettings OWN =
      SignInSettings.ownDrive(
          Cloud.GLOBAL,
          "11111111-2222-3333-4444-555555555555",
          "99999999-8888-7777-6666-555555555555");
  private static final SignInSettings SHARED =
      SignInSettings.sharedDrives(Cloud.GLOBAL, OWN.tenant(), OWN.clientId());
  private static final Pattern FIELD = Pattern.compile("(?:action|name|value)=\"([^\"]*)\"");

  @TempDir Path folder;
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger notKept = new AtomicInteger();
  private final HttpClient http = HttpClient.newHttpClient();
  private final LocalSeal seal = new LocalSeal(SecretBytes.wrap(new byte[32]));
  private Sandbox sandbox;
  private Authority authority;
  private SignInStore store;

  @BeforeEach
  void start() throws Exception {
    authority = new Authority();
    sandbox = Sandbox.start(options().withTokenLifetime(Duration.ofHours(1)));
    store = new SealedSignIn(folder.resolve("kept"), seal, OWN, notKept::incrementAndGet);
  }

  private SandboxOptions options() {
    return SandboxOptions.at(folder.resolve("sandbox")).withLog(line -> {});
  }

  @AfterEach
  void stop() throws Exception {
    sandbox.close();
    http.close();
    seal.close();
  }

  /** Tokens that the library takes for ended, as they would be within five minutes. */
  private void tokensEndSoon() throws Exception {
    sandbox.close();
    sandbox = Sandbox.start(options().withTokenLifetime(Duration.ofMinutes(1)));
  }

  private SignIn withCode(SignInSettings settings) {
    return new SignIn(settings, authority, store, new SignIn.Way.WithDeviceCode(this::types));
  }

  private SignIn silently(SignInSettings settings) {
    return new SignIn(settings, authority, store, new SignIn.Way.Silently());
  }

  private void types(SignIn.DeviceCode code) {
    asked.incrementAndGet();
    decide(code, "continue");
  }

  private void decide(SignIn.DeviceCode code, String decision) {
    authority.post(code.verification(), "otc=" + code.userCode() + "&decision=" + decision);
  }

  @Nested
  @DisplayName("with a code")
  class WithACode {
    @Test
    @DisplayName("gives a token that the drive takes, and keeps it")
    void keeps() throws Exception {
      SignIn signIn = withCode(OWN);

      String token = signIn.bearer();

      assertThat(graph("/me/drive", token)).isEqualTo(200);
      int requests = authority.requests.size();
      assertThat(signIn.bearer()).isEqualTo(token);
      assertThat(authority.requests).hasSize(requests);
      assertThat(asked).hasValue(1);
    }

    @Test
    @DisplayName("asks only the authority, and tells it nothing of the computer")
    void tellsNothing() throws Exception {
      withCode(OWN).bearer();

      String base = AUTHORITY + OWN.tenant() + "/oauth2/v2.0/";
      assertThat(authority.requests)
          .extracting(request -> request.url().toString())
          .containsOnly(base + "devicecode", base + "token");
      assertThat(authority.requests)
          .allSatisfy(
              request ->
                  assertThat(request.body().toLowerCase(Locale.ROOT))
                      .doesNotContain("x-client", "msal")
                      .doesNotContain(System.getProperty("os.name").toLowerCase(Locale.ROOT)));
    }

    @Test
    @DisplayName("ends as not signed in when the person declines")
    void declined() {
      SignIn.Way declining = new SignIn.Way.WithDeviceCode(code -> decide(code, "cancel"));

      assertThatExceptionOfType(DriveException.NotSignedIn.class)
          .isThrownBy(new SignIn(OWN, authority, store, declining)::bearer);
    }

    @Test
    @DisplayName("gives Microsoft's number when it refuses, and not the library's words")
    void refused() {
      authority.instead =
          """
          {"error":"invalid_grant","error_description":\
          "AADSTS53003: Access of jan@example.org has been blocked","error_codes":[53003]}\
          """;

      assertThatExceptionOfType(DriveException.SignInRefused.class)
          .isThrownBy(withCode(OWN)::bearer)
          .satisfies(
              e -> {
                assertThat(e.code()).isEqualTo("AADSTS53003");
                assertThat(Throwables.getStackTraceAsString(e)).doesNotContain("jan@");
              });
    }
  }

  @Nested
  @DisplayName("with a browser")
  class WithABrowser {
    @Test
    @DisplayName("gives a token, and shows the person that it is done")
    void browser() throws Exception {
      List<String> shown = new CopyOnWriteArrayList<>();
      SignIn signIn =
          new SignIn(
              OWN,
              authority,
              store,
              new SignIn.Way.WithBrowser(
                  page -> Thread.ofVirtual().start(() -> shown.add(visit(page))),
                  "<p>klaar</p>",
                  new SignIn.Way.Silently()));

      assertThat(graph("/me/drive", signIn.bearer())).isEqualTo(200);
      assertThat(silently(OWN).bearer()).isEqualTo(signIn.bearer());
    }

    @Test
    @DisplayName("takes the code when there is none after all")
    void none() throws Exception {
      SignIn signIn =
          new SignIn(
              OWN,
              authority,
              store,
              new SignIn.Way.WithBrowser(
                  page -> {
                    throw new IOException("no browser");
                  },
                  "",
                  new SignIn.Way.WithDeviceCode(SignInTest.this::types)));

      assertThat(graph("/me/drive", signIn.bearer())).isEqualTo(200);
      assertThat(asked).hasValue(1);
    }

    /** Follows the page's form, as a browser does. */
    private String visit(URI page) {
      Matcher field = FIELD.matcher(authority.get(page));
      List<String> values = new ArrayList<>();
      while (field.find()) {
        values.add(field.group(1).replace("&#39;", "'").replace("&amp;", "&"));
      }
      int action = values.indexOf("hiddenform") + 1;
      List<String> pairs = new ArrayList<>();
      for (int at = action + 1; at + 1 < values.size(); at += 2) {
        String value = URLEncoder.encode(values.get(at + 1), UTF_8);
        pairs.add(values.get(at) + "=" + value);
      }
      return authority.post(URI.create(values.get(action)), String.join("&", pairs));
    }
  }

  @Nested
  @DisplayName("is kept")
  class IsKept {
    @Test
    @DisplayName("for the next run of the program, sealed")
    void sealed() throws Exception {
      String token = withCode(OWN).bearer();

      assertThat(silently(OWN).bearer()).isEqualTo(token);
      String file = Files.readString(folder.resolve("kept"), ISO_8859_1);
      assertThat(file).doesNotContain(token, "AccessToken", "voorbeeld", OWN.tenant());
      assertThat(notKept).hasValue(0);
    }

    @Test
    @DisplayName("and renewed without the person")
    void renewed() throws Exception {
      tokensEndSoon();
      String first = withCode(OWN).bearer();

      String second = silently(OWN).bearer();
      String third = silently(OWN).bearer();

      assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
      assertThat(graph("/me/drive", third)).isEqualTo(200);
      assertThat(asked).hasValue(1);
    }

    @Test
    @DisplayName("and renewed when the drive refuses a token that should be good")
    void afterRefusal() throws Exception {
      SignIn signIn = withCode(OWN);
      String first = signIn.bearer();
      control("/tokens/access");
      assertThat(graph("/me/drive", first)).isEqualTo(401);

      signIn.refused("another");
      assertThat(signIn.bearer()).isEqualTo(first);
      signIn.refused(first);
      assertThat(graph("/me/drive", signIn.bearer())).isEqualTo(200);
      assertThat(asked).hasValue(1);
    }

    @Test
    @DisplayName("until Microsoft ends it: then the person is asked, or told")
    void ended() throws Exception {
      tokensEndSoon();
      withCode(OWN).bearer();
      control("/tokens/refresh");

      assertThatExceptionOfType(DriveException.NotSignedIn.class)
          .isThrownBy(silently(OWN)::bearer)
          .satisfies(e -> assertThat(Throwables.getStackTraceAsString(e)).doesNotContain("@"));
      assertThat(graph("/me/drive", withCode(OWN).bearer())).isEqualTo(200);
      assertThat(asked).hasValue(2);
    }

    @Test
    @DisplayName("for what the person agreed to; for more the person is asked")
    void wider() throws Exception {
      withCode(OWN).bearer();
      assertThatExceptionOfType(DriveException.NotSignedIn.class)
          .isThrownBy(silently(SHARED)::bearer);

      assertThat(
              graph("/sites/voorbeeld.sharepoint.example:/sites/team", withCode(SHARED).bearer()))
          .isEqualTo(200);

      assertThat(asked).hasValue(2);
      assertThat(silently(SHARED).bearer()).isNotEmpty();
      assertThat(silently(OWN).bearer()).isNotEmpty();
    }

    @Test
    @DisplayName("for this tenant, program and cloud, and not shown to others")
    void others() throws Exception {
      withCode(OWN).bearer();
      for (SignInSettings other :
          List.of(
              SignInSettings.ownDrive(Cloud.GLOBAL, "another.example", OWN.clientId()),
              SignInSettings.ownDrive(Cloud.GLOBAL, OWN.tenant(), OWN.tenant()),
              SignInSettings.ownDrive(Cloud.US_L4, OWN.tenant(), OWN.clientId()))) {
        assertThat(new SealedSignIn(folder.resolve("kept"), seal, other, () -> {}).read())
            .isEmpty();
      }
      assertThat(store.read()).isPresent();
    }

    @Test
    @DisplayName("not at all in a file that is damaged or another device's")
    void damaged() throws Exception {
      withCode(OWN).bearer();
      byte[] kept = Files.readAllBytes(folder.resolve("kept"));
      kept[20] ^= 1;
      Files.write(folder.resolve("kept"), kept);

      assertThat(silently(OWN).isKept()).isFalse();
      assertThatExceptionOfType(DriveException.NotSignedIn.class).isThrownBy(silently(OWN)::bearer);
    }

    @Test
    @DisplayName("for the session where it cannot be written, and that is told")
    void notKept() throws Exception {
      store = new SealedSignIn(folder.resolve("no/such"), seal, OWN, notKept::incrementAndGet);
      SignIn signIn = withCode(OWN);

      assertThat(signIn.bearer()).isEqualTo(signIn.bearer());
      assertThat(notKept).hasPositiveValue();
      assertThat(asked).hasValue(1);
    }
  }

  @Test
  @DisplayName("says that nobody answers")
  void unreachable() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    SignInSettings nobody =
        new SignInSettings(
            OWN.tenant(),
            OWN.clientId(),
            URI.create("https://127.0.0.1:" + free + "/"),
            OWN.scopes());
    EgressLog log = EgressLog.inMemory();
    try (Egress egress = new Egress(log, "Dubbelslot/test")) {
      SignIn signIn =
          new SignIn(
              nobody, egress, SignInStore.NOTHING, new SignIn.Way.WithDeviceCode(code -> {}));
      assertThatExceptionOfType(DriveException.Unreachable.class)
          .isThrownBy(signIn::bearer)
          .satisfies(e -> assertThat(e.host()).isEqualTo("127.0.0.1"));
    }
    assertThat(log.records())
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(entry.purpose()).isEqualTo(Purpose.SIGN_IN));
  }

  private int graph(String path, String token) throws Exception {
    return http.send(
            java.net.http.HttpRequest.newBuilder(URI.create(sandbox.graph() + path))
                .header("Authorization", "Bearer " + token)
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  private void control(String what) throws Exception {
    http.send(
        java.net.http.HttpRequest.newBuilder(URI.create(sandbox.control() + what)).DELETE().build(),
        BodyHandlers.discarding());
  }

  /** Asks the sandbox whatever is asked of Microsoft. */
  private final class Authority implements IHttpClient {
    private final List<HttpRequest> requests = new CopyOnWriteArrayList<>();
    private String instead;

    @Override
    public IHttpResponse send(HttpRequest request) throws Exception {
      requests.add(request);
      boolean token = request.url().getPath().endsWith("/token");
      if (instead != null && token) {
        return new HttpResponse().statusCode(400).body(instead);
      }
      var sent = java.net.http.HttpRequest.newBuilder(here(request.url().toURI()));
      request.headers().forEach(sent::header);
      sent.method(
          request.httpMethod().name(),
          request.body() == null
              ? BodyPublishers.noBody()
              : BodyPublishers.ofString(request.body()));
      var answer = http.send(sent.build(), BodyHandlers.ofString());
      HttpResponse response =
          new HttpResponse().statusCode(answer.statusCode()).body(answer.body());
      response.addHeaders(answer.headers().map());
      return response;
    }

    private URI here(URI address) {
      return URI.create(
          address.toString().replace(AUTHORITY.toString(), sandbox.login().toString() + "/"));
    }

    private String get(URI page) {
      return exchange(java.net.http.HttpRequest.newBuilder(here(page)));
    }

    private String post(URI page, String form) {
      return exchange(
          java.net.http.HttpRequest.newBuilder(here(page))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString(form)));
    }

    private String exchange(java.net.http.HttpRequest.Builder request) {
      try {
        return http.send(request.build(), BodyHandlers.ofString()).body();
      } catch (IOException e) {
        throw new AssertionError("the sandbox did not answer", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("stopped", e);
      }
    }
  }
}
