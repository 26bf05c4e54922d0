package org.dubbelslot.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/**
 * A running look-alike of OneDrive and SharePoint on loopback.
 *
 * <p>Four endpoints, each with a port of its own: Graph and control on {@code 127.0.0.1}, content
 * (upload and download URLs) on {@code localhost}, so that clients see another host, and login. Its
 * state lies in the root folder: stopped and started again on that folder it holds the same files,
 * open upload sessions and token. Safe for many threads.
 *
 * <p>Control: {@code POST /faults} takes an array of {@code {"method","path","times","status",
 * "headers","delayMillis","cutAfterBytes","skip","body"}}; {@code path} is a regular expression
 * that is found in the decoded path of a request to any of the other endpoints, {@code times}
 * defaults to 1 and −1 means always; see {@code Fault}. {@code DELETE /faults} clears them, {@code
 * GET /requests} gives one JSON object a line for every request since the start, {@code DELETE
 * /requests} forgets them.
 */
public final class Sandbox implements AutoCloseable {
  private static final String STATE = "sandbox.json";

  private final Server server;
  private final Front front;
  private final DriveStore store;
  private final Endpoints endpoints;
  private final String token;
  private final Optional<Path> caFile;

  private Sandbox(
      Server server,
      Front front,
      DriveStore store,
      Endpoints endpoints,
      String token,
      Optional<Path> caFile) {
    this.server = server;
    this.front = front;
    this.store = store;
    this.endpoints = endpoints;
    this.token = token;
    this.caFile = caFile;
  }

  /**
   * Starts a sandbox and, when it answers, writes the ready file.
   *
   * @throws SandboxException.PortTaken when the port asked for is in use
   * @throws SandboxException.FolderUnusable when the root folder or ready file cannot be used
   * @throws SandboxException.ServerFailed when the server does not start for another reason
   */
  public static Sandbox start(SandboxOptions options) throws SandboxException {
    try {
      Files.createDirectories(options.root());
      return start(options, state(options.root().resolve(STATE)));
    } catch (IOException e) {
      throw new SandboxException.FolderUnusable(e);
    }
  }

  /** The token and the key of URLs, made at the first start. */
  private static ObjectNode state(Path file) throws IOException {
    if (Files.exists(file)) {
      JsonNode read = Json.read(Files.readAllBytes(file));
      if (read instanceof ObjectNode state && state.has("token") && state.has("linkKey")) {
        return state;
      }
      throw new IOException("sandbox.json is not ours");
    }
    ObjectNode state =
        Json.object().put("format", 1).put("token", Ids.secret()).put("linkKey", Ids.secret());
    Json.replace(file, state);
    return state;
  }

  private static Sandbox start(SandboxOptions options, ObjectNode state)
      throws IOException, SandboxException {
    String token = state.get("token").asText();
    Optional<TestAuthority> authority =
        options.tls() ? Optional.of(authority(options.root())) : Optional.empty();
    DriveStore store = DriveStore.open(options.root(), options.quota());
    Links links = new Links(Base64.getUrlDecoder().decode(state.get("linkKey").asText()));
    UploadSessions sessions = UploadSessions.open(options.root(), store);
    RequestLog requests = RequestLog.open(options.root(), options.recordBodies());
    Faults faults = new Faults();
    ItemJson json = new ItemJson(store, links);
    ItemCalls items =
        new ItemCalls(
            store, json, new Contents(store, sessions, links, json), new Deltas(store, json));
    Graph graph = new Graph(token, store, json, items, new Sites(store), new Batch(faults));
    ContentHost content = new ContentHost(store, sessions, links, json, options.auth());
    Front front =
        new Front(
            new Front.Services(
                Map.of(
                    Endpoints.GRAPH,
                    graph::answer,
                    Endpoints.CONTENT,
                    content::answer,
                    Endpoints.LOGIN,
                    call -> {
                      throw GraphException.notImplemented("signing in");
                    }),
                new Control(faults, requests)),
            requests,
            faults,
            options.log());
    Server server = new Server(new VirtualThreadPool());
    server.setHandler(front);
    server.setStopTimeout(0);
    Endpoints endpoints;
    try {
      endpoints =
          Endpoints.open(server, options.port(), state.path("contentPort").asInt(), authority);
      links.contentAt(endpoints.content());
      server.start();
    } catch (BindException e) {
      store.close();
      throw new SandboxException.PortTaken(options.port(), e);
    } catch (Exception e) {
      store.close();
      throw new SandboxException.ServerFailed(e);
    }
    Json.replace(
        options.root().resolve(STATE), state.put("contentPort", endpoints.content().getPort()));
    Sandbox sandbox =
        new Sandbox(server, front, store, endpoints, token, authority.map(TestAuthority::caFile));
    if (options.readyFile().isPresent()) {
      sandbox.writeReadyFile(options.readyFile().get());
    }
    return sandbox;
  }

  private static TestAuthority authority(Path root) throws IOException, SandboxException {
    try {
      return TestAuthority.create(root);
    } catch (GeneralSecurityException e) {
      throw new SandboxException.ServerFailed(e);
    }
  }

  private void writeReadyFile(Path file) throws IOException {
    ObjectNode ready =
        Json.object()
            .put("graph", graph().toString())
            .put("content", content().toString())
            .put("login", login().toString())
            .put("control", control().toString())
            .put("token", token)
            .put("ca", caFile.map(Path::toString).orElse(null));
    Json.replace(file.toAbsolutePath(), ready);
  }

  /** The base URL to hand to clients; ends in {@code /v1.0}. */
  public URI graph() {
    return endpoints.graph();
  }

  /** Where upload and download URLs lead. */
  public URI content() {
    return endpoints.content();
  }

  /** The sign-in authority. */
  public URI login() {
    return endpoints.login();
  }

  /** Where faults are set and requests are read; always plain http. */
  public URI control() {
    return endpoints.control();
  }

  /** The bearer token that Graph accepts. */
  public String token() {
    return token;
  }

  /** The certificate authority in PEM; absent without TLS. */
  public Optional<Path> caFile() {
    return caFile;
  }

  /** Stops answering, breaks what is under way, and writes the index. */
  @Override
  public void close() throws IOException {
    front.closing();
    try (store) {
      server.stop();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the server did not stop", e);
    }
  }
}
