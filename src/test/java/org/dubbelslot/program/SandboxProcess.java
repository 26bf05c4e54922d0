package org.dubbelslot.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code dubbelslot sandbox}, started as a process of its own. */
final class SandboxProcess implements AutoCloseable {
  static final JsonMapper JSON = JsonMapper.builder().build();

  private final Process process;
  private final Path folder;
  private final JsonNode ready;
  private final HttpClient http = HttpClient.newHttpClient();

  private SandboxProcess(Process process, Path folder, JsonNode ready) {
    this.process = process;
    this.folder = folder;
    this.ready = ready;
  }

  static SandboxProcess start(Path folder) throws Exception {
    Files.createDirectories(folder);
    Path readyFile = folder.resolve("ready.json");
    Path err = folder.resolve("sandbox.err");
    Process process =
        new Program(folder.resolve("home"), folder)
            .start(
                folder.resolve("sandbox.out"),
                err,
                "sandbox",
                "--root",
                folder.resolve("root").toString(),
                "--ready-file",
                readyFile.toString());
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!Files.exists(readyFile)) {
      if (process.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
        process.destroyForcibly();
        throw new IllegalStateException("no sandbox: " + Files.readString(err));
      }
    }
    return new SandboxProcess(process, folder, JSON.readTree(Files.readAllBytes(readyFile)));
  }

  String graph() {
    return ready.get("graph").textValue();
  }

  /** The second host, to which uploads and downloads go. */
  String content() {
    return ready.get("content").textValue();
  }

  String control() {
    return ready.get("control").textValue();
  }

  String token() {
    return ready.get("token").textValue();
  }

  Path tokenFile() throws IOException {
    return Files.writeString(folder.resolve("token.txt"), token());
  }

  /** Every request that Graph and content host received so far. */
  List<JsonNode> requests() throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(control() + "/requests")).build(),
            HttpResponse.BodyHandlers.ofString());
    List<JsonNode> requests = new ArrayList<>();
    for (String line : answer.body().lines().toList()) {
      requests.add(JSON.readTree(line));
    }
    return requests;
  }

  HttpResponse<String> put(String path, byte[] body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(graph() + path))
            .header("Authorization", "Bearer " + token())
            .PUT(HttpRequest.BodyPublishers.ofByteArray(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
