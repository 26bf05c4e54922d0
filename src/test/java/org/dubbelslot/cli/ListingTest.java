package org.dubbelslot.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dubbelslot.sandbox.Sandbox;
import org.dubbelslot.sandbox.SandboxOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands ask the drive for, seen from the drive's side. */
class ListingTest {
  /** So long that the name fits the drive only in the short form, and stands inside the file. */
  private static final String LONG = "Notulen ".repeat(16);

  @TempDir static Path folder;
  private static Founder anna;
  private static Sandbox sandbox;

  @BeforeAll
  static void found() throws Exception {
    anna = Founder.in(folder);
    sandbox =
        Sandbox.start(
            SandboxOptions.at(Files.createDirectory(folder.resolve("sandbox")))
                .withLog(line -> {}));
    anna.addPlace("werk", sandbox);
  }

  @AfterAll
  static void stop() throws Exception {
    sandbox.close();
  }

  @Test
  void namesInsideFilesAreAskedForOnce() throws Exception {
    anna.done("mkdir", "werk:/" + LONG + "map");
    for (String name : List.of("a.txt", "b.txt", "c.txt")) {
      Path file = Files.writeString(folder.resolve(LONG + name), name);
      anna.done("put", file.toString(), "werk:/" + LONG + "map/");
    }
    JsonNode first = anna.json("--json", "ls", "-r", "werk:/");
    control("DELETE");
    JsonNode second = anna.json("--json", "ls", "-r", "werk:/");

    assertThat(second).isEqualTo(first).hasSizeGreaterThanOrEqualTo(4);
    assertThat(second.toString()).contains(LONG + "c.txt");
    assertThat(requests()).noneMatch(path -> path.contains("content"));
    assertThat(requests()).as("root, changes, and where the drive is").hasSizeLessThanOrEqualTo(4);

    Files.delete(anna.home().resolve("state/listings/names.db"));
    control("DELETE");
    anna.done("ls", "-r", "werk:/");
    assertThat(requests()).as("without what is remembered").anyMatch(p -> p.contains("content"));
  }

  private static List<String> requests() throws Exception {
    List<String> paths = new ArrayList<>();
    for (String line : control("GET").lines().toList()) {
      paths.add(new JsonMapper().readTree(line.getBytes(UTF_8)).path("path").asText());
    }
    return paths;
  }

  private static String control(String method) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(sandbox.control() + "/requests"))
              .method(method, HttpRequest.BodyPublishers.noBody())
              .build();
      return http.send(request, BodyHandlers.ofString()).body();
    }
  }
}
