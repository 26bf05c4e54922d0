package org.dubbelslot.drive.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.dubbelslot.drive.Pause;
import org.dubbelslot.egress.Egress;
import org.dubbelslot.egress.EgressLog;
import org.dubbelslot.sandbox.GraphDescription;
import org.dubbelslot.sandbox.Sandbox;
import org.dubbelslot.sandbox.SandboxOptions;

/** A sandbox, a door to it, and a clock that never really waits. */
final class GraphSandbox implements AutoCloseable {
  /** The largest file that goes in one request here, so that sessions too are tried cheaply. */
  static final int WHOLE = 256 << 10;

  private static final ObjectMapper JSON = new ObjectMapper();

  final Sandbox sandbox;
  final EgressLog log = EgressLog.inMemory();
  final TestPause pause = new TestPause();
  final Egress egress = new Egress(log, "Dubbelslot/test");
  final GraphService service;
  private final HttpClient http = HttpClient.newHttpClient();
  private final StringBuffer logged = new StringBuffer();
  private final Handler listener =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          logged.append(entry.getMessage()).append('\n');
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  GraphSandbox(Path folder) throws Exception {
    this(SandboxOptions.at(Files.createDirectories(folder.resolve("sandbox"))), folder);
  }

  GraphSandbox(SandboxOptions options, Path folder) throws Exception {
    sandbox = Sandbox.start(options.withLog(line -> {}));
    Logger.getLogger("").addHandler(listener);
    GraphDescription.record(sandbox);
    Path token = Files.writeString(folder.resolve("token"), sandbox.token() + "\n");
    service =
        new GraphService(
            new GraphSettings(sandbox.graph(), "9.9", 100, GraphSettings.FRAGMENT_UNIT, WHOLE),
            new TokenFile(token),
            egress,
            pause);
  }

  /** Makes requests fail; {@code faults} is a JSON array. */
  void faults(String faults) throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(control("/faults"))
                .POST(BodyPublishers.ofString(faults))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException("faults refused: " + answer.body());
    }
  }

  /** Plays no fault any more. */
  void clearFaults() throws Exception {
    http.send(
        HttpRequest.newBuilder(control("/faults")).DELETE().build(), BodyHandlers.discarding());
  }

  /** All that the platform's log was told since this sandbox was opened. */
  String told() {
    return logged.toString();
  }

  /** Something that a test does where only unchecked exceptions may be thrown. */
  interface Act {
    void run() throws Exception;
  }

  void quietly(Act act) {
    try {
      act.run();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Speaks with the sandbox behind the drive's back. */
  void control(String method, String path, String body) throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(control(path))
                .method(method, BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException("refused: " + answer.body());
    }
  }

  /** Every request that the sandbox received, in order. */
  List<JsonNode> requests() throws Exception {
    String lines =
        http.send(HttpRequest.newBuilder(control("/requests")).build(), BodyHandlers.ofString())
            .body();
    List<JsonNode> requests = new ArrayList<>();
    for (String line : lines.split("\n", -1)) {
      if (!line.isBlank()) {
        requests.add(JSON.readTree(line));
      }
    }
    return requests;
  }

  void forgetRequests() throws Exception {
    http.send(
        HttpRequest.newBuilder(control("/requests")).DELETE().build(), BodyHandlers.discarding());
  }

  /** Puts a file at the root of the user's drive, as another program would. */
  void putDirectly(String name, byte[] bytes) throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(
                    URI.create(sandbox.graph() + "/me/drive/root:/" + name + ":/content"))
                .header("Authorization", "Bearer " + sandbox.token())
                .method("PUT", BodyPublishers.ofByteArray(bytes))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException("not put: " + answer.body());
    }
  }

  /** The address of a folder at a drive's root, as a person copies it from the browser. */
  String webUrl(String driveId, String name) throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(
                    URI.create(
                        sandbox.graph() + "/drives/" + Urls.segment(driveId) + "/root:/" + name))
                .header("Authorization", "Bearer " + sandbox.token())
                .build(),
            BodyHandlers.ofString());
    return JSON.readTree(answer.body()).path("webUrl").asText();
  }

  private URI control(String path) {
    return URI.create(sandbox.control() + path);
  }

  @Override
  public void close() throws Exception {
    Logger.getLogger("").removeHandler(listener);
    egress.close();
    http.close();
    try (sandbox) {
      GraphDescription.checkAnswers(sandbox);
    }
  }

  /** Time that passes only when somebody waits for it. */
  static final class TestPause implements Pause {
    private final List<Duration> waited = new CopyOnWriteArrayList<>();
    private int actAt;
    private Act then = () -> {};
    private Instant now = Instant.parse("2026-11-02T09:00:00Z");

    @Override
    public synchronized Instant now() {
      return now;
    }

    @Override
    public void forTime(Duration time) {
      Act act;
      synchronized (this) {
        waited.add(time);
        now = now.plus(time);
        act = waited.size() == actAt ? then : () -> {};
      }
      try {
        act.run();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    /** Does something when somebody waits for the so many-th time from now. */
    synchronized void atWait(int number, Act act) {
      actAt = waited.size() + number;
      then = act;
    }

    /** Sets the clock, as a person or a time server does. */
    synchronized void jump(Duration by) {
      now = now.plus(by);
    }

    List<Duration> waited() {
      return waited;
    }
  }
}
