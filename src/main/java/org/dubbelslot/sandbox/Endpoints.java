package org.dubbelslot.sandbox;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.util.Optional;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Where the sandbox listens.
 *
 * @param graph ends in the version
 */
record Endpoints(URI graph, URI content, URI login, URI control) {
  static final String GRAPH = "graph";
  static final String CONTENT = "content";
  static final String LOGIN = "login";
  static final String CONTROL = "control";

  /** One connector for all but control. */
  private static final String ANY = "any";

  private static final String LOOPBACK = "127.0.0.1";
  private static final long IDLE_MILLIS = 600_000;

  /** Clients with many connections must not be turned away before we see them. */
  private static final int BACKLOG = 1024;

  /** Uploads arrive in as few pieces as the system hands over. */
  private static final int INPUT_BUFFER = 256 << 10;

  /**
   * Binds all four ports.
   *
   * @param graphPort the port asked for, or 0
   * @param contentPort the port of the last run, so that its URLs still lead here, or 0
   * @throws BindException when {@code graphPort} is in use
   */
  static Endpoints open(
      Server server, int graphPort, int contentPort, Optional<TestAuthority> authority)
      throws IOException {
    String scheme = authority.isPresent() ? "https" : "http";
    ServerConnector graph = connector(server, GRAPH, authority);
    ServerConnector content = connector(server, CONTENT, authority);
    ServerConnector login = connector(server, LOGIN, authority);
    ServerConnector control = connector(server, CONTROL, Optional.empty());
    bind(graph, graphPort);
    try {
      bind(content, contentPort);
    } catch (BindException e) {
      // Somebody else has taken it since: the old URLs are lost, as after a long pause.
      bind(content, 0);
    }
    bind(login, 0);
    bind(control, 0);
    return new Endpoints(
        uri(scheme, LOOPBACK, graph, "/v1.0"),
        uri(scheme, "localhost", content, ""),
        uri(scheme, LOOPBACK, login, ""),
        uri("http", LOOPBACK, control, ""));
  }

  /**
   * Binds one port for everything but control.
   *
   * @throws BindException when {@code port} is in use
   */
  static Endpoints openAsMicrosoft(Server server, int port, TestAuthority authority)
      throws IOException {
    ServerConnector any = connector(server, ANY, Optional.of(authority));
    ServerConnector control = connector(server, CONTROL, Optional.empty());
    bind(any, port);
    bind(control, 0);
    return new Endpoints(
        uri("https", MicrosoftHosts.GRAPH, any, "/v1.0"),
        uri("https", MicrosoftHosts.CONTENT, any, ""),
        uri("https", MicrosoftHosts.LOGIN, any, ""),
        uri("http", LOOPBACK, control, ""));
  }

  /** Which endpoint a request is for. */
  static String of(Request request, String host) {
    String connector = request.getConnectionMetaData().getConnector().getName();
    return connector.equals(ANY) ? MicrosoftHosts.endpoint(host) : connector;
  }

  private static void bind(ServerConnector connector, int port) throws IOException {
    connector.setPort(port);
    try {
      connector.open();
    } catch (BindException e) {
      throw e;
    } catch (IOException e) {
      if (e.getCause() instanceof BindException bind) {
        throw bind;
      }
      throw e;
    }
  }

  private static ServerConnector connector(
      Server server, String name, Optional<TestAuthority> authority) {
    HttpConfiguration configuration = new HttpConfiguration();
    // Clients write paths in ways that a careful server refuses; we read them ourselves.
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    configuration.setSendServerVersion(false);
    configuration.setRequestHeaderSize(64 << 10);
    HttpConnectionFactory http = new HttpConnectionFactory(configuration);
    http.setInputBufferSize(INPUT_BUFFER);
    ServerConnector connector =
        authority.isPresent()
            ? authority.get().connector(server, http)
            : new ServerConnector(server, 1, 1, http);
    connector.setName(name);
    connector.setHost(LOOPBACK);
    connector.setIdleTimeout(IDLE_MILLIS);
    connector.setAcceptQueueSize(BACKLOG);
    server.addConnector(connector);
    return connector;
  }

  private static URI uri(String scheme, String host, ServerConnector connector, String path) {
    int port = connector.getLocalPort();
    boolean usual = scheme.equals("https") && port == 443;
    return URI.create(scheme + "://" + host + (usual ? "" : ":" + port) + path);
  }
}
