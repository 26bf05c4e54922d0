package org.dubbelslot.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The command")
class CommandContractTest {
  private static final String FAILURE_LINE = "dubbelslot: DS-\\d{3}: .+\\. .+\\.\n";

  @TempDir Path folder;
  private Program member;
  private String team;
  private Path file;

  @BeforeEach
  void asMember() throws Exception {
    member = Program.asExampleMember(memberOfBothTeams(folder), folder);
    team = NothingLeaksTest.firstTeam(member);
    file = Files.writeString(folder.resolve("verslag.txt"), "Een verslag.\n");
  }

  /** The founding member is a steward of both teams. */
  static String memberOfBothTeams(Path folder) throws Exception {
    for (String id : Program.exampleMembers()) {
      Program.Run status = Program.asExampleMember(id, folder).run("--json", "team", "status");
      if (status.exit() == 0 && SandboxProcess.JSON.readTree(status.outBytes()).size() == 2) {
        return id;
      }
    }
    throw new IllegalStateException("no member of both teams");
  }

  @Nested
  @DisplayName("seal and open")
  class SealAndOpen {
    @Test
    @DisplayName("give a file back, by files, by pipes and by range")
    void roundTrip() throws Exception {
      assertDone(member.run("seal", "--team", team, file.toString()));
      Path sealed = folder.resolve("verslag.txt.dslot");
      assertThat(sealed).exists();

      assertDone(member.run("open", sealed.toString(), "-o", folder.resolve("open").toString()));
      assertThat(folder.resolve("open")).hasSameBinaryContentAs(file);

      Program.Run piped = member.run(Files.readAllBytes(file), "seal", "--team", team, "-");
      assertDone(piped);
      Program.Run opened = member.run(piped.outBytes(), "open", "-o", "-", "-");
      assertDone(opened);
      assertThat(opened.out()).isEqualTo("Een verslag.\n");

      Program.Run part = member.run("open", "--range", "4-10", sealed.toString());
      assertDone(part);
      assertThat(part.out()).isEqualTo("verslag");
    }

    @Test
    @DisplayName("keep the name, the day of retention and the signature")
    void metadata() throws Exception {
      assertDone(
          member.run(
              "seal",
              "--team",
              team,
              "--name",
              "Jaarrapport.pdf",
              "--keep-until",
              "2031-12-31",
              "-o",
              folder.resolve("x.dslot").toString(),
              file.toString()));
      Path into = Files.createDirectory(folder.resolve("into"));
      Program.Run opened =
          member.run(
              "--json", "open", "--into", into.toString(), folder.resolve("x.dslot").toString());
      assertDone(opened);
      JsonNode result = SandboxProcess.JSON.readTree(opened.outBytes()).get(0);
      assertThat(into.resolve("Jaarrapport.pdf")).hasSameBinaryContentAs(file);
      assertThat(result.get("keepUntil").textValue()).isEqualTo("2031-12-31");
      assertThat(result.get("signature").textValue()).isEqualTo("verified");
    }

    @Test
    @DisplayName("refuse to write over a file unless forced")
    void exists() throws Exception {
      Path target = Files.writeString(folder.resolve("t.dslot"), "hier eerst");
      assertFails(1, member.run("seal", "--team", team, "-o", target.toString(), file.toString()));
      assertThat(target).hasContent("hier eerst");
      assertDone(
          member.run("seal", "--team", team, "--force", "-o", target.toString(), file.toString()));
      assertFails(1, member.run("open", "-o", file.toString(), target.toString()));
      assertThat(file).hasContent("Een verslag.\n");
    }

    @Test
    @DisplayName("say 6 when some of several failed")
    void someFailed() throws Exception {
      Program.Run run =
          member.run("seal", "--team", team, file.toString(), folder.resolve("nee").toString());
      assertFails(6, run);
      assertThat(run.out()).contains(folder.resolve("nee").toString());
      assertThat(folder.resolve("verslag.txt.dslot")).exists();
      Program.Run json =
          member.run("--json", "inspect", "verslag.txt.dslot", folder.resolve("nee").toString());
      assertThat(json.exit()).isEqualTo(6);
      assertThat(SandboxProcess.JSON.readTree(json.outBytes()).findValuesAsText("code"))
          .containsExactly("DS-401");
    }
  }

  @Nested
  @DisplayName("leaves no output behind when it fails for")
  class LeavesNothing {
    @Test
    @DisplayName("sealed files that are altered, cut, extended, empty, newer, foreign or no files")
    void damagedInput() throws Exception {
      assertDone(member.run("seal", "--team", team, "-o", path("good"), file.toString()));
      byte[] good = Files.readAllBytes(folder.resolve("good"));
      byte[] altered = good.clone();
      altered[good.length - 1000] ^= 4;
      byte[] newer = good.clone();
      newer[8] = 2;
      assertRefused(5, altered);
      assertRefused(5, Arrays.copyOf(good, good.length - 1));
      assertRefused(5, Arrays.copyOf(good, good.length + 1));
      assertRefused(5, Arrays.copyOf(good, 100));
      assertRefused(5, new byte[0]);
      assertRefused(5, "gewoon een brief".getBytes(UTF_8));
      assertRefused(5, newer);
      assertFails(1, member.run("open", "-o", path("out"), folder.toString()));
      assertFails(1, member.run("open", "-o", path("out"), "/dev/null"));
      assertFails(1, member.run("open", "-o", path("out"), path("er is niets")));
      assertThat(folder.resolve("out")).doesNotExist();
      assertThat(leftovers()).isEmpty();
    }

    private void assertRefused(int exit, byte[] sealed) throws IOException {
      Path bad = Files.write(folder.resolve("bad"), sealed);
      assertFails(exit, member.run("open", "-o", path("out"), bad.toString()));
      assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    @DisplayName("a full disk")
    void fullDisk() throws Exception {
      byte[] content = new byte[3 << 20];
      new Random(3).nextBytes(content);
      Path large = Files.write(folder.resolve("groot.bin"), content);
      Path full = Path.of("/dev/full");
      assertThat(full).exists();
      Program.Run run =
          member.run(
              List.of("sh", "-c", "exec \"$@\" > /dev/full", "sh"),
              new byte[0],
              "seal",
              "--team",
              team,
              "-o",
              "-",
              large.toString());
      assertFails(1, run);
      assertThat(run.err()).contains("DS-414");
    }

    @Test
    @DisplayName("a source that may not be read, or an output folder that is missing")
    void unreadable() throws Exception {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
      if (!Files.isReadable(file)) {
        assertFails(1, member.run("seal", "--team", team, "-o", path("out"), file.toString()));
      }
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      assertFails(
          1, member.run("seal", "--team", team, "-o", path("no/folder/out"), file.toString()));
      assertThat(leftovers()).isEmpty();
    }

    private List<String> leftovers() throws IOException {
      try (Stream<Path> all = Files.list(folder)) {
        return all.map(path -> path.getFileName().toString())
            .filter(name -> name.startsWith(".dubbelslot-"))
            .toList();
      }
    }

    private String path(String name) {
      return folder.resolve(name).toString();
    }
  }

  @Nested
  @DisplayName("exits")
  class Exits {
    @Test
    @DisplayName("with 2 for what it does not understand, in one line")
    void usage() {
      assertFails(2, member.run("seal", "--bogus", file.toString()));
      assertFails(2, member.run("verzegel"));
      assertFails(2, member.run("ls", "nergens"));
      assertFails(2, member.run("open", "--range", "9-3", file.toString()));
    }

    @Test
    @DisplayName("with 3 for a file of another team")
    void otherTeam() throws Exception {
      assertDone(
          member.run(
              "seal", "--team", team, "-o", folder.resolve("x").toString(), file.toString()));
      int refusals = 0;
      for (String id : Program.exampleMembers()) {
        Program.Run run =
            Program.asExampleMember(id, folder)
                .run(
                    "open",
                    "-o",
                    folder.resolve("y-" + id).toString(),
                    folder.resolve("x").toString());
        if (run.exit() != 0) {
          assertFails(3, run);
          assertThat(folder.resolve("y-" + id)).doesNotExist();
          refusals++;
        }
      }
      assertThat(refusals).isEqualTo(1);
    }

    @Test
    @DisplayName("with 4 when the drive cannot be reached")
    void unreachable() throws Exception {
      Path token = Files.writeString(folder.resolve("token"), "t");
      Program.Run run =
          member.run(
              "place",
              "add",
              "weg",
              "--drive",
              "me",
              "--team",
              team,
              "--graph",
              "http://127.0.0.1:9/v1.0",
              "--token-file",
              token.toString());
      assertFails(4, run);
    }

    @Test
    @DisplayName("with a failure for an example organisation on a real OneDrive")
    void exampleRefused() {
      Program.Run run = member.run("place", "add", "echt", "--drive", "me", "--team", team);
      assertFails(3, run);
    }
  }

  @Nested
  @DisplayName("in a place in a folder")
  class InAPlace {
    @BeforeEach
    void place() throws Exception {
      Path remote = Files.createDirectory(folder.resolve("synced"));
      assertDone(member.run("place", "add", "map", "--folder", remote.toString(), "--team", team));
    }

    @Test
    @DisplayName("puts, lists, moves, gets and removes")
    void life() throws Exception {
      Path tree = Files.createDirectories(folder.resolve("Groep 7/leeg"));
      Files.writeString(tree.getParent().resolve("Sanne.txt"), "over Sanne");
      Files.writeString(tree.getParent().resolve("leeg.txt"), "");
      assertDone(member.run("put", "-r", tree.getParent().toString(), "map:/"));
      assertDone(member.run("mkdir", "map:/Archief"));
      assertDone(member.run("mv", "map:/Groep 7/Sanne.txt", "map:/Archief/Sanne 2025.txt"));

      Program.Run list = member.run("--json", "ls", "-r", "map:/");
      assertThat(SandboxProcess.JSON.readTree(list.outBytes()).findValuesAsText("name"))
          .containsExactly(
              "Archief/",
              "Archief/Sanne 2025.txt",
              "Groep 7/",
              "Groep 7/leeg/",
              "Groep 7/leeg.txt");
      Program.Run provider = member.run("ls", "-r", "--as-provider", "map:/");
      assertThat(provider.out()).doesNotContain("Sanne", "Archief", "leeg");

      Path back = Files.createDirectory(folder.resolve("terug"));
      assertDone(member.run("get", "-r", "map:/Groep 7", "map:/Archief", back.toString()));
      assertThat(back.resolve("Archief/Sanne 2025.txt")).hasContent("over Sanne");
      assertThat(back.resolve("Groep 7/leeg.txt")).isEmptyFile();
      assertThat(back.resolve("Groep 7/leeg")).isEmptyDirectory();
      assertDone(member.run("--yes", "rm", "map:/Archief"));
      assertFails(4, member.run("get", "map:/Archief/Sanne 2025.txt", back.toString()));
      assertDone(member.run("place", "remove", "map"));
      assertFails(1, member.run("ls", "map:/"));
    }

    @Test
    @DisplayName("removes an original only once its copy was read back")
    void removeOriginal() {
      assertDone(member.run("put", "--remove-original", file.toString(), "map:/"));
      assertThat(file).doesNotExist();
      assertDone(member.run("get", "map:/verslag.txt", folder.toString()));
      assertThat(file).hasContent("Een verslag.\n");
    }
  }

  private static void assertDone(Program.Run run) {
    assertThat(run.exit()).as("%s", run).isZero();
  }

  private void assertFails(int exit, Program.Run run) {
    assertThat(run.exit()).as("%s", run).isEqualTo(exit);
    assertThat(run.err())
        .matches(FAILURE_LINE)
        .doesNotContain("{", "null", folder.toString(), "verslag");
  }
}
