package org.dubbelslot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a killed sandbox has acknowledged is there when it starts again. */
class KilledSandboxTest {
  private static final int ROUNDS = 4;
  private static final int UNIT = 320 << 10;

  @TempDir Path folder;

  private final Map<String, byte[]> acknowledged = new ConcurrentHashMap<>();
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void losesNothingThatItHasAcknowledged() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      try (Running running = new Running()) {
        check(running, seed);
        writeUntilKilled(running, random, round);
      }
    }
    try (Running running = new Running()) {
      check(running, seed);
      assertThat(acknowledged).as("seed %d", seed).isNotEmpty();
    }
  }

  private void writeUntilKilled(Running running, Random random, int round) throws Exception {
    int enough = acknowledged.size() + 1 + random.nextInt(40);
    long after = 1 + random.nextInt(50);
    List<Future<?>> writers = new ArrayList<>();
    try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int writer = 0; writer < 4; writer++) {
        String prefix = "r" + round + "w" + writer + "-";
        long own = random.nextLong();
        boolean sessions = writer == 0;
        writers.add(many.submit(() -> write(running, prefix, new Random(own), sessions)));
      }
      while (acknowledged.size() < enough && running.process.isAlive()) {
        running.process.waitFor(5, TimeUnit.MILLISECONDS);
      }
      running.process.waitFor(after, TimeUnit.MILLISECONDS);
      running.process.destroyForcibly().waitFor();
      for (Future<?> writer : writers) {
        writer.get();
      }
    }
  }

  private void write(Running running, String prefix, Random random, boolean sessions) {
    try {
      for (int i = 0; running.process.isAlive(); i++) {
        byte[] bytes = new byte[sessions ? UNIT + random.nextInt(UNIT) : random.nextInt(50_000)];
        random.nextBytes(bytes);
        String name = prefix + i;
        int status = sessions ? bySession(running, name, bytes) : put(running, name, bytes);
        if (status == 201) {
          acknowledged.put(name, bytes);
        }
      }
    } catch (IOException e) {
      // Killed in the middle: nothing was acknowledged.
      assertThat(e).isNotNull();
    }
  }

  private int put(Running running, String name, byte[] bytes) throws IOException {
    URI uri = URI.create(running.graph + "/me/drive/root:/" + name + ":/content");
    return send(running.authorized(uri).PUT(BodyPublishers.ofByteArray(bytes))).statusCode();
  }

  private int bySession(Running running, String name, byte[] bytes) throws IOException {
    URI uri = URI.create(running.graph + "/me/drive/root:/" + name + ":/createUploadSession");
    String url =
        Json.read(send(running.authorized(uri).POST(BodyPublishers.ofString("{}"))).body())
            .path("uploadUrl")
            .asText();
    send(fragment(url, bytes, 0, UNIT));
    return send(fragment(url, bytes, UNIT, bytes.length)).statusCode();
  }

  private static HttpRequest.Builder fragment(String url, byte[] bytes, int from, int to) {
    return HttpRequest.newBuilder(URI.create(url))
        .header("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + bytes.length)
        .PUT(BodyPublishers.ofByteArray(Arrays.copyOfRange(bytes, from, to)));
  }

  private void check(Running running, long seed) throws IOException {
    for (var file : acknowledged.entrySet()) {
      URI uri = URI.create(running.graph + "/me/drive/root:/" + file.getKey());
      JsonNode item = Json.read(send(running.authorized(uri)).body());
      String url = item.path("@microsoft.graph.downloadUrl").asText();
      assertThat(url).as("seed %d, %s", seed, file.getKey()).isNotEmpty();
      assertThat(send(HttpRequest.newBuilder(URI.create(url))).body())
          .as("seed %d, %s", seed, file.getKey())
          .isEqualTo(file.getValue());
    }
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException {
    try {
      return http.send(request.build(), BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** A sandbox in a process of its own. */
  private final class Running implements AutoCloseable {
    private final Process process;
    private final String graph;
    private final String token;

    Running() throws Exception {
      Path ready = folder.resolve("ready.json");
      Files.deleteIfExists(ready);
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  SandboxMain.class.getName(),
                  folder.resolve("root").toString(),
                  ready.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("output").toFile())
              .start();
      while (!Files.exists(ready)) {
        boolean ended = process.waitFor(20, TimeUnit.MILLISECONDS);
        assertThat(ended).as("the sandbox ended before it was ready").isFalse();
      }
      JsonNode addresses = Json.read(Files.readAllBytes(ready));
      graph = addresses.path("graph").asText();
      token = addresses.path("token").asText();
    }

    HttpRequest.Builder authorized(URI uri) {
      return HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token);
    }

    @Override
    public void close() throws Exception {
      process.destroyForcibly().waitFor();
    }
  }
}
