package org.dubbelslot.drive.graph;

import com.azure.core.http.HttpHeader;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * Lets through the headers that signing in needs, and none that tell of the library, the operating
 * system or earlier errors.
 */
final class SilentSignIn implements HttpPipelinePolicy {
  private static final Set<String> NEEDED =
      Set.of("accept", "authorization", "content-length", "content-type");

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
    silence(context.getHttpRequest());
    return next.process();
  }

  @Override
  public HttpResponse processSync(
      HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
    silence(context.getHttpRequest());
    return next.processSync();
  }

  private static void silence(HttpRequest request) {
    List<HttpHeader> kept =
        request.getHeaders().stream()
            .filter(header -> NEEDED.contains(header.getName().toLowerCase(Locale.ROOT)))
            .toList();
    HttpHeaders headers = new HttpHeaders();
    kept.forEach(
        header -> headers.set(HttpHeaderName.fromString(header.getName()), header.getValuesList()));
    request.setHeaders(headers);
  }
}
