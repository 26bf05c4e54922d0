package org.dubbelslot.peers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.exception.ClientAuthenticationException;
import com.azure.identity.DeviceCodeCredential;
import com.azure.identity.DeviceCodeCredentialBuilder;
import com.azure.identity.InteractiveBrowserCredentialBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("azure-identity, with its defaults, takes the sandbox for Microsoft and signs in")
class AzureIdentityTest {
  private static final String TENANT = "11111111-2222-3333-4444-555555555555";
  private static final String CLIENT = "99999999-8888-7777-6666-555555555555";
  private static final String SCOPE = "https://graph.microsoft.com/Files.ReadWrite";

  @TempDir Path folder;
  private Microsoft microsoft;
  private PersonAtBrowser person;

  @BeforeEach
  void start() throws Exception {
    // Within five minutes of its end the library takes a token for ended.
    microsoft = Microsoft.start(folder, o -> o.withTokenLifetime(Duration.ofMinutes(4)));
    person = new PersonAtBrowser();
  }

  @AfterEach
  void stop() throws Exception {
    person.close();
    microsoft.close();
  }

  @Test
  @DisplayName("with a device code, and anew without the person")
  void deviceCode() throws Exception {
    TokenCredential credential = deviceCodeCredential(true);

    String first = token(credential);
    String second = token(credential);

    assertThat(second).isNotEqualTo(first);
    assertThat(asked("devicecode")).hasSize(1);
    assertThat(asked("token").getLast()).contains("grant_type=refresh_token");
    assertThat(new GraphServiceClient(credential, SCOPE).me().drive().get().getDriveType())
        .isEqualTo("business");
    assertThat(microsoft.unanswered()).isEmpty();
  }

  @Test
  @DisplayName("in no case when the person declines")
  void declined() throws Exception {
    assertThatThrownBy(() -> token(deviceCodeCredential(false)))
        .isInstanceOf(ClientAuthenticationException.class)
        .hasStackTraceContaining("AADSTS65004");
  }

  @Test
  @DisplayName("with a browser, PKCE and a form that posts itself, and anew without the person")
  void browser() throws Exception {
    TokenCredential credential =
        new InteractiveBrowserCredentialBuilder()
            .tenantId(TENANT)
            .clientId(CLIENT)
            .redirectUrl("http://localhost:8765")
            .build();

    String first = token(credential);

    assertThat(person.visits())
        .singleElement()
        .satisfies(
            address ->
                assertThat(address.toString())
                    .startsWith("https://login.microsoftonline.com/" + TENANT)
                    .contains("code_challenge_method=S256")
                    .contains("response_mode=form_post"));
    assertThat(person.lastPage()).contains("Authentication complete");
    assertThat(asked("token").getLast()).contains("code_verifier=");
    assertThat(token(credential)).isNotEqualTo(first);
    assertThat(asked("token").getLast()).contains("grant_type=refresh_token");
    assertThat(person.visits()).hasSize(1);
    assertThat(microsoft.unanswered()).isEmpty();
  }

  private DeviceCodeCredential deviceCodeCredential(boolean approves) {
    return new DeviceCodeCredentialBuilder()
        .tenantId(TENANT)
        .clientId(CLIENT)
        .challengeConsumer(
            code -> person.type(code.getUserCode(), code.getVerificationUrl(), approves))
        .build();
  }

  private static String token(TokenCredential credential) {
    AccessToken token = credential.getTokenSync(new TokenRequestContext().addScopes(SCOPE));
    return token.getToken();
  }

  /** The bodies of the requests to one of the authority's addresses. */
  private List<String> asked(String what) throws Exception {
    List<String> bodies = new ArrayList<>();
    for (JsonNode request : microsoft.requests()) {
      if (request.get("path").textValue().endsWith("/oauth2/v2.0/" + what)) {
        bodies.add(Files.readString(Path.of(request.get("bodyFile").textValue()), UTF_8));
      }
    }
    return bodies;
  }
}
