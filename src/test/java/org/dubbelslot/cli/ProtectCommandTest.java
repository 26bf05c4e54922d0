package org.dubbelslot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dubbelslot.cli.Run.Outcome;
import org.dubbelslot.sandbox.Sandbox;
import org.dubbelslot.sandbox.SandboxOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("dubbelslot protect")
class ProtectCommandTest {
  @TempDir Path folder;

  private Founder anna;
  private Path drive;

  @BeforeEach
  void found() throws Exception {
    anna = Founder.in(folder);
    drive = Files.createDirectories(folder.resolve("drive/Opnamen")).getParent();
    anna.addPlace("werk", drive);
    Files.writeString(drive.resolve("brief.txt"), "Beste ouders");
    Files.writeString(drive.resolve("Opnamen/overleg.mp4"), "beeld");
  }

  private List<String> lying() throws Exception {
    try (Stream<Path> files = Files.walk(drive)) {
      return files.filter(Files::isRegularFile).map(f -> f.getFileName().toString()).toList();
    }
  }

  @Test
  @DisplayName("replaces every readable file below a path by a sealed one, and is safe to repeat")
  void replaces() throws Exception {
    JsonNode tried = anna.json("--json", "protect", "--dry-run", "werk:/");
    assertThat(tried.get("files").intValue()).isEqualTo(2);
    assertThat(lying()).contains("brief.txt");

    JsonNode done = anna.json("--json", "protect", "werk:/");

    assertThat(done.get("protected").intValue()).isEqualTo(2);
    assertThat(lying()).hasSize(2).allMatch(name -> name.endsWith(".dslot"));
    anna.done("get", "werk:/brief.txt", folder.toString());
    assertThat(folder.resolve("brief.txt")).hasContent("Beste ouders");
    assertThat(anna.done("protect", "werk:/").out()).startsWith("Nothing here is readable");
  }

  @Test
  @DisplayName("takes one file, and leaves the others")
  void one() throws Exception {
    anna.done("protect", "werk:/brief.txt");
    assertThat(lying()).contains("overleg.mp4").doesNotContain("brief.txt");
    assertThat(anna.run("protect", "werk:/weg.txt").exit()).isEqualTo(4);
  }

  @Test
  @DisplayName("tells what the provider may keep, and erases it where the person agrees")
  void traces() throws Exception {
    Path root = Files.createDirectory(folder.resolve("onedrive"));
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.at(root).withLog(line -> {}))) {
      anna.addPlace("wolk", sandbox);
      Graph graph = new Graph(sandbox);
      graph.put("een.txt", "een");
      graph.put("twee.txt", "twee");

      Outcome kept = anna.run("protect", "wolk:/een.txt");
      assertThat(kept.exit()).as(kept.err()).isZero();
      assertThat(kept.err()).contains("earlier versions and the recycle bin may still hold");

      assertThat(anna.run("protect", "--erase", "wolk:/twee.txt").err()).contains("DS-009");
      Outcome erased = anna.run("--yes", "protect", "--erase", "wolk:/twee.txt");
      assertThat(erased.exit()).as(erased.err()).isZero();
      assertThat(erased.out()).startsWith("Of 1 readable files 1 are on double lock now");
      assertThat(erased.err()).isEmpty();
      assertThat(anna.done("ls", "wolk:/").out()).contains("een.txt", "twee.txt", "protected");
    }
  }

  /** What somebody else puts there. */
  private record Graph(Sandbox sandbox) {
    void put(String name, String content) throws Exception {
      try (HttpClient http = HttpClient.newHttpClient()) {
        HttpRequest request =
            HttpRequest.newBuilder(
                    URI.create(sandbox.graph() + "/me/drive/root:/" + name + ":/content"))
                .header("Authorization", "Bearer " + sandbox.token())
                .PUT(BodyPublishers.ofString(content))
                .build();
        int status = http.send(request, BodyHandlers.discarding()).statusCode();
        assertThat(status).isEqualTo(201);
      }
    }
  }
}
