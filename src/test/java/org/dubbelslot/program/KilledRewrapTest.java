package org.dubbelslot.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@DisplayName("A killed re-wrap")
@Execution(ExecutionMode.CONCURRENT)
class KilledRewrapTest {
  private static final int SMALL_FILES = 5;
  private static final int SMALL = 20_000;
  private static final int LARGE = 6_000_000;

  @TempDir Path folder;

  @Test
  @DisplayName("leaves every file of a folder with its old locks or its new, or ready to finish")
  void inPlace(TestReporter reporter) throws Exception {
    assumeTrue(OneDoorTraceTest.hasStrace(), "strace is not installed");
    try (KillWorld world = new KillWorld(folder, "rewrap in place")) {
      reporter.publishEntry("seed", Long.toString(KillWorld.SEED));
      world.addFolderPlace("werk");
      Map<String, byte[]> files = put(world, "werk");
      rotate(world);
      List<String> kinds = List.of("fsync", "pwrite64", "rename", "unlink");
      Map<String, Integer> calls = world.calls(kinds, world.member, rewrap("werk"));
      int wanted = KillWorld.kills(5);
      while (world.killed() < wanted) {
        rotate(world);
        boolean killed = true;
        while (world.killed() < wanted && killed) {
          String kind = kinds.get(world.random.nextInt(kinds.size()));
          int nth = 1 + world.random.nextInt(Math.max(1, calls.getOrDefault(kind, 1) * 2 / 3));
          killed = world.killedAtCall(kind, nth, world.member, rewrap("werk"));
          world.assertReturns("werk:/", files);
          world.assertNothingLeft();
        }
        finish(world, "werk", files);
      }
    }
  }

  @Test
  @DisplayName("leaves every file of a drive as it was or done, and goes on where it stopped")
  void onADrive(TestReporter reporter) throws Exception {
    try (KillWorld world = new KillWorld(folder, "rewrap on a drive")) {
      reporter.publishEntry("seed", Long.toString(KillWorld.SEED));
      world.addPlace("school");
      Map<String, byte[]> files = put(world, "school");
      rotate(world);
      long all = world.traffic(world.member, rewrap("school"));
      int wanted = KillWorld.kills(5);
      while (world.killed() < wanted) {
        rotate(world);
        boolean killed = true;
        while (world.killed() < wanted && killed) {
          long at = world.random.nextLong(all);
          killed = world.killedAfterBytes(at, world.member, rewrap("school"));
          if (killed) {
            world.assertReturns("school:/", files);
            world.assertNothingLeft();
          }
        }
        finish(world, "school", files);
      }
    }
  }

  private static String[] rewrap(String place) {
    return new String[] {"rewrap", "--per-minute", "60000", place + ":/"};
  }

  private Map<String, byte[]> put(KillWorld world, String place) throws IOException {
    Path source = Files.createDirectories(world.person.resolve("source"));
    Map<String, byte[]> files = new HashMap<>();
    for (int i = 0; i < SMALL_FILES; i++) {
      add(files, world.file(source, "klein " + i, world.random.nextInt(SMALL)));
    }
    add(files, world.file(source, "groot", LARGE));
    world.assertSearchFinds(source.resolve(KillWorld.name("groot")));
    world.done(world.member, "put", "-r", source.toString(), place + ":/");
    return files;
  }

  private static void add(Map<String, byte[]> files, Path file) throws IOException {
    files.put(file.getFileName().toString(), Files.readAllBytes(file));
  }

  private static void rotate(KillWorld world) {
    world.done(world.custodian, "--yes", "custody", "rotate");
  }

  private static void finish(KillWorld world, String place, Map<String, byte[]> files)
      throws IOException {
    JsonNode done = world.json(world.member, rewrap(place));
    int changedOrDone = done.get("rewrapped").intValue() + done.get("current").intValue();
    assertThat(changedOrDone).as("%s\n%s", world.about(), done).isEqualTo(files.size());
    assertThat(done.get("versions")).as(world.about()).hasSize(1);
    world.assertReturns(place + ":/", files);
    world.assertNothingUnfinished();
    world.assertNothingLeft();
  }
}
