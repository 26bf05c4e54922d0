package org.dubbelslot.malice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;
import org.dubbelslot.cli.Run;
import org.dubbelslot.malice.EvilGraph.Answer;
import org.dubbelslot.malice.EvilGraph.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The provider lies about a file's bytes, size, hash, tag and kind. */
@DisplayName("A provider that lies about a file")
class LyingAnswersTest {
  private static final int SIZE = 700_000;
  private static final int MOST = 120;

  @TempDir static Path folder;
  private static Victim victim;
  private EvilGraph graph;
  private byte[] content;
  private byte[] sealed;

  @BeforeAll
  static void found() throws Exception {
    victim = Victim.in(folder);
  }

  @BeforeEach
  void putOne() throws Exception {
    graph = new EvilGraph(folder);
    victim.withPlaceAt(graph);
    content = new byte[SIZE];
    new Random(3).nextBytes(content);
    victim.put("opname.bin", content, "/");
    graph.on(
        Server.CONTENT,
        "GET",
        "",
        ask -> {
          HttpResponse<byte[]> honest = ask.honest();
          sealed = honest.statusCode() == 200 ? honest.body() : sealed;
          return EvilGraph.passed(honest);
        });
    assertThat(victim.get("/opname.bin").outcome().exit()).isZero();
    victim.withPlaceAt(graph); // and knows nothing of what it listed before
    graph.reform();
    graph.atMost(MOST);
  }

  @AfterEach
  void boundedAndNothingGivenAway() throws Exception {
    assertThat(graph.seen()).as("requests").hasSizeLessThan(MOST);
    assertThat(graph.tokensGivenAway()).isEmpty();
    graph.close();
  }

  @Test
  @DisplayName("answers with another offset’s bytes: told, nothing opened")
  void answersWithAnotherOffset() throws Exception {
    bodies(
        (bytes, random) -> {
          byte[] moved = bytes.clone();
          System.arraycopy(moved, 0, bytes, 1000, bytes.length - 1000);
        });

    refused(victim.get("/opname.bin"));
  }

  @Test
  @DisplayName("answers with another file’s bytes from the middle on: told, nothing opened")
  void answersWithAnotherFilesBytes() throws Exception {
    bodies(
        (bytes, random) -> {
          byte[] foreign = new byte[bytes.length / 2];
          random.nextBytes(foreign);
          System.arraycopy(foreign, 0, bytes, bytes.length - foreign.length, foreign.length);
        });

    refused(victim.get("/opname.bin"));
  }

  @ParameterizedTest
  @CsvSource({
    "bytes 5-700/999999",
    "bytes 0-10/5",
    "bytes */700",
    "lines 0-9/10",
    "bytes 0-9/-1",
    "''"
  })
  @DisplayName("says that the bytes are another range’s than was asked: told, nothing opened")
  void saysThatItIsAnotherRange(String range) throws Exception {
    graph.on(
        Server.CONTENT,
        "GET",
        "",
        ask -> Answer.of(206, ask.honest().body()).with("Content-Range", range));

    refused(victim.get("/opname.bin"));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1, 4096, 699_999, 1L << 40, Long.MAX_VALUE})
  @DisplayName("lies about the size in the listing: opened whole, or told; never half")
  void liesAboutTheSize(long size) throws Exception {
    items(item -> item.put("size", size));

    wholeOrRefused(victim.get("/opname.bin"));
    assertThat(victim.run("ls", "werk:/").exit()).isIn(0, 4);
  }

  @Test
  @DisplayName("cuts the body short and says that was all: told, nothing opened")
  void cutsTheBody() throws Exception {
    graph.on(
        Server.CONTENT,
        "GET",
        "",
        ask -> Answer.of(200, Arrays.copyOf(ask.honest().body(), 300_000)));

    refused(victim.get("/opname.bin"));
  }

  @Test
  @DisplayName("never ends the body: told, nothing opened")
  void neverEndsTheBody() throws Exception {
    graph.on(
        Server.CONTENT,
        "GET",
        "",
        ask ->
            Answer.streamed(
                200,
                out -> {
                  out.write(sealed);
                  byte[] more = new byte[1 << 16];
                  for (int i = 0; i < 100_000; i++) {
                    out.write(more);
                  }
                }));

    refused(victim.get("/opname.bin"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AAAAAAAAAAAAAAAAAAAAAAAAAAA=", "", "not base64", "=?=", "AAAA"})
  @DisplayName("lies about the hash of what was uploaded: told, the original stays")
  void liesAboutTheHash(String hash) throws Exception {
    uploads(item -> hashes(item).put("quickXorHash", hash));
    Path source = Files.write(folder.resolve("nieuw.bin"), content);

    Run.Outcome put = victim.run("put", "--remove-original", source.toString(), "werk:/");

    assertThat(put.exit() == 0 ? "verified by reading back" : put.err())
        .matches(said -> said.startsWith("verified") || said.startsWith("dubbelslot: DS-314: "));
    assertThat(Files.exists(source)).isEqualTo(put.exit() != 0);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1, 699_999, Long.MAX_VALUE})
  @DisplayName("lies about the size of what was uploaded: told, the original stays")
  void liesAboutTheUploadedSize(long size) throws Exception {
    uploads(item -> item.put("size", size));
    Path source = Files.write(folder.resolve("nieuw.bin"), content);

    Run.Outcome put = victim.run("put", "--remove-original", source.toString(), "werk:/");

    assertThat(put.err()).startsWith("dubbelslot: DS-314: ").hasLineCount(1);
    assertThat(put.exit()).isEqualTo(5);
    assertThat(source).hasBinaryContent(content);
  }

  @Test
  @DisplayName("keeps something else than was uploaded, with the right hash: the original stays")
  void keepsSomethingElse() throws Exception {
    Path source = Files.write(folder.resolve("nieuw.bin"), content);
    graph.on(
        Server.CONTENT,
        "GET",
        "",
        ask -> {
          byte[] bytes = ask.honest().body();
          bytes[bytes.length / 2] ^= 1;
          return Answer.of(200, bytes);
        });

    Run.Outcome put = victim.run("put", "--remove-original", source.toString(), "werk:/");

    assertThat(put.exit()).isEqualTo(5);
    assertThat(put.err()).startsWith("dubbelslot: DS-1").hasLineCount(1);
    assertThat(source).hasBinaryContent(content);
  }

  @Test
  @DisplayName("gives another file’s identifier for what was uploaded: the original stays")
  void givesAnotherFilesIdentifier() throws Exception {
    String other = graph.children("/me/drive/root/children").getFirst().get("id").textValue();
    uploads(item -> item.put("id", other));
    Path source = Files.write(folder.resolve("nieuw.bin"), new byte[10]);

    Run.Outcome put = victim.run("put", "--remove-original", source.toString(), "werk:/");

    assertThat(put.exit()).as(put.err()).isEqualTo(5);
    assertThat(source).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "W/\"x\"", "\"\u00e9\"", "a b", "\"0,1\""})
  @DisplayName("gives strange tags: opened all the same, for nothing rests on them")
  void givesStrangeTags(String tag) throws Exception {
    items(item -> item.put("eTag", tag).put("cTag", tag));

    Victim.Got got = victim.get("/opname.bin");
    assertThat(got.files()).as(got.outcome().err()).containsExactly("opname.bin");
  }

  @Test
  @DisplayName("calls a file a folder: shown as an empty one, nothing opened")
  void callsAFileAFolder() throws Exception {
    items(
        item -> {
          if (item.path("name").asText().endsWith(".dslot")) {
            item.remove("file");
            item.putObject("folder").put("childCount", 1);
          }
        });

    Victim.Got got = victim.get("/", "-r");

    assertThat(got.files()).isEmpty();
    assertThat(got.outcome().exit()).isIn(0, 4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../drives/x/items/y",
        "..",
        ".",
        "a/b",
        "a?b#c",
        "%2e%2e%2f",
        "a\\u0000b",
        "\\u202e",
        " ",
        ""
      })
  @DisplayName("gives identifiers with slashes and worse: no request leaves the drive’s addresses")
  void givesStrangeIdentifiers(String id) throws Exception {
    items(
        item -> {
          if (item.path("name").asText().endsWith(".dslot")) {
            item.put("id", id.replace("\\u0000", "\u0000").replace("\\u202e", "\u202e"));
          }
        });

    Victim.Got got = victim.get("/opname.bin");

    assertThat(got.files()).isEmpty();
    assertThat(got.outcome().err()).startsWith("dubbelslot: DS-3").hasLineCount(1);
    assertThat(graph.seen())
        .extracting(EvilGraph.Seen::pathAndQuery)
        .allMatch(path -> path.startsWith("/v1.0/me/drive") || path.startsWith("/v1.0/drives/"));
  }

  @Test
  @DisplayName("shows the same item twice in one listing: shown and got once")
  void showsAnItemTwice() throws Exception {
    graph.changing(
        "GET",
        "/(children|delta)",
        page -> {
          file(page).ifPresent(item -> page.withArray("value").add(item).add(item));
        });

    assertThat(victim.listing("/")).containsExactly("opname.bin");
    assertThat(victim.get("/", "-r").files()).containsExactly("opname.bin");
  }

  @Test
  @DisplayName("shows two items of one name: told that the name is not clear, nothing opened")
  void showsTwoItemsOfOneName() throws Exception {
    graph.changing(
        "GET",
        "/(children|delta)",
        page -> {
          file(page)
              .ifPresent(item -> page.withArray("value").add(item.deepCopy().put("id", "01OTHER")));
        });

    assertThat(victim.listing("/")).hasSize(2);
    victim.get("/opname.bin").refused("DS-369", 4);
    Victim.Got all = victim.get("/", "-r", "--force");
    assertThat(all.files()).hasSizeLessThanOrEqualTo(1);
  }

  private void bodies(BiConsumer<byte[], Random> change) {
    graph.on(
        Server.CONTENT,
        "GET",
        "",
        ask -> {
          HttpResponse<byte[]> honest = ask.honest();
          byte[] bytes = honest.body();
          change.accept(bytes, new Random(9));
          Answer answer = Answer.of(honest.statusCode(), bytes);
          return honest
              .headers()
              .firstValue("content-range")
              .map(range -> answer.with("Content-Range", range))
              .orElse(answer);
        });
  }

  /** Changes every item, in listings and alone. */
  private void items(java.util.function.Consumer<ObjectNode> change) {
    graph.changing(
        "GET",
        "/(children|delta|items/|root)",
        json -> {
          if (json.has("value")) {
            json.withArray("value").forEach(item -> change.accept((ObjectNode) item));
          } else if (json.has("file") || json.path("name").asText().endsWith(".dslot")) {
            change.accept(json);
          }
        });
  }

  /** Changes the item with which an upload is answered, and what is said of it afterwards. */
  private void uploads(java.util.function.Consumer<ObjectNode> change) {
    for (Server server : List.of(Server.GRAPH, Server.CONTENT)) {
      graph.on(
          server,
          "PUT",
          "",
          ask -> {
            HttpResponse<byte[]> honest = ask.honest();
            if (honest.statusCode() / 100 != 2 || honest.statusCode() == 202) {
              return EvilGraph.passed(honest);
            }
            ObjectNode item =
                (ObjectNode)
                    new com.fasterxml.jackson.databind.json.JsonMapper().readTree(honest.body());
            change.accept(item);
            return Answer.json(honest.statusCode(), item.toString());
          });
    }
    items(change);
  }

  /** The one sealed file on a page. */
  private static Optional<ObjectNode> file(ObjectNode page) {
    for (JsonNode item : page.path("value")) {
      if (item.path("name").asText().endsWith(".dslot")) {
        return Optional.of((ObjectNode) item);
      }
    }
    return Optional.empty();
  }

  private static ObjectNode hashes(ObjectNode item) {
    return item.withObject("file").withObject("hashes");
  }

  private static void refused(Victim.Got got) throws Exception {
    assertThat(got.files()).isEmpty();
    assertThat(got.outcome().err()).startsWith("dubbelslot: DS-").hasLineCount(1);
    assertThat(got.outcome().err()).doesNotContain("DS-499", "DS-490");
    assertThat(got.outcome().exit()).isIn(4, 5);
  }

  private void wholeOrRefused(Victim.Got got) throws Exception {
    if (got.outcome().exit() == 0) {
      assertThat(got.target().resolve("opname.bin")).hasBinaryContent(content);
    } else {
      refused(got);
    }
  }
}
