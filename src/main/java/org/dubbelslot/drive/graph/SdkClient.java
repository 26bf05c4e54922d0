package org.dubbelslot.drive.graph;

import com.microsoft.graph.core.CoreConstants;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.kiota.RequestInformation;
import com.microsoft.kiota.RequestOption;
import com.microsoft.kiota.http.KiotaClientFactory;
import com.microsoft.kiota.http.middleware.options.RedirectHandlerOption;
import com.microsoft.kiota.http.middleware.options.RetryHandlerOption;
import com.microsoft.kiota.http.middleware.options.UrlReplaceHandlerOption;
import com.microsoft.kiota.http.middleware.options.UserAgentHandlerOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.egress.Egress;
import org.dubbelslot.egress.Purpose;

/**
 * Microsoft's SDK without its own habits: it adds no telemetry, follows no redirect, repeats
 * nothing, gives the token to Graph alone, and reads no answer without end. A token that Graph
 * refuses is renewed once.
 */
final class SdkClient {
  private static final String AUTHORIZATION = "Authorization";
  private static final String BEARER = "Bearer ";
  private static final int UNAUTHORIZED = 401;

  /** A page of a thousand items takes one or two million bytes. */
  private static final int LONGEST_ANSWER = 8 << 20;

  private final GraphSettings settings;
  private final AccessTokens tokens;
  private final GraphServiceClient client;

  SdkClient(GraphSettings settings, AccessTokens tokens, Egress egress) {
    this.settings = settings;
    this.tokens = tokens;
    UserAgentHandlerOption silent = new UserAgentHandlerOption();
    silent.setEnabled(false);
    List<Interceptor> interceptors =
        new ArrayList<>(
            Arrays.asList(
                KiotaClientFactory.createDefaultInterceptors(
                    new RequestOption[] {
                      silent,
                      new UrlReplaceHandlerOption(
                          CoreConstants.ReplacementConstants.getDefaultReplacementPairs()),
                      new RetryHandlerOption((delay, count, request, response) -> false, 0, 0),
                      new RedirectHandlerOption(0, response -> false)
                    })));
    interceptors.add(this::introduce);
    this.client =
        new GraphServiceClient(
            (request, context) -> authorize(request),
            egress.okHttp(Purpose.METADATA, interceptors));
    client.getRequestAdapter().setBaseUrl(settings.graph().toString());
  }

  GraphServiceClient sdk() {
    return client;
  }

  /** The token goes to Graph and to nobody else, whatever address an answer names. */
  void requireGraph(URI address) throws DriveException {
    if (!isGraph(address)) {
      throw new DriveException.Protocol(0, "foreignAddress");
    }
  }

  /** Whether an address is of the Graph that is spoken with. */
  boolean isGraph(URI address) {
    URI graph = settings.graph();
    return graph.getScheme().equalsIgnoreCase(address.getScheme())
        && graph.getHost().equalsIgnoreCase(address.getHost())
        && graph.getPort() == address.getPort();
  }

  private void authorize(RequestInformation request) {
    try {
      requireGraph(request.getUri());
      request.headers.tryAdd(AUTHORIZATION, BEARER + tokens.bearer());
    } catch (DriveException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new UncheckedIOException(new DriveException.Protocol(0, "badAddress"));
    }
  }

  private Response introduce(Interceptor.Chain chain) throws IOException {
    Response answer = chain.proceed(introduced(chain.request()).build());
    String token = chain.request().header(AUTHORIZATION);
    if (answer.code() != UNAUTHORIZED || token == null || !token.startsWith(BEARER)) {
      return bounded(answer);
    }
    answer.close();
    tokens.refused(token.substring(BEARER.length()));
    return bounded(
        chain.proceed(
            introduced(chain.request()).header(AUTHORIZATION, BEARER + tokens.bearer()).build()));
  }

  private Request.Builder introduced(Request request) {
    return request
        .newBuilder()
        .removeHeader("SdkVersion")
        .header("User-Agent", settings.userAgent())
        .header("client-request-id", UUID.randomUUID().toString());
  }

  /** The SDK would read whatever comes, to the last byte of this computer's memory. */
  private static Response bounded(Response answer) throws IOException {
    ResponseBody body = answer.body();
    if (body == null) {
      return answer;
    }
    try (body) {
      byte[] bytes = body.byteStream().readNBytes(LONGEST_ANSWER + 1);
      if (bytes.length > LONGEST_ANSWER) {
        throw new DriveException.Protocol(answer.code(), "longAnswer");
      }
      return answer.newBuilder().body(ResponseBody.create(bytes, body.contentType())).build();
    }
  }
}
