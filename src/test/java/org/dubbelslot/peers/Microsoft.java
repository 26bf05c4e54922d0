package org.dubbelslot.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.dubbelslot.sandbox.GraphDescription;
import org.dubbelslot.sandbox.Sandbox;
import org.dubbelslot.sandbox.SandboxOptions;

/**
 * The sandbox in Microsoft's place: under its names, at port 443, in a network where nothing else
 * exists. While it is there this JVM trusts its authority and no other.
 */
final class Microsoft implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String TRUST_STORE = "javax.net.ssl.trustStore";

  private final Sandbox sandbox;
  private final Path trustStore;
  private final List<String> log;
  private final SSLContext trustBefore;
  private final HttpClient http;

  private Microsoft(Sandbox sandbox, Path trustStore, List<String> log) throws Exception {
    this.sandbox = sandbox;
    this.trustStore = trustStore;
    this.log = log;
    this.trustBefore = SSLContext.getDefault();
    SSLContext.setDefault(trusting(sandbox.caFile().orElseThrow(), trustStore));
    System.setProperty(TRUST_STORE, trustStore.toString());
    this.http = HttpClient.newHttpClient();
  }

  static Microsoft start(Path folder, UnaryOperator<SandboxOptions> more) throws Exception {
    requirePrivateNetwork();
    List<String> log = new CopyOnWriteArrayList<>();
    SandboxOptions options =
        SandboxOptions.at(folder.resolve("microsoft"))
            .withMicrosoftHosts()
            .withPort(443)
            .withLog(log::add);
    Sandbox sandbox = Sandbox.start(more.apply(options));
    GraphDescription.record(sandbox);
    return new Microsoft(sandbox, folder.resolve("microsoft.p12"), log);
  }

  private static void requirePrivateNetwork() throws UnknownHostException {
    assertThat(System.getenv("PRIVATE_NETWORK"))
        .as(
            "This test needs a network of its own, which this system did not let us make: it takes"
                + " unshare and ip, and the right to make namespaces (root, or user namespaces)."
                + " One test: mvn -Djvm=$PWD/src/test/private-network/bin/java -Dtest=...")
        .isEqualTo("inside");
    assertThat(InetAddress.getByName("graph.microsoft.com").isLoopbackAddress()).isTrue();
  }

  private static SSLContext trusting(Path pem, Path trustStore)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(pem)) {
      store.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    // Without a password, as the JDK's own.
    try (OutputStream out = Files.newOutputStream(trustStore)) {
      store.store(out, null);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }

  /** The authority as other programs read it, in PEM. */
  Path caFile() {
    return sandbox.caFile().orElseThrow();
  }

  /** The authority as Java programs read it. */
  Path trustStore() {
    return trustStore;
  }

  /** Works as an access token and as a refresh token. */
  String token() {
    return sandbox.token();
  }

  /** What the sandbox could not answer. */
  List<String> unanswered() {
    return log;
  }

  /** An answer of Graph to the sandbox's own token. */
  JsonNode graph(String path) throws Exception {
    HttpResponse<byte[]> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(sandbox.graph() + path))
                .header("Authorization", "Bearer " + sandbox.token())
                .build(),
            BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  /** Tells the sandbox what is to happen. */
  void control(String method, String path, String body) throws Exception {
    HttpResponse<Void> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(sandbox.control() + path))
                .method(method, BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.discarding());
    assertThat(answer.statusCode()).as(path).isEqualTo(204);
  }

  /** Every request so far. */
  List<JsonNode> requests() throws Exception {
    String lines =
        http.send(
                HttpRequest.newBuilder(URI.create(sandbox.control() + "/requests")).build(),
                BodyHandlers.ofString())
            .body();
    List<JsonNode> requests = new ArrayList<>();
    for (String line : lines.lines().toList()) {
      requests.add(JSON.readTree(line));
    }
    return requests;
  }

  @Override
  public void close() throws Exception {
    System.clearProperty(TRUST_STORE);
    SSLContext.setDefault(trustBefore);
    http.close();
    try (sandbox) {
      GraphDescription.checkAnswers(sandbox);
    }
  }
}
