package org.dubbelslot.drive.graph;

import com.microsoft.aad.msal4j.DeviceCodeFlowParameters;
import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.ITokenCacheAccessAspect;
import com.microsoft.aad.msal4j.ITokenCacheAccessContext;
import com.microsoft.aad.msal4j.InteractiveRequestParameters;
import com.microsoft.aad.msal4j.MsalException;
import com.microsoft.aad.msal4j.PublicClientApplication;
import com.microsoft.aad.msal4j.SilentParameters;
import com.microsoft.aad.msal4j.SystemBrowserOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.egress.Egress;
import org.dubbelslot.egress.EgressException;

/**
 * Signing in to Microsoft as a person, through msal4j, which azure-identity is built on. It is used
 * without its wrapper because of two things that the wrapper hides: where the sign-in is kept (see
 * {@link SignInStore}) and how a browser is opened.
 *
 * <p>The token is renewed in time and without the person, as long as Microsoft allows it; otherwise
 * {@link #bearer} asks the person. Only the authority is ever asked: no list of clouds, no metadata
 * of a virtual machine. What the library would tell of itself and of the computer is left out.
 * Making this costs nothing; the first {@link #bearer} loads the library.
 */
public final class SignIn implements AccessTokens {
  private static final int RENEW_BEFORE_SECONDS = 300;

  /** How long a person may take in the browser. */
  private static final int BROWSER_SECONDS = 300;

  private static final Pattern CODE = Pattern.compile("AADSTS([0-9]{4,9})");

  /** The person said no, or did not come: nobody else refused. */
  private static final Set<Integer> NOT_REFUSALS = Set.of(65004, 70018, 70019, 70020);

  private final SignInSettings settings;
  private final Supplied client;
  private final SignInStore store;
  private final Way way;
  private final AfterTheCall calls = new AfterTheCall();
  private PublicClientApplication library;
  private IAuthenticationResult token;
  private boolean refused;

  /** How the person is asked. */
  public sealed interface Way {
    /** Not at all: only what was kept is tried. */
    record Silently() implements Way {}

    /**
     * The person types a code on whatever device has a browser.
     *
     * @param show is called with the code, on another thread than the one that waits
     */
    record WithDeviceCode(Consumer<DeviceCode> show) implements Way {}

    /**
     * The person signs in with this computer's browser, which comes back to a port on it.
     *
     * @param browser opens the page
     * @param done what the browser shows in the end, as HTML
     * @param otherwise what is done when it cannot be opened
     */
    record WithBrowser(Browser browser, String done, Way otherwise) implements Way {}
  }

  /** Opens a page in the person's browser. */
  @FunctionalInterface
  public interface Browser {
    /**
     * Opens it, without waiting for anything.
     *
     * @throws IOException when there is no browser
     */
    void open(URI page) throws IOException;
  }

  /**
   * What a person has to do to sign in on another device.
   *
   * @param userCode to be typed there
   * @param verification the page to be opened
   * @param expires until when
   */
  public record DeviceCode(String userCode, URI verification, Instant expires) {}

  /** The library's client, made when it is needed. */
  @FunctionalInterface
  private interface Supplied {
    IHttpClient get();
  }

  /**
   * A sign-in that opens its connections through {@code egress}, which the caller closes.
   *
   * @param store where it is kept
   * @param way how the person is asked when what was kept does not do
   */
  public SignIn(SignInSettings settings, Egress egress, SignInStore store, Way way) {
    this(settings, () -> new SignInDoor(egress.client()), store, way);
  }

  SignIn(SignInSettings settings, IHttpClient client, SignInStore store, Way way) {
    this(settings, () -> client, store, way);
  }

  private SignIn(SignInSettings settings, Supplied client, SignInStore store, Way way) {
    this.settings = settings;
    this.client = client;
    this.store = store;
    this.way = way;
  }

  /**
   * {@inheritDoc}
   *
   * @throws DriveException.NotSignedIn when the person does not, or may not be asked
   * @throws DriveException.SignInRefused when Microsoft, or the organisation's rules there, refuse
   */
  @Override
  public synchronized String bearer() throws DriveException {
    if (token == null || refused || ends(token).isBefore(soon())) {
      token = renewed();
      refused = false;
    }
    return token.accessToken();
  }

  @Override
  public synchronized void refused(String bearer) {
    refused |= token != null && token.accessToken().equals(bearer);
  }

  /** Whether a sign-in was kept; says nothing of whether Microsoft still takes it. */
  public synchronized boolean isKept() throws DriveException {
    return account().isPresent();
  }

  private IAuthenticationResult renewed() throws DriveException {
    Optional<IAccount> account = account();
    if (account.isPresent()) {
      try {
        return wait(
            library()
                .acquireTokenSilently(
                    SilentParameters.builder(Set.copyOf(settings.scopes()), account.get())
                        .forceRefresh(refused)
                        .build()));
      } catch (DriveException.NotSignedIn | DriveException.SignInRefused ended) {
        // Whatever the reason, the person is the next to be asked.
        if (way instanceof Way.Silently) {
          throw new DriveException.NotSignedIn(ended);
        }
      } catch (MalformedURLException e) {
        throw new IllegalStateException("settings hold only good addresses", e);
      }
    }
    IAuthenticationResult signedIn = ask(way);
    forgetOthers(signedIn);
    return signedIn;
  }

  private IAuthenticationResult ask(Way how) throws DriveException {
    return switch (how) {
      case Way.Silently() -> throw new DriveException.NotSignedIn(null);
      case Way.WithDeviceCode(Consumer<DeviceCode> show) ->
          wait(calls.call(() -> library().acquireToken(withCode(show))));
      case Way.WithBrowser(Browser browser, String done, Way otherwise) -> {
        try {
          yield wait(calls.call(() -> library().acquireToken(inBrowser(browser, done))));
        } catch (NoBrowser e) {
          yield ask(otherwise);
        }
      }
    };
  }

  private DeviceCodeFlowParameters withCode(Consumer<DeviceCode> show) {
    return DeviceCodeFlowParameters.builder(
            Set.copyOf(settings.scopes()),
            code ->
                show.accept(
                    new DeviceCode(
                        code.userCode(),
                        URI.create(code.verificationUri()),
                        Instant.now().plusSeconds(code.expiresIn()))))
        .build();
  }

  private InteractiveRequestParameters inBrowser(Browser browser, String done) {
    return InteractiveRequestParameters.builder(URI.create("http://localhost"))
        .scopes(Set.copyOf(settings.scopes()))
        .httpPollingTimeoutInSeconds(BROWSER_SECONDS)
        .systemBrowserOptions(
            SystemBrowserOptions.builder()
                .htmlMessageSuccess(done)
                .htmlMessageError(done)
                .openBrowserAction(
                    page -> {
                      try {
                        browser.open(URI.create(page.toString()));
                      } catch (IOException e) {
                        throw new NoBrowser(e);
                      }
                    })
                .build())
        .build();
  }

  private static final class NoBrowser extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    NoBrowser(IOException cause) {
      super(cause);
    }
  }

  /** One person at a time: whoever signs in takes the place of whoever was signed in. */
  private void forgetOthers(IAuthenticationResult signedIn) throws DriveException {
    for (IAccount other : wait(library().getAccounts())) {
      if (!other.homeAccountId().equals(signedIn.account().homeAccountId())) {
        wait(library().removeAccount(other));
      }
    }
  }

  private Optional<IAccount> account() throws DriveException {
    return wait(library().getAccounts()).stream().findFirst();
  }

  private PublicClientApplication library() {
    if (library == null) {
      try {
        library =
            PublicClientApplication.builder(settings.clientId())
                .authority(settings.authority().resolve(settings.tenant() + "/").toString())
                .instanceDiscovery(false)
                .httpClient(client.get())
                .setTokenCacheAccessAspect(new Keeping(store))
                .executorService(calls.threads())
                .build();
      } catch (MalformedURLException e) {
        throw new IllegalStateException("settings hold only good addresses", e);
      }
    }
    return library;
  }

  /** Reads what was kept before the library looks, and keeps what it changed. */
  private record Keeping(SignInStore store) implements ITokenCacheAccessAspect {
    @Override
    public void beforeCacheAccess(ITokenCacheAccessContext context) {
      store
          .read()
          .ifPresent(
              kept -> context.tokenCache().deserialize(new String(kept, StandardCharsets.UTF_8)));
    }

    @Override
    public void afterCacheAccess(ITokenCacheAccessContext context) {
      if (context.hasCacheChanged()) {
        store.write(context.tokenCache().serialize().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static Instant ends(IAuthenticationResult token) {
    Date ends = token.expiresOnDate();
    return ends.toInstant();
  }

  private static Instant soon() {
    return Instant.now().plusSeconds(RENEW_BEFORE_SECONDS);
  }

  private static <T> T wait(CompletableFuture<T> answer) throws DriveException {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new DriveException.Stopped(e);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  /** The library's messages may name the person; of them only Microsoft's error number is kept. */
  private static DriveException failure(Throwable e) {
    boolean expected = false;
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case EgressException door -> {
          return ByteDoor.failure(door);
        }
        case NoBrowser none -> throw none;
        case MsalException msal -> expected = true;
        case IOException io -> expected = true;
        default -> {}
      }
      Matcher code = CODE.matcher(String.valueOf(cause.getMessage()));
      if (code.find()) {
        return NOT_REFUSALS.contains(Integer.valueOf(code.group(1)))
            ? new DriveException.NotSignedIn(new IOException(code.group()))
            : new DriveException.SignInRefused(code.group());
      }
    }
    if (!expected && e instanceof RuntimeException ours) {
      throw ours;
    }
    return new DriveException.NotSignedIn(new IOException(e.getClass().getSimpleName()));
  }
}
