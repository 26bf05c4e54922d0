package org.dubbelslot.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Killed at a random byte or write, a transfer is taken up again: each file is in the place once
 * and opens to its bytes, or still lies with the person.
 */
@DisplayName("A killed transfer")
@Execution(ExecutionMode.CONCURRENT)
class KilledTransfersTest {
  private static final int MANY = 8;
  private static final int SMALL = 30_000;
  private static final int LARGE = 9_000_000;
  private static final List<String> WRITES = List.of("write", "pwrite64", "fsync");
  private static final List<String> ENDINGS = List.of("fsync", "rename", "link", "unlink");

  @TempDir Path folder;

  @Test
  @DisplayName("of many small files upwards")
  void small(TestReporter reporter) throws Exception {
    try (KillWorld world = world("small", reporter)) {
      Path first = many(world, 0);
      long all = world.traffic(world.member, "put", "-r", first.toString(), "school:/");
      int number = 0;
      while (world.killed() < KillWorld.kills(4)) {
        Path source = many(world, ++number);
        Map<String, byte[]> files = read(source);
        String[] put = {"put", "-r", source.toString(), "school:/"};
        world.killedAfterBytes(world.random.nextLong(all), world.member, put);
        world.assertNothingLeft();

        world.done(world.member, "transfers", "resume");
        world.done(
            world.member, "put", "-r", "--on-conflict", "skip", source.toString(), "school:/");

        String target = "school:/" + source.getFileName();
        assertThat(world.names(target)).as(world.about()).hasSize(files.size());
        world.assertReturns(target, files);
        settled(world);
      }
    }
  }

  @Test
  @DisplayName("of one large file upwards, while it is sent")
  void sending(TestReporter reporter) throws Exception {
    try (KillWorld world = world("sending", reporter)) {
      Path source = world.person.resolve("source");
      long all = world.traffic(world.member, put(world.file(source, "eerst", LARGE)));
      while (world.killed() < KillWorld.kills(4)) {
        Path file = world.file(source, "groot " + world.random.nextInt(), LARGE);
        world.killedAfterBytes(world.random.nextLong(all), world.member, put(file));
        resumeUpload(world, file);
      }
    }
  }

  @Test
  @DisplayName("of one large file upwards, while it is sealed and noted")
  void sealing(TestReporter reporter) throws Exception {
    assumeTrue(OneDoorTraceTest.hasStrace(), "strace is not installed");
    try (KillWorld world = world("sealing", reporter)) {
      Path source = world.person.resolve("source");
      Path first = world.file(source, "eerst", LARGE);
      Map<String, Integer> calls = world.calls(WRITES, world.member, put(first));
      while (world.killed() < KillWorld.kills(3)) {
        Path file = world.file(source, "groot " + world.random.nextInt(), LARGE);
        kill(world, calls, put(file));
        resumeUpload(world, file);
      }
    }
  }

  @Test
  @DisplayName("that removes the original: it goes only when the copy is there and opens")
  void removing(TestReporter reporter) throws Exception {
    assumeTrue(OneDoorTraceTest.hasStrace(), "strace is not installed");
    try (KillWorld world = world("removing", reporter)) {
      Path source = world.person.resolve("source");
      long all = world.traffic(world.member, move(world.file(source, "eerst", LARGE / 3)));
      Map<String, Integer> calls =
          world.calls(ENDINGS, world.member, move(world.file(source, "tweede", LARGE / 3)));
      while (world.killed() < KillWorld.kills(3)) {
        Path file = world.file(source, "weg " + world.random.nextInt(), LARGE / 3);
        Map<String, byte[]> files = Map.of(name(file), Files.readAllBytes(file));
        if (world.random.nextBoolean()) {
          world.killedAfterBytes(world.random.nextLong(all), world.member, move(file));
        } else {
          kill(world, calls, move(file));
        }
        world.assertNothingLeft();
        if (!Files.exists(file)) {
          world.assertReturns("school:/" + name(file), files);
        }

        world.done(world.member, "transfers", "resume");

        if (Files.exists(file)) {
          // Killed before the transfer was noted: nothing had begun, the person asks again.
          world.done(world.member, move(file));
        }
        assertThat(file).as(world.about()).doesNotExist();
        world.assertReturns("school:/" + name(file), files);
        settled(world);
      }
    }
  }

  @Test
  @DisplayName("of one large file downwards, while it comes")
  void receiving(TestReporter reporter) throws Exception {
    try (KillWorld world = world("receiving", reporter)) {
      Path file = world.file(world.person.resolve("source"), "groot", LARGE);
      world.done(world.member, put(file));
      long all = world.traffic(world.member, get(world, file, 0));
      int number = 0;
      while (world.killed() < KillWorld.kills(3)) {
        String[] get = get(world, file, ++number);
        world.killedAfterBytes(world.random.nextLong(all), world.member, get);
        resumeDownload(world, file, get);
      }
    }
  }

  @Test
  @DisplayName("of one large file downwards, while it is written and gets its name")
  void arriving(TestReporter reporter) throws Exception {
    assumeTrue(OneDoorTraceTest.hasStrace(), "strace is not installed");
    try (KillWorld world = world("arriving", reporter)) {
      Path file = world.file(world.person.resolve("source"), "groot", LARGE / 2);
      world.done(world.member, put(file));
      Map<String, Integer> calls =
          world.calls(
              Stream.concat(WRITES.stream(), ENDINGS.stream()).distinct().toList(),
              world.member,
              get(world, file, 0));
      int number = 0;
      while (world.killed() < KillWorld.kills(3)) {
        String[] get = get(world, file, ++number);
        kill(world, calls, get);
        resumeDownload(world, file, get);
      }
    }
  }

  @Test
  @DisplayName("within the place, where a new name needs a new seal")
  void moving(TestReporter reporter) throws Exception {
    try (KillWorld world = world("moving", reporter)) {
      Path source = world.person.resolve("source");
      String longName = KillWorld.name("lange naam ".repeat(14));
      Path first = world.file(source, "eerst", LARGE / 2);
      world.done(world.member, put(first));
      long all = world.traffic(world.member, rename(first, longName + "0"));
      int number = 0;
      while (world.killed() < KillWorld.kills(2)) {
        Path file = world.file(source, "hernoem " + ++number, LARGE / 2);
        byte[] bytes = Files.readAllBytes(file);
        String renamed = longName + number;
        world.done(world.member, put(file));
        world.killedAfterBytes(world.random.nextLong(all), world.member, rename(file, renamed));
        world.assertNothingLeft();
        if (world.names("school:/").contains(name(file))) {
          world.done(world.member, rename(file, renamed));
        }
        assertThat(world.names("school:/")).as(world.about()).doesNotContain(name(file));
        world.assertReturns("school:/" + renamed, Map.of(renamed, bytes));
        settled(world);
      }
    }
  }

  private KillWorld world(String what, TestReporter reporter) throws Exception {
    KillWorld world = new KillWorld(folder, what);
    reporter.publishEntry("seed", Long.toString(KillWorld.SEED));
    world.addPlace("school");
    world.assertSearchFinds(world.file(world.person, "gelekt", 5_000));
    return world;
  }

  private static void kill(KillWorld world, Map<String, Integer> calls, String... command)
      throws Exception {
    List<String> kinds = calls.keySet().stream().sorted().toList();
    String kind = kinds.get(world.random.nextInt(kinds.size()));
    world.killedAtCall(kind, 1 + world.random.nextInt(calls.get(kind)), world.member, command);
  }

  private static void resumeUpload(KillWorld world, Path file) throws IOException {
    assertThat(file).as(world.about()).exists();
    world.assertNothingLeft();
    world.done(world.member, "transfers", "resume");
    world.done(world.member, "put", "--on-conflict", "skip", file.toString(), "school:/");
    assertThat(world.names("school:/")).as(world.about()).containsOnlyOnce(name(file));
    world.assertReturns("school:/" + name(file), Map.of(name(file), Files.readAllBytes(file)));
    settled(world);
  }

  private static void resumeDownload(KillWorld world, Path file, String... get) throws IOException {
    Path target = Path.of(get[get.length - 1]);
    world.assertNothingLeft();
    assertThat(visible(target)).as("whole or not there, %s", world.about()).isIn(0L, 1L);
    Path back = target.resolve(name(file));
    if (Files.exists(back)) {
      assertThat(Files.mismatch(back, file)).as(world.about()).isEqualTo(-1);
    }
    world.done(world.member, "transfers", "resume");
    if (!Files.exists(back)) {
      world.done(world.member, get);
    }
    assertThat(Files.mismatch(back, file)).as(world.about()).isEqualTo(-1);
    assertThat(visible(target)).as(world.about()).isEqualTo(1);
    settled(world);
  }

  private static long visible(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !file.getFileName().toString().startsWith(".")).count();
    }
  }

  private static void settled(KillWorld world) throws IOException {
    assertThat(world.json(world.member, "transfers", "list")).as(world.about()).isEmpty();
    world.assertNothingUnfinished();
    world.assertNothingLeft();
  }

  private static Path many(KillWorld world, int number) throws IOException {
    Path source = world.person.resolve(KillWorld.name("map " + number));
    for (int i = 0; i < MANY; i++) {
      world.file(source, "klein " + i, world.random.nextInt(SMALL));
    }
    return source;
  }

  private static Map<String, byte[]> read(Path source) throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    try (Stream<Path> all = Files.list(source)) {
      for (Path file : all.toList()) {
        files.put(name(file), Files.readAllBytes(file));
      }
    }
    return files;
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static String[] put(Path file) {
    return new String[] {"put", file.toString(), "school:/"};
  }

  private static String[] move(Path file) {
    return new String[] {"put", "--remove-original", file.toString(), "school:/"};
  }

  private static String[] rename(Path file, String to) {
    return new String[] {"mv", "school:/" + name(file), "school:/" + to};
  }

  private static String[] get(KillWorld world, Path file, int number) throws IOException {
    Path target = Files.createDirectories(world.person.resolve("terug " + number));
    List<String> command = new ArrayList<>(List.of("get", "school:/" + name(file)));
    command.add(target.toString());
    return command.toArray(String[]::new);
  }
}
