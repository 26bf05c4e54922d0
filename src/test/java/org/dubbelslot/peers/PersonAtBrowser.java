package org.dubbelslot.peers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A person with a browser: follows what {@code xdg-open} is given, form and all, and types device
 * codes.
 */
final class PersonAtBrowser implements AutoCloseable {
  /** Where the {@code xdg-open} of the private network hands over an address. */
  private static final int PORT = 7777;

  private static final Pattern ACTION = Pattern.compile("<form [^>]*action=\"([^\"]+)\"");
  private static final Pattern FIELD =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<URI> visits = new CopyOnWriteArrayList<>();
  private final ServerSocket socket;
  private final CompletableFuture<String> lastPage = new CompletableFuture<>();

  PersonAtBrowser() throws IOException {
    socket = new ServerSocket(PORT, 5, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::visitWhatIsOpened);
  }

  private void visitWhatIsOpened() {
    try {
      while (true) {
        try (Socket opened = socket.accept();
            var lines = new BufferedReader(new InputStreamReader(opened.getInputStream(), UTF_8))) {
          visit(URI.create(lines.readLine()));
        }
      }
    } catch (Exception e) {
      // The socket is closed at the end; anything else is told to whoever asks for the page.
      lastPage.completeExceptionally(e);
    }
  }

  private void visit(URI address) throws Exception {
    visits.add(address);
    HttpResponse<String> page =
        http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    Matcher action = ACTION.matcher(page.body());
    assertThat(action.find()).as(page.body()).isTrue();
    List<String> pairs = new ArrayList<>();
    Matcher field = FIELD.matcher(page.body());
    while (field.find()) {
      pairs.add(field.group(1) + "=" + URLEncoder.encode(unescape(field.group(2)), UTF_8));
    }
    lastPage.complete(post(URI.create(unescape(action.group(1))), String.join("&", pairs)).body());
  }

  private static String unescape(String html) {
    return html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  /** Types a code on the page that a program named. */
  void type(String userCode, String page, boolean approves) {
    try {
      String form = "otc=" + userCode + "&decision=" + (approves ? "continue" : "cancel");
      assertThat(post(URI.create(page), form).statusCode()).isEqualTo(200);
    } catch (IOException e) {
      throw new AssertionError("the page did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("stopped", e);
    }
  }

  private HttpResponse<String> post(URI address, String form)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build(),
        BodyHandlers.ofString());
  }

  /** The addresses that were opened. */
  List<URI> visits() {
    return visits;
  }

  /** What the person sees when the answer was carried home. */
  String lastPage() throws Exception {
    return lastPage.get();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    http.close();
  }
}
