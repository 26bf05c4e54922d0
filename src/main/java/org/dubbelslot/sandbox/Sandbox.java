package org.dubbelslot.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
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
 * /requests} forgets them. {@code GET /usage} counts requests, resource units and bytes by kind
 * since the start or the last {@code DELETE /usage}; see {@code Cost}. {@code PATCH /settings}
 * changes how the service behaves; see {@code Settings}. {@code POST /locks} with {@code
 * {"id","shape"}} lets somebody else have a file open, {@code DELETE /locks} ends that; {@code POST
 * /resync} with {@code {"code"}} makes all delta tokens worthless, {@code POST /expire} all upload
 * sessions and download URLs.
 *
 * <p>Signing in: device codes and the interactive flow at the login endpoint, as the one invented
 * person, who consents until {@code POST /person} says {@code {"consents":false}}. {@code DELETE
 * /tokens/access}, {@code /tokens/refresh} and {@code /tokens/device} let everything of that kind
 * run out that was issued so far.
 */
public final class Sandbox implements AutoCloseable {
  private static final String STATE = "sandbox.json";

  private final Server server;
  private final Front front;
  private final DriveStore store;
  private final RequestLog requests;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final FolderLock lock;
  private final Endpoints endpoints;
  private final String token;
  private final Optional<Path> caFile;

  private Sandbox(
      Server server,
      Front front,
      DriveStore store,
      RequestLog requests,
      FolderLock lock,
      Endpoints endpoints,
      String token,
      Optional<Path> caFile) {
    this.server = server;
    this.front = front;
    this.store = store;
    this.requests = requests;
    this.lock = lock;
    this.endpoints = endpoints;
    this.token = token;
    this.caFile = caFile;
  }

  /**
   * Starts a sandbox and, when it answers, writes the ready file.
   *
   * @throws SandboxException.PortTaken when the port asked for is in use
   * @throws SandboxException.FolderInUse when another sandbox runs on the root folder
   * @throws SandboxException.FolderUnusable when the root folder or ready file cannot be used
   * @throws SandboxException.ServerFailed when the server does not start for another reason
   */
  public static Sandbox start(SandboxOptions options) throws SandboxException {
    Deque<AutoCloseable> opened = new ArrayDeque<>();
    try {
      return start(options, opened);
    } catch (SandboxException e) {
      throw closeAll(opened, e);
    } catch (RuntimeException e) {
      throw closeAll(opened, e);
    } catch (IOException e) {
      throw closeAll(opened, new SandboxException.FolderUnusable(e));
    }
  }

  private static <E extends Exception> E closeAll(Deque<AutoCloseable> opened, E why) {
    for (AutoCloseable each : opened) {
      try {
        each.close();
      } catch (Exception e) {
        why.addSuppressed(e);
      }
    }
    return why;
  }

  private static Sandbox start(SandboxOptions options, Deque<AutoCloseable> opened)
      throws IOException, SandboxException {
    Path root = Files.createDirectories(options.root());
    FolderLock lock = FolderLock.take(root);
    opened.push(lock);
    ObjectNode state = state(root.resolve(STATE));
    Optional<TestAuthority> authority =
        options.tls() ? Optional.of(authority(root)) : Optional.empty();
    AtomicReference<Settings> settings = new AtomicReference<>(Settings.USUAL);
    DriveStore store = DriveStore.open(root, options.quota(), settings::get);
    opened.push(store);
    Links links = new Links(Base64.getUrlDecoder().decode(state.get("linkKey").asText()));
    Control.SignIns signIns =
        new Control.SignIns(
            Tokens.open(root, state.get("token").asText(), options.tokenLifetime()),
            new Person(),
            new DeviceCodes());
    RequestLog requests = RequestLog.open(root, options.recordBodies());
    opened.push(requests);
    Front front = front(options, new Ground(settings, store, requests, links), signIns);
    Server server = new Server(new VirtualThreadPool());
    opened.push(server::stop);
    server.setHandler(front);
    server.setStopTimeout(0);
    Endpoints endpoints = serve(server, options, state.path("contentPort").asInt(), authority);
    links.contentAt(endpoints.content());
    if (!options.microsoftHosts()) {
      state.put("contentPort", endpoints.content().getPort());
    }
    Json.replace(root.resolve(STATE), state);
    Sandbox sandbox =
        new Sandbox(
            server,
            front,
            store,
            requests,
            lock,
            endpoints,
            state.get("token").asText(),
            authority.map(TestAuthority::caFile));
    if (options.readyFile().isPresent()) {
      sandbox.writeReadyFile(options.readyFile().get());
    }
    return sandbox;
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

  /** What everything behind the endpoints stands on. */
  private record Ground(
      AtomicReference<Settings> settings, DriveStore store, RequestLog requests, Links links) {}

  /** Everything behind the endpoints. */
  private static Front front(SandboxOptions options, Ground ground, Control.SignIns signIns)
      throws IOException {
    Supplier<Settings> settings = ground.settings()::get;
    DriveStore store = ground.store();
    Links links = ground.links();
    Faults faults = new Faults();
    Meter meter = new Meter(settings);
    UploadSessions sessions = UploadSessions.open(options.root(), store, settings);
    Monitors monitors = new Monitors(links, settings);
    ItemJson json = new ItemJson(store, links, settings);
    Deltas deltas = new Deltas(store, json, settings);
    ItemCalls.Parts parts =
        new ItemCalls.Parts(
            new Listings(store, json),
            new Contents(store, sessions, links, monitors, json),
            new Versions(store, links, json),
            Permissions.open(options.root(), store),
            deltas);
    Graph graph =
        new Graph(
            signIns.tokens(),
            store,
            json,
            new ItemCalls(store, json, parts),
            new Sites(store),
            new Teams(store, json),
            new Batch(faults, meter, options.log()));
    ContentHost content = new ContentHost(store, sessions, links, monitors, json, options.auth());
    SignInHost login = new SignInHost(signIns.tokens(), signIns.person(), signIns.deviceCodes());
    Map<String, Front.Service> services =
        Map.of(
            Endpoints.GRAPH, graph::answer,
            Endpoints.CONTENT, content::answer,
            Endpoints.LOGIN, login::answer);
    Control control =
        new Control(
            faults,
            ground.requests(),
            meter,
            ground.settings(),
            signIns,
            new Control.Service(store, sessions, links, deltas));
    return new Front(services, control, ground.requests(), faults, meter, settings, options.log());
  }

  private static Endpoints serve(
      Server server, SandboxOptions options, int contentPort, Optional<TestAuthority> authority)
      throws SandboxException {
    try {
      Endpoints endpoints =
          options.microsoftHosts()
              ? Endpoints.openAsMicrosoft(server, options.port(), authority.orElseThrow())
              : Endpoints.open(server, options.port(), contentPort, authority);
      server.start();
      return endpoints;
    } catch (BindException e) {
      throw new SandboxException.PortTaken(options.port(), e);
    } catch (Exception e) {
      throw new SandboxException.ServerFailed(e);
    }
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

  /** The sign-in authority, without a tenant. */
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

  /** Stops answering and breaks what is under way. */
  @Override
  public void close() throws IOException {
    if (closed.getAndSet(true)) {
      return;
    }
    front.closing();
    try (lock;
        store;
        requests) {
      server.stop();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the server did not stop", e);
    }
  }
}
