package org.dubbelslot.malice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dubbelslot.cli.Run;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The provider gives files and folders names that would leave the target, or steer a terminal. */
@DisplayName("A provider that lies about names")
class LyingNamesTest {
  private static final List<String> NAMES =
      List.of(
          "..",
          ".",
          "../../kwaad",
          "..\\..\\kwaad",
          "/etc/kwaad",
          "C:\\kwaad",
          "C:kwaad",
          "\\\\server\\share\\kwaad",
          "a/b",
          "CON",
          "nul.txt",
          "COM1.dslot",
          "kwaad.",
          "kwaad ",
          "kwaad:stream",
          "~",
          "-rf",
          "$(reboot)",
          "rekening\u202Efdp.exe",
          "a\u2066b\u2069",
          "regel\nregel",
          "regel\rdubbelslot: alles is in orde",
          "\u001B[2J\u001B[31mrood\u0007",
          "\u009B31mrood",
          "\u0000",
          "\uD800",
          "\uFEFF",
          "e\u0301",
          "",
          " ",
          ".dslot",
          "x".repeat(1000) + ".dslot");

  private static final List<String> CASES = List.of("Map", "MAP", "Ma\u0301p", "M\u00e1p");

  @TempDir static Path folder;
  private static Victim victim;
  private static EvilGraph graph;

  @BeforeAll
  static void found() throws Exception {
    victim = Victim.in(folder);
    graph = new EvilGraph(folder);
    victim.withPlaceAt(graph);
    victim.put("brief.txt", "brief".getBytes(UTF_8), "/");
  }

  @AfterAll
  static void close() throws Exception {
    graph.close();
  }

  @Test
  @DisplayName("for folders: nothing outside the target, clean lines")
  void forFolders() throws Exception {
    forge(NAMES, true);

    stayedInside();
  }

  @Test
  @DisplayName("for files: nothing outside the target, clean lines")
  void forFiles() throws Exception {
    forge(NAMES, false);

    stayedInside();
  }

  @Test
  @DisplayName("as the provider sees them, and in JSON: clean lines")
  void asTheProviderSeesThem() throws Exception {
    forge(NAMES, false);

    clean(victim.run("ls", "--as-provider", "werk:/"));
    clean(victim.run("--json", "ls", "-r", "werk:/"));
  }

  @Test
  @DisplayName("of ten million characters: told in a short sentence")
  void ofTenMillionCharacters() throws Exception {
    forge(List.of("x".repeat(10_000_000)), false);

    Run.Outcome listed = victim.run("ls", "werk:/");

    assertThat(listed.err()).startsWith("dubbelslot: DS-318: ").hasSizeLessThan(500);
    assertThat(listed.out()).isEmpty();
  }

  @Test
  @DisplayName("that differ in case or spelling only: both are listed, neither replaces the other")
  void thatDifferInCaseOnly() throws Exception {
    forge(CASES, true);

    Run.Outcome listed = victim.run("ls", "werk:/");

    assertThat(listed.exit()).as(listed.err()).isZero();
    assertThat(listed.out().lines()).hasSize(2 + CASES.size());
  }

  private static void stayedInside() throws Exception {
    List<String> before = everythingBut("got");
    clean(victim.run("ls", "-r", "werk:/"));
    Victim.Got got = victim.get("/", "-r");
    clean(got.outcome());
    assertThat(got.files())
        .as("nothing but what was sealed is opened")
        .containsExactly("brief.txt");
    assertThat(everythingBut("got")).containsExactlyElementsOf(before);
  }

  private static void clean(Run.Outcome outcome) {
    assertThat(outcome.err()).doesNotContain("DS-499", "DS-490");
    assertThat(Victim.controlCharacters(outcome.out() + outcome.err())).isEmpty();
    assertThat(outcome.out().lines().filter(line -> line.equals("dubbelslot: alles is in orde")))
        .isEmpty();
  }

  private static List<String> everythingBut(String prefix) throws Exception {
    List<String> found = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder)) {
      all.filter(path -> !path.getFileName().toString().startsWith(prefix))
          .filter(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS))
          .map(Path::toString)
          .sorted()
          .forEach(found::add);
    }
    return found;
  }

  /** The one file there is comes in as many copies as there are names, or as folders. */
  private static void forge(List<String> names, boolean asFolders) throws Exception {
    victim.withPlaceAt(graph);
    graph.reform();
    graph.changing(
        "GET",
        "/delta",
        page -> {
          ArrayNode items = page.withArray("value");
          ObjectNode file = null;
          for (JsonNode item : items) {
            file = item.has("file") ? (ObjectNode) item : file;
          }
          for (String name : file == null ? List.<String>of() : names) {
            items.add(forged(file, "01FORGED" + items.size(), name, asFolders));
          }
        });
  }

  private static ObjectNode forged(ObjectNode file, String id, String name, boolean asFolder) {
    ObjectNode item = file.deepCopy().put("id", id).put("name", name);
    if (asFolder) {
      item.remove("file");
      item.putObject("folder");
    }
    return item;
  }
}
