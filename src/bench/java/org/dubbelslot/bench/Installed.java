package org.dubbelslot.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged program with a member of the example organisation, and the programs beside it. */
final class Installed {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path script;
  private final Path folder;
  private final Map<String, String> environment;

  /**
   * Prepares a home.
   *
   * @param app the application folder
   * @param folder for everything that is written
   */
  Installed(Path app, Path example, Path folder) throws IOException {
    this.script = app.resolve("bin/dubbelslot").toAbsolutePath();
    this.folder = folder;
    Path copy = folder.resolve("keys-example");
    copyTree(example, copy);
    Path home;
    try (Stream<Path> devices = Files.list(copy.resolve("private/devices"))) {
      home = devices.sorted().findFirst().orElseThrow();
    }
    this.environment = Map.of("DUBBELSLOT_HOME", home.toString(), "DUBBELSLOT_LANG", "en");
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> tree = Files.walk(from)) {
      for (Path path : tree.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }

  /** The same, at work in another folder. */
  Installed in(Path elsewhere) {
    return new Installed(script, elsewhere, environment);
  }

  private Installed(Path script, Path folder, Map<String, String> environment) {
    this.script = script;
    this.folder = folder;
    this.environment = environment;
  }

  Path folder() {
    return folder;
  }

  /** The member's own folder. */
  Path home() {
    return Path.of(environment.get("DUBBELSLOT_HOME"));
  }

  Path log() {
    return folder.resolve("output.log");
  }

  /** Our program. */
  Race.Command dubbelslot(String... arguments) {
    return dubbelslot(Map.of(), arguments);
  }

  Race.Command dubbelslot(Map<String, String> more, String... arguments) {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(more);
    return new Race.Command(command, all);
  }

  /** Runs a command that is not timed. */
  String run(Race.Command command) throws Exception {
    Path out = Files.createTempFile(folder, "run", ".out");
    ProcessBuilder builder =
        new ProcessBuilder(command.arguments())
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()));
    builder.environment().putAll(command.environment());
    int exit = builder.start().waitFor();
    String printed = Files.readString(out);
    if (exit != 0) {
      throw new IOException("exit %d, see %s: %s".formatted(exit, log(), command.arguments()));
    }
    return printed;
  }

  /** Whether a program is installed here. */
  static boolean has(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }

  /** A sandbox as a process of its own. */
  final class SandboxProcess implements AutoCloseable {
    private final Process process;
    private final JsonNode ready;
    private final HttpClient http = HttpClient.newHttpClient();

    SandboxProcess(Path root, String... options) throws Exception {
      Files.createDirectories(root);
      Path readyFile = root.resolveSibling(root.getFileName() + ".json");
      Files.deleteIfExists(readyFile);
      List<String> arguments =
          new ArrayList<>(
              List.of("sandbox", "--root", root.toString(), "--ready-file", readyFile.toString()));
      arguments.addAll(List.of("--no-bodies", "--auth", "tolerant"));
      arguments.addAll(List.of(options));
      Race.Command command = dubbelslot(arguments.toArray(String[]::new));
      ProcessBuilder builder =
          new ProcessBuilder(command.arguments())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()));
      builder.environment().putAll(command.environment());
      process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
      while (!Files.exists(readyFile)) {
        if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
          throw new IOException("the sandbox did not start, see " + log());
        }
      }
      ready = JSON.readTree(Files.readAllBytes(readyFile));
    }

    String text(String key) {
      return ready.get(key).textValue();
    }

    /** What it has been asked since the mark. */
    JsonNode usage() throws Exception {
      return JSON.readTree(control("GET"));
    }

    void mark() throws Exception {
      control("DELETE");
    }

    private String control(String method) throws Exception {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(text("control") + "/usage"))
              .method(method, HttpRequest.BodyPublishers.noBody())
              .build();
      return http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8)).body();
    }

    @Override
    public void close() throws Exception {
      http.close();
      process.destroy();
      process.waitFor();
    }
  }
}
