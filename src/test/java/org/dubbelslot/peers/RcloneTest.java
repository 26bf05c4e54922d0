package org.dubbelslot.peers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dubbelslot.sandbox.SandboxOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("rclone, as Debian has it, takes the sandbox for OneDrive:")
class RcloneTest {
  private static final int MIB = 1 << 20;
  private static final String AWKWARD = "één & twee #3 + 100% 'zo'.txt";

  @TempDir Path folder;
  private final long seed = new Random().nextLong();
  private Microsoft microsoft;
  private Path config;
  private Path local;

  @BeforeEach
  void start() throws Exception {
    microsoft = Microsoft.start(folder, o -> o.withAuth(SandboxOptions.Auth.TOLERANT));
    String own = microsoft.graph("/me/drive").get("id").textValue();
    String library =
        microsoft
            .graph("/sites/voorbeeld.sharepoint.example:/sites/team:/drive")
            .get("id")
            .textValue();
    String obscured = rclone("obscure", "vier gewone woorden samen").strip();
    config =
        Files.writeString(
            folder.resolve("rclone.conf"),
            remote("own", own, "business")
                + remote("library", library, "documentLibrary")
                + "[sealed]\ntype = crypt\nremote = own:Sealed\npassword = "
                + obscured
                + "\n");
    local = Files.createDirectory(folder.resolve("local"));
    write("empty", 0);
    write("one byte", 1);
    write("four MiB and one", 4 * MIB + 1);
    write("map/forty MiB", 40 * MIB);
    write("map/" + AWKWARD, 1000);
  }

  /** As {@code rclone config} leaves it, long after its access token has ended. */
  private String remote(String name, String driveId, String driveType) {
    return """
    [%s]
    type = onedrive
    drive_id = %s
    drive_type = %s
    token = {"access_token":"ended","token_type":"Bearer","refresh_token":"%s",\
    "expiry":"2020-01-01T00:00:00Z"}
    """
        .formatted(name, driveId, driveType, microsoft.token());
  }

  private void write(String name, int size) throws IOException {
    Path file = local.resolve(name);
    Files.createDirectories(file.getParent());
    byte[] bytes = new byte[size];
    new Random(seed + size).nextBytes(bytes);
    Files.write(file, bytes);
  }

  @AfterEach
  void stop() throws Exception {
    microsoft.close();
  }

  @ParameterizedTest(name = "{0} drive")
  @ValueSource(strings = {"own", "library"})
  @DisplayName("lists, makes folders, sends, fetches, compares, moves, copies and deletes in its")
  void everyCommand(String drive) throws Exception {
    rclone("mkdir", drive + ":Archief/Diep");
    assertThat(rclone("lsf", drive + ":")).isEqualTo("Archief/\n");

    rclone("copy", local.toString(), drive + ":Archief/Diep");
    rclone("check", local.toString(), drive + ":Archief/Diep");
    assertThat(rclone("lsf", "-R", "--files-only", "--format", "sp", drive + ":Archief/Diep"))
        .contains("0;empty\n")
        .contains("1;one byte\n")
        .contains("4194305;four MiB and one\n")
        .contains("41943040;map/forty MiB\n")
        .contains("1000;map/" + AWKWARD + "\n");
    rclone("copy", drive + ":Archief/Diep", folder.resolve("back").toString());
    assertSame(local, folder.resolve("back"));

    rclone("moveto", drive + ":Archief/Diep/one byte", drive + ":Elders/één");
    rclone("copyto", drive + ":Archief/Diep/four MiB and one", drive + ":Elders/copy");
    rclone("deletefile", drive + ":Archief/Diep/empty");
    assertThat(rclone("lsf", drive + ":Elders").lines()).containsExactlyInAnyOrder("copy", "één");
    assertThat(rclone("lsf", drive + ":Archief/Diep").lines())
        .containsExactlyInAnyOrder("four MiB and one", "map/");
    assertThat(rclone("lsf", "--format", "s", drive + ":Elders/één")).isEqualTo("1\n");
    rclone("moveto", drive + ":Elders", drive + ":Archief/Elders");
    rclone("purge", drive + ":Archief/Diep");
    assertThat(rclone("lsf", "-R", drive + ":").lines())
        .containsExactlyInAnyOrder(
            "Archief/", "Archief/Elders/", "Archief/Elders/copy", "Archief/Elders/één");
    assertThat(rclone("about", drive + ":")).contains("Total:").contains("Free:");

    assertThat(microsoft.unanswered()).isEmpty();
  }

  @Test
  @DisplayName("sends and fetches through its own encryption")
  void crypt() throws Exception {
    rclone("copy", local.toString(), "sealed:map");
    rclone("cryptcheck", local.toString(), "sealed:map");
    rclone("copy", "sealed:map", folder.resolve("back").toString());

    assertSame(local, folder.resolve("back"));
    assertThat(rclone("lsf", "-R", "own:Sealed")).doesNotContain("forty").doesNotContain("empty");
    assertThat(microsoft.unanswered()).isEmpty();
  }

  private void assertSame(Path expected, Path actual) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path root : List.of(expected, actual)) {
      try (Stream<Path> tree = Files.walk(root)) {
        tree.filter(Files::isRegularFile).map(root::relativize).forEach(files::add);
      }
    }
    assertThat(files).hasSize(10);
    for (Path file : files) {
      assertThat(Files.mismatch(expected.resolve(file.toString()), actual.resolve(file.toString())))
          .as("%s, seed %d", file, seed)
          .isEqualTo(-1);
    }
  }

  /** Runs rclone as installed; what it prints, if it is content. */
  private String rclone(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("rclone", "--retries", "1"));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("rclone.out");
    Path err = folder.resolve("rclone.err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("SSL_CERT_FILE", microsoft.caFile().toString());
    builder.environment().put("RCLONE_CONFIG", String.valueOf(config));
    Process process = builder.start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    assertThat(process.waitFor())
        .as("%s\n%s\n%s", command, Files.readString(err, UTF_8), microsoft.unanswered())
        .isZero();
    return Files.readString(out, UTF_8);
  }
}
