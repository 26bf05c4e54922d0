package org.dubbelslot.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Every connection that the system sees")
class OneDoorTraceTest {
  private static final Pattern CONNECT =
      Pattern.compile(
          "connect\\(\\d+, \\{sa_family=AF_INET6?,.*?htons\\((\\d+)\\).*?"
              + "(?:inet_addr\\(\"|inet_pton\\(AF_INET6, \")([^\"]+)\"");

  @Test
  @DisplayName("passed the one door, and is in its record")
  void recorded(@TempDir Path folder) throws Exception {
    assumeTrue(hasStrace(), "strace is not installed");
    Program member = Program.asExampleMember(Program.exampleMembers().getFirst(), folder);
    Path file = Files.writeString(folder.resolve("verslag.txt"), "een verslag");
    Path target = Files.createDirectory(folder.resolve("terug"));
    try (SandboxProcess sandbox = SandboxProcess.start(folder.resolve("sandbox"))) {
      SortedSet<String> seen = new TreeSet<>();
      seen.addAll(
          traced(
              member,
              folder,
              "place",
              "add",
              "school",
              "--drive",
              "me",
              "--team",
              NothingLeaksTest.firstTeam(member),
              "--graph",
              sandbox.graph(),
              "--token-file",
              sandbox.tokenFile().toString()));
      seen.addAll(traced(member, folder, "put", file.toString(), "school:/"));
      seen.addAll(traced(member, folder, "get", "school:/verslag.txt", target.toString()));

      assertThat(target.resolve("verslag.txt")).hasContent("een verslag");
      assertThat(seen).isNotEmpty();
      assertThat(recordedPeers(member.home())).containsExactlyElementsOf(seen);
    }
  }

  private static SortedSet<String> traced(Program program, Path folder, String... arguments)
      throws IOException {
    Path trace = folder.resolve("trace");
    Program.Run run =
        program.run(
            List.of("strace", "-f", "-qq", "-e", "trace=connect", "-o", trace.toString()),
            new byte[0],
            arguments);
    assertThat(run.exit()).as("%s", run).isZero();
    SortedSet<String> peers = new TreeSet<>();
    for (String line : Files.readAllLines(trace)) {
      Matcher connect = CONNECT.matcher(line);
      // Port 0 is how the C library asks which way a packet would go; none is sent.
      if (connect.find() && !connect.group(1).equals("0")) {
        peers.add(connect.group(2).replaceFirst("^::ffff:", "") + ":" + connect.group(1));
      }
    }
    return peers;
  }

  private static SortedSet<String> recordedPeers(Path home) throws IOException {
    SortedSet<String> peers = new TreeSet<>();
    for (String line : Files.readAllLines(home.resolve("connections.jsonl"))) {
      peers.add(SandboxProcess.JSON.readTree(line).get("peer").textValue());
    }
    return peers;
  }

  static boolean hasStrace() throws InterruptedException {
    try {
      Process probe = new ProcessBuilder("strace", "-V").redirectErrorStream(true).start();
      probe.getInputStream().transferTo(OutputStream.nullOutputStream());
      return probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
