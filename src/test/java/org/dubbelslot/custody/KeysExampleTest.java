package org.dubbelslot.custody;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.floe.FloeWorkers;
import org.dubbelslot.format.Metadata;
import org.dubbelslot.format.OpenOptions;
import org.dubbelslot.format.Opened;
import org.dubbelslot.format.Opener;
import org.dubbelslot.format.SealRequest;
import org.dubbelslot.format.SealedBy;
import org.dubbelslot.format.Sealer;
import org.dubbelslot.json.StrictJson;
import org.dubbelslot.keys.Grant;
import org.dubbelslot.keys.KeyDirectory;
import org.dubbelslot.keys.PassphraseProtection;
import org.dubbelslot.policy.Policy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Verifies the committed {@code keys-example/}, and that making it anew gives the same shape.
 *
 * <p>{@code mvn test -Dtest=KeysExampleTest -Dexample.write=true} replaces the committed one.
 */
@DisplayName("The committed keys-example")
class KeysExampleTest {
  private static final Path COMMITTED =
      Path.of(System.getProperty("project.basedir", ".")).resolve("keys-example");
  private static final Instant MADE = Instant.parse("2026-11-01T00:00:00Z");
  private static final Instant MODIFIED = Instant.parse("2026-10-20T13:30:00Z");
  private static final int SEVERAL_SEGMENTS = 600_000;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path temporary;
  private final FloeWorkers workers = FloeWorkers.pool(1);
  private final Tools tools = TestTools.at(TestTools.NOW, workers);

  @AfterEach
  void closeWorkers() {
    workers.close();
  }

  @Test
  @DisplayName("is replaced only when asked for by -Dexample.write=true")
  void write() throws Exception {
    if (!Boolean.getBoolean("example.write")) {
      return;
    }
    for (String part : List.of("directory", "private", "sealed")) {
      delete(COMMITTED.resolve(part));
    }
    make(
        COMMITTED,
        new Tools(
            tools.passphrases(),
            tools.egress(),
            workers,
            Clock.fixed(MADE, ZoneOffset.UTC),
            PassphraseProtection.WORK_FACTOR));
  }

  @Test
  @DisplayName("has the shape that these commands give")
  void sameShape() throws Exception {
    Path made = temporary.resolve("made");
    make(made, tools);

    assertThat(shape(COMMITTED)).isEqualTo(shape(made));
  }

  @Test
  @DisplayName("opens on every device that should open it, with verified signers")
  void opens() throws Exception {
    // Reading writes copies into the homes: not into the repository.
    Path copy = temporary.resolve("copy");
    copy(COMMITTED, copy);
    JsonNode expected = StrictJson.parse(Files.readAllBytes(copy.resolve("sealed/expected.json")));
    assertThat(expected.size()).isEqualTo(4);

    int openings = 0;
    for (Path home : list(copy.resolve("private/devices"))) {
      try (Membership membership = Membership.open(home, tools, Overrides.none())) {
        KeyDirectory directory = membership.directory();
        assertThat(directory.organisation().example()).isTrue();
        assertThat(directory.organisation().expires()).isEqualTo(ExampleOrganisation.EXPIRES);
        assertThat(directory.organisation().name()).contains("verzonnen");
        for (Map.Entry<String, JsonNode> file : expected.properties()) {
          Kid teamKid = new Kid(file.getValue().get("team").textValue());
          if (membership.opening().team(teamKid).isPresent()) {
            requireExpected(membership, copy.resolve("sealed").resolve(file.getKey()), file);
            openings++;
          }
        }
      }
    }
    assertThat(openings).isEqualTo(8);
  }

  @Test
  @DisplayName("has every private key in the clear, under its own identifier")
  void plainKeys() throws Exception {
    for (Path file : list(COMMITTED.resolve("private/plain"))) {
      try (SecretBytes json = SecretBytes.wrap(Files.readAllBytes(file));
          Grant grant = Grant.decode(json)) {
        assertThat(file).hasFileName(grant.kid() + ".json");
      }
    }
  }

  private void requireExpected(
      Membership membership, Path sealed, Map.Entry<String, JsonNode> expected) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Opened opened =
        new Opener(workers)
            .open(
                new ByteArrayInputStream(Files.readAllBytes(sealed)),
                membership.opening(),
                OpenOptions.STRICT,
                out);
    JsonNode entry = expected.getValue();
    assertThat(opened.metadata().name()).isEqualTo(entry.get("name").textValue());
    assertThat(opened.size()).isEqualTo(entry.get("size").longValue());
    assertThat(sha256(out.toByteArray())).isEqualTo(entry.get("sha256").textValue());
    assertThat(opened.sealedBy())
        .isEqualTo(new SealedBy.Verified(new Kid(entry.get("signer").textValue())));
  }

  private void make(Path folder, Tools with) throws Exception {
    ExampleOrganisation.Plan plan = ExampleOrganisation.Plan.standard();
    Path work = temporary.resolve("work");
    ExampleOrganisation.Made made = ExampleOrganisation.make(plan, work, with);
    copy(work, folder);
    Map<String, byte[]> board = new LinkedHashMap<>();
    board.put(
        "Brief aan de bewoners.txt",
        "Geachte bewoners,\n\nDeze brief is verzonnen.\n".getBytes(StandardCharsets.UTF_8));
    board.put("leeg.txt", new byte[0]);
    Map<String, byte[]> north = new LinkedHashMap<>();
    north.put(
        "Bezoekverslag één.md",
        "# Bezoek\n\nNiemand was thuis.\n".getBytes(StandardCharsets.UTF_8));
    byte[] several = new byte[SEVERAL_SEGMENTS];
    for (int i = 0; i < several.length; i++) {
      several[i] = (byte) (i * 31 + i / 251);
    }
    north.put("opname.bin", several);

    ObjectNode expected = JSON.createObjectNode();
    seal(made, with, "Jan Verzonnen", "Bestuur", board, folder, expected);
    seal(made, with, "Fatima Bijvoorbeeld", "Wijkteam Noord", north, folder, expected);
    Files.write(
        folder.resolve("sealed/expected.json"),
        JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(expected));
    delete(work);
  }

  private void seal(
      ExampleOrganisation.Made made,
      Tools with,
      String person,
      String teamName,
      Map<String, byte[]> files,
      Path folder,
      ObjectNode expected)
      throws Exception {
    Path sealed = Files.createDirectories(folder.resolve("sealed"));
    Kid team = made.teams().get(teamName);
    try (Membership membership = Membership.open(made.homes().get(person), with, Overrides.none());
        SealingKeys keys = membership.sealing(team, Policy.defaults())) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        String name = (expected.size() + 1) + ".dslot";
        byte[] content = file.getValue();
        Metadata metadata =
            Metadata.of(file.getKey(), team)
                .withSizeAndTime(OptionalLong.of(content.length), Optional.of(MODIFIED));
        try (var out = Files.newOutputStream(sealed.resolve(name))) {
          new Sealer(workers)
              .seal(
                  new SealRequest(keys.locks(), metadata, Optional.of(keys.signer())),
                  new ByteArrayInputStream(content),
                  out);
        }
        expected
            .putObject(name)
            .put("name", file.getKey())
            .put("size", content.length)
            .put("sha256", sha256(content))
            .put("organisation", keys.locks().getFirst().organisation().kid().text())
            .put("team", keys.locks().getFirst().team().kid().text())
            .put("signer", keys.signer().device().text());
      }
    }
  }

  /** Every file's path, with each identifier replaced: they are new each time. */
  private static SortedSet<String> shape(Path folder) throws IOException {
    Assumptions.assumeTrue(Files.exists(folder), "keys-example is not there");
    SortedSet<String> shape = new TreeSet<>();
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String part : List.of("directory", "private", "sealed")) {
      try (var files = Files.walk(folder.resolve(part))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String path =
              folder
                  .relativize(file)
                  .toString()
                  .replace('\\', '/')
                  .replaceAll("[0-9a-hjkmnp-tv-z]{26}", "<id>");
          shape.add(path + " " + counts.merge(path, 1, Integer::sum));
        }
      }
    }
    return shape;
  }

  private static List<Path> list(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static String sha256(byte[] content) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
