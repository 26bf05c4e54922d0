package org.dubbelslot.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Killed at a random moment of its writing, whoever reads the directory finds the revision before
 * or the new one, whole and verified; the same command, given again, ends well.
 */
@DisplayName("A killed change of the organisation")
@Execution(ExecutionMode.CONCURRENT)
class KilledKeysTest {
  private static final List<String> KINDS = List.of("fsync", "rename", "write");

  @TempDir Path folder;

  @Test
  @DisplayName("rotating the key: files of before open, new ones are sealed to old or new")
  void rotate(TestReporter reporter) throws Exception {
    try (KillWorld world = world("rotate", reporter)) {
      world.addFolderPlace("werk");
      Path source = Files.createDirectories(world.person.resolve("source"));
      Path file = world.file(source, "brief", 5_000);
      world.done(world.member, "put", file.toString(), "werk:/");
      Map<String, byte[]> files = Map.of(file.getFileName().toString(), Files.readAllBytes(file));
      String[] rotate = {"--yes", "custody", "rotate"};
      Map<String, Integer> calls = world.calls(KINDS, world.custodian, rotate);
      int wanted = KillWorld.kills(2);
      while (world.killed() < wanted) {
        long before = revision(world);
        boolean killed = kill(world, calls, world.custodian, rotate);
        assertThat(revision(world)).as(world.about()).isBetween(before, before + 1);
        world.assertReturns("werk:/", files);
        if (killed) {
          world.done(world.custodian, rotate);
          assertThat(ready(world)).as(world.about()).isEqualTo("ready");
          world.done(world.member, "rewrap", "werk:/");
          world.assertReturns("werk:/", files);
        }
        world.assertNothingUnfinished();
        world.assertNothingLeft();
      }
    }
  }

  @Test
  @DisplayName("changing policy, teams and members: nothing is half there")
  void changes(TestReporter reporter) throws Exception {
    try (KillWorld world = world("changes", reporter)) {
      Path policy = Files.writeString(world.disk.resolve("policy.json"), "{\"cacheMinutes\":7}");
      String[] change = {"custody", "policy", policy.toString()};
      repeat(world, 1, world.custodian, change);

      Map<String, Integer> calls =
          world.calls(
              KINDS,
              world.custodian,
              "custody",
              "team",
              "add",
              "Zorg 0",
              "--steward",
              someone(world));
      for (int i = 1; i <= KillWorld.kills(1); i++) {
        String[] add = {"custody", "team", "add", "Zorg " + i, "--steward", someone(world)};
        kill(world, calls, world.custodian, add);
        Program.Run again = world.custodian.run(add);
        assertThat(again.exit() == 0 || again.err().contains("DS-2")).as("%s", again).isTrue();
        assertThat(teams(world)).as(world.about()).containsOnlyOnce("Zorg " + i);
        world.assertNothingUnfinished();
      }
    }
  }

  @Test
  @DisplayName("joining: the same request again, one device, its keys")
  void enrol(TestReporter reporter) throws Exception {
    try (KillWorld world = world("enrol", reporter)) {
      Map<String, Integer> calls = world.calls(KINDS, newcomer(world, 0), request(world, 0));
      for (int i = 1; i <= KillWorld.kills(1); i++) {
        Program newcomer = newcomer(world, i);
        kill(world, calls, newcomer, request(world, i));
        world.done(newcomer, request(world, i));
        world.done(
            world.custodian,
            "--yes",
            "custody",
            "member",
            "approve",
            world.disk.resolve("work/request " + i).toString());
        assertThat(world.json(newcomer, "enrol", "status").get("progress").textValue())
            .as(world.about())
            .isEqualTo("ready");
        world.assertNothingUnfinished();
      }
    }
  }

  @Test
  @DisplayName("adding a place: the list of places is the old or the new")
  void places(TestReporter reporter) throws Exception {
    try (KillWorld world = world("places", reporter)) {
      world.addFolderPlace("eerste");
      String[] add = {
        "place",
        "add",
        "tweede",
        "--folder",
        world.disk.toString(),
        "--team",
        NothingLeaksTest.firstTeam(world.member)
      };
      Map<String, Integer> calls = world.calls(KINDS, world.member, add);
      for (int i = 1; i <= KillWorld.kills(1); i++) {
        world.done(world.member, "place", "remove", "tweede");
        kill(world, calls, world.member, add);
        List<String> names = world.json(world.member, "place", "list").findValuesAsText("place");
        assertThat(names).as(world.about()).contains("eerste").hasSizeBetween(1, 2);
        Program.Run again = world.member.run(add);
        assertThat(again.exit() == 0 || again.err().contains("DS-362")).as("%s", again).isTrue();
        world.assertNothingUnfinished();
      }
    }
  }

  @Test
  @DisplayName("founding: given again, it founds one organisation")
  void found(TestReporter reporter) throws Exception {
    try (KillWorld world = world("found", reporter)) {
      Map<String, Integer> calls = world.calls(KINDS, newcomer(world, 0), init(world, 0));
      for (int i = 1; i <= KillWorld.kills(2); i++) {
        Program founder = newcomer(world, i);
        kill(world, calls, founder, init(world, i));
        Program.Run again = founder.run(init(world, i));
        assertThat(again.exit() == 0 || again.err().contains("DS-24")).as("%s", again).isTrue();
        Path file = Files.writeString(world.disk.resolve("work/seal me " + i), "hallo");
        world.done(founder, "seal", file.toString());
        world.done(founder, "open", file + ".dslot", "-o", file + ".back");
        JsonNode status = world.json(founder, "custody", "status");
        assertThat(status.get("revision").intValue()).as(world.about()).isEqualTo(1);
        world.assertNothingUnfinished();
      }
    }
  }

  private KillWorld world(String what, TestReporter reporter) throws Exception {
    assumeTrue(OneDoorTraceTest.hasStrace(), "strace is not installed");
    reporter.publishEntry("seed", Long.toString(KillWorld.SEED));
    return new KillWorld(folder, what);
  }

  private static boolean kill(
      KillWorld world, Map<String, Integer> calls, Program program, String... arguments)
      throws Exception {
    List<String> kinds = calls.keySet().stream().sorted().toList();
    String kind = kinds.get(world.random.nextInt(kinds.size()));
    int nth = 1 + world.random.nextInt(calls.get(kind));
    return world.killedAtCall(kind, nth, program, arguments);
  }

  /** Kills a change that may be made any number of times, and makes it after each kill. */
  private static void repeat(KillWorld world, int share, Program program, String... change)
      throws Exception {
    Map<String, Integer> calls = world.calls(KINDS, program, change);
    int wanted = world.killed() + KillWorld.kills(share);
    while (world.killed() < wanted) {
      long before = revision(world);
      if (kill(world, calls, program, change)) {
        assertThat(revision(world)).as(world.about()).isBetween(before, before + 1);
        world.done(program, change);
        world.assertNothingUnfinished();
      }
    }
  }

  /** What lies there in force; a reader that trusts nothing but its pin has no trouble with it. */
  private static long revision(KillWorld world) throws IOException {
    Program.Run read = world.done(world.member, "team", "status");
    assertThat(read.err()).as(world.about()).doesNotContain("dubbelslot:");
    return Long.parseLong(
        Files.readString(world.disk.resolve("keys-example/directory/latest")).strip());
  }

  private static String ready(KillWorld world) throws IOException {
    return world.json(world.member, "enrol", "status").get("progress").textValue();
  }

  private static List<String> teams(KillWorld world) throws IOException {
    return world.json(world.custodian, "custody", "team", "list").findValuesAsText("name");
  }

  private static String someone(KillWorld world) {
    return world.member.home().getFileName().toString();
  }

  private static Program newcomer(KillWorld world, int number) {
    return world.at(world.disk.resolve("newcomer " + number));
  }

  private static String[] request(KillWorld world, int number) {
    return new String[] {
      "enrol",
      "request",
      "--directory",
      world.disk.resolve("keys-example/directory").toString(),
      "--name",
      "Nieuw " + number,
      "-o",
      world.disk.resolve("work/request " + number).toString(),
      "--force"
    };
  }

  private static String[] init(KillWorld world, int number) {
    return new String[] {
      "custody",
      "init",
      "--example",
      "--organisation",
      "Voorbeeld",
      "--name",
      "Anna",
      "--team",
      "Directie",
      "--directory",
      world.disk.resolve("directory " + number).toString()
    };
  }
}
