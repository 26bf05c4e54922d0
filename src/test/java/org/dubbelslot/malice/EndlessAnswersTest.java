package org.dubbelslot.malice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.junit.jupiter.params.provider.ValueSource;

/** The provider wants us to go on for ever, or to burst. */
@DisplayName("A provider without end")
class EndlessAnswersTest {
  private static final int NOT_THE_DRIVE = 4;
  private static final int MOST = 400;

  @TempDir static Path folder;
  private static Victim victim;
  private EvilGraph graph;

  @BeforeAll
  static void found() throws Exception {
    victim = Victim.in(folder);
  }

  @BeforeEach
  void putOne() throws Exception {
    graph = new EvilGraph(folder);
    victim.withPlaceAt(graph);
    victim.done("mkdir", "werk:/Map");
    victim.put("brief.txt", "brief".getBytes(UTF_8), "/Map/");
    victim.withPlaceAt(graph);
    graph.reform();
    graph.atMost(MOST);
  }

  @AfterEach
  void bounded() throws Exception {
    assertThat(graph.seen()).as("requests").hasSizeLessThan(MOST);
    assertThat(graph.tokensGivenAway()).isEmpty();
    graph.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"children", "delta"})
  @DisplayName("whose next page is the same page again: told after a few")
  void samePageAgain(String kind) throws Exception {
    withoutChanges(kind);
    graph.changing(
        "GET",
        "/" + kind,
        page -> page.put("@odata.nextLink", here("/v1.0/me/drive/root/" + kind + "?again")));

    told(victim.run("ls", "-r", "werk:/"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"children", "delta"})
  @DisplayName("whose pages are empty and go on: told after a few")
  void emptyPages(String kind) throws Exception {
    withoutChanges(kind);
    graph.on(
        Server.GRAPH,
        "GET",
        "/" + kind,
        ask ->
            Answer.json(
                200,
                "{\"value\":[],\"@odata.nextLink\":\""
                    + here("/v1.0/me/drive/root/" + kind + "?page=" + ask.number())
                    + "\"}"));

    told(victim.run("ls", "-r", "werk:/"));
  }

  @Test
  @DisplayName("who resets the list of changes each time: told, or listed without it")
  void resetsTokens() throws Exception {
    graph.on(
        Server.GRAPH,
        "GET",
        "/delta",
        ask ->
            Answer.json(410, "{\"error\":{\"code\":\"resyncRequired\"}}")
                .with("Location", here("/v1.0/me/drive/root/delta?token=" + ask.number())));

    Run.Outcome outcome = victim.run("ls", "werk:/");

    assertThat(outcome.exit()).as(outcome.err()).isIn(0, NOT_THE_DRIVE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"children", "delta"})
  @DisplayName("whose folder contains itself: told, or left out")
  void folderInItself(String kind) throws Exception {
    withoutChanges(kind);
    graph.changing(
        "GET",
        "/" + kind,
        page -> {
          ArrayNode items = page.withArray("value");
          for (int i = items.size() - 1; i >= 0; i--) {
            ObjectNode item = (ObjectNode) items.get(i);
            if (item.has("folder") && !item.has("root")) {
              item.withObject("parentReference").put("id", item.path("id").asText());
              page.withArray("value").add(item.deepCopy());
            }
          }
        });

    finished(victim.run("ls", "-r", "werk:/"));
    assertThat(victim.get("/", "-r").files()).hasSizeLessThan(3);
  }

  @Test
  @DisplayName("whose two folders contain each other: told, or left out")
  void foldersInEachOther() throws Exception {
    withoutChanges("children");
    String map = graph.children("/me/drive/root/children").getFirst().path("id").asText();
    graph.on(
        Server.GRAPH,
        "GET",
        "/children",
        ask -> {
          String inside = ask.path().contains(map) ? "01B" : map;
          return Answer.json(
              200,
              "{\"value\":[{\"id\":\""
                  + inside
                  + "\",\"name\":\"m\",\"size\":0,\"folder\":{\"childCount\":1},"
                  + "\"parentReference\":{\"id\":\"x\"}}]}");
        });

    told(victim.run("ls", "-r", "werk:/"));
    assertThat(victim.get("/", "-r").outcome().exit()).isEqualTo(NOT_THE_DRIVE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/me/drive", "/(children|delta)", "/items/"})
  @DisplayName("who answers with JSON that never ends: told")
  void jsonThatNeverEnds(String path) throws Exception {
    graph.on(
        Server.GRAPH,
        "GET",
        path,
        ask ->
            Answer.streamed(
                    200,
                    out -> {
                      out.write("{\"value\":[".getBytes(UTF_8));
                      repeat(out, "{\"id\":\"01\",\"name\":\"x\"},", 40 << 20);
                    })
                .with("Content-Type", "application/json"));

    told(victim.run("ls", "werk:/"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  @DisplayName("who answers with JSON of a hundred thousand levels: told")
  void deepJson(String level) throws Exception {
    graph.on(
        Server.GRAPH,
        "GET",
        "/(children|delta)",
        ask -> Answer.json(200, "{\"value\":[],\"x\":" + level.repeat(100_000)));

    told(victim.run("ls", "werk:/"));
  }

  @Test
  @DisplayName("who answers with headers without end: told")
  void hugeHeaders() throws Exception {
    graph.on(
        Server.GRAPH,
        "GET",
        "/(children|delta)",
        ask -> Answer.json(200, "{\"value\":[]}").with("X-Long", "x".repeat(2 << 20)));

    told(victim.run("ls", "werk:/"));
  }

  @Test
  @DisplayName("whose upload session sends us to and fro: told, no endless upload")
  void sessionToAndFro() throws Exception {
    Path source = Files.write(folder.resolve("groot.bin"), new byte[25_000_000]);
    graph
        .changing(
            "POST",
            "createUploadSession",
            answer -> answer.put("uploadUrl", graph.address(Server.STRANGER) + "/up"))
        .on(
            Server.STRANGER,
            "PUT",
            "",
            ask ->
                Answer.json(
                    ask.number() % 2 == 0 ? 202 : 416,
                    "{\"nextExpectedRanges\":[\"" + (ask.number() % 3) * 327_680 + "-\"]}"))
        .on(
            Server.STRANGER,
            "GET",
            "",
            ask ->
                Answer.json(
                    200, "{\"nextExpectedRanges\":[\"" + (ask.number() % 5) * 327_680 + "-\"]}"));

    Run.Outcome put = victim.run("put", source.toString(), "werk:/");

    assertThat(put.exit()).as(put.err()).isEqualTo(NOT_THE_DRIVE);
  }

  @Test
  @DisplayName("who gives one byte for each connection: told, not asked for ever")
  void oneByteAtATime() throws Exception {
    graph.on(
        Server.CONTENT,
        "GET",
        "",
        ask -> {
          byte[] all = ask.honest().body();
          return new Answer(200, new java.util.LinkedHashMap<>(), all.length, out -> out.write(1));
        });

    Victim.Got got = victim.get("/Map/brief.txt");

    assertThat(got.files()).isEmpty();
    assertThat(got.outcome().exit()).isIn(4, 5);
  }

  @Test
  @DisplayName("who plants a hundred thousand items: listed; the person’s own stands among them")
  void aHundredThousandItems() throws Exception {
    withoutChanges("children");
    graph.on(
        Server.GRAPH,
        "GET",
        "/children",
        ask -> {
          StringBuilder page = new StringBuilder("{\"value\":[");
          int from = ask.number() * 1000;
          for (int i = from; i < from + 1000; i++) {
            page.append(i == from ? "" : ",")
                .append("{\"id\":\"01P")
                .append(i)
                .append("\",\"name\":\"planted")
                .append(i)
                .append(".dslot\",\"size\":1,\"file\":{}}");
          }
          page.append("]");
          if (ask.number() < 99) {
            page.append(",\"@odata.nextLink\":\"")
                .append(here("/v1.0/me/drive/root/children?page=" + ask.number()))
                .append("\"");
          }
          return Answer.json(200, page.append("}").toString());
        });

    Run.Outcome listed = victim.run("ls", "werk:/");

    assertThat(listed.exit()).as(listed.err()).isZero();
    assertThat(listed.out().lines()).hasSize(100_001);
  }

  /** A drive that cannot tell what changed is asked for its folders one by one. */
  private void withoutChanges(String kind) {
    if (kind.equals("children")) {
      graph.on(
          Server.GRAPH,
          "GET",
          "/delta",
          ask ->
              Answer.json(
                  200,
                  "{\"value\":[],\"@odata.nextLink\":\""
                      + here("/v1.0/me/drive/root/delta?p=" + ask.number())
                      + "\"}"));
    }
  }

  private String here(String path) {
    return graph.address(Server.GRAPH) + path;
  }

  private static void repeat(OutputStream out, String text, int bytes) throws java.io.IOException {
    byte[] piece = text.repeat(1000).getBytes(UTF_8);
    for (int written = 0; written < bytes; written += piece.length) {
      out.write(piece);
    }
  }

  private static void finished(Run.Outcome outcome) {
    assertThat(outcome.err()).doesNotContain("DS-499", "DS-490");
    assertThat(outcome.exit()).as(outcome.err()).isIn(0, NOT_THE_DRIVE);
  }

  private static void told(Run.Outcome outcome) {
    assertThat(outcome.err()).startsWith("dubbelslot: DS-3").hasLineCount(1);
    assertThat(outcome.exit()).isEqualTo(NOT_THE_DRIVE);
  }
}
