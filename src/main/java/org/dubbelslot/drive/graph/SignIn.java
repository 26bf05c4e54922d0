package org.dubbelslot.drive.graph;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.exception.AzureException;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.util.Configuration;
import com.azure.identity.DeviceCodeCredentialBuilder;
import com.azure.identity.InteractiveBrowserCredentialBuilder;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.egress.Egress;
import org.dubbelslot.egress.EgressException;
import org.dubbelslot.egress.Purpose;

/**
 * Signing in to Microsoft as a person, through azure-identity. The token is kept as long as this
 * object and renewed in time; the first {@link #bearer} may ask the person.
 *
 * <p>Only the authority is ever asked: no list of clouds, no metadata of a virtual machine. What
 * the library would tell of itself and of the computer is left out. Loading this class loads the
 * library.
 */
public final class SignIn implements AccessTokens {
  private static final int RENEW_BEFORE_SECONDS = 300;
  private static final Pattern CODE = Pattern.compile("AADSTS[0-9]{4,9}");

  private final TokenCredential credential;
  private final SignInSettings settings;
  private AccessToken token;

  private SignIn(TokenCredential credential, SignInSettings settings) {
    this.credential = credential;
    this.settings = settings;
  }

  /**
   * What a person has to do to sign in on another device.
   *
   * @param userCode to be typed there
   * @param verification the page to be opened
   * @param expires until when
   */
  public record DeviceCode(String userCode, URI verification, Instant expires) {}

  /**
   * Signs in where no browser can be opened: the person types a code on another device.
   *
   * @param show is called with the code, on whatever thread waits in {@link #bearer}
   */
  public static SignIn withDeviceCode(
      SignInSettings settings, Egress egress, Consumer<DeviceCode> show) {
    return withDeviceCode(settings, egress.azure(Purpose.SIGN_IN), show);
  }

  static SignIn withDeviceCode(
      SignInSettings settings, HttpClient client, Consumer<DeviceCode> show) {
    return new SignIn(
        new DeviceCodeCredentialBuilder()
            // First of all: it sets the authority back to the library's own.
            .configuration(Configuration.NONE)
            .clientId(settings.clientId())
            .tenantId(settings.tenant())
            .authorityHost(settings.authority().toString())
            .disableInstanceDiscovery()
            .pipeline(pipeline(client))
            .challengeConsumer(
                info -> {
                  OffsetDateTime expires = info.getExpiresOn();
                  show.accept(
                      new DeviceCode(
                          info.getUserCode(),
                          URI.create(info.getVerificationUrl()),
                          expires.toInstant()));
                })
            .build(),
        settings);
  }

  /** Signs in with the system's browser, which comes back to a port on this computer. */
  public static SignIn withBrowser(SignInSettings settings, Egress egress) {
    return new SignIn(
        new InteractiveBrowserCredentialBuilder()
            // First of all: it sets the authority back to the library's own.
            .configuration(Configuration.NONE)
            .clientId(settings.clientId())
            .tenantId(settings.tenant())
            .authorityHost(settings.authority().toString())
            .disableInstanceDiscovery()
            .pipeline(pipeline(egress.azure(Purpose.SIGN_IN)))
            .build(),
        settings);
  }

  @Override
  public synchronized String bearer() throws DriveException {
    if (token == null || token.getExpiresAt().toInstant().isBefore(soon())) {
      token = renewed();
    }
    return token.getToken();
  }

  @Override
  public synchronized void refused(String old) {
    if (token != null && token.getToken().equals(old)) {
      token = null;
    }
  }

  private AccessToken renewed() throws DriveException {
    try {
      AccessToken renewed =
          credential.getTokenSync(
              new TokenRequestContext().addScopes(settings.scopes().toArray(String[]::new)));
      if (renewed == null) {
        throw new DriveException.NotSignedIn(null);
      }
      return renewed;
    } catch (RuntimeException e) {
      throw failure(e);
    }
  }

  private static Instant soon() {
    return Instant.now().plusSeconds(RENEW_BEFORE_SECONDS);
  }

  private static HttpPipeline pipeline(HttpClient client) {
    return new HttpPipelineBuilder().httpClient(client).policies(new SilentSignIn()).build();
  }

  /** The library's messages may name the person; of them only Microsoft's error number is kept. */
  private static DriveException failure(RuntimeException e) {
    boolean expected = false;
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof EgressException door) {
        return ByteDoor.failure(door);
      }
      expected |= cause instanceof AzureException || cause instanceof IOException;
      Matcher code = CODE.matcher(String.valueOf(cause.getMessage()));
      if (code.find()) {
        return new DriveException.NotSignedIn(new IOException(code.group()));
      }
    }
    if (!expected) {
      throw e;
    }
    return new DriveException.NotSignedIn(new IOException(e.getClass().getSimpleName()));
  }
}
