package org.dubbelslot.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.format.OpenOptions;
import org.dubbelslot.transfer.Conflict;
import org.dubbelslot.transfer.Documents;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Getter;
import org.dubbelslot.transfer.SealedTree;
import org.dubbelslot.workplace.Workplace;
import org.dubbelslot.workplace.copies.CopiesMain;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A session of opening and editing is killed in the middle and started again: nothing readable is
 * left on the disk, and no save that a program had ended is lost.
 */
@DisplayName("A killed session of opening and editing")
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
class KilledCopiesTest {
  private static final List<String> NAMES =
      List.of("Leerlingbegeleiding een.txt", "Leerlingbegeleiding twee.txt");
  private static final String NAME_MARKER = "Leerlingbegeleiding";
  private static final int MOST_LINES = 12;
  private static final int MOST_MILLIS = 150;

  @TempDir Path folder;

  @Test
  @DisplayName("leaves nothing readable and loses nothing")
  void killed(TestReporter reporter) throws Exception {
    long seed = KillWorld.SEED;
    reporter.publishEntry("seed", Long.toString(seed));
    Random random = new Random(seed);
    DiskScan scan = new DiskScan(List.of(CopiesMain.MARKER, NAME_MARKER));
    Path disk = Files.createDirectories(folder.resolve("disk"));
    Path temporary = Files.createDirectories(disk.resolve("tmp"));
    try (World world = new World(disk.resolve("world"))) {
      for (String name : NAMES) {
        world.put(World.BAS, name, CopiesMain.text("eerste", 100));
      }
      assertThat(scan.findings(disk)).isEmpty();
      boolean seen = false;
      int kills = KillWorld.kills(8);
      for (int kill = 0; kill < kills; kill++) {
        String about = "kill " + kill + ", seed " + seed;
        Map<String, Set<String>> saves = work(world, temporary, random);
        seen |= !scan.findings(disk).isEmpty();

        Path told = Files.createTempFile(folder, "told", "");
        Process again = start(told, world, temporary, "recover");
        assertThat(again.waitFor(120, TimeUnit.SECONDS)).as(about).isTrue();
        assertThat(Files.readAllLines(told)).as(about).endsWith("recovered");
        assertThat(Files.readString(told)).as(about).doesNotContain("trouble");
        assertThat(again.exitValue()).as(about).isZero();

        assertThat(scan.findings(disk)).as(about).isEmpty();
        Set<String> there = firstLines(world);
        saves.forEach(
            (name, either) ->
                assertThat(there).as("%s in %s", name, about).containsAnyElementsOf(either));
      }
      assertThat(seen).as("some kill came while a copy lay there").isTrue();
    }
  }

  /**
   * A session up to its kill.
   *
   * @return what the last ended save of each file held, or the one that was just being made
   */
  private Map<String, Set<String>> work(World world, Path temporary, Random random)
      throws Exception {
    Path told = Files.createTempFile(folder, "told", "");
    String seed = Integer.toString(random.nextInt(1 << 30));
    Process process = start(told, world, temporary, "work", seed);
    int enough = 1 + random.nextInt(MOST_LINES);
    while (Files.readAllLines(told).size() < enough) {
      boolean ended = process.waitFor(5, TimeUnit.MILLISECONDS);
      assertThat(ended).as("the session ended by itself, %s", Files.readString(told)).isFalse();
    }
    process.waitFor(random.nextInt(MOST_MILLIS), TimeUnit.MILLISECONDS);
    process.destroyForcibly().waitFor();
    assertThat(process.exitValue()).isEqualTo(128 + 9);
    Map<String, Set<String>> saved = new HashMap<>();
    Files.readAllLines(told).forEach(line -> take(line, saved));
    return saved;
  }

  private static void take(String line, Map<String, Set<String>> saved) {
    String[] parts = line.substring(line.indexOf(' ') + 1).split("\t");
    if (line.startsWith("saving ")) {
      saved.computeIfAbsent(parts[0], none -> new HashSet<>()).add(parts[1]);
    } else if (line.startsWith("saved ")) {
      saved.put(parts[0], new HashSet<>(Set.of(parts[1])));
    }
  }

  private static Process start(Path told, World world, Path temporary, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + temporary);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(CopiesMain.class.getName());
    command.add(world.home(World.MARIJKE).toString());
    command.add(World.PLACE);
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectOutput(told.toFile())
        .redirectErrorStream(true)
        .start();
  }

  /** The first line of every file in the place. */
  private static Set<String> firstLines(World world) throws Exception {
    Workplace workplace = world.workplace(World.BAS);
    SealedTree tree = workplace.reading(workplace.place(World.PLACE));
    Getter.Options strict = new Getter.Options(Conflict.FAIL, OpenOptions.STRICT, false);
    Set<String> lines = new HashSet<>();
    try (Documents documents = new Documents(tree)) {
      for (Entry entry : tree.list(tree.root())) {
        try (SecretBytes bytes = documents.read((Entry.SealedFile) entry, 1 << 24, strict)) {
          lines.add(new String(bytes.bytes(), StandardCharsets.UTF_8).lines().findFirst().get());
        }
      }
    }
    return lines;
  }
}
