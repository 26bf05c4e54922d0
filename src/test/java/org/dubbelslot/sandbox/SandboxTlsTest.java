package org.dubbelslot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxTlsTest {
  @TempDir Path root;

  @Test
  void speaksHttpsWithItsOwnAuthority() throws Exception {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.at(root).withTls(true));
        HttpClient trusting =
            HttpClient.newBuilder().sslContext(trust(sandbox.caFile().orElseThrow())).build();
        HttpClient other = HttpClient.newHttpClient()) {
      HttpRequest put =
          HttpRequest.newBuilder(URI.create(sandbox.graph() + "/me/drive/root:/t:/content"))
              .header("Authorization", "Bearer " + sandbox.token())
              .PUT(BodyPublishers.ofString("tls"))
              .build();
      assertThat(trusting.send(put, BodyHandlers.ofString()).statusCode()).isEqualTo(201);
      HttpRequest get =
          HttpRequest.newBuilder(put.uri())
              .header("Authorization", "Bearer " + sandbox.token())
              .build();
      String url =
          trusting.send(get, BodyHandlers.ofString()).headers().firstValue("Location").orElse("");
      assertThat(url).startsWith("https://localhost:");
      HttpResponse<String> content =
          trusting.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
      assertThat(content.body()).isEqualTo("tls");
      assertThatThrownBy(() -> other.send(get, BodyHandlers.ofString()))
          .isInstanceOf(SSLException.class);
    }
  }

  private static SSLContext trust(Path pem) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(pem)) {
      store.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }
}
