package org.dubbelslot.drive.graph;

import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.dubbelslot.egress.EgressClient;
import org.dubbelslot.egress.Purpose;

/**
 * The sign-in library's way through the one door. Lets through the headers that signing in needs,
 * and none that tell of the library, the operating system or earlier errors.
 */
record SignInDoor(EgressClient client) implements IHttpClient {
  private static final Duration PATIENCE = Duration.ofSeconds(100);
  private static final Set<String> NEEDED = Set.of("accept", "content-type");

  @Override
  public IHttpResponse send(HttpRequest request) throws IOException, InterruptedException {
    var sent =
        java.net.http.HttpRequest.newBuilder(URI.create(request.url().toString()))
            .timeout(PATIENCE)
            .method(
                request.httpMethod().name(),
                request.body() == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(request.body()));
    request
        .headers()
        .forEach(
            (name, value) -> {
              if (NEEDED.contains(name.toLowerCase(Locale.ROOT))) {
                sent.header(name, value);
              }
            });
    var answer = client.send(sent.build(), Purpose.SIGN_IN, BodyHandlers.ofString());
    HttpResponse response = new HttpResponse();
    response.statusCode(answer.statusCode()).body(answer.body());
    response.addHeaders(answer.headers().map());
    return response;
  }
}
