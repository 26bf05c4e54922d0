package org.dubbelslot.program;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search of the disk looks where the program writes: the system says that it is all. */
@DisplayName("Every file that the program opens for writing")
class WritesOnlyThereTest {
  private static final int LARGE = 6_000_000;
  private static final Pattern OPENED =
      Pattern.compile("openat\\(AT_FDCWD, \"([^\"]+)\", ([A-Z_|]+).*\\) = \\d+");

  @TempDir Path folder;

  @Test
  @DisplayName("lies in its home, in its temporary folder, or where the person wants it")
  void known() throws Exception {
    assumeTrue(OneDoorTraceTest.hasStrace(), "strace is not installed");
    try (KillWorld world = new KillWorld(folder, "writes")) {
      world.addPlace("school");
      Path file = world.file(world.person.resolve("source"), "groot", LARGE);
      Path target = Files.createDirectories(world.person.resolve("target"));
      String name = "school:/" + file.getFileName();
      SortedSet<Path> written = new TreeSet<>();
      written.addAll(written(world, "put", file.toString(), "school:/"));
      written.addAll(written(world, "rewrap", "--dry-run", "school:/"));
      written.addAll(written(world, "get", name, target.toString()));

      assertThat(written).anyMatch(path -> path.startsWith(world.member.home()));
      assertThat(written).anyMatch(path -> path.startsWith(target));
      assertThat(written)
          .allMatch(
              path ->
                  path.startsWith(world.member.home())
                      || path.startsWith(world.disk.resolve("tmp"))
                      || path.startsWith(target)
                      || path.startsWith("/dev")
                      || path.startsWith("/proc"));
    }
  }

  private SortedSet<Path> written(KillWorld world, String... command) throws IOException {
    Path trace = folder.resolve("trace");
    Program.Run run =
        world.member.run(
            List.of("strace", "-f", "-s", "4096", "-o", trace.toString(), "-e", "trace=openat"),
            new byte[0],
            command);
    assertThat(run.exit()).as("%s", run).isZero();
    SortedSet<Path> written = new TreeSet<>();
    for (String line : Files.readAllLines(trace, ISO_8859_1)) {
      Matcher opened = OPENED.matcher(line);
      if (opened.find() && opened.group(2).matches(".*O_(WRONLY|RDWR|CREAT).*")) {
        written.add(world.disk.resolve("work").resolve(opened.group(1)).normalize());
      }
    }
    return written;
  }
}
