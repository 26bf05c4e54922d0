package org.dubbelslot.malice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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

/** The provider sends us elsewhere: to another host, without TLS, to a file, in circles. */
@DisplayName("A provider that gives false addresses")
class FalseAddressesTest {
  private static final int NOT_THE_DRIVE = 4;

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
    victim.put("brief.txt", "brief".getBytes(UTF_8), "/");
    graph.reform();
    graph.atMost(60);
  }

  @AfterEach
  void nothingWasGivenAway() throws Exception {
    assertThat(graph.seen()).as("requests").hasSizeLessThan(60);
    assertThat(graph.tokensGivenAway()).isEmpty();
    graph.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.org/next",
        "https://graph.microsoft.com.example.org/v1.0/next",
        "STRANGER/v1.0/next",
        "file:///etc/passwd",
        "ftp://127.0.0.1/next",
        "/relative",
        "//host-only/next",
        "not an address",
        ""
      })
  @DisplayName("for the next page of a listing: told, the token goes nowhere else")
  void forTheNextPage(String address) throws Exception {
    graph.changing(
        "GET",
        "/(children|delta)",
        page -> page.put("@odata.nextLink", spelled(address)).remove("@odata.deltaLink"));

    told(victim.run("ls", "werk:/"), "DS-318", NOT_THE_DRIVE);
    assertThat(graph.seen()).extracting(EvilGraph.Seen::server).containsOnly(Server.GRAPH);
    graph.reform();
    assertThat(victim.listing("/")).containsExactly("brief.txt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://example.org/next", "STRANGER/v1.0/next", "not an address", ""})
  @DisplayName("for the changes since: told or passed by, and not remembered")
  void forTheChangesSince(String address) throws Exception {
    graph.changing("GET", "/delta", page -> page.put("@odata.deltaLink", spelled(address)));

    assertThat(victim.run("ls", "werk:/").exit()).isIn(0, NOT_THE_DRIVE);
    victim.run("ls", "werk:/");
    assertThat(graph.seen()).extracting(EvilGraph.Seen::server).containsOnly(Server.GRAPH);
    graph.reform();
    assertThat(victim.listing("/")).containsExactly("brief.txt");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.org/content",
        "http://127.0.0.1.example.org/content",
        "http://[::ffff:127.0.0.1]/content"
      })
  @DisplayName("without TLS for a download: told, nothing sent there, nothing opened")
  void withoutTlsForADownload(String address) throws Exception {
    graph.on(Server.GRAPH, "GET", "/content", ask -> Answer.redirect(address));

    victim.get("/brief.txt").refused("DS-313", NOT_THE_DRIVE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "file://localhost/etc/passwd",
        "ftp://127.0.0.1/x",
        "jar:file:/x!/y",
        "data:text/plain,x",
        "https://",
        "https://user:word@localhost/x",
        "not an address",
        ""
      })
  @DisplayName("that are none for a download: told, nothing opened")
  void thatAreNoneForADownload(String address) throws Exception {
    graph.on(Server.GRAPH, "GET", "/content", ask -> Answer.redirect(address));

    victim.get("/brief.txt").refused("DS-318", NOT_THE_DRIVE);
  }

  @Test
  @DisplayName("of a stranger for a download: asked without the token; what it gives does not open")
  void ofAStrangerForADownload() throws Exception {
    graph
        .on(Server.GRAPH, "GET", "/content", ask -> Answer.redirect(stranger() + "/x"))
        .on(Server.STRANGER, "GET", "", ask -> Answer.of(200, new byte[100_000]));

    victim.get("/brief.txt").refused("DS-101", 5);
    assertThat(graph.seen()).extracting(EvilGraph.Seen::server).contains(Server.STRANGER);
  }

  @Test
  @DisplayName("in circles for a download: told after a few, nothing opened")
  void inCirclesForADownload() throws Exception {
    graph
        .on(Server.GRAPH, "GET", "/content", ask -> Answer.redirect(stranger() + "/a"))
        .on(Server.STRANGER, "GET", "", ask -> Answer.redirect(stranger() + "/b" + ask.number()));

    victim.get("/brief.txt").refused("DS-318", NOT_THE_DRIVE);
    assertThat(graph.seen()).hasSizeLessThan(12);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://example.org/up", "http://localhost.example.org/up"})
  @DisplayName("without TLS for an upload: told, nothing sent")
  void withoutTlsForAnUpload(String address) throws Exception {
    graph.changing("POST", "createUploadSession", answer -> answer.put("uploadUrl", address));
    graph.on(Server.GRAPH, "PUT", "/content", ask -> Answer.redirect(address));

    Run.Outcome put = put();

    assertThat(put.exit()).isEqualTo(NOT_THE_DRIVE);
    assertThat(put.err()).startsWith("dubbelslot: DS-3");
    assertThat(put.err().lines().filter(line -> !Victim.Got.KEPT.matcher(line).matches()))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///tmp/x", "file://localhost/tmp/x", "ftp://127.0.0.1/x", "x", ""})
  @DisplayName("that are none for an upload: told, nothing sent")
  void thatAreNoneForAnUpload(String address) throws Exception {
    graph.changing("POST", "createUploadSession", answer -> answer.put("uploadUrl", address));
    graph.on(Server.GRAPH, "PUT", "/content", ask -> Answer.redirect(address));

    told(put(), "DS-318", NOT_THE_DRIVE);
  }

  @Test
  @DisplayName("of a stranger for an upload: it gets ciphertext and no token")
  void ofAStrangerForAnUpload() throws Exception {
    graph
        .changing(
            "POST", "createUploadSession", answer -> answer.put("uploadUrl", stranger() + "/up"))
        .on(Server.STRANGER, "", "", ask -> Answer.json(400, "{}"));

    Run.Outcome put = put();

    assertThat(put.exit()).as(put.err()).isNotZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"STRANGER/v1.0/me/drive", "http://example.org/", "file:///etc/passwd"})
  @DisplayName("for what is asked of Graph itself: not followed, told")
  void forWhatIsAskedOfGraph(String address) throws Exception {
    graph.on(Server.GRAPH, "GET", "/me/drive", ask -> Answer.redirect(spelled(address)));

    told(victim.run("ls", "werk:/"), "DS-318", NOT_THE_DRIVE);
    assertThat(graph.seen()).extracting(EvilGraph.Seen::server).containsOnly(Server.GRAPH);
  }

  private Run.Outcome put() throws Exception {
    Path source = java.nio.file.Files.write(folder.resolve("nieuw.bin"), new byte[6_000_000]);
    return victim.run("put", "--on-conflict", "replace", source.toString(), "werk:/");
  }

  private String stranger() {
    return graph.address(Server.STRANGER);
  }

  private String spelled(String address) {
    return address.replace("STRANGER", stranger());
  }

  private static void told(Run.Outcome outcome, String code, int exit) {
    assertThat(outcome.err()).startsWith("dubbelslot: " + code + ": ").hasLineCount(1);
    assertThat(outcome.exit()).isEqualTo(exit);
    assertThat(Victim.controlCharacters(outcome.err() + outcome.out())).isEmpty();
  }
}
