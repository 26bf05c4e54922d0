package org.dubbelslot.program;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What the provider receives")
class NothingLeaksTest {
  private static final String NAME = "Zorgdossier Jansen geheim.docx";
  private static final String FOLDER = "Leerlingbegeleiding";
  private static final Set<String> TELEMETRY =
      Set.of("sdkversion", "x-client-sku", "x-client-os", "x-client-ver", "x-client-cpu");

  @Test
  @DisplayName("holds no plaintext, no true name, no key and no telemetry")
  void nothingLeaks(@TempDir Path folder) throws Exception {
    long seed = new Random().nextLong();
    byte[] secret = new byte[1_500_000];
    new Random(seed).nextBytes(secret);
    Path file = folder.resolve(NAME);
    Files.write(file, secret);
    Program member = Program.asExampleMember(Program.exampleMembers().getFirst(), folder);
    Scanner scanner = new Scanner(secret, List.of(NAME, FOLDER, "Zorgdossier", "Jansen"), keys());
    try (SandboxProcess sandbox = SandboxProcess.start(folder.resolve("sandbox"))) {
      assertThat(
              member
                  .run(
                      "place",
                      "add",
                      "school",
                      "--drive",
                      "me",
                      "--team",
                      firstTeam(member),
                      "--graph",
                      sandbox.graph(),
                      "--token-file",
                      sandbox.tokenFile().toString())
                  .exit())
          .isZero();
      Program.Run mkdir = member.run("mkdir", "school:/" + FOLDER);
      assertThat(mkdir.exit()).as("%s", mkdir).isZero();

      Program.Run put = member.run("put", file.toString(), "school:/" + FOLDER + "/");

      assertThat(put.exit()).as("%s", put).isZero();
      assertThat(member.run("ls", "school:/" + FOLDER).out()).contains(NAME);
      List<JsonNode> requests = sandbox.requests();
      assertThat(requests).anyMatch(request -> request.get("method").textValue().equals("PUT"));
      assertThat(scanner.findings(requests)).as("seed %d", seed).isEmpty();

      // And the scanner would have seen it: the same file, uploaded without its locks.
      sandbox.put("/me/drive/root:/leak.bin:/content", secret);
      sandbox.put("/me/drive/root:/keys.bin:/content", keys().values().iterator().next());
      sandbox.put("/me/drive/root:/Jansen.txt:/content", "x".getBytes(UTF_8));
      List<JsonNode> all = sandbox.requests();
      assertThat(scanner.findings(all.subList(requests.size(), all.size())))
          .anyMatch(finding -> finding.startsWith("plaintext"))
          .anyMatch(finding -> finding.startsWith("key"))
          .anyMatch(finding -> finding.startsWith("name"));
    }
  }

  static String firstTeam(Program member) throws Exception {
    Program.Run status = member.run("--json", "team", "status");
    assertThat(status.exit()).as("%s", status).isZero();
    return SandboxProcess.JSON.readTree(status.outBytes()).get(0).get("team").textValue();
  }

  private static Map<String, byte[]> keys() throws Exception {
    Map<String, byte[]> keys = new HashMap<>();
    try (var files = Files.list(Program.EXAMPLE.resolve("private/plain"))) {
      for (Path file : files.toList()) {
        String text = SandboxProcess.JSON.readTree(Files.readAllBytes(file)).get("key").textValue();
        keys.put(file.getFileName().toString(), Base64.getUrlDecoder().decode(text));
      }
    }
    assertThat(keys).isNotEmpty();
    return keys;
  }

  /** Searches requests for what must never be in one. */
  private static final class Scanner {
    private static final int BLOCK = 64;
    private final Set<Long> plaintextBlocks = new HashSet<>();
    private final Map<String, byte[]> keys;
    private final List<String> names;

    Scanner(byte[] plaintext, List<String> names, Map<String, byte[]> keys) {
      ByteBuffer bytes = ByteBuffer.wrap(plaintext);
      for (int at = 0; at + Long.BYTES <= plaintext.length; at += BLOCK) {
        plaintextBlocks.add(bytes.getLong(at));
      }
      this.keys = keys;
      this.names = names;
    }

    List<String> findings(List<JsonNode> requests) throws Exception {
      List<String> findings = new ArrayList<>();
      for (JsonNode request : requests) {
        String what = request.get("method").textValue() + " " + request.get("path").textValue();
        byte[] body = new byte[0];
        if (request.hasNonNull("bodyFile")) {
          body = Files.readAllBytes(Path.of(request.get("bodyFile").textValue()));
        }
        scan(request.toString().getBytes(UTF_8), what, findings);
        scan(body, what, findings);
        headers(request.get("headers"), findings);
      }
      return findings;
    }

    private void scan(byte[] bytes, String what, List<String> findings) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      for (int at = 0; at + Long.BYTES <= bytes.length; at++) {
        if (plaintextBlocks.contains(buffer.getLong(at))) {
          findings.add("plaintext in " + what);
          break;
        }
      }
      String latin = new String(bytes, ISO_8859_1);
      String lower = latin.toLowerCase(Locale.ROOT);
      for (String name : names) {
        String encoded =
            URLEncoder.encode(name, UTF_8).replace("+", "%20").toLowerCase(Locale.ROOT);
        String base64 =
            Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(UTF_8));
        if (lower.contains(name.toLowerCase(Locale.ROOT))
            || lower.contains(encoded)
            || latin.contains(base64.substring(0, base64.length() - 2))) {
          findings.add("name in " + what);
        }
      }
      keys.forEach(
          (kid, key) -> {
            String raw = new String(key, ISO_8859_1);
            String base64 = Base64.getUrlEncoder().withoutPadding().encodeToString(key);
            String standard = Base64.getEncoder().withoutPadding().encodeToString(key);
            if (latin.contains(raw)
                || latin.contains(base64)
                || latin.contains(standard)
                || lower.contains(HexFormat.of().formatHex(key))) {
              findings.add("key " + kid + " in " + what);
            }
          });
    }

    private static void headers(JsonNode headers, List<String> findings) {
      headers
          .fieldNames()
          .forEachRemaining(
              name -> {
                String lower = name.toLowerCase(Locale.ROOT);
                if (TELEMETRY.contains(lower) || lower.startsWith("x-client")) {
                  findings.add("telemetry header " + name);
                }
              });
      if (headers.toString().toLowerCase(Locale.ROOT).contains("kiota")) {
        findings.add("telemetry in a header");
      }
    }
  }
}
