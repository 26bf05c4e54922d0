package org.dubbelslot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.dubbelslot.cli.Run.Outcome;
import org.dubbelslot.format.Inspection;
import org.dubbelslot.format.Inspector;
import org.dubbelslot.format.SealedSource;
import org.dubbelslot.sandbox.Sandbox;
import org.dubbelslot.sandbox.SandboxOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files get new keys after a rotation, and nothing else of them changes. */
@DisplayName("dubbelslot rewrap")
class RewrapCommandTest {
  /** Longer than the first request and than one fragment of an upload. */
  private static final int LARGE = 11_000_000;

  @TempDir Path folder;

  private Founder anna;
  private Path drive;

  @BeforeEach
  void found() throws IOException {
    anna = Founder.in(folder);
    drive = Files.createDirectory(folder.resolve("drive"));
    anna.addPlace("werk", drive);
  }

  @Test
  @DisplayName("in a folder: in place, labels of folders included, counted, and safe to repeat")
  void inPlace() throws IOException {
    String longName = "Een map met een naam die langer is dan de volle vorm toelaat ".repeat(3);
    String longFolder = "werk:/" + longName.strip();
    anna.done("mkdir", longFolder);
    anna.done("put", file("brief.txt", 5_000).toString(), longFolder + "/");
    anna.done("put", file("leeg.txt", 0).toString(), "werk:/");
    List<Kids> before = kids();
    assertThat(before).as("two files and a folder's label").hasSize(3);
    anna.decides("--yes", "custody", "rotate");

    JsonNode tried = anna.json("--json", "rewrap", "--dry-run", "werk:/");
    assertThat(tried.get("rewrapped").intValue()).isEqualTo(3);
    assertThat(kids()).isEqualTo(before);

    JsonNode moved = anna.json("--json", "rewrap", "werk:/");
    assertThat(moved.get("rewrapped").intValue()).isEqualTo(3);
    assertThat(moved.get("versions")).hasSize(1);
    String now = moved.get("versions").get(0).get("organisation").textValue();
    assertThat(kids()).allMatch(kids -> kids.organisation().equals(Set.of(now)));
    assertThat(kids()).extracting(Kids::id).isEqualTo(ids(before));
    assertThat(now).isNotIn(before.getFirst().organisation());

    assertThat(anna.json("--json", "rewrap", "werk:/").get("current").intValue()).isEqualTo(3);
    assertThat(anna.run("rewrap", "werk:/").out())
        .startsWith("Of 3 files 0 got the active keys, 3 had");
    assertThat(anna.run("ls", longFolder).out()).contains("brief.txt");
    returns(longFolder + "/brief.txt", "brief.txt");
  }

  @Test
  @DisplayName("on a drive of others: as the next version of the same item, small and large")
  void onADrive() throws Exception {
    Path root = Files.createDirectory(folder.resolve("onedrive"));
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.at(root).withLog(line -> {}))) {
      anna.addPlace("wolk", sandbox);
      anna.done("mkdir", "wolk:/Map");
      anna.done(
          "put", file("klein.txt", 10).toString(), file("groot.bin", LARGE).toString(), "wolk:/");
      anna.done("put", file("diep.txt", 70_000).toString(), "wolk:/Map/");
      anna.decides("--yes", "custody", "rotate", "--team", "Directie");

      JsonNode one = anna.json("--json", "rewrap", "wolk:/Map/diep.txt");
      assertThat(one.get("rewrapped").intValue()).isEqualTo(1);
      Outcome rest = anna.run("rewrap", "--per-minute", "6000", "wolk:/");

      assertThat(rest.exit()).as(rest.err()).isZero();
      assertThat(rest.out()).startsWith("Of 3 files 2 got the active keys, 1 had them already");
      assertThat(rest.err()).contains("the versions before still have the old locks");
      returns("wolk:/klein.txt", "klein.txt");
      returns("wolk:/groot.bin", "groot.bin");
      returns("wolk:/Map/diep.txt", "diep.txt");
      assertThat(anna.json("--json", "rewrap", "wolk:/").get("current").intValue()).isEqualTo(3);
    }
  }

  @Test
  @DisplayName("leaves a file that is not the team's, names it and does the others")
  void anotherTeams() throws IOException {
    anna.done("put", file("ours.txt", 100).toString(), "werk:/");
    anna.decides("custody", "team", "add", "Zorg", "--steward", "Anna de Wit");
    anna.done("seal", "--team", "Zorg", file("theirs.txt", 100).toString());
    Files.move(folder.resolve("theirs.txt.dslot"), drive.resolve("theirs.txt.dslot"));
    anna.decides("--yes", "custody", "rotate");

    Outcome outcome = anna.run("--json", "rewrap", "werk:/");

    assertThat(outcome.exit()).isEqualTo(6);
    assertThat(outcome.err()).startsWith("dubbelslot: DS-393: ").hasLineCount(1);
    JsonNode json = Founder.json(outcome);
    assertThat(json.get("rewrapped").intValue()).isEqualTo(1);
    assertThat(json.get("left").get(0).get("file").textValue()).isEqualTo("werk:/theirs.txt.dslot");
    assertThat(json.get("versions")).hasSize(2);
  }

  /** What anybody sees of a sealed file's locks. */
  private record Kids(String id, Set<String> organisation) {}

  private List<Kids> kids() throws IOException {
    List<Kids> kids = new ArrayList<>();
    try (Stream<Path> files = Files.walk(drive)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        try (FileChannel channel = FileChannel.open(file)) {
          Inspection seen = Inspector.inspect(SealedSource.of(channel));
          Set<String> organisation = new TreeSet<>();
          seen.locks().forEach(lock -> organisation.add(lock.organisation().text()));
          kids.add(new Kids(seen.id().toString(), organisation));
        } catch (org.dubbelslot.format.FormatException e) {
          throw new AssertionError("not a sealed file", e);
        }
      }
    }
    return kids;
  }

  private static List<String> ids(List<Kids> kids) {
    return kids.stream().map(Kids::id).toList();
  }

  private Path file(String name, int size) throws IOException {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return Files.write(folder.resolve(name), bytes);
  }

  private void returns(String path, String name) throws IOException {
    Path back = Files.createTempDirectory(folder, "back");
    anna.done("get", path, back.toString());
    assertThat(Files.mismatch(back.resolve(name), folder.resolve(name))).isEqualTo(-1);
  }
}
