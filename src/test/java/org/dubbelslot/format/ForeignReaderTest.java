package org.dubbelslot.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.dubbelslot.crypto.Base64Url;
import org.dubbelslot.crypto.Ed25519;
import org.dubbelslot.floe.FloeWorkers;
import org.dubbelslot.node.NodeJs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code src/test/node/reader.mjs} was written from {@code docs/format.md} alone. */
@DisplayName("A reader in another language")
class ForeignReaderTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static NodeJs node;

  @TempDir private Path scratch;

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    node = NodeJs.installed();
  }

  @Test
  @DisplayName("answers every vector as promised")
  void vectors() throws Exception {
    JsonNode outcomes = run("vectors.mjs", SealedVector.folder().toAbsolutePath().toString());
    for (SealedVector vector : SealedVector.committed()) {
      String outcome = outcomes.path(vector.name()).asText();
      assertThat(outcome).as(vector.name()).isEqualTo(promised(vector));
    }
  }

  private static String promised(SealedVector vector) throws IOException {
    String expect = vector.expect("sequential");
    if (!expect.equals(SealedVector.SUCCESS)) {
      return expect;
    }
    String name = JSON.writeValueAsString(vector.first("name").orElseThrow());
    String size = vector.first("size").orElseThrow();
    return String.join(" ", expect, name, size, vector.first("payload").orElseThrow());
  }

  @Test
  @DisplayName("writes and reads names on the drive as promised")
  void names() throws Exception {
    Path vectors = SealedVector.folder().resolve("names.json");
    assertThat(run("names.mjs", vectors.toAbsolutePath().toString()))
        .isEqualTo(JSON.readTree(vectors.toFile()));
  }

  @ParameterizedTest
  @EnumSource(OrganisationAlgorithm.class)
  @DisplayName("opens what was sealed just now, with keys in their JSON form")
  void justSealed(OrganisationAlgorithm algorithm) throws Exception {
    TestKeys.Member member = new TestKeys().member(algorithm);
    TestKeys.TestSigner signer = (TestKeys.TestSigner) member.signer();
    byte[] plaintext = OpeningVectors.pattern(300_000);
    Path file = scratch.resolve("a.dslot");
    Metadata metadata =
        Metadata.of("jaarverslag é.pdf", member.team().team())
            .withSizeAndTime(OptionalLong.of(plaintext.length), Optional.empty());
    try (FloeWorkers workers = FloeWorkers.pool(2);
        OutputStream out = Files.newOutputStream(file)) {
      new Sealer(workers).seal(member.request(metadata), new ByteArrayInputStream(plaintext), out);
    }
    Path opened = scratch.resolve("a.pdf");

    JsonNode said =
        run(
            "reader.mjs",
            "--key",
            write("team.json", grant(member.team())),
            "--key",
            write("org.json", grant(member.organisation())),
            "--signer",
            signer.device() + ":" + Base64Url.encode(Ed25519.publicKey(signer.seed())),
            "-o",
            opened.toString(),
            file.toString());

    assertThat(opened).hasBinaryContent(plaintext);
    assertThat(said.get("size").asLong()).isEqualTo(plaintext.length);
    assertThat(said.get("sealedBy").asText()).isEqualTo("verified " + signer.device());
    assertThat(said.get("lockTeam").asText()).isEqualTo(member.team().team().text());
    assertThat(said.get("metadata").get("name").asText()).isEqualTo("jaarverslag é.pdf");
  }

  @Test
  @DisplayName("opens what keys-example has sealed, name keys included")
  void example() throws Exception {
    Path example = Path.of(System.getProperty("project.basedir", "."), "keys-example");
    List<String> keys = new ArrayList<>();
    for (Path key : files(example.resolve("private/plain"), ".json")) {
      keys.addAll(List.of("--key", key.toString()));
    }
    for (Path member : files(example.resolve("directory/members"), ".json")) {
      for (JsonNode device : JSON.readTree(member.toFile()).get("devices")) {
        String signer = device.get("kid").asText() + ":" + device.get("ed25519").asText();
        keys.addAll(List.of("--signer", signer));
      }
    }
    JsonNode expected = JSON.readTree(example.resolve("sealed/expected.json").toFile());
    for (Map.Entry<String, JsonNode> file : expected.properties()) {
      JsonNode said = openExample(keys, example.resolve("sealed").resolve(file.getKey()));
      JsonNode promised = file.getValue();
      assertThat(said.path("metadata").path("name")).isEqualTo(promised.get("name"));
      assertThat(said.path("size")).isEqualTo(promised.get("size"));
      assertThat(said.path("sha256")).isEqualTo(promised.get("sha256"));
      assertThat(said.path("sealedBy").asText())
          .isEqualTo("verified " + promised.get("signer").asText());
    }
    keys.add("--name-key");
    for (Path nameKey : files(example.resolve("directory/names"), ".dslot")) {
      assertThat(openExample(keys, nameKey).path("size").asInt()).isEqualTo(32);
    }
  }

  private JsonNode openExample(List<String> keys, Path file) throws Exception {
    List<String> arguments = new ArrayList<>(keys);
    arguments.add(file.toAbsolutePath().toString());
    return run("reader.mjs", arguments.toArray(String[]::new));
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder.toAbsolutePath())) {
      List<Path> found = files.filter(file -> file.toString().endsWith(ending)).toList();
      assertThat(found).as(folder.toString()).isNotEmpty();
      return found;
    }
  }

  private static ObjectNode grant(TeamKey key) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", "team")
        .put("team", key.team().text())
        .put("kid", key.kid().text())
        .put("alg", "HKDF-SHA256")
        .put("key", Base64Url.encode(key.key().bytes()));
  }

  private static ObjectNode grant(OrganisationPrivateKey key) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", "org")
        .put("kid", key.publicKey().kid().text())
        .put("alg", key.publicKey().alg().jose())
        .put("key", Base64Url.encode(key.encoded().bytes()));
  }

  private String write(String name, ObjectNode json) throws IOException {
    Path file = scratch.resolve(name);
    JSON.writeValue(file.toFile(), json);
    return file.toString();
  }

  private JsonNode run(String script, String... arguments) throws Exception {
    Path log = scratch.resolve("node.log");
    int exit = node.run(log, script, arguments);
    List<String> lines = new ArrayList<>(Files.readAllLines(log));
    assertThat(exit).as(() -> script + " said: " + String.join("\n", lines)).isZero();
    return JSON.readTree(lines.getLast());
  }
}
