package org.dubbelslot.drive.graph;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.google.common.base.Throwables;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dubbelslot.crypto.Base64Url;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.egress.Egress;
import org.dubbelslot.egress.EgressLog;
import org.dubbelslot.egress.Purpose;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class SignInTest {
  private static final URI AUTHORITY = URI.create("https://login.example.org/");
  private static final SignInSettings SETTINGS =
      new SignInSettings(
          "11111111-2222-3333-4444-555555555555",
          "99999999-8888-7777-6666-555555555555",
          AUTHORITY,
          List.of("https://graph.example.org/Files.ReadWrite"));

  private final List<SignIn.DeviceCode> shown = new CopyOnWriteArrayList<>();

  @Test
  void withACodeGivesATokenAndKeepsIt() throws Exception {
    Authority authority = new Authority(200, goodToken());
    SignIn signIn = SignIn.withDeviceCode(SETTINGS, authority, shown::add);
    assertThat(signIn.bearer()).isEqualTo("the-token");
    assertThat(shown)
        .singleElement()
        .satisfies(
            code -> {
              assertThat(code.userCode()).isEqualTo("ABCD-EFGH");
              assertThat(code.verification()).hasHost("login.example.org");
            });
    int asked = authority.requests.size();
    assertThat(signIn.bearer()).isEqualTo("the-token");
    assertThat(authority.requests).hasSize(asked);
  }

  @Test
  void asksOnlyTheAuthorityAndTellsItNothingOfTheComputer() throws Exception {
    Authority authority = new Authority(200, goodToken());
    SignIn.withDeviceCode(SETTINGS, authority, shown::add).bearer();
    String base = AUTHORITY + SETTINGS.tenant() + "/oauth2/v2.0/";
    assertThat(authority.requests)
        .extracting(request -> request.getUrl().toString())
        .containsOnly(base + "devicecode", base + "token");
    for (HttpRequest request : authority.requests) {
      assertThat(
              request.getHeaders().stream()
                  .map(header -> header.getName().toLowerCase(Locale.ROOT)))
          .isSubsetOf("accept", "content-type", "content-length");
      assertThat(request.getBodyAsBinaryData().toString())
          .doesNotContainIgnoringCase("x-client", "msal", System.getProperty("os.name"));
    }
  }

  @Test
  void saysWhyItFailedWithoutTheLibrarysWords() {
    Authority authority =
        new Authority(
            400,
            """
            {"error":"invalid_grant","error_description":\
            "AADSTS53003: Access of jan@example.org has been blocked","error_codes":[53003]}\
            """);
    SignIn signIn = SignIn.withDeviceCode(SETTINGS, authority, shown::add);
    assertThatExceptionOfType(DriveException.NotSignedIn.class)
        .isThrownBy(signIn::bearer)
        .satisfies(
            e -> {
              assertThat(Throwables.getStackTraceAsString(e)).doesNotContain("jan@");
              assertThat(e).cause().hasMessage("AADSTS53003");
            });
  }

  @Test
  void saysThatNobodyAnswers() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    SignInSettings nobody =
        new SignInSettings(
            SETTINGS.tenant(),
            SETTINGS.clientId(),
            URI.create("https://127.0.0.1:" + free + "/"),
            SETTINGS.scopes());
    EgressLog log = EgressLog.inMemory();
    try (Egress egress = new Egress(log, "Dubbelslot/test")) {
      SignIn signIn = SignIn.withDeviceCode(nobody, egress, shown::add);
      assertThatExceptionOfType(DriveException.Unreachable.class)
          .isThrownBy(signIn::bearer)
          .satisfies(e -> assertThat(e.host()).isEqualTo("127.0.0.1"));
    }
    assertThat(log.records())
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(entry.purpose()).isEqualTo(Purpose.SIGN_IN));
  }

  private static String goodToken() {
    String claims =
        """
        {"aud":"%s","iss":"%s","sub":"s","oid":"o","tid":"%s","preferred_username":"jan",\
        "exp":4102444800,"iat":1767225600,"nbf":1767225600,"ver":"2.0"}\
        """
            .formatted(SETTINGS.clientId(), AUTHORITY, SETTINGS.tenant());
    String idToken =
        Base64Url.encode("{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes(UTF_8))
            + "."
            + Base64Url.encode(claims.getBytes(UTF_8))
            + ".c2ln";
    String clientInfo = Base64Url.encode("{\"uid\":\"o\",\"utid\":\"t\"}".getBytes(UTF_8));
    return """
    {"token_type":"Bearer","scope":"https://graph.example.org/Files.ReadWrite",\
    "expires_in":3600,"ext_expires_in":3600,"access_token":"the-token",\
    "refresh_token":"another","id_token":"%s","client_info":"%s"}\
    """
        .formatted(idToken, clientInfo);
  }

  /** Answers as the authority does, and keeps what it was asked. */
  private static final class Authority implements HttpClient {
    private static final String CODE =
        """
        {"user_code":"ABCD-EFGH","device_code":"secret","expires_in":900,"interval":1,\
        "verification_uri":"https://login.example.org/device","message":"go there"}\
        """;

    private static final Set<Thread.State> WAITING =
        Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

    private final Thread caller = Thread.currentThread();
    private final List<HttpRequest> requests = new CopyOnWriteArrayList<>();
    private final int status;
    private final String token;

    Authority(int status, String token) {
      this.status = status;
      this.token = token;
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
      return Mono.just(answer(request));
    }

    @Override
    public HttpResponse sendSync(HttpRequest request, Context context) {
      return answer(request);
    }

    private HttpResponse answer(HttpRequest request) {
      // The library fails on an answer that comes before its caller waits for it.
      while (!WAITING.contains(caller.getState()) && Thread.currentThread() != caller) {
        Thread.onSpinWait();
      }
      requests.add(request);
      return request.getUrl().getPath().endsWith("/devicecode")
          ? new Answer(request, 200, CODE)
          : new Answer(request, status, token);
    }
  }

  private static final class Answer extends HttpResponse {
    private final int status;
    private final String body;

    Answer(HttpRequest request, int status, String body) {
      super(request);
      this.status = status;
      this.body = body;
    }

    @Override
    public int getStatusCode() {
      return status;
    }

    @Deprecated
    @Override
    public String getHeaderValue(String name) {
      return null;
    }

    @Override
    public HttpHeaders getHeaders() {
      return new HttpHeaders();
    }

    @Override
    public Flux<ByteBuffer> getBody() {
      return Flux.just(ByteBuffer.wrap(body.getBytes(UTF_8)));
    }

    @Override
    public Mono<byte[]> getBodyAsByteArray() {
      return Mono.just(body.getBytes(UTF_8));
    }

    @Override
    public Mono<String> getBodyAsString() {
      return Mono.just(body);
    }

    @Override
    public Mono<String> getBodyAsString(Charset charset) {
      return Mono.just(body);
    }
  }
}
